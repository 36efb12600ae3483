"""Allotting the yearly plan down the tree; never more than there is, never less than is gone."""

from collections.abc import Mapping

from audit.context import give_reason
from directory.constraints import refusing_conflicts
from directory.models import Unit
from directory.refusals import Refusal, Refused
from membership.models import Quota
from membership.quotas import Usage, usages

MOST = 9_999


@refusing_conflicts()
def allot(
    *, above: Unit | None, year: int, places: Mapping[Unit, int | None], by, document: str = "", reason: str = ""
):
    """What each of the units directly below `above` may admit; None takes the row away, the unit is then bound by
    `above`. With `above` None the one unit is the school's own committee; its number may also stand among those that it
    hands on, so that both are changed at once. A document is written where the number changes.

    Raises `Refused` with every reason; then nothing is saved.
    """
    asked = {*places, above} - {None}
    rows = Quota.objects.select_for_update().filter(unit__in=asked, year=year).order_by("pk")
    held = {quota.unit_id: quota for quota in rows}
    own = held[above.pk].places if above and above.pk in held else None
    own = places.get(above, own)
    found = [*_foreign(above, places, by), *_too_many(own, above, year, places), *_too_few(above, year, places)]
    if found:
        raise Refused(*found)
    give_reason(reason)
    for unit, number in places.items():
        _keep(unit, year, number, document, held.get(unit.pk))


def _keep(unit, year, number, document, quota) -> None:
    if number is None:
        if quota:
            quota.delete()
        return
    quota = quota or Quota(unit=unit, year=year)
    if quota.places != number:
        quota.places, quota.document = number, document or quota.document
        quota.save()


def _foreign(above, places, by) -> list[Refusal]:
    """A unit's own plan comes from above it."""
    top = above or next(iter(places), None)
    is_own_raised = above in places and above.parent_id is not None
    if top is not None and not is_own_raised and by.may_on("cases.plan", top):
        return []
    return [Refusal("quota_right", "发展计划由上级党组织下达，您没有这一级的权限。")]


def _too_many(own: int | None, above, year, places) -> list[Refusal]:
    if own is None:
        return []
    others = Quota.objects.filter(unit__parent=above, year=year).exclude(unit__in=places)
    given = sum(number or 0 for unit, number in places.items() if unit != above)
    handed = given + sum(others.values_list("places", flat=True))
    if handed <= own:
        return []
    words = f"下达 {handed} 人，超过本级 {year} 年控制数 {own} 人，多 {handed - own} 人。"
    return [Refusal("HEI-13", words)]


def _too_few(above, year, places) -> list[Refusal]:
    """What `above` hands on is weighed by `_too_many`, with the numbers that are new."""
    gone = usages([unit.pk for unit in places], year)
    below: dict[int, int] = {}
    rows = Quota.objects.filter(unit__parent__in=[unit for unit in places if unit != above], year=year)
    for parent, number in rows.values_list("unit__parent", "places"):
        below[parent] = below.get(parent, 0) + number
    found = []
    for unit, number in places.items():
        least = max(gone.get(unit.pk, Usage()).taken, below.get(unit.pk, 0))
        if number is not None and number < least:
            words = f"{unit.short_name}已用、已预留和已下达的共 {least} 人，控制数不能少于 {least}。"
            found.append(Refusal("quota_gone", words, field=f"places_{unit.pk}"))
    return found

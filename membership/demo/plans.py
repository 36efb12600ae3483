"""The yearly plans of the demo school, this year's and the last: nearly used up here, with places left there."""

import datetime as dt

from directory.models import Unit
from membership.models import Quota
from membership.quotas import Usage, usages

# The colleges whose accounts are shown to visitors hand their places on to their branches.
_SHOWN = ("01", "02")
# One unit of so many has no place left.
_USED_UP = 7
_SPARE = 6


def allot_plans(today: dt.date) -> None:
    """From the school to its second level, and in two colleges to the branches; never less than is gone."""
    school = Unit.objects.get(parent__isnull=True)
    seconds = list(Unit.objects.filter(parent=school).order_by("code"))
    branches = list(Unit.objects.filter(parent__code__in=_SHOWN).order_by("code"))
    for year in (today.year - 1, today.year):
        gone = usages([unit.pk for unit in (*seconds, *branches)], year)
        below = {unit: gone.get(unit.pk, Usage()).taken + 1 for unit in branches}
        handed = {unit: _places(unit, gone.get(unit.pk, Usage()).taken, place) for place, unit in enumerate(seconds)}
        for college in (unit for unit in seconds if unit.code in _SHOWN):
            own = sum(places for unit, places in below.items() if unit.parent_id == college.pk)
            handed[college] = max(handed[college], own + 1)
        rows = {school: sum(handed.values()) + _SPARE} | handed
        Quota.objects.bulk_create(_quota(unit, year, places, f"江大党组〔{year}〕4号") for unit, places in rows.items())
        Quota.objects.bulk_create(_quota(unit, year, places, f"本院〔{year}〕2号") for unit, places in below.items())


def _places(unit: Unit, taken: int, place: int) -> int:
    return taken if taken and place % _USED_UP == _USED_UP - 1 else taken + taken // 5 + 2


def _quota(unit, year, places, document) -> Quota:
    return Quota(unit=unit, year=year, places=places, document=document)

"""What stops the closing of a unit, each with the link to the list that holds it."""

from django.urls import reverse

from directory.models import Duty, Person, Status, Unit
from directory.refusals import Refusal

_STOPPERS = []


def stops_closing(function):
    """Registers `function(unit, on) -> Refusal | None` of an app above: its open business stops a closing too."""
    _STOPPERS.append(function)
    return function


def closing_refusals(unit: Unit, on) -> list[Refusal]:
    """Everything that must be settled before the unit can be closed on that day; empty when nothing is in the way."""
    return [found for stopper in _STOPPERS if (found := stopper(unit, on))]


@stops_closing
def _children(unit, on):
    count = Unit.objects.filter(parent=unit, closed_on__isnull=True).count()
    if count:
        return Refusal(
            "closing_children",
            f"还有 {count} 个下级党组织，请先撤销或划转。",
            url=reverse("unit_detail", args=[unit.code]),
            action="查看下级党组织",
        )


@stops_closing
def _people(unit, on):
    count = Person.objects.filter(unit=unit).exclude(status=Status.LEFT).count()
    if count:
        return Refusal(
            "closing_people",
            f"还有 {count} 人在册，请先转出。",
            url=f"{reverse('person_list')}?unit={unit.code}",
            action="查看人员并转出",
        )


@stops_closing
def _duties(unit, on):
    count = Duty.objects.filter(unit=unit).since(on).count()
    if count:
        return Refusal(
            "closing_duties",
            f"还有 {count} 项任职未结束，请先办理离任。",
            url=reverse("unit_detail", args=[unit.code]),
            action="查看班子成员",
        )


@stops_closing
def _already_closed(unit, on):
    if unit.closed_on:
        return Refusal("closing_closed", f"该党组织已于 {unit.closed_on} 撤销。")
    if on <= unit.established_on:
        return Refusal("closing_after_start", f"撤销日期须晚于成立日期 {unit.established_on}。", field="on")

"""Where an application belongs (DEV-02, DEV-60): with the party organization of where one works or studies.

Elsewhere only whoever is away from there (流动人员), or whose unit has no party organization any more. Both texts say
应当 and were read, so an application that goes elsewhere is refused; what no text settles is only pointed out.
"""

import datetime as dt
from collections.abc import Iterator

from dates.arithmetic import add_months
from dates.partial import PartialDate
from directory.models import Person, Status, Unit
from directory.refusals import Grade, Refusal
from membership.procedure.catalog import RULES
from membership.procedure.cultivation import MONTHS
from membership.procedure.days import Day
from membership.procedure.editions import Edition, edition_of

_CORRECT = "已调动、转专业的请先在“人员”中变更所在党组织；长期在外、暂未转出的，“流动人员”请选“是”。"


def why_not_here(person: Person, unit: Unit, on: PartialDate, is_mobile: bool | None) -> list[Refusal]:
    """Why this branch does not take the application; empty where it may."""
    if person.status == Status.LEFT:
        words = "此人已离开本校，请其向现工作、学习单位的党组织申请；没有单位的，向居住地的党组织申请。"
        return [_refusal(words, on, "roster_no")]
    if is_mobile or _is_closed(person.unit, on.first) or _is_one_place(person.unit, unit):
        return []
    place = person.unit.place
    words = f"申请人在{place}，应向工作、学习所在单位的党组织申请，不由{unit.place}受理，请由{place}受理。{_CORRECT}"
    return [_refusal(words, on, "unit")]


def hints(person: Person, unit: Unit, on: dt.date) -> Iterator[str]:
    """What to think of when the application has been taken; nothing of it refuses."""
    if unit.pk != person.unit_id and not unit.path.startswith(person.unit.path):
        yield f"申请人所在的党组织是{person.unit.place}，请确认由{unit.place}受理和培养。"
    if unit.is_temporary:
        yield "临时党组织可以受理申请、培养教育，不能接收、审批预备党员，列为发展对象前请转到有权接收的党支部。"
    leaves = person.expected_leave_on
    if leaves and leaves < on:
        yield f"预计离校日期（{leaves}）已过：仍在校的请更正这一日期，已离校的请向现单位的党组织申请。"
    elif leaves and leaves < add_months(on, MONTHS):
        yield f"预计 {leaves} 离校，不满一年培养考察期：离校时请及时转交培养材料，接收单位审查后培养时间可以连续计算。"


def _refusal(words: str, on: PartialDate, field: str) -> Refusal:
    edition = edition_of(Day.of(on))
    rule = "DEV-60" if edition is Edition.OF_2026 else "DEV-02"
    return Refusal(rule, words, Grade.PARTY, RULES["DEV-02"].clause(edition), field=field)


def _is_closed(unit: Unit, on: dt.date) -> bool:
    return unit.closed_on is not None and unit.closed_on <= on


def _is_one_place(own: Unit, unit: Unit) -> bool:
    """The same college or office: what stands next below the school's own committee. Whoever belongs to that committee
    itself has no branch yet."""
    own_place, place = (each.path.strip("/").split("/")[:2] for each in (own, unit))
    return len(own_place) < 2 or own_place == place

"""Opening a case: the written application of somebody of age, received by a branch (DEV-01, DEV-02, DEV-60)."""

import datetime as dt

from dates.partial import PartialDate
from directory.constraints import refusing_conflicts
from directory.models import Person, Unit
from directory.models.statuses import MEMBERS
from directory.models.units import BRANCH_LEVEL
from directory.refusals import Grade, Refusal
from membership.models import Case
from membership.selectors import template_for
from membership.services.acts import NOT_EXCUSED, Act, Excused, ask, refuse_if
from membership.services.recording import record_step
from membership.where_to_apply import why_not_here


@refusing_conflicts()
def open_case(
    *,
    person: Person,
    unit: Unit,
    on: PartialDate,
    by,
    today: dt.date,
    is_written: bool = True,
    is_league_member: bool | None = None,
    is_mobile: bool | None = None,
    excused: Excused = NOT_EXCUSED,
) -> Case:
    """The case with its first record. Raises `Refused` with every reason, and then nothing is saved."""
    template = template_for(on.first)
    found = _refusals(person, unit, template) + why_not_here(person, unit, on, is_mobile)
    case = Case(
        person=person,
        unit=unit,
        template=template,
        opened_on=on.first,
        is_league_member=is_league_member,
        is_mobile=is_mobile,
    )
    act = Act("application", on, {"written": is_written})
    refuse_if(found and (*found, *ask(case, act, by, today).refusals))
    case.save()
    record_step(case=case, act=act, by=by, today=today, excused=excused)
    case.refresh_from_db()
    return case


def _refusals(person: Person, unit: Unit, template) -> list[Refusal]:
    found = []
    if person.status in MEMBERS:
        words = f"{person.name}已是{person.get_status_display()}，不能再登记入党申请。"
        found.append(Refusal("already_member", words, grade=Grade.PARTY, field="roster_no"))
    if unit.kind not in BRANCH_LEVEL:
        words = f"入党申请由党支部受理，{unit.short_name}是{unit.get_kind_display()}，请选择党支部。"
        found.append(Refusal("not_a_branch", words, field="unit"))
    if template is None:
        found.append(Refusal("no_template", "申请日期没有可用的步骤模板，请联系组织部在“步骤模板”中发布。", field="on"))
    return found + _earlier_cases(person)


def _earlier_cases(person: Person) -> list[Refusal]:
    case = Case.objects.in_progress().filter(person=person).select_related("unit").first()
    if case is None:
        return []
    return [Refusal("case_open", "此人已有正在办理的发展党员个案，不能重复登记。", field="roster_no")]

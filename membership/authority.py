"""Who may record which step, and where: the branch its own, the committee what it decides, nobody on himself.

A committee's step is an act of the body that may approve for that branch and kind of person (P-09; DEV-31): the duty
must cover that body, so a general branch deliberates and cannot approve, however the screen is called.
"""

from dataclasses import dataclass
from enum import StrEnum

from directory.models import Person, Unit
from directory.permissions import Sensitivity
from directory.refusals import Grade, Refusal
from membership.approving import Approvers
from membership.models import Companion, CompanionRole, Recorder, TemplateStep
from membership.procedure.steps import STEPS


class Power(StrEnum):
    """The permissions of `directory.permissions` by which steps are recorded."""

    RECORD = "cases.record"
    FILE = "cases.file"
    TALK = "cases.talk"
    DECIDE = "cases.decide"
    FILE_HIGHER = "cases.file_higher"


COMMITTEE = {
    "activist_filing": Power.FILE,
    "target_filing": Power.DECIDE,
    "training": Power.FILE,
    "pre_review": Power.DECIDE,
    "approval_talk": Power.TALK,
    "admission_approval": Power.DECIDE,
    "higher_filing": Power.FILE_HIGHER,
    "conversion_approval": Power.DECIDE,
    "deliberation": Power.FILE,
}
# Either side may keep the record of these.
SHARED = frozenset({"public_notice", "oath", "archive", "training"})
# What somebody who accompanies the person may write without any duty.
ACCOMPANIED = frozenset({"review", "thought_report", "probation_review"})
OWN_CASE = Refusal("own_case", "不能办理本人的发展手续，请由其他人员办理。", grade=Grade.PARTY)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a case stands: its branch, the body that approves for it (None where nobody may), and the general branch
    between them, where there is one."""

    branch: Unit
    approver: Unit | None
    general_branch: Unit | None = None

    def of(self, step: str) -> Unit | None:
        """Whose step it is."""
        if step == "deliberation":
            return self.general_branch
        return self.branch if power_of(step) is Power.RECORD else self.approver


def power_of(step: str) -> Power:
    return COMMITTEE.get(step, Power.RECORD)


def may_record(viewer, step: str, seat: Seat, companions=()) -> bool:
    """Whether the viewer may record the step of a case that stands there."""
    where = seat.of(step)
    if where is not None and viewer.may_on(power_of(step), where):
        return True
    if step in SHARED and viewer.may_on(Power.RECORD, seat.branch):
        return True
    return step in ACCOMPANIED and any(each.person_id == viewer.own_person_id for each in companions)


def steps_for(viewer) -> set[str]:
    """What the viewer may record in some case or other; where a case stands decides about it."""
    branchs = SHARED if viewer.may(Power.RECORD) else frozenset()
    return {step for step in STEPS if viewer.may(power_of(step)) or step in branchs}


def why_not(viewer, step: str, seat: Seat, person: Person, companions=()) -> list[Refusal]:
    """Every reason why the viewer may not record it; empty where he may."""
    if viewer.is_own(person):
        return [OWN_CASE]
    if may_record(viewer, step, seat, companions):
        return []
    title = STEPS[step].title if step in STEPS else "这一步"
    if power_of(step) is Power.RECORD:
        return [Refusal("not_yours", f"“{title}”由{seat.branch.full_name}办理，您没有该支部的办理权限。")]
    if step == "deliberation":
        return [Refusal("not_yours", _deliberates(title, seat))]
    if seat.approver is None:
        words = f"“{title}”须由有审批权的党委办理，{seat.branch.full_name}上级中还没有设定，请联系组织部设定审批权限。"
        return [Refusal("DEV-31", words, grade=Grade.PARTY)]
    words = f"“{title}”由{seat.approver.full_name}办理；党总支、党支部只能审议后报送，不能代为决定。"
    return [Refusal("DEV-31", words, grade=Grade.PARTY)]


def _deliberates(title: str, seat: Seat) -> str:
    if seat.general_branch is None:
        return f"{seat.branch.full_name}和审批的党委之间没有党总支，不需要“{title}”。"
    return f"“{title}”由{seat.general_branch.full_name}办理，您没有这项权限。"


def may_record_school_step(viewer, step: TemplateStep, seat: Seat) -> bool:
    """Whether the viewer may record a step of the school's own: whoever its template names."""
    is_branchs = viewer.may_on(Power.RECORD, seat.branch)
    is_committees = seat.approver is not None and viewer.may_on(Power.FILE, seat.approver)
    may = {Recorder.BRANCH: is_branchs, Recorder.COMMITTEE: is_committees, Recorder.EITHER: is_branchs or is_committees}
    return may[Recorder(step.recorder)]


def why_not_school_step(viewer, step: TemplateStep, seat: Seat, person: Person) -> list[Refusal]:
    """As `why_not`, of a step of the school's own."""
    if viewer.is_own(person):
        return [OWN_CASE]
    if may_record_school_step(viewer, step, seat):
        return []
    return [Refusal("not_yours", f"“{step.title}”由{step.get_recorder_display()}登记，您没有这项权限。")]


def accompanying(case, on, role: CompanionRole | None = None):
    """Who accompanies the case on that day; nobody one that is not opened yet."""
    if case.pk is None:
        return []
    rows = Companion.objects.on(on).filter(case=case).select_related("person")
    return list(rows.filter(role=role) if role else rows)


def may_change(viewer, record, seat: Seat, companions=()) -> bool:
    """Whether the viewer may correct or void the record; whoever only accompanies, nothing but what he recorded."""
    if not record.step:
        return may_record_school_step(viewer, record.template_step, seat)
    if may_record(viewer, record.step, seat):
        return True
    is_his = record.recorded_by_id is not None and record.recorded_by_id == viewer.account.pk
    return is_his and may_record(viewer, record.step, seat, companions)


def why_not_change(viewer, record, seat: Seat, person: Person, companions=()) -> list[Refusal]:
    """Every reason why the viewer may not correct or void the record; empty where he may."""
    if viewer.is_own(person) or not may_record(viewer, record.step, seat, companions):
        return why_not(viewer, record.step, seat, person, companions)
    if may_change(viewer, record, seat, companions):
        return []
    words = f"陪同培养的人员只能更正、作废自己登记的记录，这一条请{seat.branch.full_name}办理。"
    return [Refusal("not_your_record", words)]


def may_read(viewer, case, sensitivity: Sensitivity) -> bool:
    """Whether sealed words and scans of the case are open to the viewer; what was found out on oneself is not."""
    return not viewer.is_own(case.person) and viewer.sensitivity_on(case.unit) >= sensitivity


def own_or_foreign(viewer, case) -> list[Refusal]:
    """For acts of the branch on the case as a whole."""
    return why_not(viewer, "", Seat(case.unit, None), case.person)


def seat_of(case, on) -> Seat:
    """Where the case stands on that day."""
    return seat_in(Approvers(on), case)


def seat_in(approvers: Approvers, case) -> Seat:
    """The same, where the committees are known."""
    return Seat(case.unit, approvers.of(case.unit, case.person), approvers.general_branch_of(case.unit))

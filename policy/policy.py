"""Parameters of rooms that do not stand yet: kept with their clause, so that a preset loses nothing.

Nobody judges by them. When training, branch life and members away are built, their apps take these dataclasses over.
"""

from dataclasses import dataclass

from policy.declaring import Setting, Stricter, declares, whole, words, yes_no

KEPT = "目前只作记载，系统还不据此提醒或判定"


@declares("training", "培训和例会", note=KEPT)
@dataclass(frozen=True, slots=True)
class TrainingPolicy:
    """培训制度参数: hours and rounds of organizers, members and secretaries."""

    member_hours_yearly: Setting = whole("党员每年集中学习培训", unit="学时", stricter=Stricter.MORE)
    organizer_hours_yearly: Setting = whole("专职组织员每年参加校级培训", unit="学时", stricter=Stricter.MORE)
    organizer_city_years: Setting = whole("专职组织员参加一次市级培训的间隔", unit="年", least=1, most=10)
    organizer_rounds_yearly: Setting = whole("每年举办组织员培训或交流", unit="次", most=12)
    organizer_kinds: Setting = words("组织员培训的种类")
    secretary_rounds_yearly: Setting = whole("教师党支部书记每年校级轮训", unit="次", most=12)
    secretary_meeting_months: Setting = whole("党总支书记例会间隔", unit="个月", least=1, most=12)


@declares("branches", "组织生活", note=KEPT)
@dataclass(frozen=True, slots=True)
class BranchPolicy:
    """组织生活制度参数: activity day, organization life, appraisal, lectures."""

    activity_days_monthly: Setting = whole("党员活动日（主题党日）每月", unit="天", most=5, stricter=Stricter.MORE)
    activity_day_stays_in_month: Setting = yes_no("活动日可以前移或顺延，须在当月内")
    life_meetings_yearly: Setting = whole("组织生活会每年", unit="次", most=12, stricter=Stricter.MORE)
    appraisals_yearly: Setting = whole("民主评议党员每年", unit="次", most=12, stricter=Stricter.MORE)
    leader_lectures_yearly: Setting = whole("党员领导干部每年讲党课", unit="次", most=12, stricter=Stricter.MORE)
    secretaries_lecture: Setting = yes_no("书记带头讲党课")


@declares("away", "流动党员", note=KEPT)
@dataclass(frozen=True, slots=True)
class AwayPolicy:
    """流动党员制度参数: contact, yearly check, ledgers."""

    contact_months: Setting = whole("与外出流动党员联系的间隔", unit="个月", least=1, most=12, stricter=Stricter.LESS)
    checks_yearly: Setting = whole("流动党员排查每年", unit="次", most=12, stricter=Stricter.MORE)
    ledger: Setting = yes_no("建立流动党员管理台账")

"""“为什么能看到”: each right of an account in words, with the duty it comes from, the unit and the dates."""

from dataclasses import dataclass

from directory.models import Duty
from directory.permissions import PERMISSIONS, ROLE_NAMES, Role, role_of

# What a permission lets one do, as a person would say it; the order is that of the page.
WORDS = {
    "units.view": "查看组织架构",
    "people.list": "查看人员名册",
    "people.view": "查看人员信息",
    "people.edit": "修改人员信息",
    "people.reveal": "查看完整号码（须填原因）",
    "people.export": "导出人员",
    "checks.view": "查看质量检查",
    "checks.edit": "核对台账、处理质量检查",
    "checks.export": "导出质量检查",
    "people.import": "导入人员名册",
    "units.edit": "维护组织架构",
    "duties.edit": "登记任职与离任",
    "organizers.view": "查看组织员",
    "organizers.edit": "维护组织员",
    "organizers.import": "导入组织员",
    "data.import": "使用导入页面",
    "organizers.export": "导出组织员",
    "reminders.oversee": "接收下级逾期事项的上报",
    "log.view": "查看操作日志",
    "accounts.manage": "管理账号",
    "settings.manage": "修改系统设置",
    "admin.enter": "进入系统设置",
}


@dataclass(frozen=True, slots=True)
class Right:
    """One duty and what follows from it on the day of the viewer."""

    duty: Duty
    role: Role | None
    holds: bool

    @property
    def role_name(self) -> str:
        return ROLE_NAMES[self.role] if self.role else "无系统权限"

    @property
    def words(self) -> list[str]:
        return [words for name, words in WORDS.items() if self.role and name in PERMISSIONS[self.role]]


def explain_rights(viewer) -> list[Right]:
    """Every duty of the viewer's person, those that hold first; duties that are over explain why nothing is seen."""
    if not viewer.account.person_id:
        return []
    duties = Duty.objects.filter(person_id=viewer.account.person_id).select_related("unit")
    granted = {(grant.role, grant.unit_id) for grant in viewer.grants}
    found = []
    for duty in duties:
        role = role_of(duty.kind, duty.unit.kind)
        holds = duty.holds_on(viewer.on) and (role is None or (role, duty.unit_id) in granted)
        found.append(Right(duty, role, holds))
    return sorted(found, key=lambda right: (not right.holds, right.duty.unit.path, right.duty.from_on))

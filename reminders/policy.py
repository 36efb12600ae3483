"""How the school is reminded: the parameters of first notice, repeat and escalation."""

from dataclasses import dataclass

from policy.declaring import Setting, Strength, declares, whole


def _usual(value: int, unit: str) -> Setting:
    return Setting(value, unit, "系统默认提醒设置", Strength.NORMALLY)


@declares("reminders", "提醒与督办")
@dataclass(frozen=True, slots=True)
class RemindingPolicy:
    """提醒参数: when a matter that is overdue is named again, and to whom above it goes."""

    repeat_days: Setting = whole("逾期后每隔几天再次提醒", unit="天", least=1, most=90, default=_usual(7, "天"))
    unit_above_days: Setting = whole("逾期满几天报上一级党组织", unit="天", least=1, most=365, default=_usual(3, "天"))
    department_days: Setting = whole("逾期满几天报组织部", unit="天", least=1, most=365, default=_usual(14, "天"))
    quiet_from: Setting = whole("静默时段开始（不发邮件和消息）", unit="时", most=23, default=_usual(22, "时"))
    quiet_until: Setting = whole("静默时段结束", unit="时", most=23, default=_usual(7, "时"))
    # A year, because whoever is assessed for one is asked what he was told in it, and a month to do so.
    kept_days: Setting = whole("提醒记录和每日提醒保存几天", unit="天", least=31, most=3650, default=_usual(400, "天"))

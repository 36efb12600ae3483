"""How long before its day what belongs to no room is told: duties that end, a working-day table that is lacking."""

from dataclasses import dataclass

from policy.declaring import Setting, Strength, declares, notice_days, whole


@declares("desk", "任职到期和工作日历的提醒")
@dataclass(frozen=True, slots=True)
class DeskPolicy:
    """提醒参数: duties and the working-day table."""

    duty_notice_days: Setting = notice_days("党内职务到期提前提醒", 30, 7)
    duty_kept_days: Setting = whole(
        "党内职务到期后提示保留", unit="天", most=3650, default=Setting(90, "天", "系统默认提醒设置", Strength.NORMALLY)
    )
    calendar_notice_days: Setting = notice_days("下一年工作日历未公布提前提醒", 60, 30, 7)

"""How a reminder is said: the lamp, the words and the countdown. Pure functions of the day."""

import datetime as dt
from dataclasses import dataclass

from dates.arithmetic import worded_difference
from directory.refusals import Grade
from reminders.models import Reminder
from reminders.models.reminders import SOON_DAYS

# From here on nobody counts in days.
A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Lamp:
    """A word of the status vocabulary and what stands beside it."""

    word: str
    note: str = ""


def lamp(reminder: Reminder, on: dt.date) -> Lamp:
    """Red past a limit, amber inside the warning window, grey before; advice (建) never turns red."""
    days = (reminder.due_on - on).days
    if days < 0 and reminder.grade == Grade.ADVICE:
        return Lamp("待组织确认", f"已过{-days}天")
    if days < 0:
        return Lamp("已逾期", f"{-days}天" if days > -A_YEAR else f"{-days // A_YEAR}年以上")
    if days <= SOON_DAYS:
        return Lamp("即将到期", f"剩{days}天" if days else "今天")
    return Lamp("未开始")


def countdown(due_on: dt.date, on: dt.date) -> str:
    """“还有3个月9天（2027-03-01）”."""
    if due_on == on:
        return f"今天（{due_on}）"
    return f"{'还有' if due_on > on else '已过'}{worded_difference(on, due_on)}（{due_on}）"

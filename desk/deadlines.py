"""Deadlines of the floors below the reminders: duties that end, and next year's working-day table."""

import datetime as dt

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Concat, ExtractYear, Greatest
from django.urls import reverse

from desk.policy import DeskPolicy
from directory.changes import Fact
from directory.models import Duty, DutyKind, Unit
from directory.models.duties import ORGANIZER_DUTIES
from directory.refusals import Grade
from policy.models import CalendarDay
from policy.reading import policy_on
from reminders.registry import COLUMNS, Select, address, listed, source


@source(
    key="desk.duties",
    title="党内职务到期",
    subject="directory.duty",
    grade=Grade.ADVICE,
    clause="系统默认提醒设置：任职到期次日起权限失效",
    ahead="desk.duty_notice_days",
    sees="duties.edit",
    acts="duties.edit",
    follows=(Fact.DUTIES,),
)
def duties(on: dt.date):
    """任职到期: the last day of a duty after which nobody holds one of its kind in that unit.

    Organizers' duties end with their appointments, which have deadlines of their own (organizers.deadlines).
    """
    kept = dt.timedelta(days=policy_on(DeskPolicy, on).duty_kept_days.value or 0)
    later = Q(to_on__isnull=True) | Q(to_on__gt=OuterRef("to_on"))
    following = Duty.objects.filter(later, unit=OuterRef("unit"), kind=OuterRef("kind"))
    is_open = Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=Greatest(F("to_on"), Value(on)))
    ending = Duty.objects.filter(is_open, to_on__gte=on - kept).exclude(kind__in=ORGANIZER_DUTIES)
    return (
        ending.filter(~Exists(following))
        .order_by()
        .annotate(
            subject_id=F("pk"),
            due_on=F("to_on"),
            title=Concat("unit__short_name", _kind_words(), Value(" "), "person__name", Value("：任职到期，尚无接任")),
            url=address("person_detail", F("person__roster_no")),
        )
        .values(*COLUMNS)
    )


@source(
    key="desk.calendar",
    title="工作日历未公布",
    subject="policy.calendarday",
    grade=Grade.SCHOOL,
    clause="国务院办公厅当年的放假通知",
    ahead="desk.calendar_notice_days",
    sees="settings.manage",
    acts="settings.manage",
    follows=(Fact.CALENDAR,),
)
def calendar(on: dt.date) -> Select:
    """工作日历: this year and the next, while they are reckoned provisionally; due on the day before the year."""
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    years = (on.year, on.year + 1)
    days = CalendarDay.objects.filter(day__year__in=years).order_by().annotate(year=ExtractYear("day"))
    known = set(days.values_list("year", flat=True).distinct())
    provisional = set(days.filter(is_provisional=True).values_list("year", flat=True).distinct())
    open_years = [year for year in years if year not in known or year in provisional]
    return listed(COLUMNS, [_year_row(year, root) for year in open_years if root])


def _year_row(year, root) -> tuple:
    url = f"{reverse('calendar_month')}?month={year}-01"
    return year, root.pk, dt.date(year - 1, 12, 31), f"{year}年工作日历仍是暂算，请对照放假通知核对公布", url


def _kind_words() -> Case:
    whens = [When(kind=kind, then=Value(kind.label)) for kind in DutyKind]
    return Case(*whens, default=F("kind"), output_field=CharField())

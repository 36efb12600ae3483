from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from dates.working_days import CalendarEntry


class CalendarDayQuerySet(models.QuerySet):
    def entries(self) -> list[CalendarEntry]:
        """The rows as `dates.working_days` counts on them."""
        return [CalendarEntry(*row) for row in self.values_list("day", "is_working", "word", "is_provisional")]


@tracked(label=["day"], personal=False)
class CalendarDay(Versioned):
    """工作日历: what one day is. What lies beyond the table is taken by its weekday and shown as 暂算."""

    day = models.DateField("日期", unique=True)
    is_working = models.BooleanField("上班")
    word = models.CharField("说明", max_length=30, blank=True, help_text="如 春节、调休上班；平常日子留空")
    source = models.CharField("来源", max_length=120)
    is_provisional = models.BooleanField("暂算", default=False, help_text="国务院办公厅的通知尚未公布")

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作日历"
        ordering = ["day"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="calendar_day_unusual_is_named",
                condition=~Q(word="", is_working=True, day__iso_week_day__gte=6)
                & ~Q(word="", is_working=False, day__iso_week_day__lte=5),
                violation_error_message="与平常不同的一天须写明原因，如 春节、调休上班。",
            )
        ]

    def __str__(self):
        return f"{self.day}"

"""One row for each deadline that is not met, rewritten every night from the sources; it decides nothing."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When

from directory.models import Charge, Unit
from directory.refusals import Grade
from directory.scope import within
from reminders import registry

SOON_DAYS = 30
_GRADES = (Grade.PARTY, Grade.SCHOOL, Grade.ADVICE)


class Box(models.TextChoices):
    """The four boxes of the workbench; each is a list. What is soon or late is also to do."""

    TODO = "todo", "待办"
    SOON = "soon", "即将到期"
    LATE = "late", "已逾期"
    OTHERS = "others", "待他人办理"


class ReminderQuerySet(models.QuerySet):
    """Who sees a reminder follows from its source's permission on its unit."""

    def open(self):
        return self.filter(closed_on__isnull=True)

    def shown(self, on: dt.date):
        """Open ones whose time has come."""
        return self.open().filter(shown_from__lte=on)

    def ahead(self, on: dt.date):
        """Open ones that nobody need look at yet, the nearest first."""
        return self.open().filter(shown_from__gt=on).order_by("due_on", "id")

    def visible_to(self, viewer):
        return self.filter(_seen(viewer))

    def boxed(self, box: Box, viewer):
        """The rows of one box, as the viewer sees it on his day."""
        rows = self.visible_to(viewer).shown(viewer.on)
        return rows.filter(box_condition(box, viewer))

    def by_urgency(self, on: dt.date):
        """Late ones first, then 规 before 校 before 建, then by date."""
        late = Case(When(late_on(on), then=Value(0)), default=Value(1), output_field=IntegerField())
        grades = [When(grade=grade, then=Value(rank)) for rank, grade in enumerate(_GRADES)]
        strength = Case(*grades, default=Value(len(_GRADES)), output_field=IntegerField())
        return self.annotate(lateness=late, strength=strength).order_by("lateness", "strength", "due_on", "id")


def box_condition(box: Box, viewer) -> Q:
    """What puts a visible row into a box; advice (建) never counts as late."""
    mine = _in_charge(viewer)
    late = late_on(viewer.on)
    return {
        Box.TODO: mine,
        Box.LATE: mine & late,
        Box.SOON: mine & ~late & Q(due_on__lte=viewer.on + dt.timedelta(days=SOON_DAYS)),
        Box.OTHERS: ~mine,
    }[box]


def late_on(on: dt.date) -> Q:
    """The due day itself is still in time: late is the day after."""
    return Q(due_on__lt=on) & ~Q(grade=Grade.ADVICE)


def _seen(viewer) -> Q:
    """Where the viewer holds the permission that the source names."""
    found = Q(pk__in=[])
    for permission, sources in sources_by("sees").items():
        found |= Q(source__in=sources) & within(viewer, permission, "unit")
    return found


def _in_charge(viewer) -> Q:
    """What it is the viewer's turn to settle: he may, and nobody nearer to the unit may."""
    found = Q(pk__in=[])
    for permission, sources in sources_by("acts").items():
        units = viewer.units(permission)
        if not units:
            continue
        charged = Charge.objects.filter(permission=permission, holder__in=units)
        mine = Q(unit__in=charged.values("unit")) & within(viewer, permission, "unit")
        found |= Q(source__in=sources) & mine
    return found


def sources_by(side: str) -> dict[str, list[str]]:
    """`sees` or `acts`: permission → the sources that name it: they share one condition on the unit."""
    found: dict[str, list[str]] = {}
    for each in registry.SOURCES.values():
        found.setdefault(getattr(each, side), []).append(each.key)
    return found


class Reminder(models.Model):
    """提醒: somebody has something to settle by a day, under a clause.

    It is told `notice_days` before its day, the largest first, which is `shown_from`.
    """

    source = models.CharField("来源", max_length=60)
    subject_id = models.BigIntegerField("对象编号")
    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.CASCADE, related_name="reminders")
    due_on = models.DateField("截止日期")
    shown_from = models.DateField("开始提醒日期")
    notice_days = ArrayField(models.SmallIntegerField(), verbose_name="提前提醒（天）")
    grade = models.CharField("等级", max_length=1, choices=[(each.value, each.value) for each in Grade])
    clause = models.CharField("依据", max_length=300)
    title = models.CharField("事项", max_length=200)
    url = models.CharField("办理地址", max_length=200)
    opened_on = models.DateField("生成日期")
    closed_on = models.DateField("消除日期", null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        default_permissions = ()
        indexes = [
            models.Index(fields=["unit", "shown_from"], condition=Q(closed_on__isnull=True), name="reminder_open_unit"),
            models.Index(fields=["due_on", "id"], condition=Q(closed_on__isnull=True), name="reminder_open_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "subject_id", "due_on"], name="reminder_once"),
            models.CheckConstraint(
                name="reminder_without_personal_number",
                condition=~Q(title__regex=r"[0-9]{15}"),
                violation_error_message="提醒中不得出现证件号码。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def rule(self) -> registry.Source:
        return registry.SOURCES[self.source]

    def is_late(self, on: dt.date) -> bool:
        return self.due_on < on and self.grade != Grade.ADVICE

from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from dates.partial import PartialDate, Precision
from directory.models import Person, Unit
from directory.models.spans import PRECISIONS, Dated, DatedQuerySet, ends_after_start, no_overlap
from directory.scope import ScopedQuerySet
from organizers.models.scopes import Standing, Voided
from organizers.rules.appointing import Period


class Level(models.TextChoices):
    """Which organization the organizer serves; follows from the unit's kind."""

    SCHOOL = "school", "校级"
    COLLEGE = "college", "院系级"
    BRANCH = "branch", "支部级"


class Kind(models.TextChoices):
    FULL_TIME = "full_time", "专职"
    PART_TIME = "part_time", "兼职"


class Rank(models.TextChoices):
    """级别 of the post; UNKNOWN where no paper or roster has said."""

    SECTION = "section", "科级"
    DEPUTY_SECTION = "deputy_section", "副科级"
    NONE = "none", "不设职级"
    UNKNOWN = "unknown", "级别未定"


class Seat(models.TextChoices):
    """How the organizer takes part in the committee of his unit (D3 第十一条: normally as its member)."""

    MEMBER = "member", "党组织委员"
    SITS_IN = "sits_in", "列席"


class AppointmentQuerySet(ScopedQuerySet, DatedQuerySet):
    view_permission = "organizers.view"
    edit_permission = "organizers.edit"

    def full_time(self):
        return self.filter(kind=Kind.FULL_TIME)

    def over(self, day):
        """Appointments that ended before that day (离任)."""
        return self.filter(to_on__lt=day)


@tracked(label=["person", "unit", "kind"], owners=["person", "unit"])
class Appointment(Dated, Versioned):
    """组织员任职: one person as organizer of one organization, from the first to the last day.

    The right to act follows from the `Duty` beside it, which `organizers.services` writes with the appointment. Old
    rosters know a date to the month only; `from_on` is then its first day. One that should never have been written down
    is voided (作废): it has no duty, and only `voided` finds it.
    """

    person = models.ForeignKey(Person, verbose_name="组织员", on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, verbose_name="联系党组织", on_delete=models.PROTECT, related_name="appointments")
    level = models.CharField("层级", max_length=10, choices=Level.choices, editable=False)
    kind = models.CharField("专兼职", max_length=10, choices=Kind.choices)
    rank = models.CharField("级别", max_length=20, choices=Rank.choices, default=Rank.UNKNOWN)
    from_precision = models.CharField(
        "起的精度", max_length=5, choices=PRECISIONS, default=Precision.DAY.value, editable=False
    )
    to_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY.value, editable=False)
    duty = models.OneToOneField(
        "directory.Duty",
        verbose_name="任职（权限）",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    establishment = models.CharField("编制类别", max_length=30, blank=True)
    is_established = models.BooleanField("在编", null=True, blank=True)
    source = models.CharField("来源", max_length=60, blank=True)
    seat = models.CharField("列席或委员", max_length=10, choices=Seat.choices, blank=True)
    post = models.CharField("行政职务", max_length=60, blank=True)
    title = models.CharField("专业技术职务", max_length=60, blank=True)
    basis = models.CharField("任职文号", max_length=120, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    # The nomination and the filing are rows beside it: `acts` tells whoever corrects second of the first.
    acts = models.PositiveIntegerField("更正次数", default=0, editable=False)

    voided_at = models.DateTimeField("作废时间", null=True, blank=True, editable=False)
    void_reason = models.CharField("作废原因", max_length=200, blank=True, editable=False)

    objects = Standing.from_queryset(AppointmentQuerySet)()
    voided = Voided.from_queryset(AppointmentQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = "组织员任职"
        ordering = ["-from_on", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["unit", "kind"], name="appointment_unit_kind")]
        constraints = [
            no_overlap(
                "organizer_once_per_level",
                "此人在同一层级已任组织员，时间重叠，请先办理离任。",
                "person",
                "level",
                condition=Q(from_precision="day", to_precision="day", voided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="appointment_void_has_reason",
                condition=Q(voided_at__isnull=True, void_reason="", duty__isnull=False)
                | (Q(voided_at__isnull=False, duty__isnull=True) & ~Q(void_reason="")),
                violation_error_message="作废应写明原因，权限随之撤销。",
            ),
            ends_after_start("appointment_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.person} {self.unit} {self.get_kind_display()}组织员"

    @property
    def was_judged(self) -> bool:
        """Whether the conditions of the post were looked at when it was made, and not only written down afterwards."""
        return hasattr(self, "nomination") and not self.nomination.is_history

    @property
    def period(self) -> Period:
        """First and last day as far as they are known."""
        return Period(
            PartialDate(self.from_on, self.from_precision),
            PartialDate(self.to_on, self.to_precision) if self.to_on else None,
        )

    @property
    def carries_rank(self) -> bool:
        return self.rank in (Rank.SECTION, Rank.DEPUTY_SECTION)

    @property
    def is_exact(self) -> bool:
        return self.from_precision == Precision.DAY

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from audit.tracking import Versioned, tracked
from directory.models import Person
from organizers.models.appointments import Appointment
from organizers.models.scopes import BesideStanding, OfAppointment
from organizers.rules.trial import trial_due, trial_full_on
from organizers.rules.verdicts import SOON_DAYS


class TrialQuerySet(OfAppointment):
    def in_state(self, state: str, on):
        """Those that run, end within the warning time, are over without a conclusion, or have one."""
        last = "(organizers_trial.from_on + organizers_trial.months * INTERVAL '1 month')::date - 1"
        rows = self.filter(outcome="").annotate(last_on=RawSQL(last, (), output_field=models.DateField()))  # noqa: S611
        return {
            "open": rows,
            "near": rows.filter(last_on__gte=on, last_on__lte=on + dt.timedelta(days=SOON_DAYS)),
            "over": rows.filter(last_on__lt=on),
            "done": self.exclude(outcome=""),
        }[state]


class Outcome(models.TextChoices):
    """结论."""

    CONFIRMED = "confirmed", "正式任职"
    DISMISSED = "dismissed", "免去试任"
    PLACED_BACK = "placed_back", "按原职级安排"


@tracked(label=["person"], owners=["person"], secret=["assessment"])
class Trial(Versioned):
    """试用期: of a newly promoted organizer, with its assessment and what came of it (F62; D2 第十三条).

    `months` and `clause` are those in force on its first day. `assessment` is strictly limited (S4): history records
    that it changed, and not the words.
    """

    appointment = models.OneToOneField(Appointment, verbose_name="任职", on_delete=models.PROTECT, related_name="trial")
    person = models.ForeignKey(Person, verbose_name="组织员", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField("试用期起")
    months = models.PositiveSmallIntegerField("试用期（月）")
    clause = models.CharField("依据", max_length=200, blank=True)
    assessed_on = models.DateField("考核日期", null=True, blank=True)
    assessment = models.TextField("考核意见", max_length=2000, blank=True)
    outcome = models.CharField("结论", max_length=20, choices=Outcome.choices, blank=True)
    effective_on = models.DateField("结论生效日期", null=True, blank=True)
    document = models.CharField("文号", max_length=120, blank=True)

    objects = BesideStanding.from_queryset(TrialQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = "试用期"
        default_permissions = ()
        indexes = [models.Index(fields=["from_on"], condition=Q(outcome=""), name="trial_open")]
        constraints = [
            models.CheckConstraint(
                name="trial_concluded_whole",
                condition=Q(outcome="", effective_on__isnull=True)
                | (~Q(outcome="") & ~Q(document="") & Q(effective_on__gt=F("from_on"), assessed_on__isnull=False)),
                violation_error_message="结论应有考核日期、生效日期和文号。",
            ),
            models.CheckConstraint(name="trial_has_months", condition=Q(months__gt=0)),
        ]

    def __str__(self):
        return f"{self.person} 的试用期"

    @property
    def full_on(self) -> dt.date:
        """The first day after it."""
        return trial_full_on(self.from_on, self.months)

    @property
    def ends_on(self) -> dt.date:
        """Its last day."""
        return trial_due(self.from_on, self.months)

"""Rows that hold from one day to another; both days belong to the span, an open end is unknown."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from dates.partial import Precision

# How exactly a stored day is known; what is stored is the first possible one (dates/partial.py).
PRECISIONS = [(Precision.DAY.value, "日"), (Precision.MONTH.value, "月"), (Precision.YEAR.value, "年")]


class DatedQuerySet(models.QuerySet):
    """Vocabulary of rows with `from_on` and `to_on`."""

    def on(self, day):
        """Rows that hold on that day."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)

    def since(self, day):
        """Rows that hold on that day or later."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class Dated(models.Model):
    """A fact with its first and last day."""

    from_on = models.DateField("起")
    to_on = models.DateField("止（含当日）", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class _DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


def no_overlap(name: str, message: str, *fields: str, condition=None) -> ExclusionConstraint:
    """Two rows with equal `fields` may not hold on one and the same day."""
    return ExclusionConstraint(
        name=name,
        expressions=[(field, RangeOperators.EQUAL) for field in fields]
        + [(_DateRange(F("from_on"), F("to_on"), Value("[]")), RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message,
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
        violation_error_message="止的日期早于起的日期，请核对。",
    )

from django.db import models

from dates.partial import Precision
from directory.models.people import ID_PURPOSE, PHONE_PURPOSE, Person
from directory.models.spans import PRECISIONS
from directory.models.statuses import Status
from directory.models.units import Unit

_BATCH = 16


class Staged(models.Model):
    """A row between preview and confirmation: of one batch (sheets.imports), by its number in the file.

    Without history: what an import changes is told by the history of people. Unlogged: a crash empties the stage, and
    the batch is read anew from its sealed file.
    """

    batch = models.CharField(max_length=_BATCH)
    row = models.PositiveIntegerField()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return f"{self.batch} {self.row}"


class StagedBatch(models.Model):
    """暂存批次: a file whose check is kept; emptied with the batch, after 30 days at the latest.

    `fingerprint` is what the reading depends on, `planned_for` what the plan does (directory/imports/planning.py).
    """

    batch = models.CharField(max_length=_BATCH, primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    fingerprint = models.CharField(max_length=64)
    notes = models.JSONField(default=list)
    unit_column = models.CharField(max_length=60)
    planned_for = models.JSONField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.batch


class StagedPerson(Staged):
    """暂存人员: what a row says, as far as it can be read. NULL is unchanged, empty or the day -infinity is cleared."""

    roster_no = models.TextField(null=True)
    roster_is_number = models.BooleanField(null=True)
    name = models.TextField(null=True)
    reading = models.TextField(null=True)
    gender = models.TextField(null=True)
    ethnicity = models.TextField(null=True)
    id_sealed = models.BinaryField(null=True)
    id_index = models.BinaryField(null=True)
    id_mask = models.TextField(null=True)
    id_birth_on = models.DateField(null=True)
    id_gender = models.TextField(null=True)
    birth_on = models.DateField(null=True)
    birth_precision = models.TextField(null=True)
    native_place = models.TextField(null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True)
    phone_mask = models.TextField(null=True)
    email = models.TextField(null=True)
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    category = models.TextField(null=True)
    said_status = models.TextField(null=True)
    education = models.TextField(null=True)
    degree = models.TextField(null=True)
    grade_class = models.TextField(null=True)
    joined_work_on = models.DateField(null=True)
    expected_leave_on = models.DateField(null=True)
    status = models.TextField(null=True)
    joined_on = models.DateField(null=True)
    joined_precision = models.TextField(null=True)
    full_on = models.DateField(null=True)
    full_precision = models.TextField(null=True)
    suspended_on = models.DateField(null=True)
    suspended_precision = models.TextField(null=True)
    left_on = models.DateField(null=True)
    left_precision = models.TextField(null=True)
    moved_on = models.DateField(null=True)
    texts = models.JSONField(null=True)

    sealed_fields = {"id_sealed": ID_PURPOSE, "phone_sealed": PHONE_PURPOSE}

    class Meta(Staged.Meta):
        indexes = [models.Index(fields=["batch", "row"], name="staged_person_row")]


class StagedFault(Staged):
    """暂存错误: what is wrong with a cell, one sentence for each; `is_judged` if a rule says so, anew each time."""

    column = models.CharField(max_length=60)
    message = models.TextField()
    is_judged = models.BooleanField(default=False, db_default=False)

    class Meta(Staged.Meta):
        constraints = [models.UniqueConstraint(fields=["batch", "row", "column"], name="staged_fault_once")]


class StagedPlan(Staged):
    """暂存方案: whom a row means, and what it will do; `question` is what has to be asked."""

    person = models.ForeignKey(
        Person, null=True, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    action = models.CharField(max_length=10)
    question = models.TextField(blank=True)

    class Meta(Staged.Meta):
        indexes = [models.Index(fields=["batch", "action", "row"], name="staged_plan_action")]


class StagedStatus(Staged):
    """暂存党籍记录: the rows of party status that a row of the file adds."""

    status = models.CharField(max_length=20, choices=Status.choices)
    unit = models.ForeignKey(Unit, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    from_on = models.DateField()
    from_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY.value)
    to_on = models.DateField(null=True)

    class Meta(Staged.Meta):
        indexes = [models.Index(fields=["batch", "row"], name="staged_status_row")]

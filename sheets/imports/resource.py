"""A roster as a django-import-export resource: its columns, and each row through the rule and the services of the app.

The library reads the columns, counts, and holds the transaction; what a row means is the app's. Its own comparison is
not used: `skip_diff` silently switches `skip_unchanged` off, so `skip_row` answers from the plan of the row.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

ROW_NUMBER = "行号"
# The library calls faults by column; this one stands for the row as a whole.
WHOLE_ROW = "__row__"


@dataclass
class Plan:
    """What is to be done for a row; `differences` are the changes in words, shown before anybody confirms.

    A `question` waits for an answer (冲突); until then nothing is done for the row.
    """

    is_new: bool = False
    is_changed: bool = False
    differences: list[str] = field(default_factory=list)
    question: str = ""

    @property
    def is_same(self) -> bool:
        return not (self.is_new or self.is_changed)


@dataclass
class PlannedRow:
    """One row as read. Subclasses add the values of its cells and what they were found to mean."""

    number: int = 0
    plan: Plan = field(default_factory=Plan)

    def __str__(self):
        return f"第 {self.number} 行"


class RowResource(Resource):
    """The base of the kinds whose rows go in one by one. Subclasses declare fields and answer `plan_row` and `act`."""

    row_class: type[PlannedRow] = PlannedRow

    class Meta:
        using_db = "default"
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader
        use_transactions = True
        skip_diff = True
        report_skipped = True
        store_instance = True

    def __init__(self, *, upload, book: Any, faults: dict[int, dict[str, str]]):
        super().__init__()
        self.upload, self.book, self.faults = upload, book, faults

    def plan_row(self, row) -> dict[str, ValidationError]:
        """Fills in what the row means and its plan; returns the faults by column."""
        raise NotImplementedError

    def act(self, row) -> None:
        """Carries out the plan through services; `ValidationError` by column when they refuse."""
        raise NotImplementedError

    def get_instance(self, instance_loader, row):
        """Rows are matched to records once everything they refer to is known; see `plan_row`."""
        return None

    def init_instance(self, row=None):
        return self.row_class(number=row[ROW_NUMBER])

    def import_instance(self, instance, row, **kwargs):
        """Reads the cells, then asks what the row means; every fault with its column."""
        faults = {name: ValidationError(text) for name, text in self.faults.get(instance.number, {}).items()}
        for each in self.get_import_fields():
            if each.column_name not in faults:
                self._read(each, instance, row, faults)
        if not faults:
            faults = self.plan_row(instance)
        if faults:
            raise ValidationError(faults)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and (instance.plan.is_same or bool(instance.plan.question))

    def save_instance(self, instance, is_create, row, **kwargs):
        """A check writes nothing; the confirmed run goes through the same services as the pages."""
        if not kwargs.get("dry_run"):
            self.act(instance)

    def after_import_row(self, row, row_result, **kwargs):
        """The library calls everything that it did not match itself new; the plan knows better."""
        instance = row_result.instance
        if instance and not instance.plan.is_new and row_result.import_type == row_result.IMPORT_TYPE_NEW:
            row_result.import_type = row_result.IMPORT_TYPE_UPDATE
        self.upload.progress(kwargs.get("row_number", 0), len(self.faults))

    def _read(self, each, instance, row, faults):
        try:
            self.import_field(each, instance, row)
        except ValueError as error:
            faults[each.column_name] = ValidationError(str(error))

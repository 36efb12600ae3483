"""The roster of organizers as a django-import-export resource: its columns, and each row through the services' rule.

The library reads the columns, counts, and holds the transaction; what a row means is ours. Its own comparison is not
used: `skip_diff` silently switches `skip_unchanged` off, so `skip_row` answers from the plan of the row.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from directory.models import Person, Unit
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.people import update_person
from organizers.imports import columns, widgets
from organizers.imports.book import Book
from organizers.imports.plans import Plan, plan_row
from organizers.models import Appointment
from organizers.services import appoint, end_appointment, note_year

ROW_NUMBER = "行号"


@dataclass
class RosterRow:
    """One row as read: the values of its cells, then whom and what they mean, then what is to be done."""

    number: int = 0
    year: int | None = None
    roster_no: str = ""
    name: str = ""
    phone: str = ""
    committee_code: str = ""
    committee_name: str = ""
    branch_code: str = ""
    branch_name: str = ""
    from_on: object = None
    to_on: object = None
    kind: object = None
    person: Person | None = None
    unit: Unit | None = None
    appointment: Appointment | None = None
    plan: Plan = field(default_factory=Plan)

    def __str__(self):
        return f"第 {self.number} 行"


class RosterResource(Resource):
    """组织员名册. `choices` are what the importer chose on the form; `book` is everything the file refers to."""

    year = Field("year", columns.YEAR, widgets.YearWidget())
    roster_no = Field("roster_no", columns.NUMBER, widgets.NumberWidget())
    name = Field("name", columns.NAME, widgets.NameWidget())
    phone = Field("phone", columns.PHONE, widgets.PhoneWidget())
    committee_code = Field("committee_code", columns.COMMITTEE_CODE, widgets.TextWidget())
    committee_name = Field("committee_name", columns.COMMITTEE_NAME, widgets.TextWidget())
    branch_code = Field("branch_code", columns.BRANCH_CODE, widgets.TextWidget())
    branch_name = Field("branch_name", columns.BRANCH_NAME, widgets.TextWidget())
    from_on = Field("from_on", columns.FROM_ON, widgets.DayWidget())
    to_on = Field("to_on", columns.TO_ON, widgets.DayWidget())
    kind = Field("kind", columns.KIND, widgets.KindWidget())

    class Meta:
        using_db = "default"
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader
        use_transactions = True
        skip_diff = True
        report_skipped = True
        store_instance = True

    def __init__(self, *, viewer, book: Book, choices, faults: dict[int, dict[str, str]]):
        super().__init__()
        self.viewer, self.book, self.choices, self.faults = viewer, book, choices, faults

    def get_instance(self, instance_loader, row):
        """Rows are matched to appointments once person and unit are known; see `plan_row`."""
        return None

    def init_instance(self, row=None):
        return RosterRow(number=row[ROW_NUMBER])

    def import_instance(self, instance, row, **kwargs):
        """Reads the cells, then finds person and unit, then asks the rule; every fault with its column."""
        faults = {name: ValidationError(text) for name, text in self.faults.get(instance.number, {}).items()}
        for each in self.get_import_fields():
            if each.column_name not in faults:
                self._read(each, instance, row, faults)
        if not faults:
            faults = plan_row(instance, self.book, self.viewer, self.choices)
        if faults:
            raise ValidationError(faults)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and instance.plan.is_same

    def save_instance(self, instance, is_create, row, **kwargs):
        """A preview writes nothing; the confirmed run goes through the same services as the pages."""
        if kwargs.get("dry_run"):
            return
        try:
            self._carry_out(instance)
        except Refused as refused:
            raise ValidationError({columns.NUMBER: [str(each) for each in refused.refusals]}) from refused
        except ChangedMeanwhile as changed:
            raise ValidationError({columns.NUMBER: "此人的记录刚被他人修改，请重新预检。"}) from changed

    def after_import_row(self, row, row_result, **kwargs):
        """The library calls everything that it did not match itself new; the plan knows better."""
        instance = row_result.instance
        if instance and instance.appointment and row_result.import_type == row_result.IMPORT_TYPE_NEW:
            row_result.import_type = row_result.IMPORT_TYPE_UPDATE

    def _read(self, each, instance, row, faults):
        try:
            self.import_field(each, instance, row)
        except ValueError as error:
            faults[each.column_name] = ValidationError(str(error))

    def _carry_out(self, row):
        by, today, plan = self.viewer.account, self.viewer.on, row.plan
        if plan.phone is not None:
            person = Person.objects.get(pk=row.person.pk)
            update_person(person=person, version=person.version, on=today, by=by, phone=plan.phone)
        if row.appointment is None:
            appoint(
                person=row.person, unit=row.unit, kind=plan.kind, period=plan.period, today=today, by=by, year=row.year
            )
            return
        if plan.ends:
            end_appointment(appointment=row.appointment, period=plan.period, today=today, by=by)
        if plan.notes_year:
            note_year(appointment=row.appointment, year=row.year)

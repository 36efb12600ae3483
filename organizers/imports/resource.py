"""The roster of organizers as a resource: its columns, and what is done for a row through the services."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from import_export.fields import Field

from directory.imports.widgets import NameWidget, PhoneWidget
from directory.models import Person, Unit
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.people import update_person
from organizers.imports import columns
from organizers.imports.plans import AppointmentPlan, plan_row
from organizers.imports.widgets import KindWidget
from organizers.models import Appointment, Rank
from organizers.services import appoint, end_appointment, note_rank, note_year
from sheets.imports.resource import PlannedRow, RowResource
from sheets.imports.widgets import NumberWidget, PartialDateWidget, TextWidget, WordWidget, YearWidget


@dataclass
class RosterRow(PlannedRow):
    """One row as read: the values of its cells, then whom and what they mean, then what is to be done."""

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
    rank: object = None
    person: Person | None = None
    unit: Unit | None = None
    appointment: Appointment | None = None
    plan: AppointmentPlan = field(default_factory=AppointmentPlan)


class RosterResource(RowResource):
    """组织员名册."""

    year = Field("year", columns.YEAR, YearWidget())
    roster_no = Field("roster_no", columns.NUMBER, NumberWidget("请填写工作证号。"))
    name = Field("name", columns.NAME, NameWidget())
    phone = Field("phone", columns.PHONE, PhoneWidget())
    committee_code = Field("committee_code", columns.COMMITTEE_CODE, TextWidget())
    committee_name = Field("committee_name", columns.COMMITTEE_NAME, TextWidget())
    branch_code = Field("branch_code", columns.BRANCH_CODE, TextWidget())
    branch_name = Field("branch_name", columns.BRANCH_NAME, TextWidget())
    from_on = Field("from_on", columns.FROM_ON, PartialDateWidget())
    to_on = Field("to_on", columns.TO_ON, PartialDateWidget())
    kind = Field("kind", columns.KIND, KindWidget())
    rank = Field("rank", columns.RANK, WordWidget(columns.RANK_WORDS, columns.RANKS_ALSO))

    row_class = RosterRow

    def plan_row(self, row):
        return plan_row(row, self.book, self.upload.viewer, self.upload.choices)

    def act(self, row):
        try:
            self._carry_out(row)
        except Refused as refused:
            raise ValidationError({columns.NUMBER: [str(each) for each in refused.refusals]}) from refused
        except ChangedMeanwhile as changed:
            raise ValidationError({columns.NUMBER: "此人的记录刚被他人修改，请重新预检。"}) from changed

    def _carry_out(self, row):
        by, today, plan = self.upload.viewer.account, self.upload.viewer.on, row.plan
        if plan.phone is not None:
            person = Person.objects.get(pk=row.person.pk)
            update_person(person=person, version=person.version, on=today, by=by, phone=plan.phone)
        if row.appointment is None:
            facts = {"year": row.year, "rank": row.rank or Rank.UNKNOWN}
            appoint(person=row.person, unit=row.unit, kind=plan.kind, period=plan.period, today=today, by=by, **facts)
            return
        if plan.ends:
            end_appointment(appointment=row.appointment, period=plan.period, today=today, by=by)
        if plan.notes_year:
            note_year(appointment=row.appointment, year=row.year)
        if plan.notes_rank:
            note_rank(appointment=row.appointment, rank=row.rank, today=today)

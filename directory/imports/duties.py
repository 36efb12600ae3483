"""任职与账号名册: who does what where, from when to when; on request an account that waits for its activation."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from import_export.fields import Field

from directory.changes import together
from directory.imports.lost_zeros import lost_zeros, sentence
from directory.imports.unit_book import UnitBook
from directory.imports.widgets import NameWidget
from directory.models import Account, Duty, DutyKind, Person, PersonNumber, Unit
from directory.models.duties import ORGANIZER_DUTIES
from directory.refusals import ChangedMeanwhile, Refused
from directory.scope import within
from directory.services.accounts import open_account
from directory.services.duties import assign_duty, assignment_refusals, end_duty, ending_refusals
from directory.strangers import unknown_number
from sheets.imports.contract import Upload
from sheets.imports.report import Report
from sheets.imports.resource import WHOLE_ROW, Plan, PlannedRow, RowResource
from sheets.imports.rowwise import RowImporter
from sheets.imports.widgets import DayWidget, NumberWidget, TextWidget, WordWidget, YesNoWidget
from sheets.tables import Column, Row

PERMISSION = "duties.edit"
NUMBER, NAME, UNIT_CODE, UNIT_NAME = "学工号", "姓名", "党组织代码", "党组织名称"
KIND, FROM_ON, TO_ON, BASIS, ACCOUNT = "职务", "任职时间", "离任时间", "依据文号", "开通账号"
_DAY = "写成 2019-09-01、2019年9月1日 均可"
_OFFERED = [kind for kind in DutyKind if kind not in ORGANIZER_DUTIES]
COLUMNS = [
    Column(
        NUMBER, ("学号/工号", "学号/职工号", "学号（职工号）", "学号", "工号", "职工号", "工作证号", "教学工号"),
        note="与人员名册一致，按文本填写；不填的按姓名和党组织查找，并在预检时确认", example="30001",
    ),
    Column(NAME, is_required=True, note="须与该学工号登记的姓名一致", example="单雄信", width=12),
    Column(UNIT_CODE, ("组织代码", "党组织编码", "组织编码", "代码"), example="0101"),
    Column(
        UNIT_NAME, ("党组织", "任职党组织", "所在党支部", "党支部", "所在党组织"), note="代码和名称可只填一项",
        example="数学教工一支部", width=28,
    ),
    Column(
        KIND, ("党内职务", "任职", "岗位"), is_required=True, example="书记",
        choices=tuple(one.label for one in _OFFERED),
    ),
    Column(FROM_ON, ("任职日期", "开始时间", "当选时间"), is_required=True, note=_DAY, example="2026-03-01"),
    Column(TO_ON, ("离任日期", "结束时间"), note=f"离任的才填写，是任职的最后一天；{_DAY}"),
    Column(BASIS, ("任职文号", "文号"), example="校党发〔2026〕12号", width=22),
    Column(
        ACCOUNT, ("账号",), note="填“是”为没有账号的人开通；由系统管理员发放一次性启用地址", example="是",
        choices=("是", "否"), width=10,
    ),
]  # fmt: skip
NOTES = [
    "人员和党组织须已登记。组织员请用“组织员名册”导入。",
    "同一人、同一党组织、同一职务、同一任职时间是同一项任职；离任时间可以补登。",
    "开通的账号没有密码，启用之前不能登录。空单元格不修改。",
]
_KINDS = {kind.label: kind.value for kind in DutyKind}
_ALSO = {"支部书记": "secretary", "党支部书记": "secretary", "支部副书记": "deputy_secretary", "党委书记": "secretary",
         "党总支书记": "secretary", "党支部副书记": "deputy_secretary"}  # fmt: skip
_COLUMN_OF = {"roster_no": NUMBER, "unit": UNIT_CODE, "kind": KIND, "from_on": FROM_ON, "to_on": TO_ON}


@dataclass
class DutyPlan(Plan):
    assigns: bool = False
    ends: bool = False
    opens: bool = False


@dataclass
class DutyRow(PlannedRow):
    roster_no: str = ""
    name: str = ""
    unit_code: str = ""
    unit_name: str = ""
    kind: str | None = None
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    basis: str = ""
    wants_account: bool = False
    person: Person | None = None
    unit: Unit | None = None
    duty: Duty | None = None
    plan: DutyPlan = field(default_factory=DutyPlan)


@dataclass
class DutyBook:
    """People, units, duties and accounts inside the importer's scope; what lies outside is not in it."""

    units: UnitBook
    unknown: str
    by_number: dict[str, Person] = field(default_factory=dict)
    lost_zeros: dict[str, str] = field(default_factory=dict)
    by_name: dict[tuple[str, int], list[Person]] = field(default_factory=lambda: defaultdict(list))
    held: dict[int, list[Duty]] = field(default_factory=lambda: defaultdict(list))
    with_account: set[int] = field(default_factory=set)

    @classmethod
    def open(cls, viewer, numbers: set[str], names: set[str]) -> "DutyBook":
        """Seven queries, whatever the length of the file."""
        book = cls(UnitBook.open(viewer, PERMISSION), unknown_number(viewer.paths(PERMISSION), "学工号"))
        inside = Person.objects.filter(within(viewer, PERMISSION, "unit"))
        known = PersonNumber.objects.filter(kind=PersonNumber.Kind.ROSTER, roster_no__in=numbers, person__in=inside)
        book.by_number = {row.roster_no: row.person for row in known.select_related("person")}
        book.lost_zeros = lost_zeros(numbers - book.by_number.keys(), inside)
        for person in inside.filter(name__in=names):
            book.by_name[person.name, person.unit_id].append(person)
        people = {one.pk for one in book.by_number.values()}
        people |= {one.pk for found in book.by_name.values() for one in found}
        for duty in Duty.objects.filter(person__in=people).select_related("unit", "person"):
            book.held[duty.person_id].append(duty)
        book.with_account = set(Account.objects.filter(person__in=people).values_list("person", flat=True))
        return book


class DutyResource(RowResource):
    """任职与账号名册."""

    roster_no = Field("roster_no", NUMBER, NumberWidget())
    name = Field("name", NAME, NameWidget())
    unit_code = Field("unit_code", UNIT_CODE, NumberWidget())
    unit_name = Field("unit_name", UNIT_NAME, TextWidget())
    kind = Field("kind", KIND, WordWidget(_KINDS, _ALSO))
    from_on = Field("from_on", FROM_ON, DayWidget())
    to_on = Field("to_on", TO_ON, DayWidget())
    basis = Field("basis", BASIS, TextWidget(most=120))
    wants_account = Field("wants_account", ACCOUNT, YesNoWidget())

    row_class = DutyRow

    def plan_row(self, row):
        faults: dict[str, list[str]] = {}
        _find(row, self.book, self.upload.answers.get(row.number, ""), faults)
        if not faults and row.person is not None and not row.plan.question:
            _plan(row, self.book, self.upload.viewer, faults)
        return {column: ValidationError(words) for column, words in faults.items()}

    def act(self, row):
        try:
            _carry_out(row, self.upload.viewer.account)
        except Refused as refused:
            raise ValidationError(_by_column(refused.refusals)) from refused
        except ChangedMeanwhile as changed:
            raise ValidationError({WHOLE_ROW: "这项任职刚被他人修改，请重新预检。"}) from changed


class DutyImporter(RowImporter):
    """Duties, and accounts for their holders."""

    key, title, permission = "duties", "任职与账号名册", PERMISSION
    columns, notes = COLUMNS, NOTES
    resource, name_column = DutyResource, NAME
    list_url_name = "unit_tree"

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """What follows from the rows is worked out once, behind the last."""
        with together():
            return super().carry_out(upload, only_clean=only_clean)

    def in_order(self, rows: list[Row]) -> list[Row]:
        """What ends comes before what begins."""
        return sorted(rows, key=lambda row: (not row.cells.get(TO_ON), row.number))

    def open_book(self, upload: Upload, rows: list[Row]) -> DutyBook:
        numbers = {_read(NumberWidget(), row.cells.get(NUMBER)) for row in rows} - {""}
        names = {_read(NameWidget(), row.cells.get(NAME)) for row in rows} - {""}
        return DutyBook.open(upload.viewer, numbers, names)


def _read(widget, cell) -> str:
    try:
        return widget.clean(cell)
    except ValueError:
        return ""


def _find(row, book, answer, faults):
    """Unit, then person: by number, else by name in that unit, which is asked."""
    for column, value, words in ((KIND, row.kind, "请填写职务。"), (FROM_ON, row.from_on, "请填写任职时间。")):
        if not value:
            faults[column] = [words]
    if row.kind in ORGANIZER_DUTIES:
        faults[KIND] = ["组织员的任免请用“组织员名册”导入，任职条件和备案在那里核对。"]
    if not (row.unit_code or row.unit_name):
        faults[UNIT_CODE] = ["请填写党组织代码或名称。"]
    else:
        try:
            row.unit = book.units.unit(row.unit_code, row.unit_name, "党组织")
        except ValueError as error:
            faults[UNIT_CODE if row.unit_code else UNIT_NAME] = [str(error)]
    if row.roster_no:
        row.person = book.by_number.get(row.roster_no)
        if row.person is None:
            full = book.lost_zeros.get(row.roster_no)
            faults[NUMBER] = [sentence(row.roster_no, full) if full else book.unknown]
        elif row.person.name != row.name:
            faults[NAME] = ["姓名与该学工号登记的不一致，请核对学工号和姓名。"]
    elif row.unit:
        _find_by_name(row, book, answer, faults)


def _find_by_name(row, book, answer, faults):
    found = book.by_name.get((row.name, row.unit.pk), [])
    if len(found) != 1:
        words = "有几位同名的人" if found else "没有叫这个名字的人"
        faults[NUMBER] = [f"“{row.unit.short_name}”{words}，请填写学工号。"]
    elif answer == "new":
        faults[NUMBER] = ["不是同一人的，请填写此人的学工号。"]
    elif answer == "same":
        row.person = found[0]
    elif answer != "skip":
        row.plan.question = f"没有填写学工号：与“{row.name} {found[0].roster_no}”是同一人吗？"


def _plan(row, book, viewer, faults):
    plan, held = row.plan, book.held[row.person.pk]
    row.duty = next((duty for duty in held if _is_same(duty, row)), None)
    if row.duty is None:
        told = assignment_refusals(row.person, row.unit, row.kind, row.from_on, row.to_on, held=held, by=viewer.account)
        plan.assigns = plan.is_new = True
        plan.differences.append(
            f"新增：{row.unit.short_name} {DutyKind(row.kind).label}，{row.from_on} 至{row.to_on or '今'}"
        )
    elif row.to_on and row.duty.to_on != row.to_on:
        told = ending_refusals(row.duty, row.to_on, viewer.account)
        plan.ends = True
        plan.differences.append(f"离任时间 {row.duty.to_on or '（无）'} → {row.to_on}")
    else:
        told = []
    faults |= _by_column(told)
    _plan_account(row, book, viewer, faults)
    plan.is_changed = not plan.is_new and (plan.ends or plan.opens)
    if not faults:
        _remember(row, held, book)


def _is_same(duty, row) -> bool:
    return (duty.unit_id, duty.kind, duty.from_on) == (row.unit.pk, row.kind, row.from_on)


def _plan_account(row, book, viewer, faults):
    """Who gives duties does not open accounts: that is the system administrator's, or the operator's."""
    if not row.wants_account or row.person.pk in book.with_account:
        return
    if not viewer.may("accounts.manage"):
        faults[ACCOUNT] = ["您没有开通账号的权限，请留空，由系统管理员在“账号权限”页开通。"]
        return
    row.plan.opens = True
    row.plan.differences.append("开通账号（待启用）")


def _remember(row, held, book):
    """The rows below see what this one does."""
    if row.plan.assigns:
        held.append(Duty(person=row.person, unit=row.unit, kind=row.kind, from_on=row.from_on, to_on=row.to_on))
    elif row.plan.ends:
        row.duty.to_on = row.to_on
    if row.plan.opens:
        book.with_account.add(row.person.pk)


def _carry_out(row, by):
    if row.plan.assigns:
        assign_duty(
            person=row.person, unit=row.unit, kind=DutyKind(row.kind), from_on=row.from_on, to_on=row.to_on,
            basis=row.basis, by=by,
        )  # fmt: skip
    elif row.plan.ends:
        end_duty(duty=row.duty, on=row.to_on, by=by)
    if row.plan.opens:
        open_account(person=row.person, by=by)


def _by_column(refusals) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in refusals:
        found[_COLUMN_OF.get(each.field, WHOLE_ROW)].append(str(each))
    return dict(found)

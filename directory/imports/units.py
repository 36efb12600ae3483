"""党组织名册: the tree from a list, whatever its order; each row through the services of units."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from import_export.fields import Field

from directory.changes import together
from directory.imports.unit_book import UnitBook, plain_name
from directory.models import Unit, UnitKind
from directory.models.units import PARENTS
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.units import found_unit, move_unit, rename_unit, update_unit
from sheets.imports.contract import Upload
from sheets.imports.report import Report
from sheets.imports.resource import WHOLE_ROW, Plan, PlannedRow, RowResource
from sheets.imports.rowwise import RowImporter
from sheets.imports.widgets import DayWidget, NumberWidget, TextWidget, WordWidget
from sheets.tables import Column, Row, text_of

NAME, SHORT, CODE, KIND, PARENT = "党组织名称", "党组织简称", "党组织代码", "党组织类型", "上级党组织"
FOUNDED, CHANGED, BASIS = "成立日期", "变更日期", "依据文号"
_DAY = "写成 2019-09-01、2019年9月1日 均可"
COLUMNS = [
    Column(
        NAME, ("党组织全称", "名称", "全称"), is_required=True, note="与印章一致",
        example="中共江海大学数学学院委员会", width=40,
    ),
    Column(SHORT, ("简称",), note="页面上显示的名称；留空用全称", example="数学学院党委", width=24),
    Column(
        CODE, ("组织代码", "党组织编码", "组织编码", "代码", "编码"),
        note="字母、数字，最多 20 位；留空的按上级代码依次编号", example="01",
    ),
    Column(
        KIND, ("类型", "组织类型", "组织类别", "党组织类别"), note="留空的按名称判断", example="二级党委",
        choices=tuple(UnitKind.labels),
    ),
    Column(
        PARENT, ("上级", "上级组织", "隶属党组织", "所属党组织"), note="填名称或代码；学校党委留空", example="校党委",
        width=40,
    ),
    Column(
        FOUNDED, ("建立日期", "成立时间", "建立时间"), note=f"留空用上级党组织的成立日期；{_DAY}", example="2019-09-01",
    ),
    Column(CHANGED, ("生效日期",), note=f"改名、划转从哪一天起；留空用今天；{_DAY}"),
    Column(BASIS, ("文号", "批复文号"), example="校党发〔2026〕12号", width=22),
]  # fmt: skip
NOTES = [
    "各行不分先后：上级可以写在下级的后面，也可以是已登记的党组织。",
    "代码与已登记的相同就是同一个党组织；没有代码的按名称和上级对应。",
    "名称不同而代码相同的，预检时会问是否改名。空单元格不修改。",
]
_KINDS = {label: value for value, label in UnitKind.choices}
_ALSO = {
    "党工委": "second_committee", "分党委": "second_committee", "院党委": "second_committee",
    "二级学院党委": "second_committee", "机关党委": "second_committee", "总支": "general_branch",
    "总支部": "general_branch", "直属支部": "direct_branch", "支部": "branch", "教工党支部": "branch",
    "专任教师党支部": "branch", "教师党支部": "branch", "博士生党支部": "branch", "硕士生党支部": "branch",
    "研究生党支部": "branch", "本科生党支部": "branch", "学生党支部": "branch", "离退休党支部": "branch",
    "小组": "group",
}  # fmt: skip


@dataclass
class UnitPlan(Plan):
    """`moves`, `renames` and `new_kind` say which services a changed row needs."""

    moves: bool = False
    renames: bool = False
    new_kind: str = ""


@dataclass
class UnitRow(PlannedRow):
    full_name: str = ""
    short_name: str = ""
    code: str = ""
    kind: str | None = None
    parent_words: str = ""
    founded_on: dt.date | None = None
    changed_on: dt.date | None = None
    basis: str = ""
    unit: Unit | None = None
    parent: "Unit | UnitRow | None" = None
    plan: UnitPlan = field(default_factory=UnitPlan)


class UnitFile:
    """The rows of one file beside the units that stand already: who is meant by a word, and in which order to go."""

    def __init__(self, viewer, rows: list[Row]):
        self.viewer, self.book = viewer, UnitBook.open(viewer, "units.edit")
        self.by_word: dict[str, list[UnitRow]] = {}
        self.taken = set(self.book.by_code)
        self.circles = _circles(rows, self.key)
        self.first: dict[str, int] = {}

    def key(self, words) -> str:
        """One spelling of a code or name."""
        return plain_name(text_of(words), self.book.school)

    def add(self, row: UnitRow) -> None:
        """A row that may be named as a parent by those below it."""
        for word in {row.code, self.key(row.full_name), self.key(row.short_name)} - {""}:
            self.by_word.setdefault(word, []).append(row)

    def parent_of(self, row: UnitRow) -> "Unit | UnitRow":
        """The unit or the row that the words mean; raises ValueError with a sentence."""
        words = row.parent_words
        named = self.by_word.get(words) or self.by_word.get(self.key(words)) or []
        if len(named) == 1:
            return named[0].unit or named[0]
        if words in self.book.by_code:
            return self.book.by_code[words]
        return self.book.unit("", words, "上级党组织")

    def known(self, row: UnitRow) -> Unit | None:
        """The unit that stands already: by code, else by name under the same parent."""
        if row.code:
            return self.book.by_code.get(row.code)
        found = self.book.by_name.get(self.key(row.full_name), [])
        if isinstance(row.parent, Unit):
            found = [unit for unit in found if unit.parent_id == row.parent.pk] or found
        return found[0] if len(found) == 1 else None

    def next_code(self, parent: "Unit | UnitRow | None") -> str:
        """The parent's code and the next free two digits."""
        start = parent.code if parent and parent.code != "00" else ""
        code = next(code for code in (f"{start}{number:02}" for number in range(1, 10_000)) if code not in self.taken)
        return code if parent else "00"


class UnitResource(RowResource):
    """党组织名册."""

    full_name = Field("full_name", NAME, TextWidget(most=120))
    short_name = Field("short_name", SHORT, TextWidget(most=40))
    code = Field("code", CODE, NumberWidget())
    kind = Field("kind", KIND, WordWidget(_KINDS, _ALSO))
    parent_words = Field("parent_words", PARENT, TextWidget())
    founded_on = Field("founded_on", FOUNDED, DayWidget())
    changed_on = Field("changed_on", CHANGED, DayWidget())
    basis = Field("basis", BASIS, TextWidget(most=120))

    row_class = UnitRow

    def plan_row(self, row):
        faults = dict(_read_faults(row, self.book))
        if not faults:
            _find(row, self.book, self.upload, faults)
        if not faults:
            self.book.add(row)
        return {column: ValidationError(words) for column, words in faults.items()}

    def act(self, row):
        try:
            _carry_out(row, self.upload.viewer.on)
        except Refused as refused:
            raise ValidationError(
                {_COLUMN_OF.get(each.field, WHOLE_ROW): str(each) for each in refused.refusals}
            ) from refused
        except ChangedMeanwhile as changed:
            raise ValidationError({WHOLE_ROW: "这个党组织刚被他人修改，请重新预检。"}) from changed


_COLUMN_OF = {"code": CODE, "kind": KIND, "parent": PARENT, "full_name": NAME, "short_name": SHORT, "from_on": CHANGED}


class UnitImporter(RowImporter):
    """The tree of party organizations."""

    key, title, permission = "units", "党组织名册", "units.edit"
    columns, notes = COLUMNS, NOTES
    resource, name_column = UnitResource, NAME
    list_url_name = "unit_tree"
    most_rows = 5000

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """What follows from the rows is worked out once, behind the last."""
        with together():
            return super().carry_out(upload, only_clean=only_clean)

    def in_order(self, rows: list[Row]) -> list[Row]:
        """Parents before children, whatever their order in the file; what goes in a circle comes last."""
        return sorted(rows, key=_depths(rows))

    def open_book(self, upload: Upload, rows: list[Row]) -> UnitFile:
        return UnitFile(upload.viewer, rows)


def _read_faults(row, book) -> Iterator[tuple[str, str]]:
    if not row.full_name:
        yield NAME, "请填写党组织名称，与印章一致。"
    if len(row.full_name) > 40 and not row.short_name:
        yield SHORT, "全称超过 40 个字，请填写简称。"
    if row.number in book.circles:
        yield PARENT, f"上级关系成环：{book.circles[row.number]}，请核对上级党组织。"
    twin = book.first.setdefault(f"{row.code}|{row.parent_words}|{book.key(row.full_name)}", row.number)
    same_code = book.first.setdefault(f"代码 {row.code}", row.number) if row.code else row.number
    if twin != row.number or same_code != row.number:
        yield (CODE if row.code else NAME), f"与第 {min(twin, same_code)} 行重复，请删去一行。"


def _find(row, book, upload, faults):
    """Parent and unit, then what differs."""
    try:
        row.parent = book.parent_of(row) if row.parent_words else None
    except ValueError as error:
        faults[PARENT] = str(error)
        return
    row.unit = book.known(row)
    row.short_name = row.short_name or ("" if row.unit else row.full_name)
    if row.unit is None:
        _plan_new(row, book, faults)
    else:
        _plan_change(row, book, upload.answers.get(row.number, ""), faults)


def _plan_new(row, book, faults):
    parent = row.parent
    if parent is None and book.book.root is not None:
        faults[PARENT] = "请填写上级党组织：学校党委已经登记。"
        return
    row.kind = row.kind or _kind_by_name(row.full_name)
    if row.kind == UnitKind.COMMITTEE and parent is not None:
        row.kind = UnitKind.SECOND_COMMITTEE  # “党委” below the school's own is a college's.
    row.founded_on = row.founded_on or getattr(parent, "founded_on", None) or getattr(parent, "established_on", None)
    if parent is not None and parent.kind not in PARENTS[UnitKind(row.kind)]:
        words = "、".join(one.label for one in PARENTS[UnitKind(row.kind)])
        faults[PARENT] = f"{UnitKind(row.kind).label}不能设在{UnitKind(parent.kind).label}之下，上级应为{words}。"
    elif row.founded_on is None:
        faults[FOUNDED] = "请填写成立日期。"
    elif row.code and not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,19}", row.code):
        faults[CODE] = "组织代码只能有字母、数字、点、短横和下划线，最多 20 位，请核对。"
    else:
        row.code = row.code or book.next_code(parent)
        book.taken.add(row.code)
        above = parent.short_name if parent is not None else "（最上级）"
        row.plan.is_new = True
        row.plan.differences.append(f"新增：{UnitKind(row.kind).label} {row.code}，上级 {above}")


def _plan_change(row, book, answer, faults):
    unit, plan = row.unit, row.plan
    if book.key(row.full_name) not in book.book.names[unit.pk]:
        if answer == "skip":
            return
        if answer == "new":
            faults[CODE] = f"代码 {unit.code} 已登记为“{unit.full_name}”，另一个党组织请换一个代码。"
            return
        if answer != "same":
            plan.question = f"代码 {unit.code} 登记为“{unit.full_name}”，与本行是同一个党组织改名吗？"
        plan.renames = True
    if row.short_name and row.short_name != unit.short_name and row.full_name == unit.full_name:
        plan.renames = True
    if plan.renames:
        plan.differences.append(
            f"名称 {unit.full_name} → {row.full_name}；简称 {unit.short_name} → {row.short_name or row.full_name}"
        )
    if isinstance(row.parent, Unit) and unit.parent_id and row.parent.pk != unit.parent_id:
        if row.parent.path.startswith(unit.path):
            faults[PARENT] = "党组织不能隶属于它自己或它的下级。"
            return
        plan.moves = True
        plan.differences.append(f"上级 {unit.parent.short_name} → {row.parent.short_name}")
    elif isinstance(row.parent, UnitRow):
        plan.moves = True
        plan.differences.append(f"上级 {unit.parent.short_name if unit.parent else '（无）'} → {row.parent.short_name}")
    if row.kind and row.kind != unit.kind and not (row.kind == UnitKind.COMMITTEE and unit.parent_id):
        plan.new_kind = row.kind
        plan.differences.append(f"类型 {unit.get_kind_display()} → {UnitKind(row.kind).label}")
    plan.is_changed = bool(plan.renames or plan.moves or plan.new_kind)


def _carry_out(row, today):
    parent = row.parent.unit if isinstance(row.parent, UnitRow) else row.parent
    if row.plan.is_new:
        row.unit = found_unit(
            code=row.code,
            kind=UnitKind(row.kind),
            full_name=row.full_name,
            short_name=row.short_name,
            parent=Unit.objects.get(pk=parent.pk) if parent else None,
            established_on=row.founded_on,
            basis=row.basis,
        )
        return
    dated = {"from_on": row.changed_on or today, "today": today, "basis": row.basis}
    if row.plan.renames:
        short_name = row.short_name or row.full_name
        rename_unit(unit=row.unit, full_name=row.full_name, short_name=short_name, **dated)
    if row.plan.moves:
        move_unit(unit=row.unit, parent=parent, **dated)
    if row.plan.new_kind:
        unit = Unit.objects.get(pk=row.unit.pk)
        update_unit(unit=unit, version=unit.version, kind=UnitKind(row.plan.new_kind))


def _kind_by_name(name: str) -> str:
    for ending, kind in (
        ("直属党支部", UnitKind.DIRECT_BRANCH), ("直属支部委员会", UnitKind.DIRECT_BRANCH),
        ("直属支部", UnitKind.DIRECT_BRANCH), ("总支部委员会", UnitKind.GENERAL_BRANCH),
        ("总支", UnitKind.GENERAL_BRANCH), ("支部委员会", UnitKind.BRANCH), ("支部", UnitKind.BRANCH),
        ("小组", UnitKind.GROUP),
    ):  # fmt: skip
        if name.endswith(ending):
            return kind
    return UnitKind.COMMITTEE


def _words(row: Row) -> tuple[list[str], str]:
    """The words that name a row, and those that name its parent."""
    own = [plain_name(text_of(row.cells.get(column))) for column in (CODE, NAME, SHORT)]
    return list(filter(None, own)), plain_name(text_of(row.cells.get(PARENT)))


def _parents(rows: list[Row]) -> dict[int, int | None]:
    """Row → the row that its parent's words name, None where none in this file."""
    named: dict[str, int] = {}
    for row in rows:
        for word in _words(row)[0]:
            named.setdefault(word, row.number)
    return {row.number: named.get(_words(row)[1]) for row in rows}


def _depths(rows):
    parents, depths = _parents(rows), {}
    for start in parents:
        way = []
        number = start
        while number is not None and number not in depths and number not in way:
            way.append(number)
            number = parents[number]
        base = depths.get(number, -1) if number not in way else len(rows)
        for place, one in enumerate(reversed(way), start=1):
            depths[one] = base + place
    return lambda row: (depths[row.number], row.number)


def _circles(rows: list[Row], key) -> dict[int, str]:
    """Rows that lie on a circle of parents, with the circle in words."""
    parents = _parents(rows)
    names = {row.number: text_of(row.cells.get(SHORT)) or text_of(row.cells.get(NAME)) for row in rows}
    found = {}
    for start in parents:
        way, number = [start], parents[start]
        while number is not None and number not in way:
            way.append(number)
            number = parents[number]
        if number == start:
            found[start] = " → ".join(names[one] for one in (*way, start))
    return found

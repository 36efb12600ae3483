"""组织员花名册 as a workbook: the published layout of eighteen columns, then 专兼职 and 级别.

It can be brought in again as it is.
"""

from dates.partial import PartialDate
from organizers.imports.book import is_committee
from organizers.imports.columns import KIND, RANK
from organizers.models import Appointment, Rank
from organizers.rules.appointing import Level
from organizers.rules.staffing import ranks_in_words
from sheets.tables import Column
from sheets.writing import Roster, write_roster

TITLE = "组织员花名册"


def _birth(row) -> str:
    """Written with dots, as the published layout does."""
    birth = row.person.birth_on
    return PartialDate(birth, row.person.birth_precision).iso().replace("-", ".") if birth else ""


def _joined(row) -> str:
    return PartialDate(row.joined_on, row.joined_precision).iso() if row.joined_on else ""


def _committee(row) -> str:
    """联系党委: of 院系 and 支部 level; empty for the school's own."""
    if row.level == Level.SCHOOL:
        return ""
    unit = row.unit
    while not is_committee(unit):
        unit = unit.parent
    return unit.full_name


def _ended(row) -> str:
    period = row.period
    return str(period.to_on) if period.to_on else ""


def _rank(row) -> str:
    """Empty where nobody has said, as an import reads it."""
    return "" if row.rank == Rank.UNKNOWN else row.get_rank_display()


# The published eighteen, then what they do not tell. Heading, width, and what stands there; 排序 is the line's number.
COLUMNS = [
    ("年度", 8, lambda row: str(row.year or "")),
    ("工作证号", 14, lambda row: row.person.roster_no),
    ("姓名", 12, lambda row: row.person.name),
    ("联系方式", 16, lambda row: row.person.phone_mask),
    ("排序", 6, None),
    ("所在单位", 26, lambda row: row.person.unit.short_name),
    ("行政职务", 14, lambda row: row.post),
    ("性别", 6, lambda row: row.person.gender),
    ("出生日期", 12, _birth),
    ("入党时间", 12, _joined),
    ("编制类别", 12, lambda row: row.establishment),
    ("人员类别", 10, lambda row: row.person.get_category_display()),
    ("专业技术职务", 14, lambda row: row.title),
    ("联系党委", 34, _committee),
    ("联系党支部", 30, lambda row: row.unit.full_name if row.level == Level.BRANCH else ""),
    ("任职时间", 12, lambda row: str(row.period.from_on)),
    ("离任时间", 12, _ended),
    ("备注", 24, lambda row: row.note),
    (KIND, 8, lambda row: row.get_kind_display()),
    (RANK, 10, _rank),
]


def write_organizers(rows: list[Appointment], *, number: str, by: str, at, unit: str, sorted_by: str) -> bytes:
    """The roster; `number` is that of the log's line, `rows` come from `selectors.roster` in their order."""
    lines = [f"填报单位：{unit}　填报日期：{at:%Y-%m-%d}", f"按{sorted_by}排序　导出编号：{number}　导出人：{by}"]
    columns = [Column(name, width=width) for name, width, _ in COLUMNS]
    cells = [
        [place if value is None else value(row) for _, _, value in COLUMNS] for place, row in enumerate(rows, start=1)
    ]
    return write_roster(Roster(TITLE, lines, columns, cells))


STAFFING_TITLE = "专职组织员配备达标情况"
_STAFFING = [
    ("单位", 26, lambda row: row.unit.full_name),
    ("党员", 8, lambda row: str(row.members)),
    ("应配专职", 12, lambda row: row.posts),
    ("现有专职", 10, lambda row: str(len(row.full_time))),
    ("缺额", 8, lambda row: str(row.verdict.gap or "")),
    ("超配", 8, lambda row: str(row.verdict.surplus or "")),
    ("级别要求", 14, lambda row: row.rank_asked),
    ("现有级别", 16, lambda row: ranks_in_words(row.staffing)),
    ("列席或委员", 12, lambda row: row.seats),
    ("兼职", 8, lambda row: str(row.part_time)),
    ("结论", 24, lambda row: row.verdict.words),
    ("依据", 34, lambda row: row.verdict.clause),
    ("计算", 44, lambda row: row.verdict.arithmetic),
    ("兼任其他职务", 24, lambda row: row.conflicts),
]


def write_staffing(rows, *, day, number: str, by: str, at, unit: str, basis: str) -> bytes:
    """The matrix of one day; `rows` come from `selectors.staffing_rows`."""
    lines = [
        f"填报单位：{unit}　截至日期：{day}　按：{basis}",
        f"填报日期：{at:%Y-%m-%d}　导出编号：{number}　导出人：{by}",
    ]
    columns = [Column("序", width=6), *(Column(name, width=width) for name, width, _ in _STAFFING)]
    cells = [[place, *(value(row) for _, _, value in _STAFFING)] for place, row in enumerate(rows, start=1)]
    return write_roster(Roster(STAFFING_TITLE, lines, columns, cells))

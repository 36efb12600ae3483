"""The values in force as a workbook, in the order of the page."""

from policy.selectors import GroupTable
from sheets.tables import Column
from sheets.writing import Roster, write_roster

COLUMNS = [
    Column("类别", width=24),
    Column("参数", width=34),
    Column("值", width=24),
    Column("约束力", width=8),
    Column("适用范围", width=20),
    Column("依据", width=40),
    Column("要点", width=50),
    Column("起", width=12),
    Column("止", width=12),
    Column("录入与发布", width=30),
]


def write_values(tables: list[GroupTable], *, day, number: str, by: str, at) -> bytes:
    """One line for each value; a parameter that is not asked has one line that says so."""
    lines = [f"{day} 有效的制度参数", f"导出编号：{number}　导出人：{by}　导出时间：{at:%Y-%m-%d %H:%M}"]
    rows = [row for table in tables for line in (*table.lines, *table.silent) for row in _rows(table, line)]
    return write_roster(Roster("制度参数", lines, COLUMNS, rows))


def _rows(table, line):
    head = [table.title, line.declaration.label]
    for each in line.values:
        value, clause = each.value, each.value.clause
        source = [clause.citation, clause.paraphrase] if clause else ["", ""]
        period = [str(value.from_on), str(value.to_on or "")]
        yield [*head, value.in_words, value.strength, value.scope, *source, *period, each.by]
    if not line.values:
        yield [*head, line.default_words, "", "全校", line.default.clause, "", "", "", ""]

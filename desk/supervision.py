"""督办单: matters on paper and as a workbook, each with its unit, whose turn it is, and room to sign."""

from desk.matters import MOST, Question
from desk.workbench import row_of
from reminders.models import Box
from sheets.tables import Column
from sheets.writing import Roster, write_roster

TITLE = "督办单"
# Heading, width, and what stands there.
_COLUMNS = [
    ("事项", 44, lambda row: row["title"]),
    ("单位", 30, lambda row: row["unit_name"]),
    ("责任方", 20, lambda row: row["holder"]),
    ("截止", 12, lambda row: row["due_on"]),
    ("已逾期天数", 12, lambda row: "" if row["late_days"] is None else row["late_days"]),
    ("级别", 6, lambda row: row["grade"]),
    ("状态", 12, lambda row: row["status"]),
    ("依据", 40, lambda row: row["clause"]),
    ("督办情况", 24, lambda row: "，".join(row["told"])),
]


def chosen_rows(question: Question, chosen: list[int]) -> tuple[list[dict], bool]:
    """The ticked rows of a list, or all of it, in its order; and whether it goes on beyond `MOST`."""
    rows = question.in_order()
    found = list((rows.filter(pk__in=chosen) if chosen else rows)[: MOST + 1])
    mine = question.box is not Box.OTHERS
    return [row_of(each, question.viewer.on, mine=mine) for each in found[:MOST]], len(found) > MOST


def write_matters(rows: list[dict], *, lines: list[str]) -> bytes:
    """The rows as a workbook; `lines` stand under the title."""
    columns = [Column("序", width=6), *(Column(name, width=width) for name, width, _ in _COLUMNS)]
    cells = [[place, *(value(row) for _, _, value in _COLUMNS)] for place, row in enumerate(rows, start=1)]
    return write_roster(Roster(TITLE, lines, columns, cells))

"""The log as a workbook: the lines of the filters in force, masked as on the page, every cell plain text."""

from django.utils import timezone

from audit.reading import places
from desk.log.page import log_rows
from sheets.tables import Column
from sheets.writing import Roster, write_roster

# One workbook holds so many lines; more are exported period by period.
MOST_ROWS = 10_000
_AT_ONCE = 1_000
COLUMNS = [
    Column("时间", width=20),
    Column("操作人", width=12),
    Column("账号", width=16),
    Column("动作", width=12),
    Column("对象", width=40),
    Column("内容", width=80),
    Column("原因", width=30),
    Column("来源", width=10),
    Column("来源地址", width=16),
]


def write_log(wanted, viewer, *, lines: list[str]) -> bytes:
    """The newest `MOST_ROWS` lines; the head says so when there are more."""
    found = places(wanted, MOST_ROWS + 1)
    kept = found[:MOST_ROWS]
    if len(found) > MOST_ROWS:
        lines = [*lines, f"仅含最近 {MOST_ROWS} 条，更早的请按时间分段导出。"]
    rows = [
        _cells(row)
        for start in range(0, len(kept), _AT_ONCE)
        for row in log_rows(kept[start : start + _AT_ONCE], wanted, viewer)
    ]
    return write_roster(Roster("操作日志", lines, COLUMNS, rows))


def _cells(row) -> list:
    content = "；".join([row.summary, *row.changes] if row.changes else [row.summary])
    at = f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}"
    return [at, row.who, row.role, row.action, row.subject, content, row.reason, row.source, row.address]

"""What the app writes for people: rosters and lists as workbooks."""

from membership.models import QualityCheck
from sheets.tables import Column
from sheets.writing import Roster, write_roster

# Heading, width, and what stands there.
_CHECKS = [
    ("党组织", 26, lambda row: row.unit.place),
    ("姓名（学工号）", 20, lambda row: row.label),
    ("程度", 8, lambda row: row.get_severity_display()),
    ("规则", 10, lambda row: row.rule),
    ("步骤", 20, lambda row: row.step_title),
    ("问题", 60, lambda row: row.words),
    ("依据", 34, lambda row: row.clause),
    ("登记日期", 12, lambda row: row.filed_on),
    ("来源", 20, lambda row: row.source),
    ("状态", 10, lambda row: row.get_state_display()),
    ("处理情况", 40, lambda row: row.handling),
    ("处理日期", 12, lambda row: row.handled_on or ""),
    ("处理人", 12, lambda row: str(row.handled_by or "")),
    ("移送纪检机关", 10, lambda row: "是" if row.with_discipline_office else ""),
]


def write_checks(rows: list[QualityCheck], *, number: str, by: str, at, unit: str) -> bytes:
    """质量检查 as a workbook; `number` is that of the log's line."""
    lines = [f"填报单位：{unit}　填报日期：{at:%Y-%m-%d}", f"导出编号：{number}　导出人：{by}"]
    columns = [Column("序", width=6), *(Column(name, width=width) for name, width, _ in _CHECKS)]
    cells = [[place, *(value(row) for _, _, value in _CHECKS)] for place, row in enumerate(rows, start=1)]
    return write_roster(Roster("发展党员质量检查", lines, columns, cells))

"""The uploaded ledger with what was found beside each row, for giving away: numbers masked, nothing else changed."""

import re
from collections import defaultdict

from directory.numbers import mask_id_number, mask_phone
from membership.ledger import columns as at
from membership.ledger.reading import read_sheets
from membership.models import JudgedFinding, JudgedRow, RowOutcome
from sheets.marking import mark_rows
from sheets.models import ImportBatch
from sheets.tables import find_header, heading, is_empty, names_of, text_of

TITLE = "核对结果"
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def marked_workbook(batch: ImportBatch, *, most_rows: int, note: str) -> bytes:
    """Raises `SheetRefused` with a sentence."""
    content = batch.read()
    sheets = read_sheets(content, batch.file_name, most_rows)
    names = names_of(at.COLUMNS, batch.columns)
    sheet, place = find_header(sheets, at.COLUMNS, names)
    columns = {names[text]: at_ for at_, cell in enumerate(sheet.rows[place], 1) if (text := heading(cell)) in names}
    return mark_rows(
        content,
        sheet=sheet.name,
        header=place + 1,
        told=list(_told(batch.code, columns)),
        title=TITLE,
        note=note,
        masked=list(_masked(sheet, place, columns)),
    )


def _told(code: str, columns: dict[str, int]):
    """Row, column and sentence: findings with rule and clause, cells that cannot be read, and who was left out."""
    found = defaultdict(list)
    for finding in JudgedFinding.objects.filter(row__batch=code).select_related("row"):
        found[finding.row.row].append(finding)
    for row in JudgedRow.objects.filter(batch=code):
        for column, message in row.told["faults"]:
            words = f"【{column}】{message}" if column else message
            yield row.row, columns.get(column, 0), words
        for finding in found[row.row]:
            word = "不合规" if finding.is_error else "提示"
            words = f"【{word}】{finding.message}（{_ground(finding)}）"
            yield row.row, columns.get(finding.column, 0), words
        if row.outcome == RowOutcome.CLEAN:
            yield row.row, 0, "未发现问题"


def _ground(finding) -> str:
    """The clause, and behind it the number under which the rule is found again."""
    return "，".join(filter(None, (finding.clause, finding.rule_code)))


def _masked(sheet, place, columns):
    """Whatever looks like an ID number or a phone, wherever it stands in the worksheet."""
    whole = {columns.get(at.ID_NUMBER): mask_id_number, columns.get(at.PHONE): mask_phone}
    for number, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if is_empty(cell) or (text := text_of(cell)).isalpha():
                continue
            if number > place + 1 and column in whole:
                yield number, column, whole[column](text)
            elif (hidden := _hidden(text)) != text:
                yield number, column, hidden


def _hidden(text: str) -> str:
    return _MOBILE.sub(lambda found: mask_phone(found[0]), _ID_NUMBER.sub(lambda found: mask_id_number(found[0]), text))

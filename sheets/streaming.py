"""Rosters of any length: lines as PostgreSQL copies them out become worksheet markup, chunk by chunk, in flat memory.

PostgreSQL writes a line per row with tabs between cells (COPY … TO STDOUT). What makes cells of them are a few
replacements over a whole megabyte at once, so the cost is that of copying bytes and packing them. A day is marked by
`Marks.day` and the spreadsheet's serial number; everything else is text, whatever it looks like: nothing can execute.
"""

import re
import secrets
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from sheets.tables import Column

_IN_MEMORY = 8 * 1024 * 1024  # A longer workbook waits on the disk.
_CHUNK = 1024 * 1024
_PACKING = 1  # Twice as fast as the usual level, a fifth larger.
# What XML does not know; tab and line feed part cells and rows.
_UNWRITABLE = bytes(code for code in range(32) if code not in (9, 10))
_HALVES = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_MEANT = {b"n": b"&#10;", b"t": b"&#9;", b"r": b"&#13;", b"\\": b"\\"}
# Excel reads _x0041_ inside a text as a letter A; the underline itself is _x005F_.
_SPELT = re.compile(rb"_(?=x[0-9A-Fa-f]{4}_)")
_MAY_EXECUTE = (b"=", b"+", b"-", b"@")

_PLAIN, _DAY, _QUOTED, _TITLE, _HEADING = 1, 2, 3, 4, 5
_ROW = b"<row><c><v>"
_NEXT = {
    b"\t": b'</v></c><c t="str" s="%d"><v>' % _PLAIN,
    b"\x01": b'</v></c><c t="str" s="%d"><v>' % _QUOTED,
    b"\x02": b'</v></c><c s="%d"><v>' % _DAY,
    b"\n": b"</v></c></row>" + _ROW,
}
_EMPTY = b'<c t="str" s="%d"><v></v></c>' % _PLAIN


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands before a day's serial number; drawn for each workbook, so that no text can pretend to be one."""

    day: str = field(default_factory=lambda: f"~{secrets.token_hex(6)}~")


@dataclass(frozen=True, slots=True)
class PlainRoster:
    """A roster without frames: `lines` between title and header; `feed(write, marks)` writes the rows as copied lines.

    The first cell of a line is its serial number.
    """

    title: str
    lines: list[str]
    columns: list[Column]
    feed: Callable[[Callable[[bytes], object], Marks], None]


def write_plain_roster(roster: PlainRoster):
    """The workbook as a file open for reading."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKING) as package:
            for name, markup in _parts(roster).items():
                package.writestr(name, markup)
            with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                _write_sheet(sheet, roster)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def copied_line(cells: Iterable[str | int]) -> bytes:
    """A line as PostgreSQL would copy it out, for rows that do not come from there."""
    texts = (_HALVES.sub("", str(cell)).translate(_AS_COPIED) for cell in cells)
    return ("\t".join(texts) + "\n").encode()


_AS_COPIED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _write_sheet(sheet, roster):
    marks, waiting = Marks(), bytearray()

    def write(line):
        waiting.extend(line)
        if len(waiting) >= _CHUNK and (end := waiting.rfind(b"\n") + 1):
            sheet.write(_cells(bytes(waiting[:end]), marks))
            del waiting[:end]

    sheet.write(_head(roster))
    roster.feed(write, marks)
    if waiting:
        sheet.write(_cells(bytes(waiting), marks))
    sheet.write(b"</sheetData>" + _FOOT)


def _cells(lines: bytes, marks: Marks) -> bytes:
    """Whole lines as markup. Tabs and line feeds become cells last, when nothing else is left to be replaced."""
    lines = lines.translate(None, _UNWRITABLE).replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    lines = lines.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    if b"\\" in lines:
        lines = _ESCAPED.sub(lambda found: _MEANT.get(found[1], b""), lines)
    if b"_x" in lines:
        lines = _SPELT.sub(b"_x005F_", lines)
    for sign in _MAY_EXECUTE:
        lines = lines.replace(b"\t" + sign, b"\x01" + sign)
    lines = lines.replace(b"\t" + marks.day.encode(), b"\x02")
    for sign, markup in _NEXT.items():
        lines = lines.replace(sign, markup)
    # Each line feed has opened the row behind it: the last of these belongs to the next chunk.
    return _ROW + lines.replace(_EMPTY, b"<c/>")[: -len(_ROW)]


def _head(roster) -> bytes:
    """Everything above the rows."""
    header = len(roster.lines) + 2
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
        for place, column in enumerate(roster.columns, start=1)
    )
    above = [_row([roster.title], _TITLE), *(_row([line], _PLAIN) for line in roster.lines)]
    above.append(_row([column.name for column in roster.columns], _HEADING))
    # Serial number and name stay in sight.
    pane = f'<pane xSplit="2" ySplit="{header}" topLeftCell="C{header + 1}" state="frozen" activePane="bottomRight"/>'
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(above)}"
    ).encode()


def _row(texts, style) -> str:
    cells = (f'<c t="str" s="{style}"><v>{escape(_clean(text))}</v></c>' for text in texts)
    return f"<row>{''.join(cells)}</row>"


def _clean(text: str) -> str:
    return _HALVES.sub("", re.sub(r"[\x00-\x1f]", "", text))


def _parts(roster) -> dict[str, str]:
    header = len(roster.lines) + 2
    name = escape(re.sub(r"[\[\]:*?/\\']", "", _clean(roster.title))[:31], {'"': "&quot;"})
    titles = f"'{name}'!${header}:${header}"
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": _STYLES,
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{titles}</definedName>'
        "</definedNames></workbook>",
    }


def _relations(*targets) -> str:
    lines = (
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/></Types>'
)
# In the order of the numbers above: nothing, text, day, text that may look like a formula, title, heading.
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="16"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">'
    '<xf xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" xfId="0" applyNumberFormat="1" quotePrefix="1"/>'
    '<xf numFmtId="49" fontId="1" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="49" fontId="2" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_FOOT = (
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter></worksheet>"
).encode()

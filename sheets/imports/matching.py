"""③ 匹配列: what each heading of an uploaded file means, and when that has to be asked.

Published names and synonyms are certain, and so is what this account has said before. Asked is only what would go wrong
otherwise: a required column that no heading names, two headings for one column, or a heading that looks much like a
column that is still free.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from sheets.container import SheetRefused
from sheets.reading import Sheet
from sheets.tables import HEADER_WITHIN, REASONS, Column, find_header, heading, names_of, text_of

LIKE = 0.75  # From this share of common characters on, two headings may mean the same.
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the file: its words, what they mean (or "" for nothing), whether that is certain, some cells."""

    text: str
    shown: str
    column: str
    is_certain: bool
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What is known about the file's columns; `lacking` are required ones that nothing names."""

    sheet: str
    row: int
    headings: list[Heading]
    lacking: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def must_ask(self) -> bool:
        return bool(self.lacking or self.twice or any(not each.is_certain for each in self.headings))


def match_columns(sheets: list[Sheet], columns: list[Column], chosen: dict[str, str]) -> Match:
    """Headings and meanings; raises `SheetRefused` when several sheets hold a roster, or none has a header at all."""
    names = names_of(columns, chosen)
    try:
        sheet, place = find_header(sheets, columns, names)
    except SheetRefused:
        sheet, place = _likely_header(sheets, columns, names)
    headings = _headings(sheet, place, columns, names, chosen)
    meant = [each.column for each in headings if each.column and each.is_certain]
    lacking = [column.name for column in columns if column.is_required and column.name not in meant]
    twice = sorted({name for name in meant if meant.count(name) > 1})
    return Match(sheet.name, place + 1, headings, lacking, twice)


def _likely_header(sheets, columns, names):
    """No row is certainly the header: the row of the only sheet that has most texts side by side, if there is one."""
    filled = [sheet for sheet in sheets if sheet.rows]
    known = {
        name
        for sheet in filled
        for row in sheet.rows[:HEADER_WITHIN]
        for cell in row
        if (name := heading(cell)) in names
    }
    if len(filled) != 1 or not known:
        find_header(sheets, columns, names)
    sheet = filled[0]
    rows = sheet.rows[:HEADER_WITHIN]
    return sheet, max(range(len(rows)), key=lambda place: (_known(rows[place], names), -place))


def _known(row, names) -> int:
    return sum(heading(cell) in names for cell in row)


def _headings(sheet, place, columns, names, chosen) -> list[Heading]:
    header = sheet.rows[place]
    taken = {names[text] for cell in header if (text := heading(cell)) in names}
    free = [column for column in columns if column.name not in taken]
    found = []
    for number, cell in enumerate(header):
        text = heading(cell)
        if not text or text == REASONS:
            continue
        samples = _samples(sheet.rows[place + 1 :], number)
        is_certain = text in names or text in chosen
        column = names.get(text, "") if is_certain else _alike(text, free)
        found.append(Heading(text, text_of(cell), column, is_certain or not column, samples))
    return found


def _samples(rows, number) -> tuple[str, ...]:
    texts = (text_of(row[number])[:20] for row in rows[:20] if number < len(row))
    return tuple(dict.fromkeys(filter(None, texts)))[:SAMPLES]


def _alike(text: str, free: list[Column]) -> str:
    """The free column whose words come nearest, or "" when none is near."""
    scored = [
        (SequenceMatcher(None, text, heading(word)).ratio(), column.name)
        for column in free
        for word in (column.name, *column.synonyms)
    ]
    score, name = max(scored, default=(0.0, ""))
    return name if score >= LIKE else ""

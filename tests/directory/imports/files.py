"""Workbooks as importers get them, and the importer of people at work."""

import io
import secrets

from openpyxl import Workbook

from audit.context import acting
from directory.imports.people import PeopleImporter
from directory.permissions import Role
from directory.viewer import Viewer
from sheets.imports.contract import Upload
from sheets.imports.report import Report
from tests.world import TODAY

IMPORTER = PeopleImporter()


def workbook(*rows: dict, above=(), header=None, arrange=None) -> bytes:
    """A sheet with the columns that the rows name, title rows `above` them; `arrange` does more to it."""
    header = header or list(dict.fromkeys(name for row in rows for name in row))
    book = Workbook()
    for line in above:
        book.active.append(line)
    book.active.append(header)
    for row in rows:
        book.active.append([row.get(name) for name in header])
    if arrange:
        arrange(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(world, *rows, role=Role.DEPARTMENT_STAFF, content=None, on=TODAY, **more) -> Upload:
    content = workbook(*rows) if content is None else content
    given = {"file_name": "名册.xlsx", "code": secrets.token_hex(8)} | more
    return Upload(content, viewer=Viewer(world.accounts[role], on), **given)


def check(world, *rows, **more) -> Report:
    return IMPORTER.check(upload(world, *rows, **more))


def bring_in(world, *rows, only_clean=False, **more) -> Report:
    """Checked and carried out."""
    given = upload(world, *rows, **more)
    IMPORTER.check(given)
    with acting(by=given.viewer.account, source="import", reason="导入 名册.xlsx"):
        return IMPORTER.carry_out(given, only_clean=only_clean)


def told(report: Report) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in report.faults]


def counts(report: Report) -> dict[str, int]:
    return {name: number for name, number in report.counts.items() if number}

"""The report of a check, kept sealed beside its file: names and masked numbers stand in it."""

import base64
import json
import zlib

from audit.sealing import seal, unseal
from sheets.imports.report import Conflict, Fault, Line, Report
from sheets.models import REPORT_PURPOSE, ImportBatch


def put_report(batch: ImportBatch, report: Report, *, with_lines: bool) -> None:
    """Sets the batch's report and counts; without lines where the importer keeps them itself."""
    told = {
        "counts": report.counts,
        "faults": [[each.row, each.column, each.message] for each in report.faults] if with_lines else [],
        "lines": [[each.row, each.name, each.action, each.words] for each in report.lines] if with_lines else [],
        "conflicts": [[each.row, each.name, each.question] for each in report.conflicts],
        "notes": report.notes,
    }
    text = base64.b64encode(zlib.compress(json.dumps(told, ensure_ascii=False).encode())).decode()
    batch.report, batch.counts = seal(text, REPORT_PURPOSE), report.counts


def stored_report(batch: ImportBatch) -> Report | None:
    """The report of the last check, or None when there is none (any more)."""
    if not batch.report:
        return None
    told = json.loads(zlib.decompress(base64.b64decode(unseal(batch.report, REPORT_PURPOSE))))
    return Report(
        told["counts"],
        [Fault(*each) for each in told["faults"]],
        [Line(*each) for each in told["lines"]],
        [Conflict(*each) for each in told["conflicts"]],
        tuple(told["notes"]),
    )

"""Recording a step of the school's own with the scans that its template asks for."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from directory.constraints import refusing_conflicts
from directory.refusals import Refused
from membership.models import Case, StepRecord, TemplateDocument
from membership.services.acts import Act
from membership.services.papers import Scan, add_paper
from membership.services.recording import record_step


@refusing_conflicts()
def record_school_step(
    *, case: Case, act: Act, scans: Mapping[TemplateDocument, Scan], by, today: dt.date, version: int | None = None
) -> StepRecord:
    """The step and its documents, all of it or nothing. Raises `Refused` with every reason, `ChangedMeanwhile`."""
    record = record_step(case=case, act=act, by=by, today=today, version=version)
    refusals = []
    for document, scan in scans.items():
        try:
            _add(record, document, scan, by, today)
        except Refused as refused:
            refusals += [replace(each, message=f"{document.name}：{each.message}") for each in refused.refusals]
    if refusals:
        raise Refused(*refusals)
    return record


def _add(record: StepRecord, document: TemplateDocument, scan: Scan, by, today) -> None:
    about = {"case": record.case, "record": record, "document": document, "title": document.name}
    add_paper(**about, formed_on=record.day, scan=scan, by=by, today=today)

"""批量提交备案: the appointments of one document, submitted on one day; all of them or none."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction

from directory.models import Account
from directory.refusals import Refusal, Refused
from organizers.models import Filing
from organizers.services.filing import APPOINTING_PAPER, add_document, submit_filing
from reminders.refreshing import together


@dataclass(frozen=True, slots=True)
class Paper:
    """任免文件: one file that names all of them."""

    content: bytes
    file_name: str


@transaction.atomic
def submit_filings(
    *, filings: list[Filing], on: dt.date, document: str, paper: Paper | None, today: dt.date, by: Account
) -> None:
    """Submits every one of the filings; `paper` is added to each, `document` is written where none is on record.

    Raises `Refused` with the reasons of all of them, each under its name; nothing is kept then.
    """
    with together(today):
        found = [
            _refusals(filing, on, document, paper, today, by) for filing in sorted(filings, key=lambda each: each.pk)
        ]
        refusals = [refusal for each in found for refusal in each]
        if refusals:
            raise Refused(*refusals)


def _refusals(filing, on, document, paper, today, by) -> list[Refusal]:
    """Submits one, or says why not and leaves nothing of it."""
    try:
        with transaction.atomic():
            _submit(filing, on, document, paper, today, by)
    except Refused as refused:
        return [_of(filing, each) for each in refused.refusals]
    return []


def _submit(filing, on, document, paper, today, by):
    _note_document(filing.appointment, document)
    if paper:
        words = {"content": paper.content, "file_name": paper.file_name, "title": APPOINTING_PAPER}
        add_document(filing=filing, today=today, by=by, **words)
    submit_filing(filing=filing, on=on, today=today, by=by)


def _note_document(appointment, document):
    if not document or appointment.basis == document:
        return
    if appointment.basis:
        words = f"登记的任职文号是“{appointment.basis}”，与所填的不同，请核对。"
        raise Refused(Refusal("filing_document", words, field="document"))
    appointment.basis = document
    appointment.save(update_fields=["basis"])


def _of(filing, refusal) -> Refusal:
    """The same reason, under the name of whom it concerns: the form has one field for all."""
    return replace(refusal, message=f"{filing.appointment.person.name}：{refusal.message}", field="")

"""A ledger of 5,000 people under way brought in, again, and taken back (BENCH_ROWS for fewer), beside its preview.

The parts are those of the worker: preview (child, cells, people, rules), import (the same once more, then cases,
records, standing, deadlines, reminders), the same file again, the undo.
"""

import io
import os
import time

from django.core.management import call_command
from django.utils import timezone
from openpyxl import Workbook

from audit.context import acting
from bench.ledger import _headings, _line
from bench.measure import HEADER, line
from desk.imports.acting import take_back
from directory.imports.viewers import viewer_of
from directory.models import Account, PartyStatus, Person, Status, Unit
from directory.models.units import BRANCH_LEVEL
from membership.models import Case, StepRecord
from membership.underway.importer import CaseImporter
from sheets.imports import batches, running

ROWS = int(os.environ.get("BENCH_ROWS", 5_000))
LIMIT = 120_000  # ms


def main() -> None:
    if not Unit.objects.exists():
        call_command("demo_school", members=8_000, verbosity=0)
    content, account = _file(), Account.objects.get(username="staff")
    print(f"\n{ROWS:,} people under way, {len(content) / 1e6:.1f} MB\n{HEADER}")
    before, took = (Case.objects.count(), StepRecord.objects.count()), {}
    batch = _keep(content, account)
    _timed(took, "preview", lambda: _work(batches.ask_check(batch=batch)))
    _timed(took, "import", lambda: _work(batches.ask_import(batch=batch, only_clean=True)))
    batch.refresh_from_db()
    records = StepRecord.objects.count() - before[1]
    print(f"  {batch.get_state_display()} {batch.reason}: {batch.counts}; {records:,} records")
    again = _keep(content, account)
    _timed(took, "the same file again", lambda: _work(batches.ask_check(batch=again)))
    again.refresh_from_db()
    print(f"  again: {again.counts}")
    _timed(took, "undo", lambda: take_back(batch=batch, by=account, today=timezone.localdate()))
    assert (Case.objects.count(), StepRecord.objects.count()) == before
    preview = took["preview"]
    for words, figure in took.items():
        line(words, figure, preview)
    line("preview and import", took["preview"] + took["import"], LIMIT, goal="≤ 120 s")


def _timed(took, words, job) -> None:
    begun = time.perf_counter()
    job()
    took[words] = (time.perf_counter() - begun) * 1000


def _work(batch) -> None:
    with acting(source="import"):
        running.work(batch.pk, viewer_of, watched=True)


def _keep(content, account):
    choices = {name: field.initial for name, field in CaseImporter.fields.items()}
    return batches.keep_upload(
        importer=CaseImporter(), content=content, file_name="台账.xlsx", choices=choices, account=account
    )


def _file() -> bytes:
    """People without a case, whom the register knows as no members yet."""
    found = Person.objects.filter(unit__kind__in=BRANCH_LEVEL, cases__isnull=True, account__isnull=True)
    people = list(found.exclude(status=Status.LEFT).select_related("unit").order_by("pk")[:ROWS])
    PartyStatus.objects.filter(person__in=people).delete()
    Person.objects.filter(pk__in=[each.pk for each in people]).update(status=Status.NONE)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(_headings())
    for number, person in enumerate(people):
        sheet.append(_line(person, number))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

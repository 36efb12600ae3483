"""A ledger of 5,000 old cases uploaded, judged and taken along (BENCH_ROWS for fewer), beside bare reading of the file.

The parts are those that a user waits for: the upload with its headings, the check that the worker runs (child, cells,
people, rules, tables), a page of the result, the marked workbook. Bare reading is calamine over the same bytes.
"""

import datetime as dt
import io
import os
import random
import time

import python_calamine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from bench.measure import HEADER, line, milliseconds
from directory.imports.viewers import viewer_of
from directory.models import Account, Person, Unit
from membership.ledger import columns as at
from membership.ledger.checking import LedgerCheck
from membership.ledger.events import DATED
from membership.ledger.marked import marked_workbook
from membership.models import JudgedFinding, JudgedRow
from sheets.imports import batches, running
from tests.membership.procedure.generating import lawful_history

ROWS, SEED = int(os.environ.get("BENCH_ROWS", 5_000)), 20261120
LIMIT = 60_000  # ms
AS_OF = timezone.localdate().isoformat()
FAULTY = 20  # one line in so many is listed as target half a year early
_COLUMN_OF = {step: column for column, step in DATED.items()}


def main() -> None:
    if not Unit.objects.exists():
        call_command("demo_school", members=5_000, verbosity=0)
    content, account = _file(), Account.objects.get(username="staff")
    print(f"\nledger of {ROWS:,} lines × {len(_headings())} columns, {len(content) / 1e6:.1f} MB\n{HEADER}")
    bare = milliseconds(lambda: _read(content), repeat=5, warm=1)
    line("bare reading (calamine)", bare)
    took = {}
    batch = _timed(took, "upload: container, head, headings", lambda: _upload(content, account))
    _timed(took, "check: child, cells, people, rules, tables", lambda: running.work(batch.pk, viewer_of, watched=True))
    _timed(took, "first page of the result", lambda: _page(account, batch))
    batch.refresh_from_db()
    file = _timed(took, "marked workbook", lambda: _marked(batch))
    for words, figure in took.items():
        line(words, figure, bare)
    line("together", sum(took.values()), LIMIT, goal="≤ 60 s")
    _report(batch, file)


def _timed(took, words, job):
    begun = time.perf_counter()
    done = job()
    took[words] = (time.perf_counter() - begun) * 1000
    return done


def _headings() -> list[str]:
    return [at.NUMBER, at.NAME, at.UNIT, *_COLUMN_OF.values(), at.COURSE, at.MENTORS, at.INTRODUCERS]


def _file() -> bytes:
    """People of the demo school, each with a lawful history, some of them listed too early."""
    people = list(Person.objects.select_related("unit").order_by("pk")[:ROWS])
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(_headings())
    for number in range(ROWS):
        sheet.append(_line(people[number % len(people)] if number < len(people) else None, number))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _line(person, number) -> list:
    source = random.Random(f"{SEED}-{number}")
    told = lawful_history(source.randint, source.choice(("2014", "both")), case_id=number)
    past = [each for each in told["events"] if each.get("on", each.get("from", "")) <= AS_OF]
    days = {each["step"]: each["on"] for each in reversed(past) if "on" in each and "from" not in each}
    if number % FAULTY == 0 and {"activist_decision", "target_decision"} <= days.keys():
        days["target_decision"] = _later(days["activist_decision"], 180)
    course = next((each for each in past if each["step"] == "training"), {})
    who = [person.roster_no, person.name, person.unit.short_name] if person else [f"9{number:07}", "曾照明", ""]
    named = ["张三、李四" if step in days else "" for step in ("mentors", "introducers")]
    dates = [days.get(step, "") for step in _COLUMN_OF]
    return [*who, *dates, f"{course['from']}至{course['to']}" if "to" in course else "", *named]


def _later(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def _read(content):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def _upload(content, account):
    importer = LedgerCheck()
    batch = batches.keep_upload(importer=importer, content=content, file_name="台账.xlsx", choices={}, account=account)
    assert not batches.match_batch(batch, importer).must_ask
    return batches.ask_check(batch=batch)


def _page(account, batch):
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/checks/ledgers/{batch.code}/")
    assert answer.status_code == 200
    return answer


def _marked(batch) -> bytes:
    return marked_workbook(batch, most_rows=LedgerCheck.most_rows, note="DC-0")


def _report(batch, file) -> None:
    rows = JudgedRow.objects.filter(batch=batch.code).count()
    early = JudgedFinding.objects.filter(row__batch=batch.code, rule="DEV-11").count()
    counts = ", ".join(f"{name} {count}" for name, count in batch.counts.items() if count)
    print(f"  {rows} lines judged, {early} listed too early; {counts}; {len(file) / 1e6:.1f} MB out")
    assert rows == ROWS

"""The hand of tests/desk/test_imports_killed.py: it prepares, asks and looks, and nobody kills it.

Reads lines of JSON, [name, *arguments], and answers each with one. The database may go away while it is asked: then it
asks again until it is back.
"""

import datetime as dt
import json
import re
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import InterfaceError, OperationalError, connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from audit.models import Event  # noqa: E402
from desk.imports.acting import take_back  # noqa: E402
from directory.imports.people import PeopleImporter  # noqa: E402
from directory.imports.viewers import viewer_of  # noqa: E402
from directory.models import PartyStatus, Person, PersonNumber, PersonText  # noqa: E402
from directory.models.staging import StagedPerson  # noqa: E402
from directory.numbers import make_id_number  # noqa: E402
from directory.permissions import Role  # noqa: E402
from sheets.imports import batches, running  # noqa: E402
from sheets.models import ImportBatch  # noqa: E402
from tests.directory.imports.files import workbook  # noqa: E402
from tests.sheets.imports.bringing import keep as keep_upload  # noqa: E402
from tests.world import TODAY, build_world  # noqa: E402

NAMES = ["方小舟", "欧阳若水", "单雄信", "查良文", "仇九州"]
PATIENCE = 60  # Seconds for a database that is being started.
ROSTER = {}


def prepare(rows, path):
    """A school, half of the roster's people in it; writes the roster to `path` and gives a session of its clerk."""
    build_world()
    known = rows // 2
    code = _keep(workbook(*(_row(place, 学历="本科", 寝室="西一") for place in range(known))))
    check(code)
    ask(code, "running")
    running.work(_batch(code).pk, viewer_of)
    assert _batch(code).state == "done", _batch(code).reason
    changed = [_row(place, 学历="博士", 寝室="东三") for place in range(known)]
    new = [_row(place, 学历="硕士", 寝室="东三") for place in range(known, rows)]
    ROSTER["content"] = workbook(*changed, *new)
    Path(path).write_bytes(ROSTER["content"])
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(_staff(), backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def keep():
    """A new batch, not yet checked."""
    return _keep(ROSTER["content"])


def check(code):
    batches.ask_check(batch=_batch(code))
    running.work(_batch(code).pk, viewer_of)


def ask(code, state):
    """Only asks for it, for the worker."""
    if state == "checking":
        batches.ask_check(batch=_batch(code))
    else:
        batches.ask_import(batch=_batch(code), only_clean=False)


def undo(code):
    """For the next round."""
    take_back(batch=_batch(code), by=_staff(), today=TODAY)


def tell(code):
    """The batch and all that it may have written, at one moment."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        batch = ImportBatch.objects.only("state", "attempts", "reason", "counts").get(code=code)
        people = Person.objects.filter(roster_no__startswith="7")
        history = Person.events.rel.related_model.objects.filter(pgh_context__metadata__batch=code)
        written = {
            "new": people.filter(education="硕士").count(),
            "changed": people.filter(education="博士").count(),
            "numbers": PersonNumber.objects.filter(person__in=people).count(),
            "statuses": PartyStatus.objects.filter(person__in=people).count(),
            "texts": PersonText.objects.filter(text="东三").count(),
            "history": history.count(),
            "log": Event.objects.filter(detail__batch=f"DR-{batch.pk:06d}").exclude(detail__has_key="act").count(),
        }
        staged = StagedPerson.objects.filter(batch=code).count()
    told = {"state": batch.state, "attempts": batch.attempts, "reason": batch.reason, "counts": batch.counts}
    return told | {"written": written, "staged": staged}


def look(code):
    """Only where the batch stands, for asking often."""
    return ImportBatch.objects.values_list("state", "attempts").get(code=code)


def doing():
    """The statement that the longest transaction of the others is having done, or has had done last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid() "
            "AND datname = current_database() ORDER BY xact_start LIMIT 1"
        )
        found = next((row[0] for row in cursor.fetchall()), "")
    return " ".join(re.sub(r"^SELECT set_config.*?; ", "", found, flags=re.DOTALL).split())[:50]


def _row(place, **more):
    born = dt.date(1960, 1, 1) + dt.timedelta(days=place % 12_000)
    row = {"学工号": f"7{place:06}", "姓名": NAMES[place % len(NAMES)], "组织编码": "0101"}
    row["身份证号"] = make_id_number(born, 1 + 2 * (place // 12_000))
    return row | {"党员类型": "正式党员", "入党时间": "2008-06-01", "转正时间": "2009-06-01"} | more


def _keep(content):
    kept = keep_upload("people", content, viewer_of(_staff()))
    batches.match_batch(kept, PeopleImporter())
    return kept.code


def _batch(code):
    return ImportBatch.objects.get(code=code)


def _staff():
    return Person.objects.get(account__username=Role.DEPARTMENT_STAFF.value).account


def answer(name, *words):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return {each.__name__: each for each in ORDERS}[name](*words)
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


ORDERS = (prepare, keep, check, ask, undo, tell, look, doing)

if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line)), default=list), flush=True)

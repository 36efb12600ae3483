"""One roster of people brought in by a fresh process (bench/rosters.py starts it); figures as JSON.

Milliseconds of preview and confirmation, of their larger parts, and of the processor; the most memory in MB.
"""

import json
import re
import resource
import secrets
import time
from collections import Counter
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from audit.context import acting
from directory.imports.people import PeopleImporter
from directory.models import Account
from directory.viewer import Viewer
from sheets.imports.contract import Upload

_TABLE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"?directory_(\w+)")
_PARTS = {
    "person": "SQL: people and their search keys, with history",
    "personnumber": "SQL: numbers ever held, with history",
    "partystatus": "SQL: party status, with history",
    "persontext": "SQL: other columns as texts, with history",
    "keys": "SQL: foreign keys",
}


def main(path: str) -> None:

    viewer = Viewer(Account.objects.get(username="admin"), timezone.localdate())
    upload = Upload(Path(path).read_bytes(), "人员名册.xlsx", viewer, code=secrets.token_hex(8))
    importer = PeopleImporter()
    idle = _status("VmRSS")
    report, check = _measured(lambda: importer.check(upload))
    assert report.is_clean, report.faults[:3]
    report, carry_out = _measured(lambda: _carry_out(importer, upload))
    importer.forget(upload.code)
    counts = {name: number for name, number in report.counts.items() if number}
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures = {"peak": _status("VmHWM"), "child_peak": child, "idle": idle, "counts": counts}
    print(json.dumps(figures | {"check": check, "carry_out": carry_out}))


def processor_time() -> float:
    """Milliseconds that this process, its ended children and its PostgreSQL have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    backend = Path(f"/proc/{connection.connection.get_backend_pid()}/schedstat").read_text().split()[0]
    return sum(each.ru_utime + each.ru_stime for each in used) * 1000 + int(backend) / 1e6


def _carry_out(importer, upload):

    with transaction.atomic(), acting(by=upload.viewer.account, source="import", reason="测量"):
        report = importer.carry_out(upload, only_clean=False)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # Otherwise they are looked at when it ends.
    return report


def _measured(job):
    parts: Counter[str] = Counter()

    def clock(execute, sql, parameters, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            parts[_part(sql)] += (time.perf_counter() - begun) * 1000

    begun, spent = time.perf_counter(), processor_time()
    with connection.execute_wrapper(clock):
        result = job()
    took = (time.perf_counter() - begun) * 1000
    parts["outside these statements"] = took - sum(parts.values())
    return result, {"time": took, "cpu": processor_time() - spent, "parts": dict(parts)}


def _part(sql) -> str:
    found = _TABLE.search(sql)
    return _PARTS.get("keys" if "SET CONSTRAINTS" in sql else found[1] if found else "", "SQL: the rest")


def _status(name) -> float:
    """MB of this process."""
    told = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(told[1]) / 1024

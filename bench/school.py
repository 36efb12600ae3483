"""The school that benchmarks measure: 1 + 50 + 500 + 2,500 units, a million people (BENCH_MEMBERS for fewer)."""

import os
import time

from django.core.management import call_command
from django.db import connection

from directory.models import Unit

MEMBERS = int(os.environ.get("BENCH_MEMBERS", 1_000_000))


def large_school() -> int:
    """Founds the school on first use and returns how many people it has."""
    if not Unit.objects.exists():
        begun = time.monotonic()
        call_command("demo_school", members=MEMBERS, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"school of {MEMBERS:,} people in {time.monotonic() - begun:.0f} s", flush=True)
    return MEMBERS

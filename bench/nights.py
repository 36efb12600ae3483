"""Thirty nights around the Spring Festival and National Day 2026: two beats, four worker processes, every ring thrice.

Only the clock is simulated. NIGHTS_MATTERS (of each fortnight), NIGHTS_DAYS and NIGHTS_TICK make it smaller.
"""

import datetime as dt
import os
import tempfile
import time
from collections import Counter
from pathlib import Path

from django.db import connection

from bench.living import matters, school
from bench.living.clock import at
from bench.living.judging import copies, judge, wrongs
from bench.living.machinery import Machinery
from bench.living.playing import expect, play_day
from directory.models import Account, Unit
from reminders.models import NightlyRun, Reminder

MATTERS = int(os.environ.get("NIGHTS_MATTERS", "5000"))
DAYS = int(os.environ.get("NIGHTS_DAYS", "15"))
TICK = os.environ.get("NIGHTS_TICK", "0.5")
FIRSTS = [dt.date(2026, 2, 11), dt.date(2026, 9, 27)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        machinery = Machinery(Path(folder), {**os.environ, "TICK_SECONDS": TICK, "NIGHTLY_AT": "02:00"})
        founded = school.build(FIRSTS, colleges=10, branches=7)
        invented = [each for seed, first in enumerate(FIRSTS, 1) for each in _around(first, seed)]
        matters.make_tables()
        matters.write(invented)
        try:
            live(machinery, founded, invented)
        finally:
            machinery.kill()
            matters.drop_tables()


def live(machinery, founded, invented) -> None:
    expected, begun = expect(founded, invented), time.monotonic()
    machinery.clock.set(at(FIRSTS[0], 0))
    machinery.start_beats()
    machinery.start_workers()
    for first in FIRSTS:
        for number in range(DAYS):
            day = first + dt.timedelta(days=number)
            play_day(machinery, founded, day)
            expected.night(day)
    machinery.kill("beat")
    connection.close()
    report(machinery, expected, time.monotonic() - begun)


def report(machinery, expected, seconds) -> None:
    judgement = judge(expected, machinery.mails)
    rings = Counter(line.split()[0] for line in machinery.rings.read_text().splitlines())
    print(f"\n{2 * DAYS} nights of {Unit.objects.count()} units, {Account.objects.count()} accounts in {seconds:.0f} s")
    print(f"rung: {dict(rings)}; runs: {NightlyRun.objects.count()}; reminders: {Reminder.objects.count():,}")
    print(
        f"(rule, subject, due day, person) to be told: {expected.pairs():,}; with every turn: {len(expected.notices):,}"
    )
    print(f"digests: {len(expected.digests):,}; mails: {dict(Counter(expected.mails.values()))}")
    print(f"copies that left: {len(copies(machinery.mails)):,}, files: {len(list(machinery.mails.glob('*.eml'))):,}")
    print(f"failures of runs: {list(NightlyRun.objects.exclude(failures={}).values_list('day', 'failures'))[:3]}")
    for what, found in judgement.items():
        print(f"  {what:<12} " + ", ".join(f"{how} {number}" for how, number in found.items()))
    print("all as expected" if not wrongs(judgement) else f"NOT as expected: {wrongs(judgement)}", flush=True)


def _around(first: dt.date, seed: int) -> list[matters.Matter]:
    return matters.invent(MATTERS, first, first + dt.timedelta(days=DAYS), seed=seed)

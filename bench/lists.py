"""The list of people and the search at a million, seen by the school, a college and a branch."""

import html
import re
import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from bench.measure import HEADER, SqlClock, line, milliseconds, rows_of
from bench.school import large_school
from directory.models import Account

# Account of the demo school, and what its scope is called.
SCOPES = (("admin", "school"), ("secretary", "college"), ("branch", "branch"))
LISTS = (
    ("first page, pinyin order", "/people/"),
    ("full members", "/people/?status=full"),
    ("students who are probationary", "/people/?status=probationary&category=undergraduate"),
    ("stroke order", "/people/?sort=strokes"),
    ("roster number order", "/people/?sort=number"),
)
NAMES = (
    ("two characters", "欧阳", 10),
    ("three characters", "单雄信", 10),
    ("one character", "王", 30),
    ("initials", "sxx", 10),
    ("full pinyin", "shanxiongxin", 10),
)
_WALK = "SELECT id FROM directory_person WHERE status = 'full' ORDER BY sort_pinyin, id LIMIT 50"
_NAME_WALK = "SELECT id FROM directory_person WHERE search_keys @> ARRAY['欧阳']::varchar[] LIMIT 20"


@dataclass
class Page:
    """One page as it was served: time in the view, time in SQL, number of queries."""

    view: float
    sql: float
    queries: int


def main() -> None:
    people = large_school()
    print(f"\nlists and search at {people:,} people\n{HEADER}")
    walk = milliseconds(lambda: rows_of(_WALK))
    name_walk = milliseconds(lambda: rows_of(_NAME_WALK))
    for username, scope in SCOPES:
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        for words, address in LISTS:
            _print(f"list, {scope}: {words}", page(client, address), walk, "SQL ≤ 5 ms, view ≤ 20 ms, ≤ 8 queries")
        _print(f"list, {scope}: page 21", page(client, _deep(client)), walk, "as the first page")
        for words, text, goal in NAMES:
            _print(
                f"search, {scope}: {words} “{text}”", page(client, f"/search/?q={text}"), name_walk, f"SQL ≤ {goal} ms"
            )


def page(client, address: str) -> Page:
    """Medians over eleven calls of an address: the whole view, all of its SQL, the number of its statements."""
    clock = SqlClock()
    views, statements = [], []
    with connection.execute_wrapper(clock):
        for _ in range(13):
            clock.reset()
            begun = time.perf_counter()
            answer = client.get(address)
            views.append(((time.perf_counter() - begun) * 1000, clock.milliseconds))
            statements.append(clock.count)
            assert answer.status_code == 200, address
    view, sql = (statistics.median(column) for column in zip(*views[2:], strict=True))
    return Page(view, sql, statements[-1])


def _deep(client) -> str:
    """The address of the twenty-first page, found by following the links there."""
    address = "/people/"
    for _ in range(20):
        following = re.search(r'href="\?([^"]*after=[^"]*)"', client.get(address).content.decode())
        if not following:
            break
        address = "/people/?" + html.unescape(following[1])
    return address


def _print(job, measured, limit, goal):
    line(f"{job} [{measured.queries} queries]: SQL", measured.sql, limit, goal)
    line(f"{'':>4}view", measured.view)

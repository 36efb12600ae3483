"""Board, ledger, funnel and a case's page at 200,000 cases (BENCH_CASES for fewer), by school, college and branch."""

import datetime as dt
import os
import time

from django.db import connection
from django.test import Client
from django.utils import timezone

from audit.context import acting
from bench.lists import SCOPES, page
from bench.measure import HEADER, line, milliseconds, rows_of
from bench.school import large_school
from directory.models import Account
from membership.models import Case

CASES = int(os.environ.get("BENCH_CASES", 200_000))
PAGES = (
    ("board", "/cases/"),
    ("board, late ones", "/cases/?lamp=late"),
    ("board, students", "/cases/?category=students"),
    ("ledger, by day that is due", "/cases/list/"),
    ("ledger, one library", "/cases/list/?stage=activist"),
    ("ledger, pinyin order", "/cases/list/?sort=pinyin"),
    ("ledger, pinyin order, last page", "/cases/list/?sort=pinyin&page=100000"),
    ("ledger, a name", "/cases/list/?q=oy"),
    ("funnel", "/cases/funnel/"),
    ("funnel, students", "/cases/funnel/?category=students"),
)
_FIRST = "SELECT id FROM membership_case WHERE stage = 'activist' AND outcome = '' ORDER BY nearest_on, id LIMIT 50"
_COUNTED = "SELECT stage, count(*) FROM membership_case WHERE outcome = '' GROUP BY stage"
_WHOLE = "SELECT stage, count(*), avg(target_on - activist_on) FROM membership_case GROUP BY stage"

# People drawn from the whole school, each stage the same number of times; nine of ten cases under way.
_CASES = """
INSERT INTO membership_case (
    version, code, person_id, unit_id, template_id, opened_on, untold, outcome, closed_on, closing_reason, pause_reason,
    acts, stage, next_step, nearest_on, warned_on, is_blocked, faults, applied_on, activist_on, target_on, admitted_on,
    probation_to, full_on, rough)
SELECT 1, substr(md5(id::text), 1, 12), id, unit_id, %(template)s, applied_on, '[]',
       CASE WHEN is_over THEN 'archived' ELSE '' END, CASE WHEN is_over THEN %(today)s::date END, '', '', 5,
       (ARRAY['applicant', 'activist', 'target', 'probationary_member', 'full_member'])[stage],
       CASE WHEN is_over THEN '' ELSE
           (ARRAY['activist_decision', 'target_decision', 'training', 'conversion_application', 'archive'])[stage] END,
       CASE WHEN NOT is_over AND r %% 3 > 0 THEN %(today)s::date - 40 + r %% 400 END,
       CASE WHEN NOT is_over AND r %% 3 > 0 THEN %(today)s::date - 70 + r %% 400 END, false, (r %% 20 = 0)::int,
       applied_on, CASE WHEN stage > 1 THEN applied_on + 60 + r %% 50 END,
       CASE WHEN stage > 2 THEN applied_on + 480 + r %% 90 END, CASE WHEN stage > 3 THEN applied_on + 600 + r %% 90 END,
       CASE WHEN stage > 3 THEN applied_on + 964 + r %% 90 END, CASE WHEN stage > 4 THEN applied_on + 965 + r %% 90 END,
       ''
FROM (
    SELECT id, unit_id, r, 1 + turn %% 5 AS stage, turn %% 10 = 4 AS is_over,
           %(today)s::date - 20 - r %% 400 - 300 * (turn %% 5)::int AS applied_on
    FROM (SELECT id, unit_id, row_number() OVER (ORDER BY md5(id::text)) AS turn,
                 ('x' || substr(md5(id::text), 1, 7))::bit(28)::int AS r FROM directory_person) AS person
    WHERE turn <= %(cases)s
) AS planned
"""
_RECORDS = """
INSERT INTO membership_steprecord (version, case_id, person_id, step, happened_on, precision, facts, late, recorded_on,
                                   void_reason)
SELECT 1, id, person_id, step, day, 'day', '{}', '', day, ''
FROM membership_case CROSS JOIN LATERAL (VALUES
    ('application', applied_on), ('application_talk', applied_on + 20), ('activist_decision', activist_on),
    ('activist_filing', activist_on + 5), ('mentors', activist_on + 6), ('review', activist_on + 170),
    ('target_decision', target_on), ('admission_meeting', admitted_on)) AS told(step, day)
WHERE day IS NOT NULL
"""
_COMPANIONS = """
INSERT INTO membership_companion (version, case_id, person_id, role, record_id, from_on)
SELECT 1, record.case_id, other.id, 'mentor', record.id, record.happened_on
FROM membership_steprecord AS record JOIN membership_case AS found ON found.id = record.case_id
CROSS JOIN LATERAL (SELECT id FROM directory_person
                    WHERE unit_id = found.unit_id AND status = 'full' AND id <> found.person_id
                    ORDER BY sort_pinyin, id LIMIT 2) AS other
WHERE record.step = 'mentors'
"""
_DUE = """
INSERT INTO membership_casedeadline (case_id, unit_id, is_committees, key, step, due_on, clause, grade, words, ahead,
                                     is_due)
SELECT id, unit_id, false, 'due', next_step, nearest_on, '', '规', '到期事项', 30, true FROM membership_case
WHERE nearest_on IS NOT NULL
"""


def main() -> None:
    large_school()
    _fill(timezone.localdate())
    print(f"\nboard, ledger and funnel at {Case.objects.count():,} cases\n{HEADER}")
    first, counted, whole = (milliseconds(lambda sql=sql: rows_of(sql)) for sql in (_FIRST, _COUNTED, _WHOLE))
    limits = {"ledger": first + counted, "board": first + counted, "funnel": whole}
    for username, scope in SCOPES:
        client = _client(username)
        for words, address in PAGES:
            measured = page(client, address)
            limit = limits[words.split(",")[0]]
            line(f"{scope}: {words} [{measured.queries} queries]: SQL", measured.sql, limit)
            line(f"{'':>4}view", measured.view)
    case = Case.objects.in_progress().filter(stage="target").first()
    measured = page(_client("admin"), f"/cases/{case.code}/")
    one = milliseconds(lambda: rows_of("SELECT * FROM membership_steprecord WHERE case_id = %s", [case.pk]))
    line(f"a case's page [{measured.queries} queries]: SQL", measured.sql, one)
    line(f"{'':>4}view", measured.view)


def _client(username: str) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client


def _fill(today: dt.date) -> None:
    if Case.objects.count() >= CASES:
        return
    begun = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM membership_steptemplate WHERE published_at IS NOT NULL ORDER BY opened_from DESC"
        )
        given = {"template": cursor.fetchone()[0], "today": today, "cases": CASES}
        with acting(source="command", reason="测量"):
            for statement in (_CASES, _RECORDS, _COMPANIONS, _DUE):
                cursor.execute(statement, given)
        cursor.execute("VACUUM ANALYZE")
    print(f"{Case.objects.count():,} cases in {time.monotonic() - begun:.0f} s", flush=True)

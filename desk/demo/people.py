"""People of the demo school by the hundred thousand: set-based SQL; only sealing takes a loop, of 20,000."""

import datetime as dt
import io
from contextlib import contextmanager

from django.db import connection

from audit.sealing import keyed_index, seal
from desk.demo.names import gender_of, invented_names
from desk.demo.shape import PlannedUnit, sizes
from directory.models import Person, Unit
from directory.models.people import ID_PURPOSE, PHONE_PURPOSE
from directory.numbers import make_id_number, mask_id_number, mask_phone

SEALED_AT_MOST = 20_000
_NAMES_AT_MOST = 20_000

_PLAN = """
CREATE TEMPORARY TABLE demo_plan ON COMMIT DROP AS
SELECT plan.n, b.unit_id, b.category, r, name.gender,
       CASE b.category
         WHEN 'staff' THEN DATE '1964-01-01' + r %% 11300
         WHEN 'retired' THEN DATE '1936-01-01' + r %% 9400
         WHEN 'undergraduate' THEN DATE '2004-01-01' + r %% 1200
         WHEN 'master' THEN DATE '2001-01-01' + r %% 1000
         ELSE DATE '1996-01-01' + r %% 1600
       END AS birth_on,
       CASE b.category
         WHEN 'staff' THEN 7500 + r %% 3000
         WHEN 'retired' THEN 8000 + r %% 4000
         WHEN 'master' THEN 8400 + r %% 600
         WHEN 'doctor' THEN 9000 + r %% 900
         ELSE 7150 + r %% 500
       END AS age_at_joining,
       plan.n %% 21 = 0 AS stays_outside
FROM generate_series(1, %(count)s) AS plan (n)
CROSS JOIN LATERAL (SELECT ('x' || substr(md5(plan.n::text), 1, 7))::bit(28)::int AS r) AS chance
JOIN demo_branch AS b ON plan.n BETWEEN b.first_n AND b.last_n
JOIN demo_name AS name ON name.n = 1 + (plan.n - 1) %% %(names)s;
ALTER TABLE demo_plan ADD COLUMN joined_on date, ADD COLUMN status varchar(20), ADD COLUMN sequence int;
"""

# In the school as it is, the status follows from the day of joining; for measurements five statuses are spread evenly.
_STATUS_BY_DATE = """
UPDATE demo_plan SET joined_on = birth_on + age_at_joining;
UPDATE demo_plan SET status = CASE
    WHEN stays_outside OR joined_on > %(today)s THEN 'none'
    WHEN joined_on + INTERVAL '1 year' > %(today)s THEN 'probationary'
    ELSE 'full' END;
"""
_STATUS_SPREAD = """
UPDATE demo_plan SET joined_on = LEAST(birth_on + age_at_joining, %(today)s::date - 800), status = CASE
    WHEN n %% 20 < 11 THEN 'full' WHEN n %% 20 < 14 THEN 'probationary' WHEN n %% 20 < 17 THEN 'none'
    WHEN n %% 20 < 19 THEN 'left' ELSE 'suspended' END;
"""
_SEQUENCE = """
UPDATE demo_plan SET sequence = ranked.place * 2 + CASE gender WHEN '男' THEN 1 ELSE 0 END
FROM (SELECT n AS key, row_number() OVER (PARTITION BY birth_on, gender ORDER BY n) AS place FROM demo_plan
      WHERE n <= %s) AS ranked
WHERE ranked.key = n
"""

_PEOPLE = """
INSERT INTO directory_person (
    roster_no, name, reading, sort_pinyin, sort_strokes, search_keys, gender, ethnicity, birth_on, birth_precision,
    native_place, id_sealed, id_index, id_mask, phone_sealed, phone_index, phone_mask, email, category, education,
    degree, grade_class, joined_work_on, expected_leave_on, unit_id, status, version)
SELECT roster, name.name, '', name.sort_pinyin, name.sort_strokes, name.search_keys, plan.gender,
       (ARRAY['汉族', '汉族', '汉族', '汉族', '汉族', '汉族', '回族', '满族', '土家族', '壮族'])[1 + r %% 10],
       birth_on, 'day',
       (ARRAY['江苏南通', '浙江绍兴', '安徽黄山', '山东泰安', '河南洛阳', '湖北襄阳', '四川绵阳'])[1 + r %% 7],
       number.id_sealed, number.id_index, coalesce(number.id_mask, ''),
       number.phone_sealed, number.phone_index, coalesce(number.phone_mask, ''), '', category,
       CASE category WHEN 'undergraduate' THEN '大学本科在读' WHEN 'master' THEN '大学本科'
                     WHEN 'doctor' THEN '硕士研究生'
                     WHEN 'staff' THEN '博士研究生' ELSE '大学本科' END,
       CASE category WHEN 'master' THEN '学士' WHEN 'doctor' THEN '硕士' WHEN 'staff' THEN '博士' ELSE '' END,
       CASE WHEN category IN ('undergraduate', 'master', 'doctor')
            THEN extract(year FROM %(today)s::date)::int - 1 - r %% 3 || '级' || 1 + r %% 4 || '班' ELSE '' END,
       CASE WHEN category = 'staff' THEN birth_on + 9000 END,
       CASE WHEN category IN ('undergraduate', 'master', 'doctor')
            THEN make_date(extract(year FROM %(today)s::date)::int + 1 + r %% 3, 6, 30) END,
       unit_id, status, 1
FROM (SELECT *, CASE category WHEN 'staff' THEN '1' WHEN 'retired' THEN '0' ELSE '2' END
                || lpad(n::text, 7, '0') AS roster FROM demo_plan) AS plan
JOIN demo_name AS name ON name.n = 1 + (plan.n - 1) %% %(names)s
LEFT JOIN demo_number AS number ON number.n = plan.n
ORDER BY plan.n
"""

_STATUSES = """
INSERT INTO directory_partystatus (person_id, unit_id, status, from_on, to_on, from_precision, basis, is_provisional,
                                   void_reason, version)
SELECT person.id, person.unit_id, row.status, row.from_on, row.to_on, 'day', '', false, '', 1
FROM (SELECT *, CASE category WHEN 'staff' THEN '1' WHEN 'retired' THEN '0' ELSE '2' END
                || lpad(n::text, 7, '0') AS roster,
             (joined_on + INTERVAL '1 year')::date AS full_on FROM demo_plan WHERE status <> 'none') AS plan
JOIN directory_person AS person ON person.roster_no = plan.roster
CROSS JOIN LATERAL (
    SELECT 'probationary' AS status, joined_on AS from_on,
           CASE WHEN plan.status <> 'probationary' THEN full_on - 1 END AS to_on
    UNION ALL
    SELECT 'full', full_on, CASE WHEN plan.status <> 'full' THEN DATE '2026-02-28' END
    WHERE plan.status <> 'probationary'
    UNION ALL
    SELECT plan.status, DATE '2026-03-01', NULL WHERE plan.status IN ('left', 'suspended')
) AS row
ORDER BY person.id, row.from_on
"""

_NUMBERS = """
INSERT INTO directory_personnumber (person_id, kind, roster_no, id_sealed, id_index, recorded_on, version)
SELECT id, 'roster', roster_no, NULL::bytea, NULL::bytea, %(today)s::date, 1 FROM directory_person
UNION ALL
SELECT id, 'id', '', id_sealed, id_index, %(today)s::date, 1 FROM directory_person WHERE id_index IS NOT NULL
"""


def add_people(cursor, plan: list[PlannedUnit], count: int, *, today: dt.date, spread: bool) -> None:
    """Fills the branches of `plan` with `count` people and their party status; `spread` for measurements."""
    names = min(_NAMES_AT_MOST, count)
    _stage_branches(cursor, plan, count)
    _stage_names(cursor, names)
    cursor.execute(_PLAN, {"count": count, "names": names})
    cursor.execute(_STATUS_SPREAD if spread else _STATUS_BY_DATE, {"today": today})
    cursor.execute(_SEQUENCE, [SEALED_AT_MOST])
    _stage_numbers(cursor)
    cursor.execute("ANALYZE demo_plan; ANALYZE demo_name; ANALYZE demo_number")
    with _search_index_built_last(enabled=spread):
        cursor.execute(_PEOPLE, {"today": today, "names": names})
    cursor.execute("ANALYZE directory_person")
    cursor.execute(_STATUSES)
    cursor.execute(_NUMBERS, {"today": today})


@contextmanager
def _search_index_built_last(*, enabled: bool):
    """Filling a million rows and then indexing them takes a third of the time of keeping the index up to date."""
    if not enabled:
        yield
        return
    index = next(index for index in Person._meta.indexes if index.name == "person_search")
    with connection.schema_editor() as editor:
        editor.remove_index(Person, index)
    yield
    with connection.schema_editor() as editor:
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # An index is refused while foreign keys wait to be checked.
        editor.add_index(Person, index)


def _stage_branches(cursor, plan, count):
    ids = dict(Unit.objects.values_list("code", "pk"))
    categories = {unit.code: unit.category for unit in plan}
    rows, first = [], 1
    for code, size in sizes(plan, count).items():
        if size:
            rows.append((first, first + size - 1, ids[code], categories[code]))
            first += size
    cursor.execute(
        "CREATE TEMPORARY TABLE demo_branch (first_n int, last_n int, unit_id bigint, category text) ON COMMIT DROP"
    )
    _copy(cursor, "demo_branch", rows)
    cursor.execute("CREATE INDEX ON demo_branch (first_n, last_n); ANALYZE demo_branch")


def _stage_names(cursor, count):
    cursor.execute(
        "CREATE TEMPORARY TABLE demo_name (n int PRIMARY KEY, name text, gender text, sort_pinyin text, "
        "sort_strokes text, search_keys text[]) ON COMMIT DROP"
    )
    rows = [
        (n, name, gender_of(name), pinyin, strokes, "{" + ",".join(f'"{key}"' for key in keys) + "}")
        for n, (name, pinyin, strokes, keys) in enumerate(invented_names(count), start=1)
    ]
    _copy(cursor, "demo_name", rows)


def _stage_numbers(cursor):
    cursor.execute(
        "CREATE TEMPORARY TABLE demo_number (n int PRIMARY KEY, id_sealed bytea, id_index bytea, id_mask text, "
        "phone_sealed bytea, phone_index bytea, phone_mask text) ON COMMIT DROP"
    )
    cursor.execute("SELECT n, birth_on, sequence FROM demo_plan WHERE n <= %s", [SEALED_AT_MOST])
    _copy(cursor, "demo_number", [_sealed_row(*row) for row in cursor.fetchall()])


def _sealed_row(n, birth_on, sequence):
    number, phone = make_id_number(birth_on, sequence % 1000), f"199{n:08}"
    return (
        n,
        _hex(seal(number, ID_PURPOSE)),
        _hex(keyed_index(number, ID_PURPOSE)),
        mask_id_number(number),
        _hex(seal(phone, PHONE_PURPOSE)),
        _hex(keyed_index(phone, PHONE_PURPOSE)),
        mask_phone(phone),
    )


def _hex(raw: bytes) -> str:
    return "\\x" + raw.hex()


def _copy(cursor, table, rows):
    """COPY into a stage: tracked tables are only ever filled from there, so that history knows who and why."""
    escape = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})
    text = "".join("\t".join(str(value).translate(escape) for value in row) + "\n" for row in rows)
    cursor.cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(text))

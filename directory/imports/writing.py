"""Confirmation: the planned rows join the record, a statement for each table, history with who and why included."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from audit.bulk import large_statement
from directory.constraints import refusing_conflicts
from directory.imports.targets import COMPARED, LOCK, ROOM, TARGETS, execute
from directory.models import Unit
from directory.names.pinyin import search_keys, sort_key
from directory.names.strokes import stroke_key
from directory.refusals import refuse
from sheets.staging import copy_in

_OPEN_UNITS = """
SELECT id, closed_on FROM directory_unit
WHERE id IN (SELECT unit_id FROM directory_stagedperson WHERE batch = %(batch)s) FOR KEY SHARE
"""
_WRITTEN = """
CREATE TEMPORARY TABLE roster_written ON COMMIT DROP AS
SELECT plan.row, plan.action = 'new' AS is_new,
       CASE WHEN plan.action = 'new' THEN nextval((SELECT pg_get_serial_sequence('directory_person', 'id'))::regclass)
            ELSE plan.person_id END AS person_id,
       last.status, last.unit_id
FROM directory_stagedplan AS plan
LEFT JOIN (SELECT DISTINCT ON (row) row, status, unit_id FROM directory_stagedstatus
           WHERE batch = %(batch)s ORDER BY row, from_on DESC) AS last ON last.row = plan.row
WHERE plan.batch = %(batch)s AND plan.action IN ('new', 'changed')
ORDER BY plan.row
"""
_NAMES = f"""
SELECT DISTINCT {TARGETS["name"]}, {TARGETS["reading"]}
FROM roster_written AS w JOIN directory_stagedperson AS s ON s.batch = %(batch)s AND s.row = w.row
LEFT JOIN directory_person AS p ON p.id = w.person_id
WHERE w.is_new OR ({TARGETS["name"]}, {TARGETS["reading"]}) IS DISTINCT FROM (p.name, p.reading)
"""
_DERIVED = ("sort_pinyin", "sort_strokes", "search_keys")
_NAMED = f"""
LEFT JOIN roster_named AS named ON named.name = {TARGETS["name"]} AND named.reading = {TARGETS["reading"]}
"""
# A member's unit follows from his party status alone.
_UNIT = """CASE WHEN w.unit_id IS NOT NULL THEN w.unit_id
    WHEN s.unit_id IS NOT NULL AND NOT EXISTS (SELECT FROM directory_partystatus AS e WHERE e.person_id = w.person_id
         AND e.to_on IS NULL AND e.voided_at IS NULL) THEN s.unit_id ELSE p.unit_id END"""
_COLUMNS = [*TARGETS, *_DERIVED, "unit_id", "status"]
_VALUES = [
    *TARGETS.values(),
    *(f"coalesce(named.{name}, p.{name})" for name in _DERIVED),
    _UNIT,
    "coalesce(w.status, p.status, 'none')",
]
_SOURCE = f"""
    SELECT w.row AS at_row, w.person_id AS id, {
    ", ".join(f"{value} AS {name}" for name, value in zip(_COLUMNS, _VALUES, strict=True))
}
    FROM roster_written AS w
    JOIN directory_stagedperson AS s ON s.batch = %(batch)s AND s.row = w.row
    LEFT JOIN directory_person AS p ON p.id = w.person_id
    {_NAMED}
"""
_CHECKED = [*COMPARED, "unit_id", "status"]
_TOLD_ANEW = ", ".join(f"told.{name}" for name in _CHECKED)
_AS_KNOWN = ", ".join(f"known.{name}" for name in _CHECKED)
_UPDATE = f"""
UPDATE directory_person AS known SET {", ".join(f"{name} = told.{name}" for name in _COLUMNS)}
FROM ({_SOURCE} WHERE NOT w.is_new) AS told
WHERE told.id = known.id AND ({_TOLD_ANEW}) IS DISTINCT FROM ({_AS_KNOWN})
"""
_INSERT = f"""
INSERT INTO directory_person (id, {", ".join(_COLUMNS)}, version)
SELECT id, {", ".join(_COLUMNS)}, 1 FROM ({_SOURCE} WHERE w.is_new ORDER BY w.row) AS told
"""
_NUMBERS = """
INSERT INTO directory_personnumber (person_id, kind, roster_no, id_sealed, id_index, recorded_on, version)
SELECT p.id, 'roster', p.roster_no, NULL, NULL, %(today)s, 1
FROM roster_written AS w JOIN directory_person AS p ON p.id = w.person_id
WHERE NOT EXISTS (SELECT FROM directory_personnumber AS n
                  WHERE n.kind = 'roster' AND n.roster_no = p.roster_no AND n.person_id = p.id)
UNION ALL
SELECT p.id, 'id', '', p.id_sealed, p.id_index, %(today)s, 1
FROM roster_written AS w JOIN directory_person AS p ON p.id = w.person_id
WHERE p.id_index IS NOT NULL
  AND NOT EXISTS (SELECT FROM directory_personnumber AS n WHERE n.id_index = p.id_index AND n.person_id = p.id)
"""
_ENDED = """
UPDATE directory_partystatus AS known SET to_on = first.from_on - 1
FROM (SELECT a.row, min(a.from_on) AS from_on FROM directory_stagedstatus AS a WHERE a.batch = %(batch)s GROUP BY a.row)
     AS first
JOIN roster_written AS w ON w.row = first.row AND NOT w.is_new
WHERE known.person_id = w.person_id AND known.to_on IS NULL AND known.voided_at IS NULL
"""
_STATUSES = """
INSERT INTO directory_partystatus (person_id, unit_id, status, from_on, to_on, from_precision, basis, is_provisional,
                                   void_reason, version)
SELECT w.person_id, a.unit_id, a.status, a.from_on, a.to_on, a.from_precision, '名册导入', false, '', 1
FROM directory_stagedstatus AS a JOIN roster_written AS w ON w.row = a.row
WHERE a.batch = %(batch)s ORDER BY a.row, a.from_on
"""
_TOLD = """
FROM roster_written AS w
JOIN directory_stagedperson AS s ON s.batch = %(batch)s AND s.row = w.row
CROSS JOIN LATERAL jsonb_each_text(s.texts) AS told (name, text)
"""
_TEXTS = f"""
INSERT INTO directory_persontext AS known (person_id, name, text, version)
SELECT w.person_id, told.name, told.text, 1 {_TOLD} WHERE told.text <> ''
ON CONFLICT (person_id, name) DO UPDATE SET text = EXCLUDED.text WHERE known.text <> EXCLUDED.text
"""
_TEXTS_GONE = f"""
DELETE FROM directory_persontext AS known
USING (SELECT w.person_id, told.name {_TOLD} WHERE s.texts::text LIKE '%%: ""%%' AND told.text = '') AS gone
WHERE known.person_id = gone.person_id AND known.name = gone.name
"""


def lock(batch: str, today) -> None:
    """Nobody else writes people until the transaction ends; raises `Refused` where a unit was closed meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(_OPEN_UNITS, {"batch": batch})
        closed = [unit for unit, closed_on in cursor.fetchall() if closed_on and closed_on <= today]
    if closed:
        words = "、".join(Unit.objects.filter(pk__in=closed).values_list("short_name", flat=True)[:3])
        raise refuse("person_unit_open", f"{words}刚被撤销，请重新上传后核对。")


@refusing_conflicts()
def write(batch: str, today) -> None:
    """Carries out the plan: rows with `new` and `changed`. Raises `Refused` where somebody was faster."""
    facts = {"batch": batch, "today": today}
    with large_statement():
        execute(ROOM)
        execute("DROP TABLE IF EXISTS roster_written, roster_named")
        execute(_WRITTEN, **facts)
        execute("CREATE INDEX ON roster_written (row)")
        execute("ANALYZE roster_written")
        # Foreign keys are asked at the end, so that PostgreSQL writes what needs no name while names are worked out.
        with ThreadPoolExecutor(1) as beside:
            named = beside.submit(_named_lines, _names(batch))
            for statement in (_ENDED, _STATUSES, _TEXTS, _TEXTS_GONE):
                execute(statement, **facts)
            _name(named.result())
        for statement in (_UPDATE, _INSERT, _NUMBERS):
            execute(statement, **facts)


def _names(batch) -> list[tuple[str, str]]:
    """Names with their readings, each once, of people who are new or called otherwise now."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {"batch": batch})
        return cursor.fetchall()


def _name(lines: list[bytes]) -> None:
    """Stores what follows from the names."""
    execute(
        "CREATE TEMPORARY TABLE roster_named (name text, reading text, sort_pinyin text, sort_strokes text,"
        " search_keys varchar(60)[]) ON COMMIT DROP"
    )
    if lines:
        copy_in("roster_named", ["name", "reading", *_DERIVED], lines)
        execute("CREATE INDEX ON roster_named (name)")
        execute("ANALYZE roster_named (name, reading)")


def _named_lines(names) -> list[bytes]:
    """Everything that follows from a name, worked out once for each; it asks no database."""
    return [
        "".join([_named_line(*each) for each in names[start : start + 1000]]).encode()
        for start in range(0, len(names), 1000)
    ]


def _named_line(name, reading) -> str:
    keys = ",".join([f'"{key.translate(_QUOTED)}"' for key in search_keys(name, reading or None)])
    line = (name, reading, sort_key(name, reading or None), stroke_key(name), "{" + keys + "}")
    return "\t".join(text.translate(_COPIED) for text in line) + "\n"


# Inside the quotation marks of an array's element.
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})
_COPIED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

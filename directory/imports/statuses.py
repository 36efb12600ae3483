"""党籍 in a roster: which rows of party status a row of the file adds to what is on record, and what contradicts it.

The file says a status and the days of the steps; the record keeps a row for each step (预备党员 from the day of
joining, 正式党员 from the day of conversion, …). Steps that are on record already change nothing; a new step begins
where the open row ends, as `set_party_status` has it. What is on record is never overwritten.
"""

from directory.imports import columns
from directory.imports.matching import LATEST
from directory.imports.rules import STAGE, rule
from directory.imports.targets import execute
from directory.models import Status

_LABEL = " ".join(f"WHEN '{value}' THEN '{label}'" for value, label in Status.choices)
_STEPS = {
    "probationary": ("joined", columns.JOINED),
    "full": ("full", columns.FULL),
    "suspended": ("suspended", columns.SUSPENDED),
    "left": ("left", columns.LEFT),
}
_HELD = "EXISTS (SELECT FROM roster_known AS k WHERE k.row = r.row AND k.status = '{status}')"

# The first row of each status that is on record.
_KNOWN = """
CREATE TEMPORARY TABLE roster_known ON COMMIT DROP AS
SELECT DISTINCT ON (r.row, e.status) r.row, e.status, e.from_on, e.from_precision AS precision
FROM roster AS r JOIN directory_partystatus AS e ON e.person_id = r.person_id AND e.voided_at IS NULL
ORDER BY r.row, e.status, e.from_on
"""
# Where joining and conversion are one day there was no probation (1969 to 1977).
_WANTED = f"""
CREATE TEMPORARY TABLE roster_wanted ON COMMIT DROP AS
SELECT r.row, w.status, w.from_on, w.precision, w.heading, k.from_on AS known_on, k.precision AS known_precision
FROM roster AS r
CROSS JOIN LATERAL (VALUES {
    ", ".join(
        f"('{status}', r.{step}_on, r.{step}_precision, '{heading}')" for status, (step, heading) in _STEPS.items()
    )
}) AS w (status, from_on, precision, heading)
LEFT JOIN roster_known AS k ON k.row = r.row AND k.status = w.status
WHERE w.from_on IS NOT NULL AND r.is_inside AND r.status IS DISTINCT FROM 'none'
  AND NOT (w.status = 'probationary' AND r.full_on IS NOT NULL AND r.full_on <= r.joined_on)
"""
_ADDED = """
INSERT INTO directory_stagedstatus (batch, row, status, unit_id, from_on, from_precision, to_on)
SELECT %(batch)s, row, status, unit_id, from_on, precision,
       lead(from_on) OVER (PARTITION BY row ORDER BY from_on) - 1
FROM (
    SELECT w.row, w.status, coalesce(r.unit_id, r.own_unit) AS unit_id, w.from_on, w.precision
    FROM roster_wanted AS w JOIN roster AS r ON r.row = w.row WHERE w.known_on IS NULL
    UNION ALL
    SELECT r.row, coalesce(r.status, r.open_status), r.unit_id, r.moved_on, 'day'
    FROM roster AS r
    WHERE r.moved_on IS NOT NULL AND r.open_unit <> r.unit_id
      AND NOT EXISTS (SELECT FROM roster_wanted AS w WHERE w.row = r.row AND w.known_on IS NULL)) AS added
WHERE unit_id IS NOT NULL
"""


def _needed(status, step, heading):
    """A status needs the day of its step, unless it is on record."""
    column = f"r.{step}_on"
    label = Status(status).label
    message = f"'党员类型是{label}，请填写{heading}。'"
    condition = f"r.status = '{status}' AND {column} IS NULL AND NOT {_HELD.format(status=status)}"
    return rule(heading, message, f"{condition} AND r.is_inside AND NOT {_faulty(heading)}")


def _faulty(*headings):
    words = ", ".join(f"'{each}'" for each in headings)
    return (
        "EXISTS (SELECT FROM directory_stagedfault AS f WHERE f.batch = %(batch)s AND f.row = r.row"
        f" AND f.column IN ({words}))"
    )


_ANY_STEP = "coalesce(r.joined_on, r.full_on, r.suspended_on, r.left_on) IS NOT NULL"
_ASKED = "请核对；变更请同时填写相应的时间。"

RULES = {
    **{f"needs_{status}": _needed(status, *about) for status, about in _STEPS.items()},
    "no_member": rule(
        columns.STATUS,
        "'党员类型是非党员，不应填写入党、转正、停止党籍或转出时间，请核对。'",
        f"r.status = 'none' AND {_ANY_STEP} AND r.is_inside",
    ),
    "status_needed": rule(
        columns.STATUS,
        "'填写了入党或转正时间，请填写党员类型。'",
        f"r.status IS NULL AND r.open_status IS NULL AND {_ANY_STEP} AND r.is_inside"
        f" AND NOT {_faulty(columns.STATUS, columns.CATEGORY)}",
    ),
    "probation_over": rule(
        columns.FULL,
        "'党员类型是预备党员，不应有转正时间，请核对这两项。'",
        "r.status = 'probationary' AND r.full_on IS NOT NULL AND r.is_inside",
    ),
    "joined_first": rule(
        columns.FULL,
        "'转正时间早于入党时间，请核对这两项。'",
        f"r.full_on < r.joined_on AND NOT r.joined_on <= {LATEST.format(on='r.full_on', precision='r.full_precision')}"
        " AND r.is_inside",
    ),
    # As far as the months tell, both may be one and the same day; that would be no probation, and nobody says so.
    "joined_when": rule(
        columns.JOINED,
        "'入党时间与转正时间只写到年或月，分不出先后，请写得更具体。'",
        "r.full_on <= r.joined_on AND (r.full_precision <> 'day' OR r.joined_precision <> 'day') AND r.is_inside",
    ),
    "own_status": rule(
        columns.STATUS,
        "'本人的党籍不能由本人办理，请由他人导入。'",
        "r.person_id = %(own)s AND EXISTS (SELECT FROM roster_wanted AS w WHERE w.row = r.row AND w.known_on IS NULL)",
    ),
    "known_otherwise": f"""
        SELECT w.row, w.heading, '已登记的' || w.heading || '是 ' || to_char(w.known_on, CASE w.known_precision
               WHEN 'year' THEN 'YYYY' WHEN 'month' THEN 'YYYY-MM' ELSE 'YYYY-MM-DD' END)
               || '，与名册不一致；名册不覆盖党籍记录，请核对，或留空不修改。'
        FROM roster_wanted AS w
        WHERE w.known_on IS NOT NULL
          AND NOT (w.known_on <= {LATEST.format(on="w.from_on", precision="w.precision")}
                   AND w.from_on <= {LATEST.format(on="w.known_on", precision="w.known_precision")})""",
    "later_known": """
        SELECT w.row, w.heading, to_char(min(e.from_on), 'YYYY-MM-DD') || ' 起已登记为'
               || (CASE min(e.status) LABEL END) || '，晚于或等于所填时间，请先更正该记录。'
        FROM roster_wanted AS w
        JOIN roster AS r ON r.row = w.row
        JOIN directory_partystatus AS e ON e.person_id = r.person_id AND e.voided_at IS NULL
             AND (e.from_on >= w.from_on OR e.to_on >= w.from_on)
        WHERE w.known_on IS NULL GROUP BY w.row, w.heading""".replace("LABEL", _LABEL),
    "steps_in_order": """
        SELECT w.row, w.heading, '时间早于前一步，请核对各步的先后。'
        FROM (SELECT *, max(from_on) OVER (PARTITION BY row ORDER BY array_position(
                     ARRAY['probationary', 'full', 'suspended', 'left'], status)
                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM roster_wanted) AS w
        WHERE w.before >= w.from_on""",
    # A status that is on record but not the one that holds is not said to hold again by a roster.
    "status_otherwise": rule(
        columns.STATUS,
        f"'已登记为' || (CASE r.open_status {_LABEL} END) || '，与名册不一致，{_ASKED}'",
        "r.open_status IS NOT NULL AND r.status <> r.open_status AND r.is_inside AND NOT EXISTS (SELECT FROM"
        " roster_wanted AS w WHERE w.row = r.row AND w.known_on IS NULL AND w.status = r.status)"
        f" AND NOT {_faulty(*(heading for _, heading in _STEPS.values()))}",
    ),
    "last_step": """
        SELECT DISTINCT ON (w.row) w.row, w.heading, '填写了' || w.heading || '，党员类型却是'
               || (CASE r.status LABEL END) || '，请核对这两项。'
        FROM roster_wanted AS w JOIN roster AS r ON r.row = w.row
        WHERE w.known_on IS NULL AND array_position(ARRAY['probationary', 'full', 'suspended', 'left'], w.status)
              > array_position(ARRAY['probationary', 'full', 'suspended', 'left'], coalesce(r.status, r.open_status))
        ORDER BY w.row""".replace("LABEL", _LABEL),
    "moved_when": rule(
        "{unit_column}",
        "'已登记在另一党组织；党员转接请填写转入时间，或先办理组织关系转接。'",
        "r.open_unit <> r.unit_id AND r.is_inside AND NOT EXISTS (SELECT FROM directory_stagedstatus AS a"
        f" WHERE a.batch = %(batch)s AND a.row = r.row) AND NOT {_faulty(columns.MOVED)}",
    ),
    "moved_later": rule(
        columns.MOVED,
        "to_char(r.open_from, 'YYYY-MM-DD') || ' 起已登记在原党组织，晚于或等于转入时间，请核对。'",
        "r.moved_on <= r.open_from AND r.open_unit <> r.unit_id AND r.is_inside",
    ),
}


def plan_statuses(batch: str, own: int | None, *, unit_column: str) -> None:
    """Stages the rows to add, then says what contradicts the record; `own` is the importer's own file."""
    execute("DELETE FROM directory_stagedstatus WHERE batch = %(batch)s", batch=batch)
    execute("DROP TABLE IF EXISTS roster_known, roster_wanted")
    execute(_KNOWN)
    execute("CREATE INDEX ON roster_known (row)")
    execute("ANALYZE roster_known (row, status)")
    execute(_WANTED)
    execute("CREATE INDEX ON roster_wanted (row)")
    execute("ANALYZE roster_wanted (row, status, known_on)")
    execute(_ADDED, batch=batch)
    for each in RULES.values():
        execute(STAGE.format(rule=each.replace("{unit_column}", unit_column)), batch=batch, own=own)

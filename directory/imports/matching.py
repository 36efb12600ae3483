"""Whom each row means: the holder of its ID number, else of any number ever held, else somebody of that name and birth.

Everything later asks one temporary table, `roster`: a row of the file beside the record it means.
"""

from directory.imports.targets import differs, execute

# The last day that a partial date may mean.
LATEST = """CASE {precision} WHEN 'month' THEN ({on} + INTERVAL '1 month')::date - 1
     WHEN 'year' THEN ({on} + INTERVAL '1 year')::date - 1 ELSE {on} END"""

_MATCH = """
CREATE TEMPORARY TABLE roster_match ON COMMIT DROP AS
SELECT s.row, by_id.person_id AS by_id, by_number.person_id AS by_number, NULL::bigint AS namesake
FROM directory_stagedperson AS s
LEFT JOIN directory_personnumber AS by_id ON by_id.kind = 'id' AND by_id.id_index = s.id_index
LEFT JOIN directory_personnumber AS by_number ON by_number.kind = 'roster' AND by_number.roster_no = s.roster_no
WHERE s.batch = %(batch)s
"""
# Two people with different ID numbers are never one. Only people inside the importer's scope are asked about.
_NAMESAKES = f"""
UPDATE roster_match AS m SET namesake = found.person
FROM (
    SELECT s.row, min(p.id) AS person
    FROM roster_match AS m
    JOIN directory_stagedperson AS s ON s.batch = %(batch)s AND s.row = m.row
    JOIN directory_person AS p ON p.name = s.name AND p.birth_on IS NOT NULL
    WHERE m.by_id IS NULL AND m.by_number IS NULL
      AND (s.id_index IS NULL OR p.id_index IS NULL)
      AND p.unit_id IN (SELECT id FROM directory_unit WHERE path LIKE ANY(%(paths)s))
      AND p.birth_on <= {LATEST.format(on="coalesce(s.birth_on, s.id_birth_on)", precision="s.birth_precision")}
      AND coalesce(s.birth_on, s.id_birth_on) <= {LATEST.format(on="p.birth_on", precision="p.birth_precision")}
    GROUP BY s.row) AS found
WHERE found.row = m.row
"""
# A roster number alone is weak: it is given out again, and mistyped. It convinces where the name agrees and no other ID
# number is on file.
_WEAK = """p.id IS NOT NULL AND m.by_id IS NULL AND m.by_number IS NOT NULL
    AND (s.name <> p.name OR (s.id_index IS NOT NULL AND p.id_index IS NOT NULL AND s.id_index <> p.id_index))"""
# As long as nobody has said who is meant, nothing is said about what does not fit him.
_OPEN = f"(a.answer IS NULL AND (m.namesake IS NOT NULL OR ({_WEAK})))"
_UNLESS_OPEN = ", ".join(
    f"CASE WHEN NOT {_OPEN} THEN {value} END AS {name}"
    for name, value in {
        "unit_id": "s.unit_id",
        "status": "coalesce(s.status, s.said_status)",
        "joined_on": "s.joined_on",
        "full_on": "s.full_on",
        "suspended_on": "s.suspended_on",
        "left_on": "s.left_on",
        "moved_on": "s.moved_on",
    }.items()
)

_ROSTER = f"""
CREATE TEMPORARY TABLE roster ON COMMIT DROP AS
SELECT s.row, m.by_id, m.by_number, m.namesake, a.answer, p.id AS person_id,
       coalesce({_WEAK}, false) AS is_weak,
       p.id IS NULL OR p.unit_id IN (SELECT id FROM directory_unit WHERE path LIKE ANY(%(paths)s)) AS is_inside,
       s.name, s.roster_no, s.roster_is_number, s.id_index, s.id_mask, s.id_birth_on, s.birth_on, s.birth_precision,
       s.phone_index, s.phone_mask, s.joined_precision, s.full_precision, s.suspended_precision, s.left_precision,
       {_UNLESS_OPEN}, coalesce({_OPEN}, false) AS is_open,
       p.name AS own_name, p.birth_on AS own_birth_on, p.birth_precision AS own_birth_precision,
       p.id_index AS own_id_index, p.id_mask AS own_id_mask, p.phone_mask AS own_phone_mask, p.unit_id AS own_unit,
       o.unit_id AS open_unit, o.status AS open_status, o.from_on AS open_from,
       {differs()} AS differs,
       s.texts IS NOT NULL AS has_texts
FROM directory_stagedperson AS s
JOIN roster_match AS m ON m.row = s.row
LEFT JOIN roster_answer AS a ON a.row = s.row
LEFT JOIN directory_person AS p ON p.id = coalesce(
    m.by_id, m.by_number, CASE WHEN a.answer = 'same' THEN m.namesake END)
LEFT JOIN (
    SELECT DISTINCT ON (m.row) m.row, e.person_id, e.unit_id, e.status, e.from_on
    FROM roster_match AS m
    JOIN directory_partystatus AS e ON e.person_id = coalesce(m.by_id, m.by_number, m.namesake)
    WHERE e.to_on IS NULL AND e.voided_at IS NULL
    ORDER BY m.row, e.from_on DESC) AS o ON o.row = s.row AND o.person_id = p.id
WHERE s.batch = %(batch)s
"""


def match(batch: str, paths: list[str], answers: dict[int, str]) -> None:
    """Makes `roster` for the rest of the transaction; `paths` are patterns of the importer's subtrees."""
    execute("DROP TABLE IF EXISTS roster_match, roster_answer, roster")
    execute("CREATE TEMPORARY TABLE roster_answer (row int, answer text) ON COMMIT DROP")
    if answers:
        execute(
            "INSERT INTO roster_answer SELECT * FROM unnest(%(rows)s::int[], %(answers)s::text[])",
            rows=list(answers), answers=list(answers.values()),
        )  # fmt: skip
    facts = {"batch": batch, "paths": paths}
    execute("ANALYZE directory_stagedperson (batch, row, id_index, roster_no, unit_id)")
    execute(_MATCH, **facts)
    execute("CREATE INDEX ON roster_match (row)")
    execute("ANALYZE roster_match, roster_answer")
    if execute("SELECT 1 FROM roster_match WHERE by_id IS NULL AND by_number IS NULL LIMIT 1"):
        execute(_NAMESAKES, **facts)
    execute(_ROSTER, **facts)
    execute("ANALYZE roster (row, person_id, by_id, id_index, roster_no, status)")

"""When organizers' deadlines fall due, for the whole tree at once. Each SELECT says what the rule beside it says."""

import datetime as dt

from django.urls import reverse

from directory.refusals import Grade
from organizers.policy import STANDARD
from reminders.registry import Select, source

# organizers.rules.rotation as one statement: appointments become half-open spans, touching ones one run; the run that
# holds on the day is moved back by the days served before it, and eight years are added. A day known to the month or
# year only counts from its first possible day and ends on its last.
_ROTATION = """
WITH terms AS (
    SELECT id, person_id, unit_id, from_on,
           CASE to_precision WHEN 'month' THEN (to_on + INTERVAL '1 month')::date
                             WHEN 'year' THEN (to_on + INTERVAL '1 year')::date
                             ELSE COALESCE(to_on + 1, 'infinity'::date) END AS gone_on
    FROM organizers_appointment WHERE kind = 'full_time'
), marked AS (
    SELECT *, from_on > MAX(gone_on) OVER (
               PARTITION BY person_id, unit_id ORDER BY from_on, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ) AS after_break
    FROM terms
), numbered AS (
    SELECT *, COUNT(*) FILTER (WHERE after_break) OVER (
               PARTITION BY person_id, unit_id ORDER BY from_on, id
           ) AS run
    FROM marked
), runs AS (
    SELECT person_id, unit_id, MIN(from_on) AS from_on, MAX(gone_on) AS gone_on,
           (ARRAY_AGG(id ORDER BY from_on DESC, id DESC))[1] AS appointment_id
    FROM numbered GROUP BY person_id, unit_id, run
), served AS (
    SELECT now.*, COALESCE((
               SELECT SUM(earlier.gone_on - earlier.from_on) FROM runs earlier
               WHERE earlier.person_id = now.person_id AND earlier.unit_id = now.unit_id AND earlier.gone_on <= %s
           ), 0)::int AS days_before
    FROM runs now WHERE now.from_on <= %s AND %s < now.gone_on
), due AS (
    SELECT *, (from_on - days_before + %s * INTERVAL '1 year')::date AS due_on FROM served
)
SELECT due.appointment_id AS subject_id, due.unit_id, due.due_on,
       person.name || '：在' || unit.short_name || '任专职组织员满' || %s || '年，可交流轮岗' AS title,
       %s || person.roster_no || %s AS url
FROM due
JOIN directory_person person ON person.id = due.person_id
JOIN directory_unit unit ON unit.id = due.unit_id
WHERE due.due_on < due.gone_on
"""


@source(
    key="organizers.rotation",
    title="轮岗提示",
    subject="organizers.appointment",
    grade=Grade.ADVICE,
    clause=STANDARD.rotation_years.clause,
    lead_days=STANDARD.rotation_notice_days.value,
    sees="organizers.view",
    acts="organizers.edit",
)
def rotation(on: dt.date) -> Select:
    """轮岗: whoever serves as full-time organizer on that day, and the day on which his eight years are full."""
    years = STANDARD.rotation_years.value
    head, tail = reverse("organizer_detail", args=["0-0"]).split("0-0")
    return Select(_ROTATION, (on, on, on, years, years, head, tail))

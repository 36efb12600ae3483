"""When terms, filings and trials fall due. Each SELECT says what the rule beside it says."""

import datetime as dt

from django.urls import reverse

from directory.changes import Fact
from directory.models import Unit
from directory.refusals import Grade
from organizers.policy import OrganizerPolicy
from policy.reading import policies_on
from policy.working_days import due_on_sql
from reminders.registry import CITING, Select, source

# Where no document was cited when the limit was set; else each row names the clause that holds for it.
_AS_LAID_DOWN = "本校制度参数："

# organizers.rules.rotation as one statement: appointments become half-open spans, touching ones one run; the run that
# holds on the day is moved back by the days served before it, and the years that the unit's policy asks for are
# added. A day known to the month or year only counts from its first possible day and ends on its last.
_ROTATION = """
WITH terms AS (
    SELECT id, person_id, unit_id, from_on,
           CASE to_precision WHEN 'month' THEN (to_on + INTERVAL '1 month')::date
                             WHEN 'year' THEN (to_on + INTERVAL '1 year')::date
                             ELSE COALESCE(to_on + 1, 'infinity'::date) END AS gone_on
    FROM organizers_appointment WHERE kind = 'full_time' AND voided_at IS NULL
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
    SELECT served.*, years, clause, (from_on - days_before + years * INTERVAL '1 year')::date AS due_on
    FROM served
    JOIN UNNEST(%s::bigint[], %s::int[], %s::text[]) AS asked (unit, years, clause) ON asked.unit = served.unit_id
)
SELECT due.appointment_id AS subject_id, due.unit_id, due.due_on,
       person.name || '：在' || unit.short_name || '任专职组织员满' || due.years || '年，可交流轮岗' AS title,
       %s || person.roster_no || %s AS url, due.clause
FROM due
JOIN directory_person person ON person.id = due.person_id
JOIN directory_unit unit ON unit.id = due.unit_id
WHERE due.due_on < due.gone_on
"""


# organizers.rules.filing: the due day by the working-day table, of what the unit has not submitted yet.
_FILING = f"""
SELECT filing.id AS subject_id, appointment.unit_id,
       {due_on_sql("filing.decided_on", "filing.working_days")} AS due_on,
       person.name || '：任' || unit.short_name || '组织员，报组织部备案' AS title,
       %s || person.roster_no || '/appointments/' || appointment.id || '/filing/' AS url, filing.clause
FROM organizers_filing filing
JOIN organizers_appointment appointment ON appointment.id = filing.appointment_id AND appointment.voided_at IS NULL
JOIN directory_person person ON person.id = appointment.person_id
JOIN directory_unit unit ON unit.id = appointment.unit_id
WHERE filing.submitted_on IS NULL AND filing.working_days IS NOT NULL
"""  # noqa: S608 -- the expression is written in the code

# organizers.rules.trial: the last day, of what has no conclusion and goes on.
_TRIAL = """
SELECT trial.id AS subject_id, appointment.unit_id,
       (trial.from_on + trial.months * INTERVAL '1 month')::date - 1 AS due_on,
       person.name || '：' || unit.short_name || '组织员试用期届满，完成考核' AS title,
       %s || person.roster_no || '/appointments/' || appointment.id || '/trial/' AS url, trial.clause
FROM organizers_trial trial
JOIN organizers_appointment appointment ON appointment.id = trial.appointment_id AND appointment.voided_at IS NULL
JOIN directory_person person ON person.id = appointment.person_id
JOIN directory_unit unit ON unit.id = appointment.unit_id
WHERE trial.outcome = '' AND (appointment.to_on IS NULL OR appointment.to_on >= %s)
"""


@source(
    key="organizers.rotation",
    title="轮岗提示",
    subject="organizers.appointment",
    grade=Grade.ADVICE,
    clause=f"{_AS_LAID_DOWN}轮岗",
    ahead="organizers.rotation_notice_days",
    sees="organizers.view",
    acts="organizers.edit",
)
def rotation(on: dt.date) -> Select:
    """轮岗: whoever serves as full-time organizer on that day, and the day on which his years are full."""
    head, tail = reverse("organizer_detail", args=["0-0"]).split("0-0")
    return Select(_ROTATION, (on, on, on, *_asked(on), head, tail), CITING)


@source(
    key="organizers.filing",
    title="任职备案",
    subject="organizers.filing",
    grade=Grade.SCHOOL,
    clause=f"{_AS_LAID_DOWN}备案时限",
    ahead="organizers.filing_notice_days",
    sees="organizers.view",
    acts="organizers.submit",
    bulk="filings_submit",
    follows=(Fact.CALENDAR,),
)
def filing(on: dt.date) -> Select:
    """备案: whatever the unit still has to submit, and the last of its working days."""
    return Select(_FILING, (_people_address(),), CITING)


@source(
    key="organizers.trial",
    title="试用期届满",
    subject="organizers.trial",
    grade=Grade.SCHOOL,
    clause=f"{_AS_LAID_DOWN}试用期",
    ahead="organizers.trial_notice_days",
    sees="organizers.view",
    acts="organizers.edit",
)
def trial(on: dt.date) -> Select:
    """试用期: whoever serves on trial, and its last day."""
    return Select(_TRIAL, (_people_address(), on), CITING)


def _asked(on) -> tuple[list, list, list]:
    """Units where somebody serves, with the years that hold there on that day and their clause; two queries."""
    units = Unit.objects.filter(appointments__isnull=False).distinct().only("path")
    policies = policies_on(OrganizerPolicy, on, units)
    asked = [
        (key, each.rotation_years.value, each.rotation_years.clause)
        for key, each in policies.items()
        if each.rotation_years.is_asked
    ]
    return tuple(map(list, zip(*asked, strict=True))) if asked else ([], [], [])


def _people_address() -> str:
    return reverse("organizer_detail", args=["0-0"]).split("0-0")[0]

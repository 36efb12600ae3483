"""Whom the night tells what: set-based, and each matter, person and turn once.

Who is told follows from duties: at the unit whose turn it is everybody who can settle the matter; once it is overdue
for long enough the nearest unit above with somebody who oversees it, and then the department. `reminders.rules.turns`
says how often. A person has one digest a day: what appears after it waits for the next.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory.charges import HOLDERS, holders_params
from directory.models import Unit
from directory.refusals import Grade
from policy.reading import policies_on
from policy.working_days import working_calendar
from reminders import registry
from reminders.models import Channel
from reminders.policy import RemindingPolicy
from reminders.quiet import Quiet, quiet_on
from reminders.rules import Level

OVERSEES = "reminders.oversee"

_AGAIN = "1 + COALESCE((late - {first}) / repeat, 0)"
_CALLS = f"""
CREATE TEMPORARY TABLE reminder_call ON COMMIT DROP AS
WITH RECURSIVE holders AS ({HOLDERS}),
-- Whoever was told today is left out at once, and not only after all that could be told him was put together.
listening AS MATERIALIZED (
    SELECT * FROM holders WHERE NOT EXISTS (
        SELECT FROM reminders_digest AS told WHERE told.account_id = holders.account_id AND told.day = %s)
),
paces AS (
    SELECT * FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::int[]) AS pace (unit_id, repeat, above, department)
),
sources AS (SELECT * FROM unnest(%s::text[], %s::text[]) AS source (source, acts)),
standing AS (
    SELECT reminder.id, reminder.source, reminder.notice_days, %s::date - reminder.due_on AS late,
           source.acts, reminder.grade <> '{Grade.ADVICE}' AS binding,
           reminder.grade = '{Grade.PARTY}' AS party, pace.repeat, pace.above, pace.department,
           charge.holder_id, COALESCE(overseeing.holder_id, 0) AS above_id
    FROM reminders_reminder AS reminder
    JOIN sources AS source ON source.source = reminder.source
    JOIN paces AS pace ON pace.unit_id = reminder.unit_id
    JOIN directory_charge AS charge ON charge.unit_id = reminder.unit_id AND charge.permission = source.acts
    LEFT JOIN directory_unit AS holder ON holder.id = charge.holder_id
    LEFT JOIN directory_charge AS overseeing
      ON overseeing.unit_id = holder.parent_id AND overseeing.permission = '{OVERSEES}'
    WHERE reminder.closed_on IS NULL AND reminder.shown_from <= %s
), turns AS (
    SELECT id, source, late, binding, party, {Level.ACTS:d} AS level, holder_id AS unit_id, acts AS permission,
           CASE WHEN late >= 0 THEN cardinality(notice_days)
                ELSE (SELECT count(*) FROM unnest(notice_days) AS days WHERE late >= -days) END
             + CASE WHEN late < 1 THEN 0 WHEN binding THEN {_AGAIN.format(first=1)} ELSE 1 END AS turn
    FROM standing
  UNION ALL
    SELECT id, source, late, binding, party, {Level.ABOVE:d}, above_id, '{OVERSEES}', {_AGAIN.format(first="above")}
    FROM standing WHERE binding AND late >= above AND above_id <> 0
  UNION ALL
    SELECT id, source, late, binding, party, {Level.DEPARTMENT:d}, %s::bigint, '{OVERSEES}',
           {_AGAIN.format(first="department")}
    FROM standing WHERE binding AND late >= department AND holder_id IS DISTINCT FROM %s::bigint
  UNION ALL
    SELECT standing.id, source, late, binding, party, {Level.URGED:d}, holder_id, acts, urged.times
    FROM standing
    JOIN (SELECT reminder_id, count(*) AS times FROM reminders_urge GROUP BY reminder_id) AS urged
      ON urged.reminder_id = standing.id
)
SELECT DISTINCT ON (turns.id, listening.account_id)
       turns.id AS reminder_id, listening.account_id, turns.level, turns.turn, turns.source,
       turns.late > 0 AND turns.binding AS is_late, turns.late > 0 AND turns.party AS is_party
FROM turns
JOIN listening ON listening.unit_id = turns.unit_id AND listening.permission = turns.permission
LEFT JOIN reminders_preference AS preference ON preference.account_id = listening.account_id
WHERE turns.turn > 0
  AND (%s OR NOT COALESCE(preference.pauses_on_holidays, false) OR (turns.late > 0 AND turns.party))
  AND NOT EXISTS (
    SELECT FROM reminders_notice AS told
    WHERE told.reminder_id = turns.id AND told.account_id = listening.account_id
      AND told.level = turns.level AND told.turn >= turns.turn)
ORDER BY turns.id, listening.account_id, turns.level
"""  # noqa: S608 -- put together from constants of this module

_DIGESTS = f"""
INSERT INTO reminders_digest (account_id, day, counts, total, late, reported)
SELECT account_id, %s, jsonb_object_agg(source, calls), sum(calls), sum(late), sum(reported)
FROM (
    SELECT account_id, source, count(*) AS calls, count(*) FILTER (WHERE is_late) AS late,
           count(*) FILTER (WHERE level IN ({Level.ABOVE:d}, {Level.DEPARTMENT:d})) AS reported
    FROM reminder_call GROUP BY account_id, source
) AS counted
GROUP BY account_id
"""  # noqa: S608

_NOTICES = """
INSERT INTO reminders_notice (reminder_id, account_id, level, turn, told_on)
SELECT reminder_id, account_id, level, turn, %s FROM reminder_call
"""

# A channel that was switched off still carries what is overdue under party rules.
_DELIVERIES = """
INSERT INTO reminders_delivery (digest_id, channel, key, state, due_at, attempts, error)
SELECT digest.id, channel.name, gen_random_uuid(),
       CASE WHEN channel.name = 'mail' AND person.email = '' THEN 'no_address' ELSE 'waiting' END,
       GREATEST(%(at)s, %(midnight)s::timestamptz
                        + GREATEST(COALESCE(preference.hour, 8), %(earliest)s) * INTERVAL '1 hour'),
       0, ''
FROM reminders_digest AS digest
JOIN directory_account AS account ON account.id = digest.account_id
JOIN directory_person AS person ON person.id = account.person_id
CROSS JOIN unnest(%(channels)s::text[]) AS channel (name)
LEFT JOIN reminders_preference AS preference ON preference.account_id = digest.account_id
WHERE digest.day = %(on)s
  AND (CASE channel.name WHEN 'mail' THEN COALESCE(preference.by_mail, true)
                         ELSE COALESCE(preference.by_messenger, true) END
       OR EXISTS (SELECT FROM reminder_call AS call WHERE call.account_id = digest.account_id AND call.is_party))
ON CONFLICT (digest_id, channel) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What one night says: how many people, how many matters (one person, one matter), how many messages."""

    digests: int = 0
    notices: int = 0
    deliveries: int = 0


def tell(*, on: dt.date, at: dt.datetime) -> Told:
    """Writes the digests of a day, their notices and the messages that carry them. Needs a transaction."""
    with connection.cursor() as cursor:
        _find_calls(cursor, on)
        digests = _run(cursor, _DIGESTS, [on])
        notices = _run(cursor, _NOTICES, [on])
        deliveries = _run(cursor, _DELIVERIES, _sending(on, at)) if digests else 0
        cursor.execute("DROP TABLE reminder_call")
    return Told(digests, notices, deliveries)


def would_tell(*, on: dt.date) -> Told:
    """The same without writing: 如果今天发送. Needs a transaction, which may go on."""
    with connection.cursor() as cursor:
        _find_calls(cursor, on)
        cursor.execute("SELECT count(DISTINCT account_id), count(*) FROM reminder_call")
        people, matters = cursor.fetchone()
        cursor.execute("DROP TABLE reminder_call")
    return Told(people, matters)


def channels() -> list[Channel]:
    """What the school has set up: mail always, messengers where MESSENGER_URL names one."""
    return [Channel.MAIL, *([Channel.MESSENGER] if settings.MESSENGER_URL else [])]


def _find_calls(cursor, on) -> None:
    root = Unit.objects.filter(parent__isnull=True).values_list("pk", flat=True).first()
    is_working = working_calendar().entry(on).is_working
    params = [*holders_params(on), on, *_paces(on), *_sources(), on, on, root, root, is_working]
    cursor.execute("SET LOCAL enable_nestloop = off")
    cursor.execute(_CALLS, params)
    cursor.execute("ANALYZE reminder_call; SET LOCAL enable_nestloop = on")


def _paces(on) -> tuple[list, ...]:
    """Units with what holds there: repeat, days until the unit above, days until the department."""
    policies = policies_on(RemindingPolicy, on, Unit.objects.only("path"))
    rows = [(pk, p.repeat_days.value, p.unit_above_days.value, p.department_days.value) for pk, p in policies.items()]
    return tuple(map(list, zip(*rows, strict=True))) if rows else ([], [], [], [])


def _sources() -> tuple[list, ...]:
    """Keys with the permission that settles them."""
    return list(registry.SOURCES), [each.acts for each in registry.SOURCES.values()]


def _sending(on, at) -> dict:
    quiet: Quiet = quiet_on(on)
    midnight = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    return {"on": on, "at": at, "midnight": midnight, "earliest": quiet.earliest, "channels": channels()}


def _run(cursor, statement, params) -> int:
    cursor.execute(statement, params)
    return cursor.rowcount

"""The records of a case that stands already, beside what a row of the ledger tells.

What the row knows better (a day where the record has a month, a fact that it lacks) is a correcting entry; what
contradicts the record is asked about; what the row does not say stays.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dates.parsing import parse_date
from dates.partial import PartialDate, Precision
from membership.models import StepRecord
from membership.underway.telling import Told

# Told apart by a fact: the course of activists is not that of targets.
_KEYED = {"training": "level", "public_notice": "for", "conversion_meeting": "decision"}
# As many as there are days.
_MANY = frozenset({"review", "thought_report", "probation_review"})
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_FINENESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2}


@dataclass(frozen=True, slots=True)
class Change:
    """A step to be recorded, or (`record`) to be recorded anew; `contradicts` what is registered."""

    told: Told
    on: PartialDate | None
    facts: dict
    record: StepRecord | None = None
    contradicts: bool = False

    @property
    def words(self) -> str:
        before = _words(self.record.day, self.record.facts) + " → " if self.record else ""
        facts = self.told.facts if self.record is None else self.facts
        return f"{self.told.title} {before}{_words(self.on, facts)}"


def changes(told: Iterable[Told], records: list[StepRecord]) -> list[Change]:
    """What the row would change; nothing where all of it is registered."""
    found = (_change(each, records) for each in told)
    return [each for each in found if each]


def _change(told: Told, records) -> Change | None:
    same = [record for record in records if record.step == told.step and _is_same_kind(told, record)]
    fitting = [record for record in same if _fits(told, record)]
    if fitting:
        return _better(told, fitting[0])
    if not same or (told.step in _MANY):
        return Change(told, told.on, told.facts)
    record = same[-1]
    return Change(told, told.on or record.day, record.facts | told.facts, record, contradicts=True)


def _is_same_kind(told: Told, record) -> bool:
    key = _KEYED.get(told.step)
    known, here = told.facts.get(key), record.facts.get(key)
    return not key or known is None or here is None or known == here


def _fits(told: Told, record) -> bool:
    on = record.day
    if told.on and on and not told.on.may_be(on):
        return False
    return all(_agree(record.facts[name], value) for name, value in told.facts.items() if name in record.facts)


def _agree(known, value) -> bool:
    if isinstance(known, list) and isinstance(value, list):
        return not known or not value or _agree_each(known, value)
    if _is_day(known) and _is_day(value):
        return parse_date(known).may_be(parse_date(value))
    return known == value


def _agree_each(known, value) -> bool:
    if not all(isinstance(each, dict) for each in (*known, *value)):
        return sorted(map(str, known)) == sorted(map(str, value))
    # A ledger may name fewer people than were recorded, never more.
    pairs = list(zip(known, value, strict=False))
    return len(value) == len(pairs) and all(
        one.get(name, wanted) == wanted for one, other in pairs for name, wanted in other.items()
    )


def _better(told: Told, record) -> Change | None:
    """A correcting entry where the row knows more than the record."""
    on = told.on if told.on and (record.day is None or _is_finer(told.on, record.day)) else record.day
    facts = record.facts | {
        name: value
        for name, value in told.facts.items()
        if name not in record.facts or (_is_day(value) and _is_finer(parse_date(value), parse_date(record.facts[name])))
    }
    if (on, facts) == (record.day, record.facts):
        return None
    return Change(told, on, facts, record)


def _is_finer(one: PartialDate, other: PartialDate) -> bool:
    return _FINENESS[one.precision] > _FINENESS[other.precision]


def _is_day(value) -> bool:
    return isinstance(value, str) and bool(_ISO.fullmatch(value))


def _words(on, facts: dict) -> str:
    first, last = facts.get("from"), facts.get("to")
    if first and last and first != last:
        return f"{first} 至 {last}"
    return str(on or facts.get("full_member_from") or facts.get("issued_on") or "日期不详")

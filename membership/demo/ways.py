"""One person's way from application to archive as a lawful branch would have gone it, day by day. Pure.

Days follow from the application (or from the meeting that admitted him) and from gaps that vary with the dice; whoever
asks cuts off what lies ahead.
"""

import datetime as dt
from random import Random
from typing import NamedTuple

from dates.arithmetic import add_months
from dates.working_days import WorkingCalendar

SWITCH_ON = dt.date(2026, 5, 11)
NOTICE_DAYS = 5
# From the decision about a target to the meeting, as the gaps below have it on an average.
_LISTING_TO_MEETING = 88
_MEMBER = {"status": "full", "joined_on": "2011-06-01"}
_UNANIMOUS = {"expected": 9, "present": 8, "ayes": 8, "nays": 0, "abstentions": 0}
_INTRODUCER = _MEMBER | {"restricted": False, "relative": False, "in_influence_period": False}


class Happened(NamedTuple):
    """One act in the words of docs/timelines.md; `ready_on` is the day from which it can be recorded."""

    step: str
    on: dt.date
    facts: dict
    ready_on: dt.date


def happened(step: str, on: dt.date, *, ready_on: dt.date | None = None, **facts) -> Happened:
    texts = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in facts.items()}
    return Happened(step, on, texts, ready_on or on)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


class Way:
    """The acts of one case. `body` is the approving body's word, `is_young` whether the league may recommend him."""

    def __init__(self, dice: Random, calendar: WorkingCalendar, *, is_young: bool, cultivated: int = 0):
        self.dice, self.calendar, self.is_young = dice, calendar, is_young
        # Days from the decision about an activist to that about a target: a year and more (DEV-11).
        self.cultivated = max(cultivated, 372 + dice.randrange(70))
        self.talk, self.activist = dice.randint(6, 27), dice.randint(20, 60)

    def from_application(self, applied: dt.date) -> list[Happened]:
        decided = applied + days(self.talk + self.activist)
        listing = decided + days(self.cultivated)
        return self._whole(applied, listing, listing + days(_LISTING_TO_MEETING))

    def from_target_decision(self, listing: dt.date) -> list[Happened]:
        return self._whole(self._applied(listing), listing, listing + days(_LISTING_TO_MEETING))

    def from_meeting(self, met: dt.date) -> list[Happened]:
        listing = met - days(_LISTING_TO_MEETING)
        return self._whole(self._applied(listing), listing, met)

    def _applied(self, listing: dt.date) -> dt.date:
        return listing - days(self.cultivated + self.activist + self.talk)

    def _whole(self, applied, listing, met) -> list[Happened]:
        found = [*self._to_activist(applied), *self._cultivation(listing - days(self.cultivated), listing)]
        return [*found, *self._to_target(listing), *self._to_meeting(listing, met), *self._to_archive(met)]

    def _to_activist(self, applied):
        decided = applied + days(self.talk + self.activist)
        yield happened("application", applied, written=True)
        yield happened("application_talk", applied + days(self.talk), by=self.dice.choice(["secretary", "deputy"]))
        league = {"league_recommended_on": decided - days(5)} if self.is_young else {}
        sources = ["members", "league"] if self.is_young else ["members"]
        yield happened("activist_decision", decided, body="branch_committee", sources=sources, **league)
        yield happened("activist_filing", decided + days(self.dice.randint(3, 9)), body="party_committee")
        yield happened("mentors", decided + days(self.dice.randint(2, 12)), mentors=[_MEMBER, _MEMBER])

    def _cultivation(self, decided, listing):
        """A review in every half-year and a report of thoughts in every quarter."""
        for step, every in (("thought_report", 85), ("review", 174)):
            day = decided + days(every + self.dice.randrange(5))
            while day < listing:
                yield happened(step, day, **({"result": "合格"} if step == "review" else {}))
                day += days(every)

    def _to_target(self, decided):
        opinions = ["group", "mentors", "members", "masses"]
        yield happened("target_decision", decided, body="branch_committee", opinions=opinions)
        consent = decided + days(self.dice.randint(4, 9))
        yield happened("target_filing", consent, body="party_committee", result="agree")
        if consent >= SWITCH_ON:
            last = self.calendar.nth_working_day(consent, NOTICE_DAYS).due_on
            first = consent + days(1)
            facts = {"for": "target", "places": ["unit"], "result": "clear", "from": first, "to": last}
            yield happened("public_notice", first, ready_on=last, **facts)
            yield happened("target_listing", last + days(1))

    def _to_meeting(self, listing, met):
        course, asked = listing + days(42), met - days(self.dice.randint(24, 28))
        yield happened("introducers", listing + days(25), introducers=[_INTRODUCER, _INTRODUCER])
        yield happened("political_review", listing + days(34), conclusion="pass")
        facts = {"days": 3, "hours": 24, "level": "target", "mode": "in_person", "result": "pass"}
        yield happened(
            "training", course, ready_on=course + days(2), **facts, **{"from": course, "to": course + days(2)}
        )
        yield happened("committee_review", asked - days(4), body="branch_committee")
        answered = asked + days(self.dice.randint(6, 10))
        yield happened("pre_review", answered, submitted_on=asked, result="pass", body="party_committee")
        yield happened("application_book", answered + days(3), issued_on=answered)
        yield happened("admission_meeting", met, **self._vote())

    def _vote(self) -> dict:
        expected = self.dice.randint(9, 27)
        present, written, nays = expected - self.dice.randint(1, 3), 1, self.dice.choice([0, 0, 0, 1])
        votes = {"expected": expected, "present": present, "written_ayes": written}
        votes |= {"ayes": present + written - nays, "nays": nays, "abstentions": 0, "ballot": "secret"}
        return votes | {"together": False, "candidate_present": True, "introducers_present": 2}

    def _to_archive(self, met):
        full_on, approved = add_months(met, 12), met + days(self.dice.randint(24, 48))
        yield happened("approval_talk", met + days(15), by="organizer")
        probation = {"probation_from": met, "probation_to": full_on - days(1)}
        answer = {"body": "party_committee", "result": "approve", **_UNANIMOUS}
        yield happened(
            "admission_approval", approved, reported_on=met + days(3), special_case=False, **answer, **probation
        )
        yield happened("higher_filing", approved + days(6))
        yield happened("assignment", approved + days(4))
        yield happened("oath", approved + days(self.dice.randint(8, 25)))
        for number in range(1, 5):
            yield happened("probation_review", met + days(86 * number))
        yield happened("conversion_application", full_on - days(self.dice.randint(1, 9)))
        discussed = full_on + days(self.dice.randint(2, 12))
        yield happened("conversion_meeting", discussed, decision="convert", **self._vote())
        answered = discussed + days(self.dice.randint(20, 45))
        yield happened(
            "conversion_approval", answered, reported_on=discussed + days(4), full_member_from=full_on, **answer
        )
        filed = answered + days(self.dice.randint(4, 20))
        yield happened("archive", filed, documents=_documents(filed))


def _documents(on: dt.date) -> list[str]:
    always = ["application", "book", "political_review", "conversion_application"]
    return [*always, "activist_form", "probation_form"] if on >= SWITCH_ON else [*always, "cultivation"]


_MEETINGS = {"admission_meeting": "admission", "conversion_meeting": "conversion"}


def deliberated(way: list[Happened], today: dt.date) -> list[Happened]:
    """The way of somebody below a general branch, which deliberates on the day after each meeting."""
    found = []
    for each in way:
        found.append(each)
        on = each.on + days(1)
        if each.step in _MEETINGS and on <= today:
            votes = {"expected": 5, "present": 5, "ayes": 5, "nays": 0, "abstentions": 0}
            facts = {"for": _MEETINGS[each.step], "result": "agree", **votes}
            found.append(happened("deliberation", on, **facts))
    return sorted(found, key=lambda each: (each.on, each.ready_on))


def before(way: list[Happened], today: dt.date, step: str | None = None) -> list[Happened]:
    """What had happened by that day, in order, and of it what comes before the first `step`."""
    known = sorted((each for each in way if each.ready_on <= today), key=lambda each: (each.on, each.ready_on))
    ahead = next((number for number, each in enumerate(known) if each.step == step), len(known))
    return known[:ahead]


# --- what goes wrong in one case of twenty

_WRONG = {
    "application_talk": lambda each: each._replace(on=each.on + days(31), ready_on=each.on + days(31)),
    "training": lambda each: each._replace(facts=each.facts | {"hours": 16, "days": 2}),
    "target_decision": lambda each: each._replace(facts=each.facts | {"opinions": ["mentors"]}),
    "introducers": lambda each: each._replace(facts={"introducers": [_INTRODUCER]}),
    "admission_meeting": lambda each: each._replace(facts=each.facts | {"together": True}),
    "activist_decision": lambda each: each._replace(facts=each.facts | {"sources": ["other"]}),
    "mentors": lambda each: each._replace(facts={"mentors": [_MEMBER | {"status": "probationary"}, _MEMBER]}),
    "political_review": lambda each: each._replace(facts={"conclusion": "fail"}),
    "activist_filing": lambda each: None,
}


def spoilt(way: list[Happened], dice: Random) -> list[Happened]:
    """The way with one mistake: a talk too late, a course too short, one vote for several people, a filing left out."""
    there = [step for step in _WRONG if any(each.step == step for each in way)]
    if not there:
        return way
    wrong = dice.choice(there)
    changed = [_WRONG[wrong](each) if each.step == wrong else each for each in way]
    return [each for each in changed if each]

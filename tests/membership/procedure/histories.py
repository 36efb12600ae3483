"""Histories in the JSON form, with every fact named, so that a lawful one leaves nothing unchecked.

Days are worked out from the application, the working calendar and a few gaps; the generators vary the gaps.
"""

import copy
import datetime as dt

from dates.arithmetic import add_months
from dates.working_days import CalendarEntry, WorkingCalendar
from policy.calendar.seeding import seed_rows

CALENDAR = WorkingCalendar(
    CalendarEntry(row["day"], row["is_working"], row["word"], row["is_provisional"]) for row in seed_rows()
)
AS_OF = dt.date(2035, 1, 1)
SWITCH_ON = dt.date(2026, 5, 11)
VOTE = {
    "expected": 21,
    "present": 18,
    "written_ayes": 2,
    "ayes": 19,
    "nays": 1,
    "abstentions": 0,
    "ballot": "secret",
    "together": False,
    "candidate_present": True,
    "introducers_present": 2,
}
GAPS = {
    "talk": 18,
    "activist": 28,
    "filing": 5,
    "mentors": 6,
    "review": 160,
    "target": 380,
    "consent": 7,
    "notice": 1,
    "introducers": 3,
    "political_review": 12,
    "training": 20,
    "committee_review": 30,
    "submitted": 2,
    "pre_review": 10,
    "book": 4,
    "meeting": 15,
    "reported": 3,
    "approval_talk": 20,
    "approval": 40,
    "higher_filing": 5,
    "assignment": 4,
    "oath": 20,
    "probation_review": 170,
    "conversion_application": 5,
    "conversion_meeting": 10,
    "conversion_reported": 4,
    "conversion_approval": 30,
    "archive": 6,
}


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def lawful(start: dt.date, *, upto: str = "archive", case_id="c", **gaps) -> dict:
    """A lawful history from the day of application; `gaps` change single distances in days."""
    gap = GAPS | gaps
    person = {"name": "张三", "born_on": str(add_months(start, -12 * 19)), "student": True, "league_member": True}
    person |= {"leaves_on": None, "mobile": False}
    branch = {"full_members": 21, "has_committee": True, "kind": "branch", "approves": "party_committee"}
    events = [*_to_activist(start, gap)]
    decided = dt.date.fromisoformat(events[2]["on"])
    events += _cultivation(decided, gap)
    listed, more = _to_target(decided + days(gap["target"]), gap)
    events += more
    met, more = _to_meeting(listed, gap)
    events += [*more, *_to_conversion(met, gap)]
    raw = {"id": case_id, "person": person, "branch": branch, "as_of": str(AS_OF), "events": events}
    return cut(raw, upto)


def event(step: str, on: dt.date | None = None, **facts) -> dict:
    dated = {"on": str(on)} if on else {}
    texts = {name: str(value) if isinstance(value, dt.date) else value for name, value in facts.items()}
    return {"step": step} | dated | texts


def _to_activist(start, gap):
    yield event("application", start, written=True)
    yield event("application_talk", start + days(gap["talk"]), by="secretary")
    decided = start + days(gap["talk"] + gap["activist"])
    yield event(
        "activist_decision",
        decided,
        body="branch_committee",
        sources=["members", "league"],
        league_recommended_on=decided - days(3),
    )
    yield event("activist_filing", decided + days(gap["filing"]), body="party_committee")
    mentors = [{"status": "full", "joined_on": "2010-06-01"}, {"status": "full", "joined_on": "2012-06-01"}]
    yield event("mentors", decided + days(gap["mentors"]), mentors=mentors)


def _cultivation(decided, gap):
    """A review in every half-year, none of them more than six months after the last."""
    day = decided + days(gap["review"])
    while day <= decided + days(gap["target"]):
        yield event("review", day, result="合格")
        yield event("thought_report", day, result="")
        day += days(gap["review"])


def _to_target(decided, gap):
    consent = decided + days(gap["consent"])
    found = [
        event("target_decision", decided, body="branch_committee", opinions=["group", "mentors", "members", "masses"]),
        event("target_filing", consent, body="party_committee", result="agree"),
    ]
    if consent < SWITCH_ON:
        return consent, found
    begin = consent + days(gap["notice"])
    last = CALENDAR.nth_working_day(begin - days(1), 5).due_on
    found.append(
        {"step": "public_notice", "for": "target"}
        | event("", from_=begin, to=last, places=["unit"], result="clear")
        | {"step": "public_notice", "from": str(begin)}
    )
    found[-1].pop("from_")
    found.append(event("target_listing", last + days(1)))
    return last + days(1), found


def _to_meeting(listed, gap):
    introducers = [_introducer(), _introducer()]
    course = listed + days(gap["training"])
    asked = listed + days(gap["committee_review"] + gap["submitted"])
    answered = asked + days(gap["pre_review"])
    met = answered + days(gap["meeting"])
    training = event("training", days=3, hours=24, level="target", mode="in_person", result="pass", to=course + days(2))
    return met, [
        event("introducers", listed + days(gap["introducers"]), introducers=introducers),
        event("political_review", listed + days(gap["political_review"]), conclusion="pass"),
        training | {"from": str(course)},
        event("committee_review", listed + days(gap["committee_review"]), body="branch_committee"),
        event("pre_review", answered, submitted_on=asked, result="pass", body="party_committee"),
        event("application_book", answered + days(gap["book"]), issued_on=answered),
        event("admission_meeting", met, **VOTE),
    ]


def _introducer():
    known = {"status": "full", "joined_on": "2011-06-01"}
    return known | {"restricted": False, "relative": False, "in_influence_period": False}


def _to_conversion(met, gap):
    approved = met + days(gap["approval"])
    full_on = add_months(met, 12)
    discussed = full_on + days(gap["conversion_meeting"])
    yield event("approval_talk", met + days(gap["approval_talk"]), by="organizer")
    yield event(
        "admission_approval",
        approved,
        reported_on=met + days(gap["reported"]),
        body="party_committee",
        result="approve",
        special_case=False,
        probation_from=met,
        probation_to=full_on - days(1),
    )
    yield event("higher_filing", approved + days(gap["higher_filing"]))
    yield event("assignment", approved + days(gap["assignment"]))
    yield event("oath", approved + days(gap["oath"]))
    yield event("probation_review", met + days(gap["probation_review"]))
    yield event("probation_review", met + days(2 * gap["probation_review"]))
    yield event("conversion_application", full_on - days(gap["conversion_application"]))
    yield event("conversion_meeting", discussed, **VOTE, decision="convert")
    answered = discussed + days(gap["conversion_approval"])
    yield event(
        "conversion_approval",
        answered,
        reported_on=discussed + days(gap["conversion_reported"]),
        body="party_committee",
        result="approve",
        full_member_from=full_on,
    )
    yield event("archive", answered + days(gap["archive"]), documents=archive_of(answered + days(gap["archive"])))


def archive_of(on: dt.date) -> list[str]:
    always = ["application", "book", "political_review", "conversion_application"]
    return [*always, "activist_form", "probation_form"] if on >= SWITCH_ON else [*always, "cultivation"]


def cut(raw: dict, upto: str) -> dict:
    """The history up to the last event of that step."""
    last = max(number for number, each in enumerate(raw["events"]) if each["step"] == upto)
    raw["events"] = raw["events"][: last + 1]
    return raw


# --- changing one


def changed(raw: dict, step: str, number: int = 0, **facts) -> dict:
    """A copy with one event's facts changed; None takes a fact out."""
    found = copy.deepcopy(raw)
    target = [each for each in found["events"] if each["step"] == step][number]
    for name, value in facts.items():
        name = name.rstrip("_")
        if value is None:
            target.pop(name, None)
        else:
            target[name] = str(value) if isinstance(value, dt.date) else value
    return found


def without(raw: dict, *steps: str) -> dict:
    found = copy.deepcopy(raw)
    found["events"] = [each for each in found["events"] if each["step"] not in steps]
    return found


def added(raw: dict, *events: dict) -> dict:
    found = copy.deepcopy(raw)
    found["events"] += events
    return found


def known(raw: dict, key: str, **facts) -> dict:
    """A copy with person, branch or policy changed."""
    found = copy.deepcopy(raw)
    found[key] = found.get(key, {}) | facts
    return found


def moved(raw: dict, step: str, by: int, number: int = 0, fact: str = "on") -> dict:
    return changed(raw, step, number, **{fact: day(raw, step, number, fact) + days(by)})


def day(raw: dict, step: str, number: int = 0, fact: str = "on") -> dt.date:
    return dt.date.fromisoformat([each for each in raw["events"] if each["step"] == step][number][fact])


OLD_START, NEW_START, STRADDLING_START = dt.date(2018, 9, 10), dt.date(2026, 9, 10), dt.date(2025, 3, 20)

"""How a fault is planted into a lawful history; what must follow from it is changed with it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from dates.arithmetic import add_months
from tests.membership.procedure.histories import (
    NEW_START,
    OLD_START,
    added,
    archive_of,
    changed,
    cut,
    day,
    days,
    event,
    known,
    lawful,
    moved,
    without,
)

BOTH, OLD, NEW = ("2014", "2026"), ("2014",), ("2026",)
STARTS = {"2014": OLD_START, "2026": NEW_START}
ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Fault:
    rule: str
    name: str
    plant: Callable[[dict], dict]
    severity: str = ERROR
    editions: tuple[str, ...] = BOTH
    also: frozenset[str] = frozenset()

    def __str__(self):
        return f"{self.rule} {self.name}"


def fault(rule, name, plant, severity=ERROR, editions=BOTH, also=()) -> Fault:
    return Fault(rule, name, plant, severity, editions, frozenset(also))


def warned(rule, name, plant, editions=BOTH, also=()) -> Fault:
    return fault(rule, name, plant, WARNING, editions, also)


def without_two(raw):
    """No review in the first half-year."""
    return without_number(raw, "review", 0)


def without_number(raw, step, number):
    chosen = [each for each in raw["events"] if each["step"] == step][number]
    return raw | {"events": [each for each in raw["events"] if each is not chosen]}


def people(step, number, **facts):
    def plant(raw):
        people = [dict(each) for each in next(each for each in raw["events"] if each["step"] == step)[step]]
        people[number] |= facts
        return changed(raw, step, **{step: people})

    return plant


def count(step, number):
    def plant(raw):
        people = next(each for each in raw["events"] if each["step"] == step)[step]
        return changed(raw, step, **{step: (people * 3)[:number]})

    return plant


def vote(step="admission_meeting", **facts):
    return lambda raw: changed(raw, step, **facts)


# Ten expected: five present or five ayes are exactly half, and not enough.
HALF_PRESENT = {"expected": 10, "present": 5, "written_ayes": 1, "ayes": 6, "nays": 0}
HALF_AYES = {"expected": 10, "present": 8, "written_ayes": 0, "ayes": 5, "nays": 3}


def _target_notice(raw) -> int:
    notices = [each for each in raw["events"] if each["step"] == "public_notice"]
    return next(number for number, each in enumerate(notices) if each["for"] == "target")


def notice(**facts):
    return lambda raw: changed(raw, "public_notice", _target_notice(raw), **facts)


def at_two_places(raw, **facts):
    """A mobile person's notice at the origin and another at the destination, in which something is different."""
    found = known(changed(raw, "public_notice", _target_notice(raw), places=["origin"]), "person", mobile=True)
    other = next(each for each in found["events"] if each["step"] == "public_notice")
    texts = {name: str(value) for name, value in facts.items()}
    return added(found, other | {"places": ["destination"]} | texts)


def short_notice(raw):
    last = day(raw, "public_notice", 0, "to")
    return changed(raw, "public_notice", 0, to=last - days(1))


def unexamined(after, gap):
    """A move so many days after a step, its file not examined."""
    return lambda raw: added(
        raw, event("transfer", day(raw, after) + days(gap), from_unit="甲", to_unit="乙", file_examined=False)
    )


def examined(raw, after, gap):
    on = day(raw, after) + days(gap)
    return added(raw, event("transfer", on, from_unit="甲", to_unit="乙", file_examined=True))


def extended(raw, months=6):
    """The first discussion extends, a second one converts at the end."""
    later_on = add_months(day(raw, "admission_meeting"), 12 + months)
    cutoff = cut(raw | {"events": list(raw["events"])}, "conversion_meeting")
    first = changed(cutoff, "conversion_meeting", decision="extend", extend_months=months)
    vote = {name: value for name, value in first["events"][-1].items() if name not in ("step", "on")}
    again = vote | {"decision": "convert", "extend_months": None}
    shared = {"body": "party_committee", "result": "approve"}
    held = day(first, "conversion_meeting")
    archive = [each for each in raw["events"] if each["step"] == "archive"]
    return added(
        first,
        event("conversion_approval", held + days(20), reported_on=held + days(4), **shared),
        event("conversion_meeting", later_on + days(5), **again),
        event(
            "conversion_approval",
            later_on + days(25),
            reported_on=later_on + days(6),
            full_member_from=later_on,
            **shared,
        ),
        *(event("archive", later_on + days(40), documents=archive_of(later_on + days(40))) for _ in archive),
    )


def extended_early(raw, by=60):
    """For a light breach, so many days before the end of probation; the application comes when the end is near."""
    found = extended(raw)
    full_on = add_months(day(raw, "admission_meeting"), 12)
    held = full_on - days(by)
    found = changed(found, "conversion_meeting", 0, on=held)
    found = changed(found, "conversion_approval", 0, on=held + days(20), reported_on=held + days(4))
    found = changed(found, "conversion_application", on=day(found, "conversion_meeting", 1) - days(10))
    return added(found, event("discipline", held - days(10), kind="light"))


def extended_twice(raw):
    found = extended(raw)
    return cut(changed(found, "conversion_meeting", 1, decision="extend", extend_months=6), "conversion_meeting")


def discussed_again(raw, decision, by=90):
    """One more meeting and its approval, so many days after the last approval."""
    meeting, reply = (
        [each for each in raw["events"] if each["step"] == step][-1]
        for step in ("conversion_meeting", "conversion_approval")
    )
    held = dt.date.fromisoformat(reply["on"]) + days(by)
    meeting = meeting | {"on": str(held), "decision": decision}
    facts = {"body": "party_committee", "result": "approve", "reported_on": held + days(2)}
    if decision == "convert":
        facts["full_member_from"] = add_months(day(raw, "admission_meeting"), 12)
    if decision == "extend":
        meeting["extend_months"] = 6
    return added(raw, meeting, event("conversion_approval", held + days(10), **facts))


def archived(raw):
    """Ten days after the last reply."""
    replied = max(each["on"] for each in raw["events"] if each["step"] == "conversion_approval")
    on = dt.date.fromisoformat(replied) + days(10)
    return added(raw, event("archive", on, documents=archive_of(on)))


def archived_extended(raw):
    """The discussion at the extended end and its approval are not there."""
    found = without_number(without_number(extended(raw), "conversion_meeting", 1), "conversion_approval", 1)
    return archived(unarchived(found))


def archived_early(raw):
    found = extended(raw)
    return changed(found, "archive", on=day(found, "conversion_approval", 1) - days(1))


def cancelled(raw):
    """The discussion at the end of probation cancels; nothing follows."""
    found = changed(unarchived(raw), "conversion_meeting", decision="cancel")
    return changed(found, "conversion_approval", full_member_from=None)


def unarchived(raw):
    return without(raw, "archive")


def postponed(raw, until_months=3, *, is_moved=True):
    full_on = day(raw, "conversion_approval", 0, "full_member_from")
    until = add_months(full_on, until_months)
    found = examined(raw, "admission_approval", 60) if is_moved else raw
    held = day(found, "conversion_meeting")
    return added(found, event("postponement", held - days(5), until=until))


def seniority_by_postponement(raw):
    found = postponed(raw)
    return changed(found, "conversion_approval", full_member_from=day(found, "conversion_meeting"))


def with_course(raw, on):
    """A day's course for activists."""
    course = event("training", None, to=on, days=1, hours=8, level="activist", mode="in_person", result="pass")
    return added(raw, course | {"from": str(on)})


def policy(rule, name, value, plant=lambda raw: raw, **more):
    return warned(
        rule, f"parameter {name}", lambda raw: known(plant(raw), "policy", **{f"membership.{name}": value}), **more
    )


def late(step, start, months, fact="on"):
    """One day after the limit."""
    return lambda raw: changed(raw, step, on=add_months(day(raw, start, 0, fact), months) + days(1))


def anew(raw, **gaps):
    """The same history with some distances changed and all that follows worked out from them."""
    fresh = lawful(day(raw, "application"), case_id=raw["id"], **raw.get("gaps", {}) | gaps)
    return raw | {"events": fresh["events"]}


def talked_late(raw):
    applied = day(raw, "application")
    return anew(raw, talk=(add_months(applied, 1) + days(1) - applied).days)


def year_not_over(raw):
    decided = day(raw, "activist_decision")
    return anew(raw, target=(add_months(decided, 12) - days(1) - decided).days)


def approved_late(raw, months, is_special):
    """Approval a day after the limit counted from the report; what follows comes later by as much."""
    limit = add_months(day(raw, "admission_approval", 0, "reported_on"), months) + days(1)
    by = (limit - day(raw, "admission_approval")).days
    found = changed(raw, "admission_approval", on=limit, special_case=is_special)
    for step in ("higher_filing", "assignment", "oath"):
        found = moved(found, step, by)
    return found


def stale(raw):
    found = approved_late(anew(raw, reported=5), 6, True)
    found = changed(found, "admission_approval", on=add_months(day(raw, "admission_meeting"), 6) + days(1))
    return known(found, "policy", **{"membership.stale_resolution_months": [6, 3]})


def discussed_early(raw, by):
    full_on = day(raw, "conversion_approval", 0, "full_member_from")
    return changed(
        changed(raw, "conversion_meeting", on=full_on - days(by)), "conversion_application", on=full_on - days(by + 10)
    )


def converted_early(raw, by):
    found = discussed_early(raw, by)
    held = day(found, "conversion_meeting")
    return changed(found, "conversion_approval", on=held + days(20), reported_on=held + days(2))


def conversion_late(raw):
    limit = add_months(day(raw, "conversion_approval", 0, "reported_on"), 3) + days(1)
    return moved(changed(raw, "conversion_approval", on=limit), "archive", 100)


def meeting_late(raw):
    """Pre-review is a month and a day ago when the meeting is held."""
    passed = day(raw, "pre_review")
    return anew(raw, meeting=(add_months(passed, 1) + days(1) - passed).days)


def answered_late(raw):
    asked = day(raw, "pre_review", 0, "submitted_on")
    return anew(raw, pre_review=(add_months(asked, 1) + days(1) - asked).days)


def base(edition: str, **gaps) -> dict:
    return lawful(STARTS[edition], **gaps)


def below_general(admission=("agree", "admission_meeting", 0), conversion=("agree", "conversion_meeting", 0)):
    """A branch below a general branch: what that said, and so many days after which step; None where it did not."""

    def plant(raw):
        raw = known(raw, "branch", below_general_branch=True)
        for purpose, told in (("admission", admission), ("conversion", conversion)):
            if told:
                result, step, later = told
                facts = {"for": purpose, "result": result}
                raw = added(raw, event("deliberation", day(raw, step) + days(later), **facts))
        return raw

    return plant

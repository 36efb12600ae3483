"""Every rule's counterexample: one fault planted into a lawful history, with the rule that must find it.

`also` are the errors that the same fault brings of itself (a step out of order leaves the next one without it); nothing
else may be found as an error. Editions: “2014”, “2026”, or both.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from dates.arithmetic import add_months
from tests.membership.procedure.histories import (
    NEW_START,
    OLD_START,
    added,
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


def _without_two(raw):
    """No review in the first half-year."""
    return without_number(raw, "review", 0)


def without_number(raw, step, number):
    chosen = [each for each in raw["events"] if each["step"] == step][number]
    return raw | {"events": [each for each in raw["events"] if each is not chosen]}


def _people(step, number, **facts):
    def plant(raw):
        people = [dict(each) for each in next(each for each in raw["events"] if each["step"] == step)[step]]
        people[number] |= facts
        return changed(raw, step, **{step: people})

    return plant


def _count(step, number):
    def plant(raw):
        people = next(each for each in raw["events"] if each["step"] == step)[step]
        return changed(raw, step, **{step: (people * 3)[:number]})

    return plant


def _vote(step="admission_meeting", **facts):
    return lambda raw: changed(raw, step, **facts)


# Ten expected: five present or five ayes are exactly half, and not enough.
HALF_PRESENT = {"expected": 10, "present": 5, "written_ayes": 1, "ayes": 6, "nays": 0}
HALF_AYES = {"expected": 10, "present": 8, "written_ayes": 0, "ayes": 5, "nays": 3}


def _target_notice(raw) -> int:
    notices = [each for each in raw["events"] if each["step"] == "public_notice"]
    return next(number for number, each in enumerate(notices) if each["for"] == "target")


def _notice(**facts):
    return lambda raw: changed(raw, "public_notice", _target_notice(raw), **facts)


def _short_notice(raw):
    last = day(raw, "public_notice", 0, "to")
    return changed(raw, "public_notice", 0, to=last - days(1))


def _unexamined(after, gap):
    """A move so many days after a step, its file not examined."""
    return lambda raw: added(
        raw, event("transfer", day(raw, after) + days(gap), from_unit="甲", to_unit="乙", file_examined=False)
    )


def _examined(raw, after, gap):
    on = day(raw, after) + days(gap)
    return added(raw, event("transfer", on, from_unit="甲", to_unit="乙", file_examined=True))


def _extended(raw, months=6):
    """The first discussion extends, a second one converts at the end."""
    full_on = day(raw, "conversion_approval", 0, "full_member_from")
    later_on = add_months(full_on, months)
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
        *({**each, "on": str(later_on + days(40))} for each in archive),
    )


def _extended_twice(raw):
    found = _extended(raw)
    return cut(changed(found, "conversion_meeting", 1, decision="extend", extend_months=6), "conversion_meeting")


def _postponed(raw, until_months=3, *, is_moved=True):
    full_on = day(raw, "conversion_approval", 0, "full_member_from")
    until = add_months(full_on, until_months)
    found = _examined(raw, "admission_approval", 60) if is_moved else raw
    held = day(found, "conversion_meeting")
    return added(found, event("postponement", held - days(5), until=until))


def _seniority_by_postponement(raw):
    found = _postponed(raw)
    return changed(found, "conversion_approval", full_member_from=day(found, "conversion_meeting"))


def _policy(rule, name, value, plant=lambda raw: raw, **more):
    return warned(
        rule, f"parameter {name}", lambda raw: known(plant(raw), "policy", **{f"membership.{name}": value}), **more
    )


def _late(step, start, months, fact="on"):
    """One day after the limit."""
    return lambda raw: changed(raw, step, on=add_months(day(raw, start, 0, fact), months) + days(1))


def _shift(raw, step, by):
    """Every event from that step on, later by so many days."""
    codes = [each["step"] for each in raw["events"]]
    begin = codes.index(step)
    dates = ("on", "from", "to", "reported_on", "issued_on", "submitted_on", "probation_from", "probation_to")
    dates += ("full_member_from",)
    moved_on = [
        {name: str(dt.date.fromisoformat(value) + days(by)) if name in dates else value for name, value in each.items()}
        for each in raw["events"][begin:]
    ]
    return raw | {"events": [*raw["events"][:begin], *moved_on]}


def _swap(one, other):
    """Two steps the wrong way round."""
    return lambda raw: changed(changed(raw, one, on=day(raw, other)), other, on=day(raw, one))


FAULTS = (
    fault(
        "DEV-01",
        "a day before eighteen",
        lambda raw: known(raw, "person", born_on=str(add_months(day(raw, "application"), -216) + days(1))),
    ),
    fault("DEV-02", "no application", lambda raw: without(raw, "application")),
    fault("DEV-03", "no talk", lambda raw: without(raw, "application_talk")),
    fault("DEV-03", "talk after a month", lambda raw: _shift(raw, "application_talk", 20)),
    fault("DEV-03", "not in writing", lambda raw: changed(raw, "application", written=False)),
    warned("DEV-04", "talk by another", lambda raw: changed(raw, "application_talk", by="other")),
    fault("DEV-05", "no decision", lambda raw: without(raw, "activist_decision")),
    fault("DEV-05", "no filing", lambda raw: without(raw, "activist_filing")),
    fault("DEV-05", "nobody recommended", lambda raw: changed(raw, "activist_decision", sources=[]), also=()),
    fault(
        "DEV-05", "decided by the general branch", lambda raw: changed(raw, "activist_decision", body="general_branch")
    ),
    fault(
        "DEV-05",
        "by a committee that is not there",
        lambda raw: changed(
            known(
                changed(
                    changed(raw, "target_decision", body="branch_meeting"), "committee_review", body="branch_meeting"
                ),
                "branch",
                has_committee=False,
            ),
            "activist_decision",
            body="branch_committee",
        ),
    ),
    fault(
        "DEV-05",
        "by the meeting beside a committee",
        lambda raw: changed(raw, "activist_decision", body="branch_meeting"),
    ),
    fault(
        "DEV-05", "filed with the general branch", lambda raw: changed(raw, "activist_filing", body="general_branch")
    ),
    fault(
        "DEV-05",
        "recommended afterwards",
        lambda raw: changed(raw, "activist_decision", league_recommended_on=day(raw, "activist_decision") + days(1)),
    ),
    fault("DEV-06", "no mentor", lambda raw: without(raw, "mentors")),
    fault("DEV-06", "three mentors", _count("mentors", 3)),
    fault("DEV-06", "an empty list", _count("mentors", 0)),
    fault("DEV-06", "a probationary mentor", _people("mentors", 0, status="probationary")),
    fault(
        "DEV-06",
        "a mentor who cannot be full yet",
        lambda raw: _people("mentors", 1, joined_on=str(day(raw, "mentors") - days(200)))(raw),
    ),
    fault("DEV-07", "no review in the first half-year", _without_two),
    fault("DEV-07", "no review at all", lambda raw: without(raw, "review")),
    fault(
        "DEV-07",
        "review a day late",
        lambda raw: changed(raw, "review", on=add_months(day(raw, "activist_decision"), 6) + days(1)),
    ),
    fault(
        "DEV-09",
        "unexamined file of an activist",
        lambda raw: changed(
            _unexamined("activist_decision", 5)(raw), "transfer", on=day(raw, "activist_decision") + days(5)
        ),
    ),
    fault("DEV-09", "unexamined file, year not over", _unexamined("activist_decision", 100), also=("DEV-11",)),
    warned("DEV-10", "unexamined file of a target", _unexamined("target_decision", 30)),
    fault(
        "DEV-11",
        "a day before the year",
        lambda raw: _shift(
            raw,
            "target_decision",
            (add_months(day(raw, "activist_decision"), 12) - days(1) - day(raw, "target_decision")).days,
        ),
        editions=OLD,
    ),
    fault("DEV-12", "no decision", lambda raw: without(raw, "target_decision")),
    fault(
        "DEV-12",
        "masses not heard",
        lambda raw: changed(raw, "target_decision", opinions=["group", "mentors", "members"]),
    ),
    fault(
        "DEV-12", "decided by the party committee", lambda raw: changed(raw, "target_decision", body="party_committee")
    ),
    fault("DEV-12", "no filing", lambda raw: without(raw, "target_filing"), editions=OLD),
    fault(
        "DEV-12",
        "filed with the general branch",
        lambda raw: changed(raw, "target_filing", body="general_branch"),
        editions=OLD,
    ),
    fault("DEV-13", "no introducer", lambda raw: without(raw, "introducers")),
    fault("DEV-13", "one introducer", _count("introducers", 1)),
    fault("DEV-13", "three introducers", _count("introducers", 3)),
    fault("DEV-14", "probationary introducer", _people("introducers", 0, status="probationary")),
    fault("DEV-14", "restricted introducer", _people("introducers", 1, restricted=True)),
    warned("DEV-14", "a relative", _people("introducers", 0, relative=True)),
    fault("DEV-16", "no review", lambda raw: without(raw, "political_review")),
    fault("DEV-16", "review failed", lambda raw: changed(raw, "political_review", conclusion="fail")),
    fault("DEV-18", "no training", lambda raw: without(raw, "training")),
    fault("DEV-18", "training failed", lambda raw: changed(raw, "training", result="fail")),
    fault("DEV-18", "a course for activists", lambda raw: changed(raw, "training", level="activist")),
    warned("DEV-18", "two days and 23 hours", lambda raw: changed(raw, "training", days=2, hours=23)),
    warned(
        "DEV-19",
        "trained before listing",
        lambda raw: added(
            raw,
            event(
                "training",
                None,
                to=day(raw, "target_decision") - days(28),
                days=3,
                hours=24,
                level="target",
                mode="in_person",
                result="pass",
            )
            | {"from": str(day(raw, "target_decision") - days(30))},
        ),
        also=("ORDER",),
    ),
    fault("DEV-20", "branch committee did not examine", lambda raw: without(raw, "committee_review")),
    fault("DEV-20", "examined by the meeting", lambda raw: changed(raw, "committee_review", body="branch_meeting")),
    fault("DEV-20", "pre-review by the general branch", lambda raw: changed(raw, "pre_review", body="general_branch")),
    fault("DEV-21", "no pre-review", lambda raw: without(raw, "pre_review")),
    fault("DEV-21", "pre-review failed", lambda raw: changed(raw, "pre_review", result="fail")),
    fault(
        "DEV-21",
        "book issued before",
        lambda raw: changed(raw, "application_book", issued_on=day(raw, "pre_review") - days(1)),
    ),
    fault("DEV-21", "no book", lambda raw: without(raw, "application_book")),
    warned(
        "DEV-22",
        "leaves in three months",
        lambda raw: known(raw, "person", leaves_on=str(add_months(day(raw, "admission_meeting"), 3))),
    ),
    warned("DEV-23", "moved soon after", lambda raw: _examined(raw, "admission_meeting", 80)),
    fault("DEV-24", "exactly half present", _vote(**HALF_PRESENT)),
    fault("DEV-25", "by show of hands", _vote(ballot="show_of_hands")),
    fault("DEV-26", "exactly half ayes", _vote(**HALF_AYES)),
    fault("DEV-26", "no meeting", lambda raw: without(raw, "admission_meeting"), also=()),
    warned(
        "DEV-27",
        "written opinions counted as present",
        _vote(expected=21, present=20, written_ayes=2, ayes=21, nays=1),
        also=("VOTES",),
    ),
    fault("DEV-28", "put to one vote", _vote(together=True)),
    warned("DEV-29", "candidate absent", _vote(candidate_present=False)),
    warned("DEV-29", "introducers absent", _vote(introducers_present=0)),
    fault(
        "DEV-31",
        "approved by the general branch",
        lambda raw: changed(raw, "admission_approval", body="general_branch"),
    ),
    fault(
        "DEV-31",
        "conversion approved by the party group",
        lambda raw: changed(raw, "conversion_approval", body="party_group"),
    ),
    fault("DEV-32", "approved by a temporary body", lambda raw: changed(raw, "admission_approval", body="temporary")),
    fault("DEV-32", "admitted by a temporary branch", lambda raw: known(raw, "branch", kind="temporary")),
    fault("DEV-33", "no talk", lambda raw: without(raw, "approval_talk")),
    fault("DEV-33", "talk by another", lambda raw: changed(raw, "approval_talk", by="other")),
    fault(
        "DEV-33",
        "talk after approval",
        lambda raw: changed(raw, "approval_talk", on=day(raw, "admission_approval") + days(1)),
        also=("ORDER",),
    ),
    fault("DEV-34", "no approval", lambda raw: without(raw, "admission_approval")),
    fault("DEV-34", "refused, and went on", lambda raw: changed(raw, "admission_approval", result="refuse")),
    fault(
        "DEV-35",
        "a day after three months",
        lambda raw: _shift(raw, "admission_approval", 0) and _approved_late(raw, 3, False),
    ),
    fault("DEV-35", "special case, a day after six months", lambda raw: _approved_late(raw, 6, True)),
    fault("DEV-35", "not filed above", lambda raw: without(raw, "higher_filing")),
    warned("DEV-36", "approved after half a year", lambda raw: _stale(raw)),
    fault("DEV-37", "not assigned", lambda raw: without(raw, "assignment")),
    fault("DEV-38", "no oath", lambda raw: without(raw, "oath")),
    warned("DEV-39", "oath after a month", _late("oath", "admission_approval", 1), editions=OLD),
    warned(
        "DEV-39",
        "oath before approval",
        lambda raw: changed(raw, "oath", on=day(raw, "admission_approval") - days(1)),
        also=("ORDER",),
    ),
    warned(
        "DEV-39",
        "oath after conversion",
        lambda raw: changed(raw, "oath", on=day(raw, "conversion_approval") + days(1)),
        also=("ORDER",),
    ),
    fault("DEV-40", "nobody reviewed the probationer", lambda raw: without(raw, "probation_review")),
    fault(
        "DEV-41",
        "probation from approval",
        lambda raw: changed(raw, "admission_approval", probation_from=day(raw, "admission_approval")),
    ),
    fault(
        "DEV-41",
        "two years written",
        lambda raw: changed(
            raw, "admission_approval", probation_to=add_months(day(raw, "admission_approval", 0, "probation_to"), 12)
        ),
    ),
    warned("DEV-41", "the anniversary written", lambda raw: moved(raw, "admission_approval", 1, fact="probation_to")),
    fault("DEV-41", "approved within the year", lambda raw: _converted_early(raw, 60), also=("DEV-47",)),
    fault("DEV-42", "no conversion meeting", lambda raw: without(raw, "conversion_meeting")),
    fault("DEV-42", "archived without approval", lambda raw: without(raw, "conversion_approval")),
    fault("DEV-42", "extension not approved", lambda raw: without_number(_extended(raw), "conversion_approval", 0)),
    fault("DEV-42", "refused and archived", lambda raw: changed(raw, "conversion_approval", result="refuse")),
    fault("DEV-43", "extended twice", _extended_twice),
    fault("DEV-43", "extended by five months", lambda raw: _extended(raw, 5)),
    fault("DEV-43", "extended by thirteen months", lambda raw: _extended(raw, 13)),
    fault(
        "DEV-44",
        "serious breach, and converted",
        lambda raw: added(raw, event("discipline", day(raw, "admission_meeting") + days(90), kind="serious")),
    ),
    fault("DEV-45", "no application", lambda raw: without(raw, "conversion_application")),
    fault("DEV-46", "exactly half present", _vote("conversion_meeting", **HALF_PRESENT)),
    fault("DEV-46", "exactly half ayes", _vote("conversion_meeting", **HALF_AYES)),
    fault("DEV-46", "by show of hands", _vote("conversion_meeting", ballot="show_of_hands")),
    fault("DEV-46", "put to one vote", _vote("conversion_meeting", together=True)),
    warned("DEV-47", "a day before the year", lambda raw: _discussed_early(raw, 1), editions=OLD),
    fault("DEV-47", "a day before the year", lambda raw: _discussed_early(raw, 1), editions=NEW),
    fault("DEV-48", "a day after three months", lambda raw: _conversion_late(raw)),
    fault(
        "DEV-50",
        "from the meeting",
        lambda raw: changed(raw, "conversion_approval", full_member_from=day(raw, "conversion_meeting")),
    ),
    fault("DEV-51", "unexamined file of a probationer", _unexamined("admission_approval", 100)),
    fault("DEV-53", "postponed by seven months", lambda raw: _postponed(raw, 7)),
    fault("DEV-53", "postponed though nobody moved in", lambda raw: _postponed(raw, is_moved=False)),
    warned("DEV-54", "postponement moved the seniority", _seniority_by_postponement, also=("DEV-50",)),
    fault(
        "DEV-55",
        "no cultivation material",
        lambda raw: changed(
            raw, "archive", documents=["application", "book", "political_review", "conversion_application"]
        ),
        editions=OLD,
    ),
    warned("DEV-57", "pre-review answered late", lambda raw: _shift(raw, "pre_review", 25) and _answered_late(raw)),
    warned("DEV-57", "meeting late", lambda raw: _meeting_late(raw), editions=OLD),
    fault("DEV-63", "no consent", lambda raw: without(raw, "target_filing"), editions=NEW),
    fault("DEV-63", "consent refused", lambda raw: changed(raw, "target_filing", result="refuse"), editions=NEW),
    fault(
        "DEV-63",
        "consent of the general branch",
        lambda raw: changed(raw, "target_filing", body="general_branch"),
        editions=NEW,
    ),
    fault("DEV-64", "no notice", lambda raw: without(raw, "public_notice"), editions=NEW),
    fault("DEV-64", "four working days", _short_notice, editions=NEW),
    fault(
        "DEV-64",
        "notice before consent",
        lambda raw: changed(raw, "public_notice", from_=day(raw, "target_filing") - days(1)),
        editions=NEW,
    ),
    fault("DEV-64", "posted elsewhere", _notice(places=["origin"]), editions=NEW),
    fault(
        "DEV-65",
        "mobile, one place only",
        lambda raw: known(_notice(places=["origin"])(raw), "person", mobile=True),
        editions=NEW,
    ),
    fault(
        "DEV-66",
        "listed on the last day",
        lambda raw: changed(raw, "target_listing", on=day(raw, "public_notice", 0, "to")),
        editions=NEW,
    ),
    fault("DEV-66", "the notice stands against it", _notice(result="obstacle"), editions=NEW),
    warned(
        "DEV-67", "introducer under the influence", _people("introducers", 0, in_influence_period=True), editions=NEW
    ),
    warned("DEV-70", "trained by video", lambda raw: changed(raw, "training", mode="video"), editions=NEW),
    warned("DEV-71", "oath after a month", _late("oath", "admission_approval", 1), editions=NEW),
    fault(
        "DEV-73",
        "no probation form",
        lambda raw: changed(
            raw,
            "archive",
            documents=["application", "book", "political_review", "conversion_application", "activist_form"],
        ),
        editions=NEW,
    ),
    fault("DEV-74", "meeting a day after the month", lambda raw: _meeting_late(raw), editions=NEW),
    warned(
        "DEV-79",
        "approved by the party group",
        lambda raw: changed(raw, "admission_approval", body="party_group"),
        editions=NEW,
        also=("DEV-31",),
    ),
    fault(
        "ORDER",
        "introducers after the meeting",
        lambda raw: changed(raw, "introducers", on=day(raw, "admission_meeting") + days(1)),
    ),
    fault(
        "ORDER",
        "activist before applying",
        lambda raw: changed(raw, "application", on=day(raw, "activist_decision") + days(1)),
        also=("DEV-07",),
    ),
    fault(
        "ORDER",
        "reported before the meeting",
        lambda raw: changed(raw, "admission_approval", reported_on=day(raw, "admission_meeting") - days(1)),
    ),
    fault(
        "ORDER",
        "a course that ends before it begins",
        lambda raw: changed(raw, "training", to=day(raw, "training", 0, "from") - days(1), days=3),
    ),
    fault("DATE", "30 February", lambda raw: changed(raw, "assignment", on="2020-02-30")),
    fault("DATE", "after the day of judging", lambda raw: changed(raw, "higher_filing", on="2035-01-02")),
    fault("VOTES", "more votes than voters", _vote(nays=2)),
    fault(
        "VOTES", "more present than expected", _vote("conversion_meeting", present=22, written_ayes=0, ayes=22, nays=0)
    ),
    fault("VOTES", "a negative number", _vote(abstentions=-1, nays=2)),
    warned("VOTES", "a ballot nowhere counted", _vote(nays=0)),
    fault("CLAIM", "another stage", lambda raw: known(raw, "claimed", stage="target")),
    fault(
        "CLAIM", "another day", lambda raw: known(raw, "claimed", probation_from=str(day(raw, "admission_approval")))
    ),
    fault(
        "CLAIM",
        "another seniority",
        lambda raw: known(raw, "claimed", party_seniority_from=str(day(raw, "conversion_meeting"))),
    ),
    warned(
        "CLAIM",
        "the anniversary as last day",
        lambda raw: known(raw, "claimed", probation_to=str(day(raw, "conversion_approval", 0, "full_member_from"))),
    ),
    warned(
        "DOC",
        "dated after its step",
        lambda raw: raw | {"documents": [{"kind": "application", "on": str(day(raw, "application") + days(1))}]},
    ),
    warned(
        "DOC",
        "dated before its step",
        lambda raw: raw | {"documents": [{"kind": "resolution", "on": str(day(raw, "admission_meeting") - days(1))}]},
    ),
    warned(
        "DOC",
        "unsigned",
        lambda raw: raw | {"documents": [{"kind": "talk_record", "signed": False, "about": "approval_talk"}]},
    ),
    warned("DOC", "a copy", lambda raw: raw | {"documents": [{"kind": "book", "original": False}]}),
    _policy("P-01", "min_months_application_to_activist", 6),
    _policy("P-02", "activist_source_mode", "both", lambda raw: changed(raw, "activist_decision", sources=["league"])),
    _policy("P-03", "league_recommend_max_age", 28, lambda raw: changed(raw, "activist_decision", sources=["members"])),
    _policy("P-06", "public_notice_points", ["预备党员转正"]),
    _policy("P-07", "public_notice_days", 7, editions=NEW),
    _policy("P-08", "political_review_valid_months", 1),
    _policy("P-15", "target_list_valid_months", 1),
    _policy("P-16", "thought_report_interval", 1),
    _policy("P-19", "probationary_review_interval", 3),
    _policy("P-38", "conversion_apply_days_before", 3),
)


def _approved_late(raw, months, is_special):
    """Approval a day after the limit counted from the report; what follows comes later by as much."""
    limit = add_months(day(raw, "admission_approval", 0, "reported_on"), months) + days(1)
    by = (limit - day(raw, "admission_approval")).days
    found = changed(raw, "admission_approval", on=limit, special_case=is_special)
    for step in ("higher_filing", "assignment", "oath"):
        found = moved(found, step, by)
    return found


def _stale(raw):
    found = _approved_late(raw, 6, True)
    found = changed(found, "admission_approval", on=add_months(day(raw, "admission_meeting"), 6) + days(1))
    return known(found, "policy", **{"membership.stale_resolution_months": [6, 3]})


def _discussed_early(raw, by):
    full_on = day(raw, "conversion_approval", 0, "full_member_from")
    return changed(
        changed(raw, "conversion_meeting", on=full_on - days(by)), "conversion_application", on=full_on - days(by + 10)
    )


def _converted_early(raw, by):
    found = _discussed_early(raw, by)
    held = day(found, "conversion_meeting")
    return changed(found, "conversion_approval", on=held + days(20), reported_on=held + days(2))


def _conversion_late(raw):
    limit = add_months(day(raw, "conversion_approval", 0, "reported_on"), 3) + days(1)
    return moved(changed(raw, "conversion_approval", on=limit), "archive", 90)


def _meeting_late(raw):
    """Everything from the meeting on comes later, so that the month after pre-review is over by a day."""
    limit = add_months(day(raw, "pre_review"), 1) + days(1)
    return later_from(raw, "admission_meeting", limit)


def later_from(raw, step, on):
    """The same history with that step on another day and all that follows worked out anew from it."""
    gap = (on - day(raw, "pre_review")).days
    gaps = raw.get("gaps", {})
    fresh = lawful(day(raw, "application"), case_id=raw["id"], **gaps | {"meeting": gap})
    return raw | {"events": fresh["events"]}


def _answered_late(raw):
    asked = day(raw, "pre_review", 0, "submitted_on")
    gap = (add_months(asked, 1) + days(1) - asked).days
    fresh = lawful(day(raw, "application"), case_id=raw["id"], **raw.get("gaps", {}) | {"pre_review": gap})
    return raw | {"events": fresh["events"]}


def base(edition: str, **gaps) -> dict:
    return lawful(STARTS[edition], **gaps)

"""Listing as target under the 2026 text (DEV-63 to DEV-66): what it rests on, whatever else stands in the file."""

import datetime as dt

import pytest

from membership.procedure.asking import may
from membership.procedure.reading import read_case
from tests.membership.procedure.histories import AS_OF, CALENDAR, SWITCH_ON, days, event
from tests.membership.procedure.judged import NATIONALLY, verdict, words
from tests.membership.procedure.test_asking import rules

ARTICLE_13 = "发展党员工作细则（2026年修订） 第十三条"
CONSENT, LISTED = dt.date(2026, 6, 5), dt.date(2026, 6, 15)


def notice(first, last, places=("unit",), result="clear"):
    days_ = {"from": str(first), "to": str(last)}
    return {"step": "public_notice", "for": "target", "places": list(places), "result": result} | days_


def course(first, level="activist"):
    days_ = {"from": str(first), "to": str(first + days(2))}
    facts = {"level": level, "days": 3, "hours": 24, "mode": "in_person", "result": "pass"}
    return {"step": "training"} | facts | days_


def excerpt(*events, is_mobile=False, **more):
    """What is told of the listing alone; no other notice was posted."""
    known = {"id": "1", "partial": True, "absent": ["public_notice"], "person": {"mobile": is_mobile}}
    return known | {"events": [event("target_filing", CONSENT, body="party_committee"), *events]} | more


LISTING = event("target_listing", LISTED)
NO_NOTICE = ([], {})
REFUSED = ([], {"result": "refuse"})
OBSTACLE = ([notice("2026-06-08", "2026-06-12", result="obstacle")], {})


@pytest.mark.parametrize(
    ("told", "rule"), [(NO_NOTICE, "DEV-64"), (REFUSED, "DEV-63"), (OBSTACLE, "DEV-66")], ids=lambda each: str(each)[:8]
)
@pytest.mark.parametrize("before", [course(dt.date(2025, 10, 10)), course(SWITCH_ON - days(1)), course(SWITCH_ON)])
def test_a_course_for_activists_is_nothing_that_a_target_does(told, rule, before):
    notices, answer = told
    raw = excerpt(before, *notices, LISTING)
    raw["events"][0] |= answer
    judged = verdict(raw)
    (found,) = [each for each in judged.findings if each.rule == rule]
    assert (found.step, found.on, str(found.severity)) == ("target_listing", str(LISTED), "error")
    assert (found.edition, found.clause) == ("2026", ARTICLE_13)


@pytest.mark.parametrize("level", ["activist", "target"])
def test_the_listing_is_refused_whatever_courses_came_before(level):
    for told, rule in ((NO_NOTICE, "DEV-64"), (REFUSED, "DEV-63"), (OBSTACLE, "DEV-66")):
        notices, answer = told
        raw = excerpt(course(dt.date(2025, 10, 10), level), *notices)
        raw["events"][0] |= answer
        act = read_case(raw | {"events": [LISTING]}, AS_OF).events["target_listing"][0]
        assert rule in rules(may(read_case(raw, AS_OF), act, NATIONALLY, CALENDAR).refusals)


def test_an_activist_with_a_course_has_nothing_to_answer_for():
    """Decided, or agreed to, with the notice still to come."""
    before = course(dt.date(2025, 10, 10))
    decided = event("target_decision", dt.date(2026, 6, 1), opinions=["group", "mentors", "members", "masses"])
    waiting = excerpt(before) | {"as_of": "2026-07-10"}
    for raw in (waiting | {"events": [before, decided]}, waiting):
        judged = verdict(raw)
        assert (judged.word, words(judged)) == ("legal", [])


@pytest.mark.parametrize(
    "stray", [event("political_review", dt.date(2026, 4, 20), conclusion="pass"), course(SWITCH_ON - days(9), "target")]
)
def test_a_step_from_before_the_switch_does_not_weaken_what_the_listing_lacks(stray):
    (found,) = [each for each in verdict(excerpt(stray, LISTING)).findings if each.rule == "DEV-64"]
    assert (found.step, str(found.severity), found.edition) == ("target_listing", "error", "2026")


@pytest.mark.parametrize(("off", "severity"), [(-1, "warning"), (0, "warning"), (1, "error")])
def test_a_notice_from_before_the_switch_fails_the_listing_and_not_its_own_day(off, severity):
    """ED-03, ED-05: posted in April, agreed to after the switch, listed when the new text was published."""
    listed = dt.date(2026, 5, 17) + days(off)
    raw = excerpt(notice("2026-04-20", "2026-04-24"), event("target_listing", listed))
    raw["events"][0]["on"] = "2026-05-12"
    (found,) = [each for each in verdict(raw).findings if each.rule == "DEV-64"]
    assert (found.step, str(found.severity), found.edition) == ("target_listing", severity, "2026")
    assert "2026-04-20" in found.message
    raw["events"].pop()
    assert words(verdict(raw)) == []

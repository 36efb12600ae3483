"""Listing as target under the 2026 text (DEV-63 to DEV-66): what it rests on, whatever else stands in the file."""

import datetime as dt

import pytest

from membership.procedure.asking import may
from membership.procedure.reading import read_case
from tests.membership.procedure.histories import AS_OF, CALENDAR, SWITCH_ON, days, event
from tests.membership.procedure.judged import NATIONALLY, errors, verdict, words
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


def listed(*notices, is_mobile=True):
    """Agreed to on 5 June, listed on the 25th, with these notices: by first day, last day, place and result."""
    told = [notice(f"2026-{first}", f"2026-{last}", [place], *more) for first, last, place, *more in notices]
    raw = excerpt(*told, event("target_listing", dt.date(2026, 6, 25)), is_mobile=is_mobile)
    return verdict(raw)


ORIGIN, MAY = ("06-08", "06-12", "origin"), ("05-20", "05-26")


@pytest.mark.parametrize(
    ("notices", "found"),
    [
        ([ORIGIN, ("06-08", "06-12", "destination")], set()),
        ([ORIGIN, ("06-09", "06-15", "destination")], {"DEV-65"}),
        ([("06-08", "06-15", "origin"), ("06-09", "06-15", "destination")], set()),
        ([("06-08", "06-16", "origin"), ("06-09", "06-16", "destination")], set()),
        ([("06-08", "06-15", "origin"), ("06-09", "06-22", "destination")], set()),
        ([(*MAY, "destination"), ORIGIN], {"DEV-64", "DEV-65"}),
        ([ORIGIN, ("06-15", "06-22", "destination")], {"DEV-65"}),
        ([("06-08", "06-09", "destination"), ("06-09", "06-15", "origin")], {"DEV-64", "DEV-65"}),
        ([("06-08", "06-12", "destination", "obstacle"), ("06-09", "06-15", "origin")], {"DEV-66"}),
        ([ORIGIN, ("06-08", "06-12", "destination", "obstacle")], {"DEV-66"}),
        ([ORIGIN, ("10-08", "10-14", "destination")], {"DEV-65"}),
        ([ORIGIN, ("06-08", "06-26", "destination")], {"DEV-66"}),
    ],
)
def test_a_mobile_persons_notices_hang_at_both_places_at_the_same_time(notices, found):
    """Five working days of both, after the consent, over before the listing; nothing is added up."""
    for order in (notices, notices[::-1]):
        judged = listed(*order)
        assert errors(judged) == found, words(judged)
        assert all(each.edition == "2026" for each in judged.findings)


@pytest.mark.parametrize(
    ("notices", "found"),
    [
        ([("06-08", "06-12", "unit"), ORIGIN], set()),
        ([("06-08", "06-12", "residence"), ("06-15", "06-22", "origin")], set()),
        ([(*MAY, "unit", "obstacle"), ORIGIN], {"DEV-64"}),
        ([(*MAY, "unit"), ORIGIN], {"DEV-64"}),
        ([(*MAY, "unit", "obstacle"), ("06-08", "06-12", "unit")], set()),
    ],
)
def test_others_are_posted_at_the_unit_or_the_residence_by_the_notice_that_counts(notices, found):
    judged = listed(*notices, is_mobile=False)
    assert errors(judged) == found, words(judged)


@pytest.mark.parametrize(("off", "found"), [(-1, {"DEV-66"}), (0, {"DEV-66"}), (1, set())])
def test_a_notice_answers_another_once_that_is_over(off, found):
    """One with an obstacle to 12 June, the next from a day before, the same day and the day after."""
    begun = dt.date(2026, 6, 12) + days(off)
    again = (f"{begun:%m-%d}", "06-23", "unit")
    assert errors(listed(("06-08", "06-12", "unit", "obstacle"), again, is_mobile=False)) == found


def test_the_end_of_the_longer_notice_stands_for_the_listing():
    both = [notice("2026-06-08", "2026-06-12", ["origin"]), notice("2026-06-08", "2026-06-16", ["destination"])]
    raw = excerpt(*both, is_mobile=True)
    assert (words(verdict(raw)), verdict(raw).dates["target_from"]) == ([], "2026-06-17")


def test_what_a_listing_rests_on_is_not_guessed():
    """Whether the person is mobile, where a notice hung: named where it decides."""
    told = [ORIGIN, ("06-08", "06-12", "destination"), ("06-15", "06-15", "unit")]
    unsure = listed(*told, is_mobile=None)
    assert errors(unsure) == set()
    assert ("DEV-65", "person.mobile") in {(each.rule, each.needs) for each in unsure.not_checked}
    assert errors(listed(*told)) == set()
    raw = excerpt(notice("2026-06-08", "2026-06-12", ["origin"]), notice("2026-06-08", "2026-06-12"), is_mobile=True)
    raw["events"][-1].pop("places")
    raw["events"].append(event("target_listing", dt.date(2026, 6, 25)))
    judged = verdict(raw)
    assert errors(judged) == set()
    assert ("DEV-65", "public_notice.places") in {(each.rule, each.needs) for each in judged.not_checked}


@pytest.mark.parametrize(
    ("second", "found"),
    [(("06-08", "06-12"), set()), (("06-09", "06-15"), {"DEV-65"}), (("06-15", "06-22"), {"DEV-65"})],
)
def test_the_second_notice_of_a_mobile_person_is_refused_where_it_hangs_at_another_time(second, found):
    first, other = (notice(f"2026-{a}", f"2026-{b}", [place]) for a, b, place in (ORIGIN, (*second, "destination")))
    act = read_case({"id": 1, "events": [other]}, AS_OF).events["public_notice"][0]
    answer = may(read_case(excerpt(first, is_mobile=True), AS_OF), act, NATIONALLY, CALENDAR)
    assert rules(answer.refusals) == found


@pytest.mark.parametrize(("is_mobile", "places", "rule"), [(True, ["origin"], "DEV-65"), (False, ["origin"], "DEV-64")])
def test_a_place_that_an_excerpt_does_not_name_may_have_had_a_notice_of_its_own(is_mobile, places, rule):
    raw = excerpt(notice("2026-06-08", "2026-06-12", places), LISTING, is_mobile=is_mobile)
    assert rule in errors(verdict(raw)), "no other notice was posted"
    judged = verdict(raw | {"absent": []})
    assert errors(judged) == set()
    assert (rule, "public_notice") in {(each.rule, each.needs) for each in judged.not_checked}

"""What is unknown is neither passed nor broken: missing facts, partial dates, excerpts, unknown and absent steps."""

import copy
import datetime as dt

import pytest

from tests.membership.procedure.histories import NEW_START, OLD_START, added, changed, cut, day, days, lawful, without
from tests.membership.procedure.judged import errors, verdict, warnings, words
from tests.membership.procedure.planting import base, examined

# A fact left out, and what the rule then lacks.
FACTS = [
    ("application", "written", "DEV-03"),
    ("application_talk", "by", "DEV-04"),
    ("activist_decision", "body", "DEV-05"),
    ("activist_decision", "sources", "DEV-05"),
    ("activist_filing", "body", "DEV-05"),
    ("mentors", "mentors", "DEV-06"),
    ("target_decision", "opinions", "DEV-12"),
    ("target_decision", "body", "DEV-12"),
    ("target_filing", "body", "DEV-12"),
    ("introducers", "introducers", "DEV-13"),
    ("political_review", "conclusion", "DEV-16"),
    ("training", "result", "DEV-18"),
    ("committee_review", "body", "DEV-20"),
    ("pre_review", "body", "DEV-20"),
    ("pre_review", "result", "DEV-21"),
    ("pre_review", "submitted_on", "DEV-57"),
    ("admission_meeting", "expected", "DEV-24"),
    ("admission_meeting", "present", "DEV-24"),
    ("admission_meeting", "ayes", "DEV-26"),
    ("admission_meeting", "ballot", "DEV-25"),
    ("admission_meeting", "together", "DEV-28"),
    ("admission_meeting", "candidate_present", "DEV-29"),
    ("admission_meeting", "introducers_present", "DEV-29"),
    ("approval_talk", "by", "DEV-33"),
    ("admission_approval", "probation_from", "DEV-34"),
    ("admission_approval", "probation_to", "DEV-34"),
    ("conversion_meeting", "ballot", "DEV-46"),
    ("conversion_approval", "full_member_from", "DEV-50"),
    ("archive", "documents", "DEV-55"),
]


@pytest.mark.parametrize(("step", "fact", "rule"), FACTS)
def test_a_missing_fact_is_named(step, fact, rule):
    judged = verdict(changed(base("2014"), step, **{fact: None}))
    assert (rule, f"{step}.{fact}") in {(each.rule, each.needs) for each in judged.not_checked}
    assert words(judged) == []


@pytest.mark.parametrize(
    ("step", "fact", "rule"),
    [
        ("public_notice", "to", "DEV-64"),
        ("public_notice", "places", "DEV-64"),
        ("public_notice", "result", "DEV-66"),
        ("training", "mode", "DEV-70"),
        ("archive", "documents", "DEV-73"),
        ("target_filing", "body", "DEV-63"),
    ],
)
def test_a_missing_fact_of_the_2026_text_is_named(step, fact, rule):
    judged = verdict(changed(base("2026"), step, **{fact: None}))
    assert (rule, f"{step}.{fact}") in {(each.rule, each.needs) for each in judged.not_checked}
    assert words(judged) == []


@pytest.mark.parametrize(
    ("key", "fact", "rule"),
    [
        ("person", "born_on", "DEV-01"),
        ("person", "leaves_on", "DEV-22"),
        ("branch", "has_committee", "DEV-05"),
        ("branch", "has_committee", "DEV-12"),
    ],
)
def test_a_missing_fact_of_person_or_branch_is_named(key, fact, rule):
    raw = copy.deepcopy(base("2014"))
    raw[key].pop(fact)
    judged = verdict(raw)
    assert (rule, f"{key}.{fact}") in {(each.rule, each.needs) for each in judged.not_checked}
    assert words(judged) == []


def test_a_case_without_person_branch_and_policy_is_judged():
    raw = {key: value for key, value in base("2014").items() if key not in ("person", "branch")}
    judged = verdict(raw)
    assert judged.word == "legal"
    assert {"DEV-01", "DEV-22"} <= {each.rule for each in judged.not_checked}


def test_a_date_known_to_the_month_is_judged_where_every_day_agrees():
    raw = base("2014")
    for month, expected in (("2019-09", "DEV-11"), ("2019-12", None)):
        judged = verdict(changed(without(raw, "review"), "target_decision", on=month))
        assert ("DEV-11" in errors(judged)) is bool(expected)
    judged = verdict(changed(raw, "target_decision", on="2019-10"))
    assert "DEV-11" not in errors(judged)
    assert ("DEV-11", "needs the day") in {(each.rule, each.needs) for each in judged.not_checked}


def test_years_alone_are_enough_where_they_are_far_apart():
    raw = changed(changed(base("2014"), "activist_decision", on="2017"), "application", on="2017")
    raw = changed(raw, "application_talk", on="2017")
    judged = verdict(raw)
    assert "DEV-11" not in {each.rule for each in (*judged.findings, *judged.not_checked)}
    assert judged.dates["cultivation_from"] == "2017"


def test_dates_are_given_as_far_as_they_are_known():
    raw = changed(base("2014"), "admission_meeting", on=str(day(base("2014"), "admission_meeting"))[:7])
    dates = verdict(raw).dates
    assert (dates["probation_from"], dates["probation_to"]) == ("2020-01", None)
    assert dates["full_member_from"] == "2021-01"


@pytest.mark.parametrize("step", ["application_talk", "mentors", "oath", "assignment", "pre_review", "training"])
def test_a_step_that_an_excerpt_leaves_out_is_unknown(step):
    raw = without(base("2014"), step)
    assert errors(verdict(raw))
    for more in ({"partial": True}, {"unknown": [step]}):
        judged = verdict(raw | more)
        assert errors(judged) == set()
        assert step in {each.needs for each in judged.not_checked}
    assert errors(verdict(raw | {"partial": True, "absent": [step]})) == errors(verdict(raw))


def test_reviews_of_an_excerpt_may_be_more_than_it_holds():
    raw = without(base("2014"), "review")
    assert errors(verdict(raw)) == {"DEV-07"}
    assert errors(verdict(raw | {"partial": True})) == set()


def test_a_move_without_word_of_the_file_is_not_checked_where_it_matters():
    early = changed(examined(base("2014"), "activist_decision", 10), "transfer", file_examined=None)
    late = changed(examined(base("2014"), "activist_decision", 200), "transfer", file_examined=None)
    assert "DEV-11" not in {each.rule for each in verdict(early).not_checked}
    assert ("DEV-11", "transfer.file_examined") in {(each.rule, each.needs) for each in verdict(late).not_checked}
    assert errors(verdict(late)) == set()


def test_an_approval_in_time_from_the_meeting_needs_no_report():
    raw = changed(base("2014"), "admission_approval", reported_on=None)
    assert "DEV-35" not in {each.rule for each in verdict(raw).not_checked}
    late = changed(raw, "admission_approval", on=day(raw, "admission_meeting") + days(95))
    assert ("DEV-35", "admission_approval.reported_on") in {(e.rule, e.needs) for e in verdict(late).not_checked}


COURSE = {"hours": 24, "days": 3, "result": "pass", "mode": "in_person"}
FIRST_DAY = [("DEV-18", "training.from"), ("DEV-19", "training.from")]


@pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])
@pytest.mark.parametrize(
    ("known", "found", "asked"),
    [
        ({}, [], FIRST_DAY),
        ({"to": -1}, ["DEV-18"], []),
        ({"to": 0}, [], FIRST_DAY),
        ({"to": 1}, [], FIRST_DAY),
        ({"from": -1}, ["DEV-18"], []),
        ({"from": 0}, [], []),
        ({"from": 1}, [], []),
    ],
    ids=str,
)
def test_a_course_without_its_first_day_is_neither_passed_nor_refused(start, known, found, asked):
    """Days before and after the listing."""
    listed = dt.date.fromisoformat(verdict(lawful(start)).dates["target_from"])
    course = {"step": "training", "level": "target"} | COURSE
    course |= {name: str(listed + days(off)) for name, off in known.items()}
    judged = verdict(added(without(lawful(start), "training"), course))
    assert sorted(errors(judged) - {"ORDER"}) == found, words(judged)
    told = {(each.rule, each.needs) for each in judged.not_checked}
    assert sorted(told & set(FIRST_DAY)) == asked


def test_a_course_known_to_the_month_of_the_listing_needs_the_day():
    judged = verdict(changed(base("2014"), "training", from_="2019-11", to="2019-12-09"))
    needing = {each.rule for each in judged.not_checked if each.needs == "needs the day"}
    assert {"DEV-18", "DEV-19"} <= needing
    assert errors(judged) == set()


def test_a_date_that_no_calendar_has_is_a_finding_and_nothing_else_is_judged_by_it():
    judged = verdict(changed(base("2014"), "target_decision", on="2019-02-30"))
    assert errors(judged) == {"DATE"}
    assert judged.findings[0].on == "2019-02-30"


@pytest.mark.parametrize(("on", "found"), [("2019-12-31", False), ("2020-01-01", False), ("2020-01-02", True)])
def test_a_date_after_the_day_of_judging(on, found):
    raw = cut(lawful(OLD_START), "committee_review") | {"as_of": "2020-01-01"}
    assert ("DATE" in errors(verdict(changed(raw, "committee_review", on=on)))) is found


def test_the_cases_own_day_of_judging_goes_before_the_callers():
    raw = base("2014")
    assert "DATE" in errors(verdict(raw | {"as_of": "2019-01-01"}))
    assert "DATE" not in errors(verdict(raw))


@pytest.mark.parametrize(
    ("claim", "value", "is_error"),
    [
        ("stage", "full_member", False),
        ("stage", "full", False),
        ("stage", "activist", True),
        ("target_from", "2019-11-17", False),
        ("target_from", "2019-11", False),
        ("target_from", "2019-11-10", True),
        ("probation_from", "2020-01-13", False),
        ("probation_to", "2021-01-12", False),
        ("full_member_from", "2021-01-13", False),
        ("full_member_from", "2021-01-14", True),
        ("party_seniority_from", "2021-01-12", True),
        ("since", "2021-01-13", False),
        ("since", "2020-01-13", True),
    ],
)
def test_what_a_register_claims(claim, value, is_error):
    judged = verdict(base("2014") | {"claimed": {claim: value}})
    assert ("CLAIM" in errors(judged)) is is_error, words(judged)


def test_a_claim_names_both_dates():
    judged = verdict(base("2014") | {"claimed": {"target_from": "2019-11-10"}})
    (found,) = judged.findings
    assert (found.on, found.expected) == ("2019-11-10", "2019-11-17")
    assert "2019-11-10" in found.message
    assert "2019-11-17" in found.message


def test_a_claim_about_what_an_excerpt_does_not_hold_is_not_checked():
    raw = without(base("2014"), "admission_meeting") | {"partial": True, "claimed": {"probation_from": "2020-01-13"}}
    judged = verdict(raw)
    assert "CLAIM" not in errors(judged) | warnings(judged)
    assert ("CLAIM", "claimed.probation_from") in {(each.rule, each.needs) for each in judged.not_checked}

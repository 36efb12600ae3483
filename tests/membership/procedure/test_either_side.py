"""A day that may lie on either side of the switch: what only one text demands is not checked, never passed."""

import pytest

from tests.membership.procedure.histories import NEW_START, OLD_START, changed, event, lawful, without
from tests.membership.procedure.judged import errors, verdict, warnings, words

AS_OF, PARTIAL = {"as_of": "2027-01-01"}, {"partial": True}
FIVE = ["application", "book", "political_review", "conversion_application"]
APPROVED = event("admission_approval", "2026-03-02", body="party_committee", result="approve")
PASSED = event("pre_review", "2026-06-10", submitted_on="2026-06-02", body="party_committee", result="pass")
INFLUENCED = {"status": "full", "restricted": False, "relative": False, "in_influence_period": True}
COURSE = {"hours": 24, "days": 3, "level": "target", "result": "pass", "mode": "video"}


def course(on):
    return {"step": "training", "from": on, "to": on} | COURSE


def introduced(on):
    return event("introducers", on, introducers=[INFLUENCED, INFLUENCED])


# The rule, the step that breaks it on a day under its text, what went before, that day, and one under the other text.
CASES = [
    ("DEV-73", lambda on: event("archive", on, documents=[*FIVE, "activist_form"]), [], "2026-05-11", "2026-05-10"),
    ("DEV-55", lambda on: event("archive", on, documents=FIVE), [], "2026-05-10", "2026-05-11"),
    ("DEV-71", lambda on: event("oath", on), [APPROVED], "2026-07-01", "2026-05-10"),
    ("DEV-39", lambda on: event("oath", on), [APPROVED], "2026-05-10", "2026-07-01"),
    ("DEV-67", introduced, [], "2026-05-11", "2026-05-10"),
    ("DEV-70", course, [], "2026-05-11", "2026-05-10"),
    ("DEV-63", lambda on: event("target_filing", on, body="general_branch"), [], "2026-05-11", "2026-05-10"),
    ("DEV-12", lambda on: event("target_filing", on, body="general_branch"), [], "2026-05-10", "2026-05-11"),
    ("DEV-79", lambda on: event("admission_approval", on, body="party_group"), [], "2026-05-11", "2026-05-10"),
    ("DEV-74", lambda on: event("admission_meeting", on), [PASSED], "2026-07-11", "2026-07-10"),
]


def judged(act, before):
    return verdict({"id": 1, "events": [*before, act]} | AS_OF | PARTIAL)


def found(judged_):
    return errors(judged_) | warnings(judged_)


def needing_the_day(judged_):
    return {each.rule for each in judged_.not_checked if each.needs == "needs the day"}


@pytest.mark.parametrize(("rule", "act", "before", "broken", "kept"), CASES, ids=[case[0] for case in CASES])
def test_what_only_one_text_demands_needs_the_day(rule, act, before, broken, kept):
    assert rule in found(judged(act(broken), before))
    assert rule not in found(judged(act(kept), before))
    for rough in ("2026", "2026-07" if rule == "DEV-74" else "2026-05"):
        roughly = judged(act(rough), before)
        assert rule not in found(roughly), words(roughly)
        if rough == "2026" or rule not in ("DEV-71", "DEV-39"):
            assert rule in needing_the_day(roughly)


def test_what_both_days_keep_needs_no_day():
    both = [*FIVE, "activist_form", "probation_form"]
    for act in (
        event("archive", "2026", documents=both),
        event("introducers", "2026", introducers=[INFLUENCED | {"in_influence_period": False}] * 2),
        course("2026") | {"mode": "in_person"},
    ):
        assert not {"DEV-55", "DEV-73", "DEV-67", "DEV-70"} & {each.rule for each in judged(act, []).not_checked}
    sworn = judged(event("oath", "2026-05"), [APPROVED | {"on": "2026-05-05"}])
    assert not {"DEV-39", "DEV-71"} & {each.rule for each in sworn.not_checked}


@pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])
@pytest.mark.parametrize(
    ("step", "rules"),
    [
        ("archive", set()),
        ("oath", {"DEV-39", "DEV-71"}),
        ("introducers", set()),
        ("admission_meeting", {"DEV-57", "DEV-74"}),
    ],
)
def test_a_step_that_has_no_day_is_judged_by_neither_text(start, step, rules):
    undated = verdict(changed(lawful(start), step, on="2019-02-30"))
    assert errors(undated) == {"DATE"}, words(undated)
    assert rules <= {each.rule for each in undated.not_checked if each.needs == f"{step}.on"}


def test_old_material_of_a_stage_whose_end_is_not_known_needs_the_day():
    raw = changed(lawful(NEW_START), "archive", documents=[*FIVE, "cultivation", "probation_form"])
    assert errors(verdict(raw)) == {"DEV-73"}
    unlisted = without(raw, "target_listing", "public_notice", "target_filing")
    judged_ = verdict(unlisted | PARTIAL)
    assert "DEV-73" not in errors(judged_)
    assert "DEV-73" in needing_the_day(judged_)


@pytest.mark.parametrize(
    ("on", "is_found", "is_asked"),
    [("2026-05-10", False, False), ("2026-05-11", True, False), ("2026-05", False, True)],
)
def test_a_refusal_is_one_under_the_text_of_2026_alone(on, is_found, is_asked):
    refused = event("target_filing", on, body="party_committee", result="refuse")
    told = judged(introduced("2026-07-01"), [refused])
    assert ("DEV-63" in found(told)) is is_found, words(told)
    assert ("DEV-63" in needing_the_day(told)) is is_asked

"""The graph of steps agrees with itself, with the form of a history and with the rules."""

import pytest

from membership.procedure.catalog import RULES, chinese
from membership.procedure.editions import Edition
from membership.procedure.facts import DOCUMENT_KINDS, FACTS
from membership.procedure.judging import MODULES
from membership.procedure.judging import RULES as CHECKS
from membership.procedure.planning import DUE, EARLIEST
from membership.procedure.rules.sequence import MISSING
from membership.procedure.steps import BEFORE, STAGES, STEPS, WAY
from tests.membership.procedure.faults import FAULTS
from tests.membership.procedure.histories import without
from tests.membership.procedure.judged import errors, verdict
from tests.membership.procedure.planting import base

NUMBERS = [str(number) for number in range(1, 26)]
# Of these nobody can say that they are missing: they repeat, belong to one edition, or come last.
NEVER_MISSING = {"review", "target_listing", "archive"}


def test_the_25_numbers_in_five_stages():
    way = [STEPS[code] for code in WAY]
    assert [each.number for each in way if each.number != "8b"] == NUMBERS
    sizes = [len({each.number for each in way if each.stage == stage and each.number != "8b"}) for stage in STAGES]
    assert sizes == [2, 4, 5, 7, 7]


@pytest.mark.parametrize("code", STEPS)
def test_each_step(code):
    step = STEPS[code]
    assert step.title
    assert step.actor
    assert step.articles[0] > 0
    assert set(step.after) <= set(STEPS)
    assert code not in BEFORE[code]
    assert set(step.facts) == set(FACTS[code])
    assert set(step.documents) <= set(DOCUMENT_KINDS)
    assert step.title_in(Edition.OF_2014) == step.title


@pytest.mark.parametrize("edition", ["2014", "2026"])
@pytest.mark.parametrize("code", [code for code in WAY if code not in NEVER_MISSING])
def test_a_step_left_out_is_found_by_its_rule(code, edition):
    rule = {"target_filing": "DEV-63"}.get(code, MISSING[code]) if edition == "2026" else MISSING[code]
    assert rule in errors(verdict(without(base(edition), code)))


def test_what_is_missing_is_said_once():
    """Nothing but the last step is there: each of the others is named at the step that needs it."""
    raw = base("2014")
    raw["events"] = raw["events"][-1:]
    judged = verdict(raw)
    assert len(judged.findings) == len(MISSING)
    assert {each.step for each in judged.findings} == {"archive"}


def test_every_step_of_the_way_that_can_be_missing_has_a_rule():
    assert set(MISSING) == set(WAY) - NEVER_MISSING
    assert set(MISSING.values()) <= set(RULES)


def test_every_fault_speaks_of_a_known_rule_and_every_module_is_asked():
    assert len(CHECKS) == sum(len(module.RULES) for module in MODULES)
    assert {limit.rule for limit in (*DUE, *EARLIEST.values())} <= {each.rule for each in FAULTS}


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (25, "二十五"), (44, "四十四")]
)
def test_how_an_article_is_written(number, written):
    assert chinese(number) == written


def test_an_article_that_nobody_has_read_is_never_shown_as_certain():
    for norm in RULES.values():
        for edition in Edition:
            clause = norm.clause(edition)
            assert ("待核" in clause) is not (norm.is_read(edition))

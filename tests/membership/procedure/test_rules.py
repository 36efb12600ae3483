"""Every rule with its counterexample; every id of the regulation notes is either here or in the list of what no file of
a person's history can show, and none in both."""

import pytest

from membership.procedure.catalog import NOT_IN_A_HISTORY, RULES
from tests.membership.procedure.faults import FAULTS
from tests.membership.procedure.judged import errors, verdict, words
from tests.membership.procedure.planting import base

DEVELOPMENT = {f"DEV-{number:02}" for number in range(1, 80)}
FORM = {"DATE", "ORDER", "VOTES", "CLAIM", "DOC"}
CASES = [pytest.param(each, edition, id=f"{each} · {edition}") for each in FAULTS for edition in each.editions]
# Rules that stand in the catalog and have no counterexample yet.
NOT_BUILT_YET: set[str] = set()


def test_every_id_is_a_rule_or_has_its_reason():
    found = {each.rule for each in FAULTS}
    assert found | set(NOT_IN_A_HISTORY) | NOT_BUILT_YET >= DEVELOPMENT
    assert not found & set(NOT_IN_A_HISTORY)
    assert not NOT_BUILT_YET
    assert all(NOT_IN_A_HISTORY.values())
    assert found == set(RULES) | FORM


@pytest.mark.parametrize(("fault", "edition"), CASES)
def test_a_planted_fault_is_found_and_nothing_else(fault, edition):
    judged = verdict(fault.plant(base(edition)))
    found = [each for each in judged.findings if each.rule == fault.rule]
    assert str(fault.severity) in {str(each.severity) for each in found}, words(judged) or judged.reasons
    wanted = {fault.rule} if fault.severity == "error" else set()
    assert errors(judged) - set(fault.also) == wanted, words(judged)
    assert judged.word == ("illegal" if wanted or fault.also else "legal")
    for each in found:
        assert each.clause or each.rule in FORM
        assert each.message
        assert each.edition in ("2014", "2026", None)


@pytest.mark.parametrize("edition", ["2014", "2026"])
def test_a_lawful_history_breaks_nothing_and_leaves_nothing_unchecked(edition):
    judged = verdict(base(edition))
    assert judged.word == "legal"
    assert words(judged) == []
    assert judged.not_checked == ()
    assert (judged.stage, judged.next) == ("full_member", None)

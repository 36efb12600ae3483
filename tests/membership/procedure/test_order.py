"""Days in an impossible order within and between steps (ORDER), in a file and when the act is asked for."""

import pytest

from tests.membership.procedure.histories import NEW_START, OLD_START, changed, day, days, lawful
from tests.membership.procedure.judged import errors, verdict
from tests.membership.procedure.test_asking import asked, before_and_act, rules


@pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])
@pytest.mark.parametrize(("off", "found"), [(-1, {"ORDER"}), (0, set()), (1, set())])
def test_the_branch_committee_examines_before_it_submits(start, off, found):
    """“支部委员会……审查后，报……党委预审”: on the same day at the earliest."""
    raw = lawful(start)
    examined = day(raw, "committee_review")
    raw = changed(raw, "pre_review", submitted_on=examined + days(off))
    judged = verdict(raw)
    assert errors(judged) == found
    if found:
        (told,) = judged.findings
        assert (told.step, told.expected) == ("pre_review", str(examined))
        assert (str(examined) in told.message, "早 1 天" in told.message) == (True, True)
    assert rules(asked(*before_and_act(raw, "pre_review")).refusals) == found


def test_the_examination_is_looked_at_before_every_submission():
    raw = changed(lawful(OLD_START, upto="pre_review"), "pre_review", result="fail")
    again = raw["events"][-1] | {"result": "pass", "on": str(day(raw, "pre_review") + days(20))}
    assert asked(raw, again | {"submitted_on": str(day(raw, "pre_review") + days(9))}).may
    early = asked(raw, again | {"submitted_on": str(day(raw, "committee_review") - days(1))})
    assert rules(early.refusals) == {"ORDER"}


def test_an_examination_known_to_the_month_may_be_in_time():
    raw = lawful(OLD_START)
    month = str(day(raw, "committee_review"))[:7]
    judged = verdict(changed(raw, "committee_review", on=month))
    assert errors(judged) == set()
    assert ("ORDER", "pre_review") in {(each.rule, each.step) for each in judged.not_checked}

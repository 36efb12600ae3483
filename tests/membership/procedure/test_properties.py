"""No lawful history is refused, no planted fault is missed, the order of events plays no part, and whoever knows less
never finds more."""

import copy
import datetime as dt
import json
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from membership.procedure.steps import STEPS
from tests.membership.procedure.faults import FAULTS
from tests.membership.procedure.generating import lawful_history
from tests.membership.procedure.judged import NOTHING_ASKED, errors, verdict, words

PLANTED = [(each, edition) for each in FAULTS for edition in each.editions]


@st.composite
def lawful_histories(draw, edition="any", *, is_whole=False):
    chosen = draw(st.sampled_from(["2014", "2026", "both"])) if edition == "any" else edition
    return lawful_history(lambda low, high: draw(st.integers(low, high)), chosen, is_whole=is_whole)


@st.composite
def faulty_histories(draw):
    fault, edition = draw(st.sampled_from(PLANTED))
    return fault, fault.plant(draw(lawful_histories(edition, is_whole=True)))


@settings(max_examples=200)
@given(lawful_histories())
def test_no_lawful_history_is_refused(raw):
    judged = verdict(raw, NOTHING_ASKED)
    assert judged.word == "legal", judged.reasons
    assert words(judged) == []
    assert judged.not_checked == ()


@settings(max_examples=200)
@given(faulty_histories())
def test_one_planted_fault_is_found_and_no_other_error(planted):
    fault, raw = planted
    judged = verdict(raw)
    found = {each.rule for each in judged.findings if str(each.severity) == fault.severity}
    assert fault.rule in found, (str(fault), words(judged), judged.reasons)
    assert errors(judged) <= {fault.rule, *fault.also}, (str(fault), words(judged))


@settings(max_examples=100)
@given(faulty_histories(), st.integers())
def test_the_order_of_events_plays_no_part(planted, seed):
    _, raw = planted
    shuffled = copy.deepcopy(raw)
    random.Random(seed).shuffle(shuffled["events"])
    assert verdict(shuffled).as_json() == verdict(raw).as_json()


@settings(max_examples=200)
@given(faulty_histories(), st.data())
def test_whoever_knows_less_never_finds_more(planted, data):
    """Days cut to the month or the year, facts left out: what is found then is also found with everything known."""
    fault, raw = planted
    assume(fault.rule != "DATE")  # 30 February cut to the month is a date again.
    less = copy.deepcopy(raw)
    for each in less["events"]:
        _forget(data, each)
    lesser, fuller = errors(verdict(less)), errors(verdict(raw))
    assert lesser <= fuller, words(verdict(less))


# Without these a history says something else, not less: which notice, what was decided, that a case is special.
DECISIVE = {"step", "on", "for", "from", "decision", "level", "result", "extend_months", "special_case"}


def _forget(data, each):
    if data.draw(st.booleans()) and len(each.get("on", "")) == 10:
        each["on"] = each["on"][: data.draw(st.sampled_from([7, 4]))]
    forgettable = sorted(
        each.keys() - {"step", "on", "for", "from", "decision", "level", "result", "extend_months", "special_case"}
    )
    for name in data.draw(st.lists(st.sampled_from(forgettable), max_size=2)) if forgettable else []:
        each.pop(name, None)


@settings(max_examples=100)
@given(faulty_histories(), st.data())
def test_an_excerpt_never_says_more_than_the_whole(planted, data):
    _, raw = planted
    kept = [each for each in raw["events"] if data.draw(st.integers(0, 3))]
    excerpt = raw | {"events": kept, "partial": True}
    assert errors(verdict(excerpt)) - {"CLAIM"} <= errors(verdict(raw)), words(verdict(excerpt))


@settings(max_examples=200)
@given(lawful_histories() | faulty_histories().map(lambda planted: planted[1]), st.data())
def test_time_alone_makes_no_error(raw, data):
    """What was no error on the day of the last act is none years later: only missed dates come with time."""
    moved = copy.deepcopy(raw)
    if data.draw(st.booleans()):  # The end of the notice stands for it.
        moved["events"] = [each for each in moved["events"] if each["step"] != "target_listing"]
    for each in data.draw(st.lists(st.sampled_from(moved["events"]), max_size=2)):
        _move(each, dt.timedelta(days=data.draw(st.integers(-60, 60))))
    again = copy.deepcopy(data.draw(st.sampled_from(moved["events"])))
    if STEPS[again["step"]].repeats:
        _move(again, dt.timedelta(days=data.draw(st.integers(1, 900))))
        moved["events"].append(again)
    day = max(data.draw(st.sampled_from(sorted(map(_day, moved["events"])))), _day(moved["events"][0]))
    moved["events"] = [each for each in moved["events"] if _day(each) <= day]
    then, later = (_stand(moved, str(int(day[:4]) + years) + day[4:]) for years in (0, 4))
    assume("DATE" not in {rule for rule, _, _ in then})  # What is told of a day ahead is no act of this day.
    assert later <= then, sorted(later - then)


def _move(each, by):
    for name in ("on", "from", "to"):
        if len(each.get(name, "")) == 10 and not each[name].endswith("-02-30"):
            each[name] = str(dt.date.fromisoformat(each[name]) + by)


def _day(each) -> str:
    return each.get("on") or each["from"]


def _stand(raw, day) -> set:
    found = verdict(raw | {"as_of": day}).findings
    return {(each.rule, each.step, each.on) for each in found if each.is_error and not each.is_late}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150)
@given(lawful_histories(), st.data())
def test_nothing_that_a_file_may_hold_breaks_the_judging(raw, data):
    """Any value anywhere: the case is judged or is unreadable with a reason, and can be written as JSON."""
    broken = copy.deepcopy(raw)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from([broken, broken["person"], broken["branch"], *broken["events"]]))
        key = data.draw(st.sampled_from([*place, "claimed", "documents", "policy", "unknown", "as_of", "until"]))
        place[key] = data.draw(JSON | st.dates().map(str) | st.sampled_from(["0000-01-01", "9999-12-31", "2020-02"]))
        if not isinstance(broken.get("person"), dict) or not isinstance(broken.get("branch"), dict):
            break
        if not isinstance(broken["events"], list) or not all(isinstance(each, dict) for each in broken["events"]):
            break
    judged = verdict(broken)
    assert bool(judged.reasons) == (judged.word == "unreadable")
    json.dumps(judged.as_json())


@pytest.mark.parametrize(
    "raw", [None, 3, "x", [], {}, {"id": "a"}, {"id": "a", "events": {}}, {"id": "a", "events": [1]}]
)
def test_what_is_no_case_is_unreadable(raw):
    assert verdict(raw).word == "unreadable"
    assert verdict(raw).reasons

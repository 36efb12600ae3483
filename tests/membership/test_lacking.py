"""Whatever a rule lacks is said in Chinese: no name of the code reaches the page."""

import re

import pytest

from membership.lacking import lacking_words
from membership.procedure.verdict import NEEDS_THE_DAY, NotChecked
from tests.membership.procedure.histories import NEW_START, OLD_START, lawful
from tests.membership.procedure.judged import verdict

KEPT = {"step", "for", "level"}


def poorer():
    """The whole way of each edition with one thing left out: a fact, a day's precision, what is known of the person."""
    for start in (OLD_START, NEW_START):
        whole = lawful(start, upto="archive")
        for place, event in enumerate(whole["events"]):
            for instead in _poorer(event):
                yield whole | {"events": [*whole["events"][:place], instead, *whole["events"][place + 1 :]]}
        for part in ("person", "branch"):
            for name in whole[part]:
                yield whole | {part: _without(whole[part], name)}


def _poorer(event):
    for name in event.keys() - KEPT:
        yield _without(event, name)
        people = event[name] if isinstance(event[name], list) and isinstance(event[name][0], dict) else []
        for fact in people[0] if people else ():
            yield event | {name: [_without(each, fact) for each in people]}
    for precision in (4, 7):
        yield event | {name: told[:precision] for name, told in event.items() if name in ("on", "from", "to")}


def _without(told, name):
    return {key: value for key, value in told.items() if key != name}


@pytest.fixture(scope="module")
def lacked():
    return {each for raw in poorer() for each in verdict(raw | {"partial": True}).not_checked}


def test_everything_that_may_be_lacking_is_said_in_chinese(lacked):
    assert len({each.needs for each in lacked}) > 40
    said = {each: lacking_words(each) for each in lacked}
    assert [each for each, words in said.items() if re.search(r"[a-z_]{2,}", words)] == []
    assert [each for each, words in said.items() if "有关内容" in words] == []


def test_what_is_lacking_bears_the_step_of_the_form():
    assert lacking_words(NotChecked("DEV-70", "training.mode")) == "开展集中培训：缺方式"
    assert lacking_words(NotChecked("DEV-41", NEEDS_THE_DAY, "admission_meeting")) == "支部大会讨论：需要具体日期"
    assert lacking_words(NotChecked("DEV-65", "person.mobile")) == "缺是否流动人员"
    assert lacking_words(NotChecked("DEV-31", "deliberation")) == "党总支审议：没有登记"

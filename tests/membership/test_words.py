"""Every word of a history has its word on the screen."""

import pytest

from membership.forms.facts import label_of, shown
from membership.procedure.facts import FACTS, Choice, ListOf

CHOSEN = [
    (step, name, word)
    for step, facts in FACTS.items()
    for name, kind in facts.items()
    if isinstance(kind, Choice | ListOf)
    for word in sorted(kind.words)
]


@pytest.mark.parametrize(("step", "name", "word"), CHOSEN)
def test_no_code_is_shown(step, name, word):
    value = word if isinstance(FACTS[step][name], Choice) else [word]
    [(label, words)] = shown({name: value}, step)
    assert label == label_of(name, step)
    assert not label.isascii() and not words.isascii(), (label, words)


def test_facts_stand_in_the_order_of_the_form():
    told = {"to": "2026-06-12", "days": 3, "from": "2026-06-10", "hours": 24.0, "mode": "in_person"}
    assert [label for label, _ in shown(told, "training")] == ["开始日期", "结束日期", "学时", "天数", "方式"]

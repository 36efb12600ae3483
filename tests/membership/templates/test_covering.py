"""A template covers the procedure exactly once, in an order that can be gone; what is missing is said by name."""

from dataclasses import replace

import pytest

from membership.presets.files import SHIPPED, StepFacts, read_template
from membership.procedure.covering import COVERED, problems
from membership.procedure.editions import Edition
from membership.procedure.facts import DOCUMENT_KINDS
from membership.procedure.steps import STEPS

EDITIONS = {"25-2014": Edition.OF_2014, "25-2026": Edition.OF_2026}


@pytest.fixture
def steps():
    return list(read_template("25-2026").steps)


def at(steps, code):
    return next(number for number, step in enumerate(steps) if code in step.codes)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_template_has_nothing_wrong(code):
    assert problems(read_template(code).steps) == ()


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_template_says_what_the_procedure_says_in_its_edition(code):
    for step in read_template(code).steps:
        known = STEPS[step.codes[0]]
        assert (step.number, step.stage, step.title) == (known.number, known.stage, known.title_in(EDITIONS[code]))


@pytest.mark.parametrize("code", SHIPPED)
def test_what_the_procedure_leaves_on_paper_is_in_the_shipped_template(code):
    for step in read_template(code).steps:
        papers = {each.paper for each in step.documents} - {""}
        assert papers <= set(DOCUMENT_KINDS)
        assert {each for name in step.codes for each in STEPS[name].documents} <= papers


@pytest.mark.parametrize("code", SHIPPED)
def test_every_form_of_the_procedure_stands_in_the_shipped_template(code):
    forms = {each.form for step in read_template(code).steps for each in step.documents}
    assert forms == {f"F{number:02}" for number in range(1, 37)}


@pytest.mark.parametrize("code", COVERED)
def test_a_step_that_is_left_out_is_named(steps, code):
    number = at(steps, code)
    steps[number] = replace(steps[number], codes=tuple(each for each in steps[number].codes if each != code))
    (problem,) = problems(steps)
    assert problem.startswith(f"缺少程序步骤“{STEPS[code].number} {STEPS[code].title}”")


@pytest.mark.parametrize("code", COVERED)
def test_a_step_that_stands_twice_is_named(steps, code):
    number = at(steps, code)
    steps.insert(number + 1, replace(steps[number], number="99", title="重复", codes=(code,)))
    assert [each for each in problems(steps) if "出现了 2 次" in each and STEPS[code].title in each]


@pytest.mark.parametrize("code", ["transfer", "discipline", "postponement"])
def test_what_happens_beside_the_way_has_no_place_in_it(steps, code):
    steps[3] = replace(steps[3], codes=(*steps[3].codes, code))
    (problem,) = problems(steps)
    assert "不在流程之内" in problem and STEPS[code].title in problem


def test_a_word_that_is_no_step_is_named(steps):
    steps[3] = replace(steps[3], codes=(*steps[3].codes, "baptism"))
    assert problems(steps) == ("步骤 4“上级党委备案”对应的“baptism”不是程序步骤：请去掉它。",)


@pytest.mark.parametrize(("code", "earlier"), [(code, earlier) for code in COVERED for earlier in STEPS[code].after])
def test_a_step_before_what_it_needs_is_refused(steps, code, earlier):
    first, second = at(steps, code), at(steps, earlier)
    steps[first], steps[second] = steps[second], steps[first]
    found = problems(steps)
    assert any(f"“{steps[second].title}”排在" in each and "必须先办" in each for each in found)


def test_a_stage_does_not_come_back(steps):
    steps[5] = replace(steps[5], stage=1)
    assert problems(steps) == (
        "步骤 6“培养教育考察”属于“申请入党”，却排在“入党积极分子的确定和培养教育”的 5“指定培养联系人”之后："
        "请调整顺序或阶段。",
    )


def test_steps_may_be_merged_renamed_and_added(steps):
    decided = at(steps, "activist_decision")
    merged = replace(steps[decided], title="确定并备案", codes=("activist_decision", "activist_filing"))
    own = StepFacts(number="6b", stage=2, title="民主测评", actor="党支部")
    steps[decided : decided + 2] = [merged]
    steps.insert(at(steps, "review") + 1, own)
    assert problems(steps) == ()

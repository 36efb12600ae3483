"""Posts per unit: every limit on both sides, each verdict with its clause and its sum (D3 第四条)."""

import pytest

from organizers.policy import OrganizerPolicy
from organizers.rules.staffing import (
    Rank,
    Staffing,
    extra_post_allowed,
    posts_in_words,
    rank_verdict,
    staffing_cells,
    staffing_verdict,
)
from organizers.rules.verdicts import State
from policy.declaring import Setting, Strength
from policy.presets import preset_policy
from tests.organizers.policies import STANDARD, policy

CLAUSE = "沪交医委〔2021〕30号 第四条"
NO_RANK, DEPUTY, SECTION, UNKNOWN = Rank.NONE, Rank.DEPUTY_SECTION, Rank.SECTION, Rank.UNKNOWN

# Members of the unit; verdict with one organizer without rank, and its sum; rank demanded; posts in words.
SIZES = [
    (0, State.MET, "距 200 人还差 200 人", "可不设职级", "1"),
    (49, State.MET, "党员 49 人，距 200 人还差 151 人", "可不设职级", "1"),
    (198, State.MET, "党员 198 人，距 200 人还差 2 人", "可不设职级", "1"),
    (199, State.MET, "党员 199 人，距 200 人还差 1 人", "可不设职级", "1"),
    (200, State.TO_CONFIRM, "党员 200 人，已达 200 人", "现不设职级，一般为科级", "1"),
    (201, State.TO_CONFIRM, "党员 201 人，已达 200 人", "现不设职级，一般为科级", "1"),
    (499, State.TO_CONFIRM, "党员 499 人，已达 200 人", "现不设职级，一般为科级", "1"),
    (500, State.TO_CONFIRM, "党员 500 人，已达 200 人", "现不设职级，一般为科级", "1（可酌增）"),
    (501, State.TO_CONFIRM, "党员 501 人，已达 200 人", "现不设职级，一般为科级", "1（可酌增）"),
    (1200, State.TO_CONFIRM, "党员 1200 人，已达 200 人", "现不设职级，一般为科级", "1（可酌增）"),
]


@pytest.mark.parametrize(("members", "state", "sums", "rank_words", "posts"), SIZES)
def test_one_organizer_without_rank(members, state, sums, rank_words, posts):
    staffing = Staffing(members, (NO_RANK,))
    verdict = staffing_verdict(staffing, STANDARD)
    assert (verdict.state, verdict.clause, verdict.gap) == (state, CLAUSE, 0)
    assert sums in verdict.arithmetic
    assert rank_verdict(staffing, STANDARD).words == rank_words
    assert posts_in_words(staffing, STANDARD) == posts


@pytest.mark.parametrize("members", [0, 49, 199, 200, 499, 500, 1200])
def test_nobody_is_a_gap_of_one_whatever_the_size(members):
    verdict = staffing_verdict(Staffing(members, ()), STANDARD)
    assert (verdict.state, verdict.gap, verdict.words) == (State.GAP, 1, "缺 1 名专职组织员")
    assert verdict.clause == CLAUSE
    assert verdict.arithmetic == "应配至少 1 名专职组织员，现有 0 名"
    assert verdict.grade == "校"


@pytest.mark.parametrize("members", [0, 49, 199, 200, 499, 500, 1200])
def test_one_of_section_rank_is_enough_at_any_size(members):
    verdict = staffing_verdict(Staffing(members, (SECTION,)), STANDARD)
    assert (verdict.state, verdict.words, verdict.gap) == (State.MET, "达标", 0)


def test_more_than_the_least_is_never_too_many():
    assert staffing_verdict(Staffing(49, (NO_RANK, NO_RANK, NO_RANK)), STANDARD).state is State.MET


def test_a_deputy_rank_is_to_be_confirmed():
    verdict = staffing_verdict(Staffing(236, (DEPUTY, NO_RANK)), STANDARD)
    assert (verdict.state, verdict.words) == (State.TO_CONFIRM, "现为副科级，一般为科级")


@pytest.mark.parametrize(
    ("ranks", "words"),
    [
        ((UNKNOWN,), "级别未定，一般为科级"),
        ((UNKNOWN, DEPUTY), "级别未定，一般为科级"),
        ((NO_RANK,), "现不设职级，一般为科级"),
        ((UNKNOWN, SECTION), "一般为科级"),
    ],
)
def test_a_rank_that_nobody_has_written_down_is_not_the_same_as_none(ranks, words):
    assert rank_verdict(Staffing(236, ranks), STANDARD).words == words


@pytest.mark.parametrize(("ranks", "state"), [((UNKNOWN,), State.TO_CONFIRM), ((NO_RANK,), State.GAP)])
def test_an_unknown_rank_is_to_be_confirmed_even_where_the_rank_is_binding(ranks, state):
    school = policy(section_rank_from=200, committee_organizers=1, committee_rank="deputy_section")
    assert staffing_verdict(Staffing(236, ranks), school).state is state
    assert staffing_verdict(Staffing(6000, ranks, is_committee=True), school).state is state


def test_an_extra_post_is_mentioned_and_never_missing():
    verdict = staffing_verdict(Staffing(512, (SECTION,)), STANDARD)
    assert verdict.state is State.MET
    assert verdict.arithmetic.endswith("党员 512 人，已达 500 人，可视实际适当增设")


@pytest.mark.parametrize(("members", "allowed"), [(499, False), (500, True), (501, True)])
def test_an_extra_post_from_the_limit_on(members, allowed):
    assert extra_post_allowed(members, STANDARD) is allowed


def test_a_unit_without_the_duty_is_not_asked():
    verdict = staffing_verdict(Staffing(900, (), is_asked=False), STANDARD)
    assert (verdict.state, verdict.gap, verdict.clause) == (State.NOT_ASKED, 0, "")


def test_the_least_is_read_from_the_policy():
    two = STANDARD.__class__(
        **{name: getattr(STANDARD, name) for name in STANDARD.__slots__}
        | {"full_time_least": STANDARD.full_time_least.__class__(2, "名", "某办法 第一条", "须")}
    )
    assert staffing_verdict(Staffing(10, (SECTION,)), two).words == "缺 1 名专职组织员"


@pytest.mark.parametrize(
    ("strength", "confirmed", "least", "most", "rank"),
    [
        ("须", True, State.GAP, State.OVER, State.GAP),
        ("须", False, State.TO_CONFIRM, State.TO_CONFIRM, State.TO_CONFIRM),
        ("一般", True, State.TO_CONFIRM, State.TO_CONFIRM, State.TO_CONFIRM),
        ("可", True, State.MET, State.MET, State.MET),
    ],
)
def test_how_binding_a_value_is_decides_what_it_means_not_to_meet_it(strength, confirmed, least, most, rank):
    def setting(value):
        return Setting(value, "名", "某办法 第一条", Strength(strength), confirmed)

    for values, ranks, state in (
        ({"full_time_least": setting(2)}, (SECTION,), least),
        ({"full_time_most": setting(1)}, (SECTION, SECTION), most),
        ({"section_rank_from": setting(200)}, (NO_RANK,), rank),
    ):
        verdict = staffing_verdict(Staffing(300, ranks), OrganizerPolicy(**values))
        assert verdict.state is state
        assert bool(verdict.gap) is (state is State.GAP and "full_time_least" in values)
        assert bool(verdict.surplus) is (state is State.OVER)


def test_where_nothing_is_laid_down_nothing_is_asked():
    assert staffing_verdict(Staffing(900, ()), OrganizerPolicy()).state is State.NOT_ASKED


def test_nobody_s_rank_is_neither_met_nor_lacking():
    for staffing, code in ((Staffing(334, ()), "D3"), (Staffing(6000, (), is_committee=True), "D2")):
        cells = {cell.title: cell.verdict for cell in staffing_cells(staffing, preset_policy(OrganizerPolicy, code))}
        assert (cells["级别"].state, cells["级别"].words) == (State.NOT_ASKED, "尚无专职组织员")
        assert staffing_verdict(staffing, preset_policy(OrganizerPolicy, code)).state is State.GAP


def test_cell_by_cell():
    cells = {cell.title: cell for cell in staffing_cells(Staffing(236, (DEPUTY,)), STANDARD)}
    assert [(title, cell.asked, cell.held, cell.verdict.words) for title, cell in cells.items()] == [
        ("应配下限", "至少 1 名", "1 名", "达标"),
        ("应配上限", "不设上限", "1 名", "制度未要求"),
        ("级别", "一般为科级", "副科级", "现为副科级，一般为科级"),
        ("增设", "500 人以上可酌增", "", "未到增设人数"),
    ]
    assert all(cell.verdict.clause and cell.verdict.arithmetic for title, cell in cells.items() if title != "应配上限")

"""The matrix of docs/staffing.md: the page is what the rule gives, and the rule gives what the documents say."""

from pathlib import Path

import pytest
from django.conf import settings

from organizers.policy import OrganizerPolicy
from organizers.rules.staffing import Rank, Staffing, posts_in_words, rank_asked, staffing_verdict
from organizers.staffing_document import SIZES, staffing_document
from policy.presets import preset_policy

NOBODY, PLAIN, UNKNOWN = (), (Rank.NONE,), (Rank.UNKNOWN,)
DEPUTY, SECTION = (Rank.DEPUTY_SECTION,), (Rank.SECTION,)
TWO = (Rank.SECTION, Rank.NONE)
D1, D2 = "苏二师委组〔2024〕84号 第一部分", "西双版纳职业技术学院《组织员队伍建设管理办法》 第十条"
D3 = "沪交医委〔2021〕30号 第四条"
NATIONAL = "教育部党组《普通高等学校学生党建工作标准》（条次待核）"
GAP, OVER = "缺 1 名专职组织员", "超配 1 名专职组织员"
NO_RANK, OPEN_RANK = "现不设职级，一般为科级", "级别未定，一般为科级"

# By hand from the documents: whoever serves → verdict; where it depends on the size, by size.
BOUND_BELOW = {NOBODY: GAP, PLAIN: "达标", UNKNOWN: "达标", SECTION: "达标", TWO: "达标"}
EXPECTED = {
    "D1": (D1, {size: BOUND_BELOW for size in SIZES}),
    "D2": (D2, {size: BOUND_BELOW | {TWO: OVER} for size in SIZES}),
    "D3": (D3, {size: BOUND_BELOW | ({PLAIN: NO_RANK, UNKNOWN: OPEN_RANK} if size >= 200 else {}) for size in SIZES}),
    "D4": (NATIONAL, {size: BOUND_BELOW for size in SIZES}),
    "D5": (NATIONAL, {size: BOUND_BELOW for size in SIZES}),
}
CELLS = [
    (code, size, held, words)
    for code, (_, sizes) in EXPECTED.items()
    for size in sizes
    for held, words in sizes[size].items()
]


def test_every_size_under_every_preset_is_here():
    assert {(code, size) for code, size, *_ in CELLS} == {
        (f"D{number}", size) for number in range(1, 6) for size in (49, 199, 200, 499, 500, 1200)
    }


@pytest.mark.parametrize(("code", "size", "held", "words"), CELLS)
def test_the_verdict_with_its_clause(code, size, held, words):
    verdict = staffing_verdict(Staffing(size, held), preset_policy(OrganizerPolicy, code))
    assert (verdict.words, verdict.clause) == (words, EXPECTED[code][0])
    assert (verdict.gap, verdict.surplus) == (int(words == GAP), int(words == OVER))


@pytest.mark.parametrize(
    ("size", "rank", "posts"),
    [
        (49, "可不设职级", "1"),
        (199, "可不设职级", "1"),
        (200, "一般为科级", "1"),
        (499, "一般为科级", "1"),
        (500, "一般为科级", "1（可酌增）"),
        (1200, "一般为科级", "1（可酌增）"),
    ],
)
def test_what_d3_asks_by_size(size, rank, posts):
    policy = preset_policy(OrganizerPolicy, "D3")
    assert (rank_asked(size, policy), posts_in_words(Staffing(size, ()), policy)) == (rank, posts)


@pytest.mark.parametrize(
    ("ranks", "words"),
    [
        ((), "缺 1 名学校党委组织员"),
        (PLAIN, "级别未到副科级"),
        (UNKNOWN, "级别未定"),
        (DEPUTY, "达标"),
        (SECTION, "达标"),
        (DEPUTY * 2, "超配 1 名学校党委组织员"),
    ],
)
def test_the_committee_of_d2_has_one_of_its_own(ranks, words):
    verdict = staffing_verdict(Staffing(6000, ranks, is_committee=True), preset_policy(OrganizerPolicy, "D2"))
    assert (verdict.words, verdict.clause) == (words, D2)


@pytest.mark.parametrize("code", ["D1", "D3", "D4", "D5"])
def test_the_other_documents_ask_nothing_of_the_committee(code):
    verdict = staffing_verdict(Staffing(6000, (), is_committee=True), preset_policy(OrganizerPolicy, code))
    assert verdict.state == "not_asked"


def test_the_page_is_what_the_rule_gives():
    """If it differs: `python3 dev.py manage staffing_document`."""
    page = Path(settings.BASE_DIR) / "docs" / "staffing.md"
    assert page.read_text(encoding="utf-8") == staffing_document()

"""How many must come and agree, at every edge: exactly half, one more, four fifths (regulations.md 1.2)."""

import pytest

from branches.figures import Votes, contradictions, vote_faults
from branches.kinds import (
    DISCUSSED_BY,
    EXCLUSION_WORDS,
    HELD_BY,
    HELD_BY_WORDS,
    KIND_WORDS,
    STANDING_WORDS,
    SUBJECT_WORDS,
    Exclusion,
    Kind,
    Standing,
    Subject,
)
from branches.policy import AT_LEAST_HALF, PRESENT, MeetingPolicy
from branches.quorum import Quorum, Share, demand_for, is_reached, least, passes
from policy.declaring import Setting

STRICT = MeetingPolicy()
LENIENT = MeetingPolicy(ordinary_quorum_strictness=Setting(AT_LEAST_HALF))
OF_PRESENT = MeetingPolicy(election_majority_base=Setting(PRESENT))


# E, then the fewest present and ayes for admission, for an ordinary resolution, for an election (regulations.md 1.2).
QUORUMS = [(3, 2, 2, 3), (5, 3, 3, 4), (6, 4, 3, 5), (7, 4, 4, 6), (8, 5, 4, 7), (10, 6, 5, 8), (21, 11, 11, 17)]


@pytest.mark.parametrize(("expected", "admission", "ordinary", "election"), QUORUMS)
def test_three_kinds_of_quorum(expected, admission, ordinary, election):
    wanted = {Quorum.DEVELOPMENT: admission, Quorum.ORDINARY: ordinary, Quorum.ELECTION: election}
    for quorum, fewest in wanted.items():
        assert least(expected, quorum.share) == fewest
        assert is_reached(fewest, expected, quorum.share)
        assert not is_reached(fewest - 1, expected, quorum.share)


@pytest.mark.parametrize("expected", range(1, 201))
def test_the_edge_of_every_size(expected):
    """Worked out the long way, by whole numbers."""
    for count in range(expected + 1):
        assert is_reached(count, expected, Share.MORE_THAN_HALF) is (2 * count > expected)
        assert is_reached(count, expected, Share.AT_LEAST_HALF) is (2 * count >= expected)
        assert is_reached(count, expected, Share.FOUR_FIFTHS) is (5 * count >= 4 * expected)


@pytest.mark.parametrize("share", Share)
def test_where_nobody_is_expected_nobody_decides(share):
    assert not is_reached(0, 0, share)


@pytest.mark.parametrize(
    ("expected", "present", "ayes", "carried"),
    [
        (10, 6, 6, True),
        (10, 5, 6, False),
        (10, 6, 5, False),
        (10, None, 5, False),
        (10, 6, None, None),
        (None, 6, 6, None),
    ],
)
def test_whether_a_vote_is_carried(expected, present, ayes, carried):
    assert passes(expected, present, ayes) is carried


def outcome(subject, expected, present, ayes, written=0, kind=Kind.GENERAL_MEETING, policy=STRICT):
    demand = demand_for(kind, subject, policy)
    return demand.outcome(expected=expected, present=present, ayes=ayes, written_ayes=written)


@pytest.mark.parametrize("subject", [Subject.ADMISSION, Subject.CONVERSION])
@pytest.mark.parametrize(
    ("expected", "present", "ayes", "written", "is_present", "is_agreed"),
    [
        (20, 10, 10, 0, False, False),  # Exactly half fails both.
        (20, 11, 10, 0, True, False),
        (20, 11, 10, 1, True, True),  # One who wrote before the meeting makes it.
        (20, 10, 10, 9, False, True),  # Who wrote was not there.
        (21, 11, 11, 0, True, True),
        (21, 10, 10, 11, False, True),
        (21, 19, 9, 0, True, False),
    ],
)
def test_admission_and_conversion(subject, expected, present, ayes, written, is_present, is_agreed):
    found = outcome(subject, expected, present, ayes, written)
    assert (found.present.is_met, found.ayes.is_met) == (is_present, is_agreed)
    assert found.is_carried is (is_present and is_agreed)


@pytest.mark.parametrize("policy", [LENIENT, OF_PRESENT])
def test_no_school_may_loosen_admission(policy):
    assert not outcome(Subject.ADMISSION, 20, 10, 11, policy=policy).present.is_met


def test_the_words_of_the_screen():
    found = outcome(Subject.ADMISSION, 21, 19, 18, 1)
    assert (found.ayes.words, found.present.words) == ("19/21，需 11", "19/21，需 11")
    assert outcome(Subject.ADMISSION, 21, 19, 9).ayes.words == "9/21，需 11"
    assert (found.present.rule, found.ayes.rule) == ("DEV-24", "DEV-26")
    assert "第二十条" in found.present.clause and "第二十一条" in found.ayes.clause


def test_conversion_cites_its_own_article():
    found = outcome(Subject.CONVERSION, 21, 19, 18)
    assert found.present.rule == found.ayes.rule == "DEV-46"
    assert "第三十三条（2026年修订第三十二条）" in found.ayes.clause


@pytest.mark.parametrize(("policy", "is_met"), [(STRICT, False), (LENIENT, True)])
@pytest.mark.parametrize("kind", Kind)
def test_half_is_enough_for_ordinary_matters_where_the_school_reads_it_so(policy, is_met, kind):
    assert outcome(Subject.OTHER, 10, 5, 6, kind=kind, policy=policy).present.is_met is is_met
    assert outcome(Subject.OTHER, 10, 6, 6, kind=kind, policy=policy).is_carried
    # “赞成人数超过应到会有表决权的党员的半数” under either reading.
    assert not outcome(Subject.OTHER, 10, 6, 5, kind=kind, policy=policy).ayes.is_met


def test_written_opinions_count_for_admission_and_conversion_alone():
    for subject in set(Subject) - {Subject.ADMISSION, Subject.CONVERSION}:
        assert outcome(subject, 10, 8, 5, written=1).ayes.count == 5


@pytest.mark.parametrize(
    ("expected", "present", "is_met"), [(10, 7, False), (10, 8, True), (11, 8, False), (11, 9, True), (5, 4, True)]
)
def test_four_fifths_come_to_an_election(expected, present, is_met):
    found = outcome(Subject.ELECTION, expected, present, present).present
    assert found.is_met is is_met
    assert found.rule == "ELE-03" and "待核" in found.clause


def test_half_of_whom_elects():
    assert not outcome(Subject.ELECTION, 10, 8, 5).ayes.is_met
    assert outcome(Subject.ELECTION, 10, 8, 5, policy=OF_PRESENT).ayes.is_met
    assert not outcome(Subject.ELECTION, 10, 8, 4, policy=OF_PRESENT).ayes.is_met


SOUND = {"ballots_out": 19, "ballots_in": 18, "ayes": 14, "nays": 2, "abstentions": 1, "spoilt": 1, "written_ayes": 1}


def faults(present=19, opinions=1, **changed):
    return [field for field, _ in vote_faults(Votes(**SOUND | changed), present=present, opinions=opinions)]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"ayes": 13}, ["ayes"]),
        ({"ayes": 15}, ["ayes"]),
        ({"ballots_in": 19, "ayes": 15}, []),
        ({"ballots_in": 20, "ayes": 16}, ["ballots_in"]),
        ({"ballots_out": 18}, ["ballots_out"]),
        ({"written_nays": 1}, ["written_ayes"]),
        ({"written_ayes": 0, "written_abstentions": 1}, []),
        ({"nays": -1, "ayes": 17}, ["nays"]),
        ({"present": 18, "opinions": 0}, ["ballots_out", "written_ayes"]),
    ],
)
def test_votes_that_cannot_be(changed, found):
    assert faults(**changed) == found


def test_every_fault_at_once_with_its_sum():
    votes = Votes(ballots_out=20, ballots_in=21, ayes=-1, nays=9, written_ayes=2)
    words = [words for _, words in vote_faults(votes, present=19, opinions=1)]
    assert words == [
        "赞成 -1 票，票数不能为负",
        "发出 20 票，实到有表决权 19 人，应发出 19 票",
        "收回 21 票，多于发出的 20 票",
        "赞成、不赞成、弃权、无效合计 -1 + 9 + 0 + 0 = 8，与收回的 21 票不符",
        "书面意见合计 2 份，会前收到的只有 1 份",
    ]


def test_old_figures_with_gaps():
    assert contradictions({"expected": 10, "present": 11}) == ["实到 11 人，超过应到 10 人"]
    assert contradictions({"expected": 10}) == contradictions({}) == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (KIND_WORDS, Kind),
        (HELD_BY, Kind),
        (HELD_BY_WORDS, Kind),
        (STANDING_WORDS, Standing),
        (EXCLUSION_WORDS, Exclusion),
        (SUBJECT_WORDS, Subject),
        (DISCUSSED_BY, Subject),
    ],
)
def test_every_word_is_said(words, names):
    assert list(words) == list(names)
    assert all(words.values())

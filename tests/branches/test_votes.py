"""The votes on an item: recorded, corrected, told to the procedure, and what the database refuses by itself."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from branches.figures import Votes, contradictions, uncounted
from branches.kinds import Exclusion, Kind, Standing, Subject
from branches.models import TOTALS, Attendance, Item, Meeting
from branches.policy import AT_LEAST_HALF, MeetingPolicy
from branches.quorum import passes
from branches.rules import Attending, Motion
from branches.selectors import facts_of, outcome_of
from branches.services import record_votes, void_meeting
from directory.constraints import sentence_of
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from membership.procedure.steps import VOTE_FACTS
from policy.declaring import Setting
from tests.branches.conftest import ON, votes

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def item(hold, came, world):
    """钱七's admission: 19 of 21 there, one more wrote before; nothing counted yet."""
    meeting = hold(attending=came(19, Attending(world.people["f19"], opinion_received_on=ON)))
    return meeting.items.get()


def record(item, world, role=Role.DEPARTMENT_STAFF, **changed):
    return record_votes(item=item, by=world.accounts[role], **{"votes": votes()} | changed)


# --- recording


def test_recorded_and_told_in_the_words_of_the_procedure(item, world):
    item = record(item, world, votes=votes(ayes=17, nays=1, abstentions=0, spoilt=1, written_ayes=1))
    assert facts_of(item) == {
        "expected": 21,
        "present": 19,
        "written_ayes": 1,
        "ayes": 18,
        "nays": 1,
        "abstentions": 0,
        "ballot": "secret",
        "together": False,
        "candidate_present": True,
    }
    assert set(facts_of(item)) == set(VOTE_FACTS) - {"introducers_present"}
    assert uncounted(facts_of(item)) == 1


def test_before_the_vote_only_who_came_is_known(item):
    assert item.votes is None and outcome_of(item) is None
    assert facts_of(item) == {"expected": 21, "present": 19, "candidate_present": True}


def test_a_candidate_nobody_listed_is_not_told(hold, came, world):
    rows = [each for each in came() if each.person != world.people["first"]]
    assert "candidate_present" not in facts_of(hold(attending=rows).items.get())
    absent = [*rows, Attending(world.people["first"])]
    void_meeting(meeting=Meeting.objects.get(), reason="漏记", at=dt.datetime.now(tz=dt.UTC))
    assert facts_of(hold(attending=absent).items.get())["candidate_present"] is False


def test_the_screens_line(item, world):
    outcome = outcome_of(record(item, world, votes=votes(written_ayes=1)))
    assert (outcome.ayes.words, outcome.is_carried) == ("19/21，需 11", True)


@pytest.mark.parametrize(("ayes", "is_carried"), [(9, False), (10, False), (11, True)])
def test_one_vote_decides(item, world, ayes, is_carried):
    outcome = outcome_of(record(item, world, votes=votes(ayes=ayes, nays=19 - ayes, abstentions=0)))
    assert outcome.is_carried is is_carried
    assert outcome.ayes.needed == 11


def test_a_meeting_that_could_not_decide_is_recorded_all_the_same(hold, came, world):
    item = hold(attending=came(10)).items.get()
    outcome = outcome_of(record(item, world, votes=votes(ballots_out=10, ballots_in=10, ayes=10, abstentions=0)))
    assert (outcome.present.is_met, outcome.present.words) == (False, "10/21，需 11")


def test_a_show_of_hands_is_told_as_such(item, world):
    item = record(item, world, is_secret=False)
    assert facts_of(item)["ballot"] == "show_of_hands"
    assert facts_of(record(item, world, reason="票数登记有误"))["ballot"] == "show_of_hands"


def test_the_policy_of_the_school(hold, came, world):
    without = Attending(world.people["f19"], exclusion=Exclusion.NO_RIGHTS, exclusion_reason="处分")
    motions = [Motion(Subject.OTHER, title="年度工作报告")]
    item = hold(attending=came(10, without), motions=motions).items.get()
    item = record(item, world, votes=votes(ballots_out=10, ballots_in=10, ayes=10, abstentions=0))
    assert outcome_of(item).present.words == "10/20，需 11"
    lenient = MeetingPolicy(ordinary_quorum_strictness=Setting(AT_LEAST_HALF))
    assert outcome_of(item, lenient).present.words == "10/20，需 10"


def test_everything_wrong_with_votes_at_once(item, world):
    with pytest.raises(Refused) as caught:
        record(item, world, votes=Votes(ballots_out=20, ballots_in=21, ayes=3, written_nays=2))
    assert [(each.rule, each.field) for each in caught.value.refusals] == [
        ("VOTES", "items.0.ballots_out"),
        ("VOTES", "items.0.ballots_in"),
        ("VOTES", "items.0.ayes"),
        ("DEV-27", "items.0.written_ayes"),
    ]
    item.refresh_from_db()
    assert item.votes is None and item.version == 1


def test_a_correction_says_why_and_history_keeps_both(item, world):
    record(item, world)
    with pytest.raises(Refused, match="更正票数应写明原因"):
        record(item, world, votes=votes(ayes=17, nays=1))
    with pytest.raises(ChangedMeanwhile):
        record(item, world, votes=votes(ayes=17, nays=1), reason="重新点票", version=1)
    corrected = record(item, world, votes=votes(ayes=17, nays=1), reason="重新点票", version=2)
    assert (corrected.ayes, corrected.version) == (17, 3)
    assert list(item.events.order_by("pgh_id").values_list("ayes", flat=True)) == [None, 18, 17]


def test_nobody_records_the_vote_on_himself(hold, came, world):
    account = world.accounts[Role.DEPARTMENT_STAFF]
    item = hold(motions=[Motion(Subject.ADMISSION, account.person)], by=None).items.get()
    with pytest.raises(Refused, match="不能登记本人的表决结果"):
        record(item, world)
    assert record(item, world, role=Role.DEPARTMENT_ADMIN).ayes == 18


def test_no_votes_on_a_voided_meeting(item, world):
    void_meeting(meeting=item.meeting, reason="重复登记", at=dt.datetime.now(tz=dt.UTC))
    with pytest.raises(Refused, match="该会议记录已作废（重复登记）"):
        record(item, world)


def test_facts_of_many_items_cost_no_query_each(hold, world):
    motions = [Motion(Subject.ADMISSION, world.people[name]) for name in ("first", "second")]
    hold(motions=motions)
    rows = Item.objects.select_related("meeting").prefetch_related("meeting__attendances")
    with CaptureQueriesContext(connection) as queries:
        assert [facts_of(item)["present"] for item in rows] == [19, 19]
    assert len(queries) == 2


# --- what the procedure makes of it

COUNTS = st.integers(0, 25)


@st.composite
def lawful(draw):
    """A vote that adds up: expected, present, and votes of those present and of some who wrote."""
    expected = draw(st.integers(1, 40))
    present = draw(st.integers(0, expected))
    back = draw(st.integers(0, present))
    ayes = draw(st.integers(0, back))
    nays = draw(st.integers(0, back - ayes))
    spoilt = draw(st.integers(0, back - ayes - nays))
    written = draw(st.integers(0, expected - present))
    written_ayes = draw(st.integers(0, written))
    rest = back - ayes - nays - spoilt
    return expected, present, Votes(present, back, ayes, nays, rest, spoilt, written_ayes, written - written_ayes)


@given(lawful())
def test_the_procedure_agrees_with_the_meeting(case):
    """No vote that may be saved contradicts itself in a history, and both say the same of what came of it."""
    expected, present, counted = case
    meeting = Meeting(kind=Kind.GENERAL_MEETING, expected=expected, present=present)
    item = Item(meeting=meeting, subject=Subject.ADMISSION, **{name: getattr(counted, name) for name in TOTALS})
    facts = facts_of(item)
    assert contradictions(facts) == []
    carried = outcome_of(item, MeetingPolicy()).is_carried
    assert carried is passes(facts["expected"], facts["present"], facts["ayes"])


# --- what the database refuses by itself

MEETING = {
    "meeting_present_within_expected": {"present": 22},
    "meeting_void_has_reason": {"voided_at": dt.datetime(2026, 11, 20, tzinfo=dt.UTC)},
}
ATTENDANCE = {
    "attendance_vote": {"standing": Standing.GUEST},
    "attendance_exclusion_has_grounds": {"exclusion": Exclusion.AWAY, "exclusion_reason": "借调", "has_vote": False},
    "attendance_opinion_of_absent_voter": {"is_present": True, "opinion_received_on": ON},
}
SOUND = dict(zip(TOTALS, (19, 19, 18, 0, 1, 0, 0, 0, 0), strict=True))
ITEM = {
    "item_about_a_person": {"person": None},
    "item_votes_whole": {"written_ayes": None},
    "item_returned_within_given": {"ballots_out": 18},
    "item_votes_add_up": {"ayes": 17},
    "item_void_has_reason": {"void_reason": "误登"},
}
CASES = [(model, *case) for model, cases in ((Meeting, MEETING), (Attendance, ATTENDANCE), (Item, ITEM))
         for case in cases.items()]  # fmt: skip


@pytest.mark.parametrize(("model", "constraint", "changed"), CASES)
def test_a_check_of_the_database(item, model, constraint, changed):
    Item.objects.update(**SOUND)
    rows = model.objects.filter(pk=model.objects.order_by("pk").first().pk)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**changed)
    assert sentence_of(constraint).endswith("。") and "刷新页面" not in sentence_of(constraint)


@pytest.mark.parametrize(
    ("exclusion", "fits"),
    [
        ({"exclusion": Exclusion.NO_RIGHTS, "exclusion_reason": "处分"}, True),
        ({"exclusion": Exclusion.NO_RIGHTS}, False),
        ({"exclusion_reason": "没有原因类别"}, False),
    ],
)
def test_grounds_in_the_database(item, exclusion, fits):
    row = Attendance.objects.filter(is_present=False, has_vote=True, opinion_received_on=None)[:1]
    rows = Attendance.objects.filter(pk__in=[each.pk for each in row])
    if fits:
        assert rows.update(has_vote=False, **exclusion) == 1
        return
    with pytest.raises(IntegrityError, match="attendance_exclusion_has_grounds"), transaction.atomic():
        rows.update(has_vote=not exclusion.get("exclusion"), **exclusion)


def test_every_check_has_its_example():
    named = {
        constraint.name
        for model in (Meeting, Attendance, Item)
        for constraint in model._meta.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    assert named == {*MEETING, *ATTENDANCE, *ITEM}


@pytest.mark.django_db(transaction=True)
def test_two_who_save_one_meeting_at_once(hold):
    """One is saved; the other is told the sentence of the constraint."""

    def save(_):
        try:
            return str(hold())
        except Refused as refused:
            return refused.refusals[0].message
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(save, range(2)))
    assert told == ["数学本科一支部 2026-11-12 支部党员大会", sentence_of("meeting_once")]

"""Neither the meeting nor the case changes behind the other's back."""

import datetime as dt

import pytest

from branches.figures import Votes
from branches.kinds import Kind, Subject
from branches.models import Item
from branches.rules import Attending, Motion
from branches.selectors import attending_at
from branches.services import Circumstances, correct_meeting, hold_meeting, record_votes, void_meeting
from dates.partial import PartialDate
from directory.refusals import Refused
from directory.viewer import Operator
from membership.models import StepRecord
from membership.services import Act, correct_record, record_step
from membership.voting import vote_facts
from tests.membership.together.candidates import MET_ON
from tests.world import TODAY

pytestmark = pytest.mark.django_db
VOTES = Votes(ballots_out=19, ballots_in=19, ayes=18, abstentions=1)


@pytest.fixture
def record(world, candidates) -> StepRecord:
    case = candidates[0]
    voters = [world.people["30003"], *(world.people[f"f{each}"] for each in range(18))]
    meeting = hold_meeting(
        unit=case.unit,
        kind=Kind.GENERAL_MEETING,
        on=MET_ON,
        attending=[Attending(person, is_present=True) for person in (*voters, case.person)],
        motions=[Motion(Subject.ADMISSION, case.person, votes=VOTES)],
        today=TODAY,
        by=None,
    )
    item = meeting.items.get()
    act = Act(
        "admission_meeting", PartialDate(MET_ON), vote_facts(item, [world.people["f0"], world.people["f1"]]), item=item
    )
    return record_step(case=case, act=act, by=Operator(TODAY), today=TODAY)


def correct(meeting, **changed):
    facts = {
        "meeting": meeting,
        "version": None,
        "on": meeting.on,
        "attending": attending_at(meeting),
        "circumstances": Circumstances(),
        "reason": "误记",
        "today": TODAY,
        "by": None,
    }
    return correct_meeting(**facts | changed)


def told(function, **facts) -> list[str]:
    with pytest.raises(Refused) as refused:
        function(**facts)
    return [each.rule for each in refused.value.refusals]


def test_the_case_says_what_the_meeting_says(record):
    assert record.facts == {
        "expected": 21, "present": 19, "written_ayes": 0, "ayes": 18, "nays": 0, "abstentions": 1, "ballot": "secret",
        "together": False, "candidate_present": True, "introducers_present": 2,
    }  # fmt: skip
    assert record.item.step_records.get() == record


def test_a_meeting_on_which_a_case_rests_is_not_voided(record):
    assert told(void_meeting, meeting=record.item.meeting, reason="重复", at=dt.datetime.now(dt.UTC)) == [
        "meeting_rests"
    ]


@pytest.mark.parametrize(
    "changed",
    [
        lambda meeting: {"on": MET_ON - dt.timedelta(1)},
        lambda meeting: {"attending": attending_at(meeting)[:-1]},
        lambda meeting: {"votes": {meeting.items.get().pk: Votes(19, 19, 17, abstentions=2)}},
    ],
    ids=["day", "candidate absent", "votes"],
)
def test_nor_corrected_in_what_the_case_has_taken(record, changed):
    meeting = record.item.meeting
    assert told(correct, meeting=meeting, **changed(meeting)) == ["meeting_rests"]
    assert Item.objects.get().votes == VOTES
    assert record.item.meeting.attendances.filter(is_present=True).count() == 20


def test_votes_of_one_item_alone_are_held_likewise(record):
    facts = {"votes": Votes(19, 19, 17, abstentions=2), "by": None, "reason": "误记"}
    assert told(record_votes, item=record.item, **facts) == ["meeting_rests"]


def test_the_rest_of_the_meeting_may_be_corrected(record):
    assert correct(record.item.meeting, circumstances=Circumstances(place="二楼会议室")).place == "二楼会议室"


def test_the_way_out_is_the_record(record):
    act = Act(record.step, record.day, record.facts | {"ayes": 17, "abstentions": 2})
    correct_record(record=record, act=act, reason="误记", by=Operator(TODAY), today=TODAY)
    facts = {"votes": Votes(19, 19, 17, abstentions=2), "by": None, "reason": "误记"}
    assert record_votes(item=Item.objects.get(), **facts).ayes == 17

"""A kept meeting is corrected with the records that rest on it, by whoever may and under the rules, or not at all."""

import datetime as dt

import pytest

from branches.figures import Votes
from branches.kinds import Subject
from branches.rules import Attending, Motion
from branches.selectors import attending_at
from branches.services import Circumstances
from dates.partial import PartialDate
from directory.models import Account
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.duties import assign_duty
from directory.viewer import Viewer
from membership.models import StepRecord
from membership.models.cases import Lamp
from membership.services import Act, correct_record, record_step
from membership.services.meetings import add_together, correct_together, void_item_together, void_together
from membership.services.together import Vote
from membership.together.people import forgotten
from tests.membership.together.candidates import MET_ON, brought_to
from tests.membership.together.kept import BOSS, kept_meeting
from tests.world import FOUNDED, TODAY

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)


@pytest.fixture
def meeting(world, candidates):
    return kept_meeting(world, candidates)


def correct(meeting, by=BOSS, **changed):
    facts = {
        "version": meeting.version,
        "on": meeting.on,
        "attending": attending_at(meeting),
        "circumstances": Circumstances(),
        "votes": {},
        "reason": "误记",
    }
    return correct_together(meeting=meeting, by=by, today=TODAY, **facts | changed)


def voted(meeting, name, *figures) -> dict:
    return {"votes": {meeting.items.get(person__name=name).pk: Votes(*figures)}}


def record_of(name) -> StepRecord:
    return StepRecord.objects.standing().get(person__name=name, step="admission_meeting")


def told(function, *given, **facts) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        function(*given, **facts)
    return [(each.rule, each.message) for each in refused.value.refusals]


def go_on(case):
    """上级党委派人谈话: the file rests on the vote from here on."""
    act = Act("approval_talk", PartialDate(dt.date(2026, 11, 16)), {"by": "organizer"})
    return record_step(case=case, act=act, by=BOSS, today=TODAY)


# --- correcting


def test_the_record_says_what_the_meeting_says_now(meeting, candidates):
    was = record_of("方晓")
    correct(meeting, **voted(meeting, "方晓", 19, 19, 17, 1, 1))
    record = record_of("方晓")
    assert (record.facts["ayes"], record.facts["nays"], record.item) == (17, 1, was.item)
    assert record.replaces == was and StepRecord.objects.get(pk=was.pk).void_reason == "误记"
    assert record_of("苏明").replaces is None
    assert meeting.items.get(person__name="方晓").ayes == 17


def test_one_vote_more_admits_and_one_less_does_not(meeting, candidates):
    correct(meeting, **voted(meeting, "林知远", 19, 19, 11, 7, 1))
    failed, third = candidates[1], candidates[2]
    failed.refresh_from_db()
    assert failed.admitted_on == MET_ON
    meeting.refresh_from_db()
    correct(meeting, **voted(meeting, "苏明", 19, 19, 10, 9))
    third.refresh_from_db()
    assert third.admitted_on is None


def test_a_correction_undoes_a_correction(meeting):
    before = record_of("林知远").facts
    correct(meeting, **voted(meeting, "林知远", 19, 19, 11, 7, 1))
    meeting.refresh_from_db()
    correct(meeting, **voted(meeting, "林知远", 19, 19, 10, 8, 1))
    assert record_of("林知远").facts == before
    assert StepRecord.objects.filter(person__name="林知远", step="admission_meeting").count() == 3


def test_what_a_later_step_needs_is_not_corrected_away(meeting, candidates):
    """方晓 was talked with since: ten votes would have admitted nobody (DEV-26)."""
    go_on(candidates[0])
    reasons = told(correct, meeting, **voted(meeting, "方晓", 19, 19, 10, 9))
    assert [rule for rule, _ in reasons] == ["DEV-26"]
    assert reasons[0][1].startswith("方晓：") and "10" in reasons[0][1]
    assert meeting.items.get(person__name="方晓").ayes == 18
    assert record_of("方晓").facts["ayes"] == 18


def test_every_candidate_who_stands_in_the_way_is_named(meeting):
    """On 4 November no book was issued yet."""
    reasons = told(correct, meeting, on=dt.date(2026, 11, 4))
    assert {words.partition("：")[0] for _, words in reasons} == {"方晓", "林知远", "苏明"}
    meeting.refresh_from_db()
    assert meeting.on == MET_ON


def test_all_records_move_with_the_day(meeting):
    correct(meeting, on=dt.date(2026, 11, 13))
    days = StepRecord.objects.standing().filter(step="admission_meeting").values_list("happened_on", flat=True)
    assert list(days) == [dt.date(2026, 11, 13)] * 3


def test_votes_against_another_attendance_are_told_of_the_meeting(meeting, world):
    attending = [each for each in attending_at(meeting) if each.person != world.people["f3"]]
    reasons = told(correct, meeting, attending=attending)
    assert [rule for rule, _ in reasons] == ["VOTES"] * 3


def test_a_vote_that_is_taken_away_takes_its_record_along(meeting, candidates):
    item = meeting.items.get(person__name="苏明")
    correct(meeting, votes={item.pk: None})
    assert not StepRecord.objects.standing().filter(person__name="苏明", step="admission_meeting").exists()
    candidates[2].refresh_from_db()
    assert (candidates[2].admitted_on, candidates[2].next_step) == (None, "admission_meeting")
    item.refresh_from_db()
    assert item.votes is None


def test_the_way_of_voting_is_corrected_for_all(meeting):
    """A show of hands is a fault of the file (DEV-25): it is refused while the records rest on the ballot."""
    reasons = told(correct, meeting, is_secret=False)
    assert [rule for rule, _ in reasons] == ["DEV-25"] * 3


def test_place_and_time_leave_the_records_alone(meeting):
    correct(meeting, circumstances=Circumstances(place="二楼"))
    assert not StepRecord.objects.filter(voided_at__isnull=False).exists()


def test_the_right_to_the_case_is_asked(meeting, viewer_as):
    foreign = viewer_as(Role.BRANCH_OFFICER)
    reasons = told(correct, meeting, foreign, **voted(meeting, "方晓", 19, 19, 17, 1, 1))
    assert [rule for rule, _ in reasons] == ["not_yours"]
    assert record_of("方晓").facts["ayes"] == 18


def test_nobody_corrects_or_voids_a_meeting_about_himself(meeting, candidates, world):
    person = candidates[0].person
    account = Account.objects.create(username="own", person=person)
    assign_duty(person=person, unit=world.units["0102"], kind="organization", from_on=FOUNDED, by=None)
    himself = Viewer(account, TODAY)
    assert ("own_case", "不能登记本人的表决结果，请由其他人员办理。") in told(correct, meeting, himself)
    void = {"reason": "重复", "by": himself, "today": TODAY, "at": AT}
    assert {rule for rule, _ in told(void_together, meeting=meeting, **void)} == {"own_case"}


def test_the_second_saver_is_told(meeting):
    correct(meeting, circumstances=Circumstances(place="二楼"))
    with pytest.raises(ChangedMeanwhile):
        correct(meeting, circumstances=Circumstances(place="三楼"))


def test_two_who_correct_one_vote_do_not_undo_each_other(meeting):
    correct(meeting, **voted(meeting, "方晓", 19, 19, 17, 1, 1))
    with pytest.raises(ChangedMeanwhile):
        correct(meeting, **voted(meeting, "方晓", 19, 19, 18, 0, 1))
    assert record_of("方晓").facts["ayes"] == 17


def test_a_decision_corrected_by_hand_leaves_the_record_with_its_meeting(meeting):
    record = record_of("方晓")
    act = Act(record.step, record.day, {name: told for name, told in record.facts.items() if name != "together"})
    corrected = correct_record(record=record, act=act, reason="补正", by=BOSS, today=TODAY)
    assert (corrected.item, corrected.facts) == (record.item, record.facts)
    act = Act(record.step, record.day, record.facts | {"ayes": 17, "nays": 1})
    assert correct_record(record=corrected, act=act, reason="补正", by=BOSS, today=TODAY).item is None


def test_a_decision_that_awaits_approval_is_amber_a_month_before_its_limit(meeting, candidates):
    """It stands on the committee's workbench from the meeting on, and is near no sooner than anything else."""
    case = candidates[0]
    case.refresh_from_db()
    due = case.deadlines.get(key="admission_approval")
    assert (case.lamp(TODAY), due.ahead) == (Lamp.NONE, 92)
    assert case.lamp(due.due_on - dt.timedelta(days=30)) is Lamp.SOON


# --- voiding


def test_voiding_takes_the_records_along(meeting, candidates):
    void_together(meeting=meeting, reason="会议没有召开", by=BOSS, today=TODAY, at=AT)
    meeting.refresh_from_db()
    assert (meeting.voided_at, meeting.void_reason) == (AT, "会议没有召开")
    assert not StepRecord.objects.standing().filter(step="admission_meeting").exists()
    for case in candidates:
        case.refresh_from_db()
        assert (case.admitted_on, case.next_step) == (None, "admission_meeting")


def test_what_rests_on_a_record_stops_the_voiding(meeting, candidates):
    go_on(candidates[0])
    reasons = told(void_together, meeting=meeting, reason="误记", by=BOSS, today=TODAY, at=AT)
    assert reasons and all(rule == "record_rests" and words.startswith("方晓：") for rule, words in reasons)
    meeting.refresh_from_db()
    assert meeting.voided_at is None and record_of("苏明").voided_at is None


# --- voiding one item


def void_item(meeting, name, by=BOSS, **more):
    item = meeting.items.standing().get(person__name=name)
    return void_item_together(item=item, reason="误登", by=by, today=TODAY, at=AT, **more)


def test_whoever_was_put_down_by_mistake_is_taken_out_with_his_record(meeting, candidates):
    """He came as the candidate; all others, their votes and records stay as they were."""
    before = StepRecord.objects.standing().filter(step="admission_meeting").count()
    figures = (meeting.expected, meeting.present)
    item = void_item(meeting, "方晓", version=meeting.version)
    assert (item.voided_at, item.void_reason) == (AT, "误登")
    record = item.step_records.get()
    assert (record.voided_at is not None, record.void_reason) == (True, "误登")
    candidates[0].refresh_from_db()
    assert (candidates[0].admitted_on, candidates[0].next_step) == (None, "admission_meeting")
    assert StepRecord.objects.standing().filter(step="admission_meeting").count() == before - 1
    assert list(meeting.items.standing().values_list("person__name", "ayes")) == [("林知远", 10), ("苏明", 11)]
    assert not meeting.attendances.filter(person=candidates[0].person).exists()
    meeting.refresh_from_db()
    assert (meeting.expected, meeting.present) == figures


def test_he_may_be_added_anew_under_another_number(meeting, candidates):
    void_item(meeting, "方晓")
    candidates[0].refresh_from_db()
    record = add(meeting, candidates[0], 19, 19, 17, 2)
    assert (record.item.position, record.facts["ayes"], meeting.items.count()) == (4, 17, 4)


def test_what_a_later_step_needs_is_not_taken_out(meeting, candidates):
    go_on(candidates[0])
    reasons = told(void_item, meeting, "方晓")
    assert reasons and {rule for rule, _ in reasons} == {"record_rests"}
    assert all(words.startswith("方晓：") and "请先作废依赖它的记录" in words for _, words in reasons)
    assert record_of("方晓").item.voided_at is None and meeting.attendances.filter(person=candidates[0].person).exists()


def test_the_only_item_goes_with_its_meeting(meeting, candidates):
    """One after another; of the last it is said what to do instead."""
    void_item(meeting, "方晓")
    void_item(meeting, "林知远")
    assert told(void_item, meeting, "苏明")[0][0] == "item_last"
    assert record_of("苏明").item.voided_at is None
    void_together(meeting=meeting, reason="没有召开", by=BOSS, today=TODAY, at=AT)
    assert not StepRecord.objects.standing().filter(step="admission_meeting").exists()


def test_two_who_take_out_or_correct_are_told_of_each_other(meeting):
    version = meeting.version
    void_item(meeting, "方晓", version=version)
    with pytest.raises(ChangedMeanwhile):
        void_item(meeting, "苏明", version=version)
    with pytest.raises(ChangedMeanwhile):
        correct(meeting, circumstances=Circumstances(place="二楼"))
    gone = meeting.items.get(person__name="方晓")
    again = told(void_item_together, item=gone, reason="误登", by=BOSS, today=TODAY, at=AT)
    assert [rule for rule, _ in again] == ["item_voided"]


def test_a_record_corrected_in_its_case_meanwhile_is_told_too(meeting):
    """And one whose vote was corrected there by hand stands by itself: the item goes alone."""
    record = record_of("方晓")
    act = Act(record.step, record.day, record.facts | {"ayes": 17, "nays": 1})
    by_hand = correct_record(record=record, act=act, reason="补正", by=BOSS, today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        void_item(meeting, "方晓", version=meeting.version, seen={record.pk})
    void_item(meeting, "方晓", version=meeting.version, seen=set())
    assert record_of("方晓") == by_hand


def test_taking_out_asks_who_and_why(meeting, candidates, world, viewer_as):
    assert [rule for rule, _ in told(void_item, meeting, "方晓", viewer_as(Role.BRANCH_OFFICER))] == ["not_yours"]
    account = Account.objects.create(username="own", person=candidates[0].person)
    assign_duty(person=candidates[0].person, unit=world.units["0102"], kind="organization", from_on=FOUNDED, by=None)
    assert {rule for rule, _ in told(void_item, meeting, "苏明", Viewer(account, TODAY))} == {"own_case"}
    item = meeting.items.get(person__name="方晓")
    silent = told(void_item_together, item=item, reason=" ", by=BOSS, today=TODAY, at=AT)
    assert [rule for rule, _ in silent] == ["correction_reason"]


# --- adding


@pytest.fixture
def late(world, meeting):
    """Somebody on whom the meeting voted as well."""
    named = world.people["f0"], world.people["f1"]
    return brought_to(world, "70009", "何清源", "application_book", introducers=named)


def add(meeting, case, *figures, attending=None, **more):
    vote = Vote(case, Motion(Subject.ADMISSION, case.person, votes=Votes(*figures)), version=case.version, **more)
    attending = [Attending(case.person, is_present=True)] if attending is None else attending
    return add_together(meeting=meeting, vote=vote, attending=attending, by=BOSS, today=TODAY)


def test_a_forgotten_candidate_is_added(meeting, late):
    record = add(meeting, late, 19, 19, 12, 7)
    assert record.facts["candidate_present"] and record.facts["introducers_present"] == 2
    assert (record.facts["ayes"], record.item.position, record.item.meeting) == (12, 4, meeting)
    late.refresh_from_db()
    assert late.admitted_on == MET_ON
    meeting.refresh_from_db()
    assert (meeting.expected, meeting.present, meeting.attendances.filter(person=late.person).count()) == (21, 19, 1)


def test_the_votes_on_him_are_judged_like_all_others(meeting, late):
    assert [rule for rule, _ in told(add, meeting, late, 18, 19, 12, 7)] == ["VOTES", "VOTES"]
    assert meeting.items.count() == 3 and not meeting.attendances.filter(person=late.person).exists()


def test_nobody_is_added_twice_nor_from_another_branch(world, meeting, candidates):
    candidates[0].refresh_from_db()
    assert [rule for rule, _ in told(add, meeting, candidates[0], 19, 19, 12, 7)] == ["item_once_a_person"]
    foreign = brought_to(world, "71000", "江有声", "application_book", code="0101")
    assert [rule for rule, _ in told(add, meeting, foreign, 19, 19, 12, 7)] == ["meeting_elsewhere"]


def test_the_rules_are_asked_of_him_too(world, meeting):
    early = brought_to(world, "70010", "白露", "pre_review")
    rules = [rule for rule, _ in told(add, meeting, early, 19, 19, 12, 7)]
    assert rules == ["DEV-21"] and not meeting.items.filter(person=early.person).exists()


def test_only_those_who_wait_are_offered(meeting, late, viewer_as):
    offered = forgotten(viewer_as(Role.UNIT_SECRETARY), meeting)
    assert [case.person.name for case in offered] == ["何清源"]
    assert not forgotten(viewer_as(Role.BRANCH_OFFICER), meeting)

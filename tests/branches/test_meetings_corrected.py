"""A kept meeting that is corrected, voided or added to: what stays, what is refused, who is told of the first saver."""

import datetime as dt

import pytest

from branches.kinds import Subject
from branches.models import Item, Meeting
from branches.rules import Attending, Motion
from branches.selectors import attending_at
from branches.services import add_item, record_votes, stops_voiding, void_meeting
from directory.models import Status
from directory.refusals import ChangedMeanwhile, Refusal, Refused
from directory.services.statuses import set_party_status
from tests.branches.conftest import correct, excluded, rules, second, votes
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
D = dt.date.fromisoformat


def test_a_correction_is_judged_with_the_votes_of_the_items(world, hold, came):
    meeting = hold(motions=[Motion(Subject.ADMISSION, world.people["first"], votes=votes())])
    assert rules(correct, meeting=meeting, world=world, attending=came(18)) == ["VOTES"]
    item = meeting.items.get()
    now = votes(ballots_out=18, ballots_in=18, ayes=17)
    corrected = correct(meeting, world, attending=came(18), votes={item.pk: now})
    item.refresh_from_db()
    assert (corrected.present, item.ayes, item.version, corrected.version) == (18, 17, 2, 2)
    assert corrected.attendances.filter(is_present=False, has_vote=True).count() == 3


def test_a_correction_keeps_the_rows_that_stay(world, hold, came):
    meeting = hold(attending=came(19, Attending(world.people["30001"], is_present=True), excluded(world)))
    before = dict(meeting.attendances.values_list("person", "pk"))
    correct(meeting, world)
    assert dict(meeting.attendances.values_list("person", "pk")) == before
    correct(Meeting.objects.get(), world, attending=came(20))
    gone = set(before) - set(meeting.attendances.values_list("person", flat=True))
    assert gone == {world.people["30001"].pk}
    assert Meeting.objects.get().expected == 21


def test_on_another_day_others_are_expected(world, hold):
    meeting = hold()
    set_party_status(
        person=world.people["f19"], unit=world.units["0101"], status=Status.FULL, from_on=D("2026-11-14"), today=TODAY
    )
    stated = [each for each in attending_at(meeting) if each.person.pk != world.people["f19"].pk]
    assert correct(meeting, world, on=D("2026-11-14"), attending=stated).expected == 20


def test_corrections_and_voiding_ask_for_a_reason_and_see_the_first_saver(world, hold):
    meeting, now = hold(), dt.datetime.now(tz=dt.UTC)
    assert rules(correct, meeting=meeting, world=world, reason="") == ["correction_reason"]
    assert rules(void_meeting, meeting=meeting, reason=" ", at=now) == ["void_reason"]
    correct(meeting, world, place_name="二楼")
    with pytest.raises(ChangedMeanwhile):
        correct(meeting, world, version=1)
    with pytest.raises(ChangedMeanwhile):
        void_meeting(meeting=meeting, reason="重复", at=now, version=1)
    void_meeting(meeting=meeting, reason="重复", at=now)
    assert rules(correct, meeting=Meeting.objects.get(), world=world) == ["meeting_voided"]
    assert rules(void_meeting, meeting=meeting, reason="重复", at=now) == ["meeting_voided"]


def test_every_act_on_a_meeting_is_seen_by_the_second_saver(world, hold, came):
    """The meeting's own row stays as it was: votes, the way of voting, who came instead of whom, one item more."""
    meeting = hold(motions=[Motion(Subject.ADMISSION, world.people["first"], votes=votes())])
    item, other = meeting.items.get(), votes(ayes=17, abstentions=2)
    instead = [*came(18), Attending(world.people["f18"], is_present=True)]
    acts = {
        "votes": lambda: correct(meeting, world, version=None, votes={item.pk: other}),
        "way": lambda: correct(meeting, world, version=None, is_secret=False),
        "came": lambda: correct(meeting, world, version=None, attending=instead),
        "votes alone": lambda: record_votes(item=item, votes=votes(), by=None, reason="误记"),
        "one more": lambda: add_item(meeting=meeting, motion=second(world), today=TODAY, by=None),
    }
    for name, act in acts.items():
        meeting.refresh_from_db()
        figures, version = (meeting.expected, meeting.present), meeting.version
        act()
        meeting.refresh_from_db()
        assert (meeting.expected, meeting.present) == figures, name
        assert meeting.version == version + 1, name
        with pytest.raises(ChangedMeanwhile):
            correct(meeting, world, version=version)


def test_what_rests_on_it_stops_the_voiding(world, hold, monkeypatch):
    monkeypatch.setattr("branches.services._STOPPERS", [])

    @stops_voiding
    def _cases(items):
        return Refusal("item_used", f"{len(items)} 个议题已用于发展党员。")

    assert rules(void_meeting, meeting=hold(), reason="重复", at=dt.datetime.now(tz=dt.UTC)) == ["item_used"]


def test_an_item_that_was_left_out(world, hold):
    meeting = hold()
    facts = {"meeting": meeting, "today": TODAY, "by": None}
    assert add_item(motion=second(world), **facts).position == 2
    assert rules(add_item, motion=second(world), **facts) == ["item_once_a_person"]
    assert rules(add_item, motion=Motion(Subject.ADMISSION), **facts) == ["DEV-28"]
    assert add_item(motion=Motion(Subject.OTHER, title="党费公示"), **facts).title == "党费公示"


def test_whoever_joins_the_list_with_an_item_is_a_guest(world, hold):
    """Nobody is expected anew: the meeting was what it was."""
    meeting = hold()
    came = [Attending(world.people["second"], is_present=True), Attending(world.people["f0"])]
    item = add_item(meeting=meeting, motion=second(world), attending=came, today=TODAY, by=None)
    meeting.refresh_from_db()
    assert (meeting.expected, meeting.present) == (21, 19)
    row = meeting.attendances.get(person=item.person)
    assert (row.standing, row.is_present, row.has_vote) == ("guest", True, False)
    assert meeting.attendances.get(person=world.people["f0"]).is_present


def test_the_way_of_voting_and_votes_that_there_were_not_are_corrected(world, hold):
    meeting = hold(motions=[Motion(Subject.ADMISSION, world.people["first"], votes=votes())])
    corrected = correct(meeting, world, is_secret=False)
    assert not corrected.items.get().is_secret
    item = correct(corrected, world, votes={corrected.items.get().pk: None}).items.get()
    assert item.votes is None and not item.is_secret


def test_what_goes_along_is_called_once_all_is_written(world, hold):
    """And what it refuses takes the correction with it."""
    seen, meeting = [], hold(motions=[Motion(Subject.ADMISSION, world.people["first"], votes=votes())])
    changed = {"votes": {meeting.items.get().pk: votes(ayes=17, abstentions=2)}}
    correct(meeting, world, follow=lambda items: seen.extend(Item.objects.values_list("ayes", flat=True)), **changed)
    assert seen == [17]

    def refuse(items):
        raise Refused(Refusal("left_behind", "不能随之更正。"))

    meeting.refresh_from_db()
    with pytest.raises(Refused, match="不能随之更正"):
        correct(meeting, world, follow=refuse, place_name="二楼")
    meeting.refresh_from_db()
    assert meeting.place == ""

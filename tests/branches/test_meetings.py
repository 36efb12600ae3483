"""A meeting as it is saved: who was expected, who came, what stays when people move, and what is refused."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import branches.rules
from branches.kinds import Exclusion, Kind, Standing, Subject
from branches.models import Attendance, Item, Meeting
from branches.rules import Attending, Motion
from branches.selectors import attending_at, expected_on, present_at
from branches.services import Circumstances, hold_meeting, void_meeting
from directory.models import PartyStatus, Status, Unit, UnitKind
from directory.permissions import Role
from directory.refusals import Grade, Refused
from directory.services.duties import assign_duty
from directory.services.statuses import set_party_status
from directory.services.units import found_unit
from tests.branches.conftest import ON, correct, excluded, rules, second, votes
from tests.world import FOUNDED, TODAY, add_person

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
D = dt.date.fromisoformat


# --- who should attend


def test_members_attend_and_full_ones_vote(world):
    people = expected_on(world.units["0102"], ON)
    assert len(people) == 22
    assert sum(each.has_vote for each in people) == 21
    assert [each.name for each in people if not each.has_vote] == ["曾青"]


@pytest.mark.parametrize(("day", "standing"), [("2026-11-11", "probationary"), ("2026-11-12", "full")])
def test_the_day_of_a_new_status_is_the_first_with_a_vote(world, day, standing):
    person = world.people["probationary"]
    set_party_status(person=person, unit=world.units["0102"], status=Status.FULL, from_on=ON, today=TODAY)
    assert {each.person.pk: each.standing for each in expected_on(world.units["0102"], D(day))}[person.pk] == standing


def test_what_awaits_approval_is_not_yet(world):
    """A conversion that awaits approval leaves him without vote, an admission makes him no member (DEV-31)."""
    for name, status in (("probationary", Status.FULL), ("first", Status.PROBATIONARY)):
        row = set_party_status(
            person=world.people[name], unit=world.units["0102"], status=status, from_on=D("2026-11-01"), today=TODAY
        )
        PartyStatus.objects.filter(pk=row.pk).update(is_provisional=True)
    standings = {each.name: each.standing for each in expected_on(world.units["0102"], ON)}
    assert standings["曾青"] == Standing.PROBATIONARY
    assert "钱七" not in standings


def test_a_voided_status_does_not_count_and_the_later_of_two_vague_ones_does(world):
    here, there = world.units["0102"], world.units["0101"]
    PartyStatus.objects.filter(person=world.people["f0"]).update(voided_at=dt.datetime.now(tz=dt.UTC), void_reason="错")
    vague = {"from_precision": "month", "status": Status.FULL}
    PartyStatus.objects.filter(person=world.people["f1"]).update(from_precision="month")
    PartyStatus.objects.create(person=world.people["f1"], unit=there, from_on=D("2026-10-01"), **vague)
    names = {each.person.pk for each in expected_on(here, ON)}
    assert not names & {world.people["f0"].pk, world.people["f1"].pk}
    assert world.people["f1"].pk in {each.person.pk for each in expected_on(there, ON)}


def test_members_of_its_groups_are_members_of_the_branch(world):
    group = found_unit(
        code="010201",
        kind=UnitKind.GROUP,
        full_name="第一党小组",
        short_name="第一党小组",
        parent=world.units["0102"],
        established_on=FOUNDED,
    )
    person = world.people["f0"]
    set_party_status(person=person, unit=group, status=Status.FULL, from_on=D("2026-11-01"), today=TODAY)
    assert len(expected_on(world.units["0102"], ON)) == 22
    assert person.pk in {each.person.pk for each in expected_on(world.units["0102"], ON)}


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Kind.BRANCH_COMMITTEE, "0102"), (Kind.GENERAL_BRANCH_COMMITTEE, "02"), (Kind.PARTY_COMMITTEE, "01")],
)
def test_a_committee_is_whoever_had_a_seat_that_day(world, kind, code):
    unit = world.units[code]
    before = len(expected_on(unit, ON, kind))
    for name, duty, to_on in (
        ("f0", "organization", None),
        ("f0", "publicity", None),
        ("f1", "discipline", D("2026-11-11")),
        ("f2", "committee_member", ON),
        ("f3", "organizer_part_time", None),
    ):
        if duty != "organizer_part_time":
            assign_duty(person=world.people[name], unit=unit, kind=duty, from_on=D("2026-01-01"), to_on=to_on, by=None)
    people = expected_on(unit, ON, kind)
    assert len(people) == before + 2
    assert {each.standing for each in people} == {Standing.COMMITTEE}
    assert {world.people["f0"].pk, world.people["f2"].pk} <= {each.person.pk for each in people}


def test_an_organizer_has_no_seat(world):
    assert expected_on(world.units["0101"], ON, Kind.BRANCH_COMMITTEE)[0].person.pk == (
        world.accounts[Role.BRANCH_OFFICER].person_id
    )
    assert len(expected_on(world.units["0101"], ON, Kind.BRANCH_COMMITTEE)) == 1


# --- saving


def test_a_meeting_fixes_names_and_numbers(world, hold):
    meeting = hold()
    assert (meeting.expected, meeting.present, meeting.attendances.count()) == (21, 19, 23)
    assert len(meeting.code) == 16
    standings = dict(meeting.attendances.values_list("name", "standing"))
    assert (standings["曾青"], standings["钱七"], standings["欧阳若水"]) == ("probationary", "guest", "full")
    assert meeting.attendances.filter(has_vote=True, is_present=False).count() == 2
    assert [str(item) for item in meeting.items.all()] == ["接收预备党员：钱七"]


def test_who_moves_or_is_renamed_later_changes_no_old_meeting(world, hold, came):
    meeting = hold()
    for name in ("f0", "f1", "f2"):
        person = world.people[name]
        set_party_status(person=person, unit=world.units["0101"], status=Status.FULL, from_on=TODAY, today=TODAY)
    PartyStatus.objects.filter(person=world.people["f3"]).update(from_on=TODAY)
    world.people["f4"].set_name("新名")
    world.people["f4"].save()
    meeting.refresh_from_db()
    assert (meeting.expected, meeting.present) == (21, 19)
    assert not Attendance.objects.filter(meeting=meeting, name="新名").exists()
    corrected = correct(meeting, world, attending=attending_at(meeting), place_name="二楼")
    assert (corrected.expected, corrected.present) == (21, 19)
    anew = correct(corrected, world, attending=came(19, Attending(world.people["f3"])), asks_anew=True)
    assert (anew.expected, anew.present) == (20, 18)


def test_the_excused_are_not_counted(world, hold, came):
    meeting = hold(attending=came(19, excluded(world), excluded(world, "f18", exclusion=Exclusion.ILL)))
    assert (meeting.expected, meeting.present) == (19, 19)


@pytest.mark.parametrize("reason", [Exclusion.NO_RIGHTS, Exclusion.DETAINED, Exclusion.NOT_YET_FULL])
def test_whoever_has_no_vote_needs_nobodys_consent(world, hold, came, reason):
    one = Attending(world.people["f0"], is_present=True, exclusion=reason, exclusion_reason="2026-05-06 决定")
    meeting = hold(attending=came(19, one))
    assert (meeting.expected, meeting.present) == (20, 18)


def test_the_retired_are_left_out_of_an_election_alone(world, hold, came):
    away = excluded(world, exclusion=Exclusion.RETIRED_ELSEWHERE)
    election = Motion(Subject.ELECTION, world.people["f0"], "选举书记")
    assert hold(attending=came(19, away), motions=[election]).expected == 20


def test_candidates_attend_as_what_they_were_before(world, hold, came):
    """Status rows of an old meeting begin with it: the candidate had no vote all the same."""
    unit, today = world.units["0102"], TODAY
    for name, status in (("first", Status.PROBATIONARY), ("probationary", Status.FULL)):
        set_party_status(person=world.people[name], unit=unit, status=status, from_on=ON, today=today)
    meeting = hold(
        motions=[
            Motion(Subject.ADMISSION, world.people["first"]),
            Motion(Subject.CONVERSION, world.people["probationary"]),
        ]
    )
    assert meeting.expected == 21
    assert dict(meeting.attendances.exclude(standing="full").values_list("name", "standing")) == {
        "钱七": "guest",
        "曾青": "probationary",
    }


def test_a_guest_from_above_may_lead(world, hold, came):
    chair = world.people["30001"]
    assert hold(circumstances=Circumstances(chair=chair, place="行知楼301")).chair == chair
    assert present_at(Meeting.objects.get(), [chair, world.people["f0"]]) == {
        chair.pk: False,
        world.people["f0"].pk: True,
    }


def test_saving_costs_no_more_for_more_people(world, hold, came):
    with CaptureQueriesContext(
        connection,
    ) as few:
        hold(on=D("2026-11-10"))
    for number in range(30):
        add_person(world, f"7{number:04}", f"乙{chr(0x4E00 + number)}", "0102")
    motions = [Motion(Subject.ADMISSION, world.people[name]) for name in ("first", "second")]
    with CaptureQueriesContext(connection) as many:
        meeting = hold(motions=motions)
    assert meeting.expected == 51
    assert len(many) == len(few) <= 14


# --- refusals


REFUSALS = {
    "meeting_unit": lambda w, came: {"kind": Kind.PARTY_COMMITTEE, "motions": [], "attending": []},
    "meeting_held": lambda w, came: {"on": D("2026-11-21")},
    "meeting_unit_founded": lambda w, came: {"on": D("1990-06-30"), "attending": [], "motions": []},
    "meeting_unit_open": lambda w, came: {"unit": closed(w)},
    "meeting_expected": lambda w, came: {"on": D("2015-05-31"), "attending": [], "motions": []},
    "attendance_once": lambda w, came: {"attending": [*came(), Attending(w.people["f0"])]},
    "meeting_chair": lambda w, came: {"circumstances": Circumstances(chair=w.people["f19"])},
    "meeting_recorder": lambda w, came: {"circumstances": Circumstances(recorder=w.people["f19"])},
    "candidate_votes": lambda w, came: {
        "attending": came(19, Attending(w.people["first"], is_present=True, has_vote=True))
    },
    "exclusion_grounds": lambda w, came: {"attending": came(19, Attending(w.people["f19"], has_vote=False))},
    "exclusion_vote": lambda w, came: {"attending": came(19, excluded(w, has_vote=True))},
    "exclusion_of_voter": lambda w, came: {"attending": came(19, excluded(w, "probationary"))},
    "exclusion_reason": lambda w, came: {"attending": came(19, excluded(w, exclusion_reason=""))},
    "exclusion_approved": lambda w, came: {"attending": came(19, excluded(w, exclusion_document=""))},
    "exclusion_superior": lambda w, came: {"attending": came(19, excluded(w, exclusion_approved_by=w.units["02"]))},
    "exclusion_committee": lambda w, came: committee(w, came),
    "exclusion_election": lambda w, came: {"attending": came(19, excluded(w, exclusion=Exclusion.MEMBER_AWAY))},
    "exclusion_present": lambda w, came: {"attending": came(19, excluded(w, is_present=True))},
    "item_meeting": lambda w, came: {"motions": [Motion(Subject.PRE_REVIEW, w.people["first"])]},
    "item_once_a_person": lambda w, came: {"motions": [Motion(Subject.ADMISSION, w.people["first"])] * 2},
    "own_case": lambda w, came: own(w, came),
    "DEV-15": lambda w, came: {"attending": came(19, Attending(w.people["30001"], is_present=True, has_vote=True))},
    "DEV-24": lambda w, came: {
        "attending": came(19, Attending(w.people["probationary"], is_present=True, has_vote=True))
    },
    "DEV-27": lambda w, came: {"attending": came(19, Attending(w.people["f19"], opinion_received_on=D("2026-11-13")))},
    "DEV-28": lambda w, came: {"motions": [Motion(Subject.ADMISSION)]},
    "DEV-32": lambda w, came: {"unit": temporary(w)},
    "BR-13": lambda w, came: committee(w, came, motions=[second(w)], attending=[]),
    "VOTES": lambda w, came: {"motions": [replace(second(w), votes=votes(ayes=17))]},
}


def closed(world):
    Unit.objects.filter(pk=world.units["0102"].pk).update(closed_on=ON)
    return Unit.objects.get(pk=world.units["0102"].pk)


def temporary(world):
    Unit.objects.filter(pk=world.units["0102"].pk).update(is_temporary=True)
    return Unit.objects.get(pk=world.units["0102"].pk)


def committee(world, came, **more):
    unit = world.units["0102"]
    assign_duty(person=world.people["f19"], unit=unit, kind="secretary", from_on=D("2026-01-01"), by=None)
    motions = [Motion(Subject.ACTIVIST, world.people["second"])]
    facts = {"kind": Kind.BRANCH_COMMITTEE, "attending": [excluded(world)], "motions": motions}
    return facts | more


def own(world, came):
    account = world.accounts[Role.DEPARTMENT_STAFF]
    return {"motions": [Motion(Subject.ADMISSION, account.person, votes=votes())]}


@pytest.mark.parametrize("rule", REFUSALS)
def test_each_refusal(world, hold, came, rule):
    with pytest.raises(Refused) as caught:
        hold(**REFUSALS[rule](world, came))
    assert [each.rule for each in caught.value.refusals] == [rule], str(caught.value)
    (found,) = caught.value.refusals
    assert found.message.endswith("。") and found.field
    if rule.startswith(("DEV", "BR")):
        assert found.grade is Grade.PARTY and "第" in found.clause
    assert not Meeting.objects.exists() and not Attendance.objects.exists() and not Item.objects.exists()


def test_every_refusal_has_its_counterexample():
    text = Path(branches.rules.__file__).read_text()
    names = r'"((?:meeting|attendance|exclusion|item|candidate|own)_[a-z_]+|DEV-\d+|BR-\d+|VOTES)"'
    # The chair's and the recorder's are put together from the field.
    named = {*re.findall(names, text), "meeting_chair", "meeting_recorder"}
    assert named == set(REFUSALS)


@pytest.mark.parametrize(("day", "is_counted"), [("2026-11-11", True), ("2026-11-12", True), ("2026-11-13", False)])
def test_an_opinion_counts_until_the_meeting(world, hold, came, day, is_counted):
    wrote = Attending(world.people["f19"], opinion_received_on=D(day))
    facts = {
        "attending": came(19, wrote),
        "motions": [Motion(Subject.ADMISSION, world.people["first"], votes=votes(written_ayes=1))],
    }
    if is_counted:
        assert hold(**facts).items.get().written_ayes == 1
    else:
        assert set(rules(hold, **facts)) == {"DEV-27"}


@pytest.mark.parametrize(
    "row",
    [
        lambda w: Attending(w.people["f0"], is_present=True, opinion_received_on=ON),
        lambda w: Attending(w.people["30001"], opinion_received_on=ON),
        lambda w: replace(excluded(w), opinion_received_on=ON),
    ],
)
def test_whose_opinion_does_not_count(world, hold, came, row):
    assert rules(hold, attending=came(19, row(world))) == ["DEV-27"]


def test_all_refusals_at_once_each_with_its_place(world, hold, came):
    with pytest.raises(Refused) as caught:
        hold(
            on=D("2026-11-21"),
            attending=came(
                19,
                Attending(world.people["30001"], is_present=True, has_vote=True),
                Attending(world.people["f19"], has_vote=False),
            ),
            motions=[
                Motion(Subject.ADMISSION, world.people["first"], votes=votes(ayes=17)),
                Motion(Subject.ADMISSION, world.people["second"], votes=votes(ballots_in=20, ayes=19)),
            ],
        )
    found = {(each.rule, each.field) for each in caught.value.refusals}
    assert found == {
        ("meeting_held", "on"),
        ("DEV-15", f"attendances.{world.people['30001'].pk}"),
        ("exclusion_grounds", f"attendances.{world.people['f19'].pk}"),
        ("VOTES", "items.0.ayes"),
        ("VOTES", "items.1.ballots_in"),
    }


def test_an_admission_of_a_registered_full_member_is_a_mistake(world, hold):
    with pytest.raises(Refused, match="甲一在 2026-11-12 登记为正式党员，不会是讨论的对象"):
        hold(motions=[Motion(Subject.ADMISSION, world.people["f0"])])


def test_the_same_meeting_twice(world, hold):
    hold()
    assert rules(hold) == ["meeting_once"]
    assert hold(circumstances=Circumstances(time=dt.time(19))).time == dt.time(19)


def test_a_voided_meeting_makes_room(world, hold):
    void_meeting(meeting=hold(), reason="重复登记", at=dt.datetime.now(tz=dt.UTC))
    assert hold().pk
    assert Meeting.objects.filter(voided_at=None).count() == 1


def test_scope(world, hold, viewer_as):
    meeting = hold()
    seen = {role for role in Role if Meeting.objects.visible_to(viewer_as(role)).exists()}
    assert seen == {
        Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF, Role.UNIT_SECRETARY, Role.ORGANIZER_FULL_TIME, Role.AUDITOR,
    }  # fmt: skip
    for rows in (Item.objects, Attendance.objects):
        assert rows.visible_to(viewer_as(Role.UNIT_SECRETARY)).filter(meeting=meeting).exists()
        assert not rows.visible_to(viewer_as(Role.BRANCH_OFFICER)).exists()
        assert not rows.editable_by(viewer_as(Role.AUDITOR)).exists()


def test_held_twice_by_one_function(world, came):
    """The defaults hold: no items, no circumstances."""
    meeting = hold_meeting(unit=world.units["0102"], kind="general_meeting", on=ON, attending=[], today=TODAY, by=None)
    assert (meeting.expected, meeting.present, meeting.items.count(), meeting.place) == (21, 0, 0, "")

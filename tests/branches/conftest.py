"""A branch of 21 with a vote, a probationary member and two applicants, beside the small school."""

import datetime as dt

import pytest

from branches.figures import Votes
from branches.kinds import Exclusion, Kind, Subject
from branches.rules import Attending, Motion
from branches.selectors import attending_at
from branches.services import Circumstances, correct_meeting, hold_meeting
from directory.models import Category, Status
from directory.permissions import Role
from directory.refusals import Refused
from tests.kept import Kept
from tests.world import TODAY, add_person, build_world

ON = dt.date(2026, 11, 12)
STUDENT = {"category": Category.UNDERGRADUATE}


def build_branch_world():
    """数学本科一支部 (0102): 欧阳若水 and twenty more full members; 曾青 is probationary, two wait for admission."""
    world = build_world()
    for number in range(20):
        name = f"甲{chr(0x4E00 + number)}"
        world.people[f"f{number}"] = add_person(world, f"5{number:04}", name, "0102", sequence=number, **STUDENT)
    world.people["probationary"] = add_person(world, "60001", "曾青", "0102", Status.PROBATIONARY, **STUDENT)
    world.people["first"] = add_person(world, "60002", "钱七", "0102", Status.NONE, **STUDENT)
    world.people["second"] = add_person(world, "60003", "周九", "0102", Status.NONE, **STUDENT)
    return world


branch_school = Kept(build_branch_world)


@pytest.fixture
def world(db):
    return branch_school()


@pytest.fixture
def came(world):
    """`came(19)`: so many of those with a vote came, 钱七 and 曾青 too; `more` are stated beside or instead."""

    def came(number=19, *more):
        voters = [world.people["30003"], *(world.people[f"f{each}"] for each in range(20))]
        rows = [Attending(person, is_present=True) for person in voters[:number]]
        rows += [Attending(world.people[name], is_present=True) for name in ("probationary", "first")]
        stated = {each.person.pk for each in more}
        return [row for row in rows if row.person.pk not in stated] + list(more)

    return came


@pytest.fixture
def hold(world, came):
    """Holds the admission meeting of 钱七, nineteen of 21 present, unless said otherwise."""

    def hold(**changed):
        facts = {
            "unit": world.units["0102"],
            "kind": Kind.GENERAL_MEETING,
            "on": ON,
            "today": TODAY,
            "by": world.accounts[Role.DEPARTMENT_STAFF],
            "attending": came(),
            "motions": [Motion(Subject.ADMISSION, world.people["first"])],
        }
        return hold_meeting(**facts | changed)

    return hold


def votes(**changed) -> Votes:
    facts = {"ballots_out": 19, "ballots_in": 19, "ayes": 18, "nays": 0, "abstentions": 1}
    return Votes(**facts | changed)


CONSENT = {"exclusion": Exclusion.AWAY, "exclusion_reason": "在京借调", "exclusion_document": "数院委〔2026〕3号"}


def excluded(world, name="f19", **changed) -> Attending:
    return Attending(world.people[name], **CONSENT | {"exclusion_approved_by": world.units["01"]} | changed)


def rules(call, **facts) -> list[str]:
    with pytest.raises(Refused) as caught:
        call(**facts)
    return [each.rule for each in caught.value.refusals]


def correct(meeting, world, *, place_name="", **changed):
    facts = {
        "version": meeting.version,
        "on": meeting.on,
        "attending": attending_at(meeting),
        "circumstances": Circumstances(place=place_name),
        "reason": "登记时漏填",
        "today": TODAY,
        "by": world.accounts[Role.DEPARTMENT_STAFF],
    }
    return correct_meeting(meeting=meeting, **facts | changed)


def second(world):
    return Motion(Subject.ADMISSION, world.people["second"])

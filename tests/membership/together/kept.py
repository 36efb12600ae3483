"""A kept meeting of the branch of 21: 方晓 18 and 苏明 11 of 19, 林知远 one vote short."""

from branches.figures import Votes
from branches.kinds import Kind, Subject
from branches.rules import Attending, Motion
from branches.selectors import expected_on
from branches.services import Circumstances
from directory.viewer import Operator
from membership.services.together import Vote, hold_together
from tests.membership.together.candidates import MET_ON
from tests.world import TODAY

BOSS = Operator(TODAY)
FIGURES = {
    "方晓": Votes(19, 19, 18, 0, 1),
    "林知远": Votes(19, 19, 10, 8, 1),
    "苏明": Votes(19, 19, 11, 8, 0),
}


def kept_meeting(world, cases, time=None):
    """The meeting, with the record of each of the cases; in a smaller branch everybody comes and agrees."""
    unit = world.units["0102"]
    voters = [each.person for each in expected_on(unit, MET_ON) if each.has_vote]
    absent = {world.people.get("f18"), world.people.get("f19")}
    came = [*(each for each in voters if each not in absent), *(case.person for case in cases)]
    all_agreed = Votes(len(voters), len(voters), len(voters)) if len(voters) < 19 else None
    votes = [
        Vote(case, Motion(Subject.ADMISSION, case.person, votes=all_agreed or FIGURES[case.person.name]))
        for case in cases
    ]
    held = hold_together(
        unit=unit,
        kind=Kind.GENERAL_MEETING,
        step="admission_meeting",
        on=MET_ON,
        attending=[Attending(person, is_present=True) for person in came],
        circumstances=Circumstances(time=time),
        votes=votes,
        by=BOSS,
        today=TODAY,
    )
    return held.meeting

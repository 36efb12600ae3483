"""The vote of a kept meeting as a step of a case: in the words of docs/timelines.md, with who of the case came."""

from collections.abc import Iterable

from branches.kinds import Subject
from branches.models import Item
from branches.selectors import facts_of, present_at
from directory.models import Person

# Which vote is which step.
STEP_OF_SUBJECT = {Subject.ADMISSION: "admission_meeting", Subject.CONVERSION: "conversion_meeting"}
SUBJECT_OF_STEP = {step: subject for subject, step in STEP_OF_SUBJECT.items()}


def vote_facts(item: Item, introducers: Iterable[Person]) -> dict:
    """The facts of the step. How many introducers came is unknown where the case names none (DEV-29)."""
    introducers = list(introducers)
    if not introducers:
        return facts_of(item)
    return facts_of(item) | {"introducers_present": sum(present_at(item.meeting, introducers).values())}

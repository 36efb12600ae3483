"""What a case says of a vote is what the meeting says: neither changes behind the other's back.

A meeting on which a case rests is neither voided nor corrected in what the case has taken from it: its day, who was
expected and came, the votes. Either the records go along with it (`membership.services.meetings`), under the rules and
by whoever may, or the case's own record is corrected first; a record whose vote was corrected by hand no longer rests
on the meeting (docs/decisions/together.md).
"""

from branches.models import Item
from branches.services import stops_correcting, stops_voiding
from directory.refusals import Refusal
from membership.authority import accompanying
from membership.models import CompanionRole, StepRecord
from membership.procedure.steps import VOTE_FACTS
from membership.voting import vote_facts


@stops_voiding
def records_rest(items) -> Refusal | None:
    """Any standing record stops the voiding."""
    return next((_refusal(each, "作废会议或议题") for each in resting_on(items)), None)


@stops_correcting
def records_differ(items) -> list[Refusal]:
    """A record stops the correction when it would no longer say what the meeting says."""
    return [_refusal(each, "更正会议") for each in resting_on(items) if differs(each, now_of(each))]


def resting_on(items) -> list[StepRecord]:
    """The standing records whose facts were taken from these votes, in the order of the items."""
    rows = StepRecord.objects.standing().filter(item__in=[item.pk for item in items])
    return list(rows.select_related("case__person", "person").order_by("item__position"))


def now_of(record: StepRecord) -> Item:
    """The vote as the meeting has it now."""
    return Item.objects.select_related("meeting").prefetch_related("meeting__attendances").get(pk=record.item_id)


def said_of(record: StepRecord, item: Item) -> dict:
    """What the record would say if it were taken from the meeting today."""
    introducers = accompanying(record.case, item.meeting.on, CompanionRole.INTRODUCER)
    return vote_facts(item, [each.person for each in introducers])


def differs(record: StepRecord, item: Item) -> bool:
    kept = {name: told for name, told in record.facts.items() if name in VOTE_FACTS}
    return (record.happened_on, kept) != (item.meeting.on, said_of(record, item))


def _refusal(record: StepRecord, act: str) -> Refusal:
    words = (
        f"{record.person.name}的“{record.title}”（{record.happened_on}）依据这次会议的表决登记。"
        f"请先到其个案中更正或作废该记录，再{act}。"
    )
    return Refusal("meeting_rests", words)

"""What a correction would change, in words, before it is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from branches.kinds import EXCLUSION_WORDS
from branches.models import Meeting
from branches.policy import MeetingPolicy
from branches.selectors import outcome_of
from membership.forms.facts import shown
from membership.models import StepRecord
from membership.procedure.steps import VOTE_FACTS
from membership.resting import resting_on
from policy.reading import policy_on


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the page of a meeting, as it was and as it becomes."""

    label: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What would be another: lines of the meeting, records of cases that go along, and such as are voided with it."""

    changes: tuple[Change, ...] = ()
    corrected: tuple[StepRecord, ...] = ()
    voided: tuple[StepRecord, ...] = ()

    def __bool__(self):
        """Whether there is anything to keep; a record may go along of which the meeting says nothing new."""
        return bool(self.changes or self.corrected or self.voided)


def tried(meeting: Meeting, act: Callable[[], object]) -> Tried:
    """Does the act, looks, and takes it back; what the act raises stays raised.

    So the page before the last click says what the services say, and nothing is worked out a second time.
    """
    records = [record.pk for record in resting_on(meeting.items.all())]
    before = told(meeting)
    with transaction.atomic():
        act()
        now = told(Meeting.objects.select_related("unit", "chair", "recorder").get(pk=meeting.pk))
        gone = StepRecord.objects.filter(pk__in=records, voided_at__isnull=False)
        rows = list(gone.select_related("person", "replaced_by").order_by("item__position"))
        transaction.set_rollback(True)
    changes = [Change(label, before.get(label, ""), now.get(label, "")) for label in {**before, **now}]
    changes += [_decided(row) for row in rows if hasattr(row, "replaced_by")]
    return Tried(
        tuple(each for each in changes if each.was != each.becomes),
        tuple(row for row in rows if hasattr(row, "replaced_by")),
        tuple(row for row in rows if not hasattr(row, "replaced_by")),
    )


def _decided(record: StepRecord) -> Change:
    """What the case says beyond the vote, before and after."""
    was, becomes = (_beyond(each) for each in (record, record.replaced_by))
    return Change(f"{record.person.name}的个案记录", was, becomes)


def _beyond(record: StepRecord) -> str:
    facts = {name: value for name, value in record.facts.items() if name not in VOTE_FACTS}
    return "，".join(f"{label} {words}" for label, words in shown(facts, record.step))


def told(meeting: Meeting) -> dict[str, str]:
    """Everything that was kept of a meeting, line by line."""
    found = {
        "会议日期": f"{meeting.on}",
        "时间": f"{meeting.time:%H:%M}" if meeting.time else "",
        "地点": meeting.place,
        "主持人": meeting.chair.name if meeting.chair else "",
        "记录人": meeting.recorder.name if meeting.recorder else "",
        "备注": meeting.note,
        "应到会有表决权": f"{meeting.expected}",
        "实到会有表决权": f"{meeting.present}",
    }
    for row in meeting.attendances.select_related("exclusion_approved_by").order_by("pk"):
        found[_once(found, row.name)] = _came(row)
    policy = policy_on(MeetingPolicy, meeting.on, meeting.unit)
    for item in meeting.items.standing().select_related("person").order_by("position"):
        item.meeting = meeting
        found[_once(found, item.title)] = _voted(item, policy)
    return found


def _once(found, label: str) -> str:
    """Two people of one name stand on two lines."""
    place = 2
    while label in found:
        label, place = f"{label.partition('（')[0]}（{place}）", place + 1
    return label


def _came(row) -> str:
    if row.exclusion:
        consent = f"{row.exclusion_approved_by}同意" if row.exclusion_approved_by else ""
        grounds = "，".join(filter(None, (row.exclusion_reason, consent, row.exclusion_document)))
        return f"不计入应到：{EXCLUSION_WORDS[row.exclusion]}（{grounds}）"
    words = "到会" if row.is_present else "未到会"
    if row.wrote_opinion:
        words += f"，{row.opinion_received_on} 收到书面意见"
    return f"{row.get_standing_display()}，{words}"


def _voted(item, policy) -> str:
    votes, outcome = item.votes, outcome_of(item, policy)
    if votes is None:
        return "没有表决"
    way = "无记名投票" if item.is_secret else "举手"
    words = f"{way}，发出 {votes.ballots_out}、收回 {votes.ballots_in}、无效 {votes.spoilt}，"
    words += f"赞成 {votes.ayes}、不赞成 {votes.nays}、弃权 {votes.abstentions}"
    if votes.written:
        words += f"，书面赞成 {votes.written_ayes}、不赞成 {votes.written_nays}、弃权 {votes.written_abstentions}"
    return f"{words}；{'通过' if outcome.is_carried else '未通过'} {outcome.ayes.words}"

"""The admission meeting and the vote; the conversion meeting keeps the same rules (DEV-24 to DEV-29, DEV-46)."""

from collections.abc import Iterator

from branches.figures import contradictions, uncounted
from branches.quorum import is_reached, least
from membership.procedure.case import Event
from membership.procedure.history import History
from membership.procedure.reporting import breach, fault, lacks, title
from membership.procedure.steps import COMMITTEE_VOTES
from membership.procedure.verdict import Finding, NotChecked

MEETINGS = ("admission_meeting", "conversion_meeting")


def figures(history: History) -> Iterator[Finding | NotChecked]:
    """VOTES: figures that cannot add up; ballots that are nowhere counted are only pointed out."""
    for step in MEETINGS:
        for event in history.all(step):
            found = contradictions(event.facts)
            if found:
                yield fault(history, "VOTES", event, f"{title(history, event)}票数有误：{'；'.join(found)}")
            elif rest := uncounted(event.facts):
                words = f"{title(history, event)}有 {rest} 票未计入赞成、反对、弃权，请核对是否有废票"
                yield fault(history, "VOTES", event, words, only_warns=True)
            yield from _written_as_present(history, event)


def committee_figures(history: History) -> Iterator[Finding | NotChecked]:
    """VOTES: the committee's own. No text that was read names its quorum, so that a vote which does not carry what is
    registered is only pointed out; where nothing is written down of it, nothing is asked."""
    for step in COMMITTEE_VOTES:
        for event in history.all(step):
            facts = {**event.facts, "written_ayes": 0}
            found, rest = contradictions(facts), uncounted(facts)
            if found:
                yield fault(history, "VOTES", event, f"{title(history, event)}票数有误：{'；'.join(found)}")
            elif rest:
                words = f"{title(history, event)}有 {rest} 票未计入赞成、反对、弃权，请核对是否有废票"
                yield fault(history, "VOTES", event, words, only_warns=True)
            elif event.get("result") in CARRIED and _is_outvoted(event):
                words = (
                    f"赞成 {event.get('ayes')} 票，没有超过实到 {event.get('present')} 人的半数，却登记为通过，请核对"
                )
                yield fault(history, "VOTES", event, f"{title(history, event)}{words}", only_warns=True)


CARRIED = ("agree", "approve")


def _is_outvoted(event) -> bool:
    present, ayes = event.get("present"), event.get("ayes")
    return None not in (present, ayes) and not is_reached(ayes, present)


def _written_as_present(history, event):
    """DEV-27: whoever wrote an opinion is absent; present and written together cannot exceed those expected."""
    expected, present, written = (event.get(name) for name in ("expected", "present", "written_ayes"))
    if None not in (expected, present, written) and present <= expected < present + written:
        words = f"实到 {present} + 书面意见 {written} > 应到 {expected}：提交书面意见的不计入到会人数"
        yield breach(history, "DEV-27", event, words, only_warns=True)


def admission_vote(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-24 and DEV-26 for the meeting that counts, DEV-25, DEV-28 and DEV-29 for every one."""
    for event in history.all("admission_meeting"):
        yield from _ballot(history, event, ("DEV-25", "DEV-28"))
        yield from _who_was_there(history, event)
    meeting = history.admission
    if meeting is None:
        return
    yield from _quorum(history, meeting, "DEV-24")
    if is_followed(history):
        yield from _carried(history, meeting, "DEV-26", "不能接收为预备党员")


def is_followed(history: History) -> bool:
    """Whether the file goes on after the meeting: a vote that failed and ended there broke no rule."""
    return any(history.first(code) for code in ("approval_talk", "admission_approval", "oath", "conversion_meeting"))


def conversion_vote(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-46: quorum, ballot and threshold as for admission (第三十三条; 2026: 第三十二条)."""
    for discussion in history.probation.discussions:
        meeting = discussion.meeting
        yield from _ballot(history, meeting, ("DEV-46", "DEV-46"))
        yield from _candidate(history, meeting)
        yield from _quorum(history, meeting, "DEV-46")
        # A vote that failed and ended there decided nothing and broke no rule.
        if discussion.decision or discussion.is_approved:
            yield from _carried(history, meeting, "DEV-46", "决议不能通过")


def _ballot(history, event, rules):
    secret, one_by_one = rules
    ballot, together = event.get("ballot"), event.get("together")
    if ballot is None:
        yield lacks(secret, event, "ballot")
    elif ballot != "secret":
        yield breach(history, secret, event, f"{title(history, event)}以举手方式表决，应采取无记名投票")
    if together is None:
        yield lacks(one_by_one, event, "together")
    elif together:
        yield breach(history, one_by_one, event, f"{title(history, event)}几人合并表决，应逐个讨论和表决")


def _quorum(history, event: Event, rule):
    expected, present = event.get("expected"), event.get("present")
    if expected is None or present is None:
        yield lacks(rule, event, "expected" if expected is None else "present")
    elif present * 2 <= expected:  # “必须超过应到会有表决权人数的半数”: exactly half is not enough.
        words = f"应到 {expected} 人，实到 {present} 人，须超过半数，即至少 {least(expected)} 人"
        yield breach(history, rule, event, f"{title(history, event)}到会人数不足：{words}")


def _carried(history, event: Event, rule, consequence):
    expected, ayes = event.get("expected"), event.get("ayes")
    if expected is None or ayes is None:
        yield lacks(rule, event, "expected" if expected is None else "ayes")
    elif ayes * 2 <= expected:  # “赞成人数超过应到会有表决权的正式党员的半数，才能通过”.
        words = f"应到 {expected} 人，赞成 {ayes} 票，须超过半数，即至少 {least(expected)} 票"
        yield breach(history, rule, event, f"{title(history, event)}赞成未过半：{words}，{consequence}")


def _who_was_there(history, event):
    introducers = event.get("introducers_present")
    if introducers is None:
        yield lacks("DEV-29", event, "introducers_present")
    elif introducers == 0:
        yield breach(history, "DEV-29", event, f"{title(history, event)}两名介绍人都没有到会，应改期")
    yield from _candidate(history, event)


def _candidate(history, event):
    candidate = event.get("candidate_present")
    if candidate is None:
        yield lacks("DEV-29", event, "candidate_present")
    elif not candidate:
        yield breach(history, "DEV-29", event, f"{title(history, event)}本人没有到会，应改期")


RULES = (figures, committee_figures, admission_vote, conversion_vote)
LIMITS = ()

"""Steps that are missing though a later one needs them, and steps in an impossible order (ORDER)."""

from collections.abc import Iterator

from membership.procedure.case import Event
from membership.procedure.days import apart, is_after, is_before
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.probation import Discussion
from membership.procedure.reporting import breach, fault, lacks_day, title
from membership.procedure.steps import BEFORE, STEPS
from membership.procedure.verdict import Finding, NotChecked

# The rule that a missing step breaks.
MISSING = {
    "application": "DEV-02",
    "application_talk": "DEV-03",
    "activist_decision": "DEV-05",
    "activist_filing": "DEV-05",
    "mentors": "DEV-06",
    "target_decision": "DEV-12",
    "target_filing": "DEV-12",
    "introducers": "DEV-13",
    "political_review": "DEV-16",
    "training": "DEV-18",
    "committee_review": "DEV-20",
    "pre_review": "DEV-21",
    "application_book": "DEV-21",
    "admission_meeting": "DEV-26",
    "approval_talk": "DEV-33",
    "admission_approval": "DEV-34",
    "higher_filing": "DEV-35",
    "assignment": "DEV-37",
    "oath": "DEV-38",
    "probation_review": "DEV-40",
    "conversion_application": "DEV-45",
    "conversion_meeting": "DEV-42",
    "conversion_approval": "DEV-42",
}
# A cancellation may come at any time and waits for none of these (DEV-44).
NOT_FOR_CANCELLING = {"higher_filing", "assignment", "oath", "probation_review", "conversion_application"}
CONVERSION = ("conversion_meeting", "conversion_approval")
AFTER = {code: tuple(later for later in STEPS if code in BEFORE[later]) for code in STEPS}
PAIRS = tuple((earlier, later) for later in STEPS for earlier in STEPS if earlier in BEFORE[later])
DIRECT = {(earlier, later) for later in STEPS for earlier in STEPS[later].after}


def counted(history: History, code: str) -> tuple[Event, ...]:
    """The events that stand for the step: a course for activists or probationers is not the targets' training, an
    answer that was no is not the consent that came later, and a listing means nothing where the 2014 text holds."""
    events = history.all(code)
    if code == "target_listing" and history.listing_edition is Edition.OF_2014:
        return ()
    if code == "training":
        return tuple(each for each in events if each.get("level") in (None, "target"))
    if code == "target_filing" and history.consent:
        return tuple(each for each in events if not history.is_no(each))
    return events


def missing_steps(history: History) -> Iterator[Finding | NotChecked]:
    """One finding for each step that is not there, at the first step that needs it."""
    for code, rule in MISSING.items():
        if counted(history, code):
            continue
        needing = _needing(history, code)
        if needing is None:
            continue
        if history.case.may_hold_more(code):
            yield NotChecked(_rule(history, code, rule), code)
        else:
            words = f"{title(history, needing)}前没有“{STEPS[code].title_in(history.edition(needing))}”的记录"
            only_warns = code == "training" and history.is_special_case
            yield breach(history, _rule(history, code, rule), needing, words, only_warns=only_warns)


def _rule(history, code, rule) -> str:
    """The committee's answer before listing is a filing in 2014 and a consent in 2026 (DEV-63)."""
    consent = code == "target_filing" and history.listing_edition is Edition.OF_2026
    return "DEV-63" if consent else rule


def _needing(history: History, code: str) -> Event | None:
    first = (
        next((each for each in counted(history, later) if _needs(history, code, each)), None) for later in AFTER[code]
    )
    return min(filter(None, first), key=lambda each: (each.on is None, each.order, each.step), default=None)


def _needs(history, code, event) -> bool:
    if not all(_is_asked(history, each) for each in (code, event.step)):
        return False
    if code not in NOT_FOR_CANCELLING or event.step not in CONVERSION:
        return True
    discussion = _discussion(history, event)
    if discussion is None or discussion.decision == "cancel":
        return discussion is None
    return code != "conversion_application" or not is_early_extension(history, discussion)


def _is_asked(history, code) -> bool:
    """A step that only the 2026 text knows does no harm unless that text certainly holds."""
    return not STEPS[code].only_2026 or history.listing_edition is Edition.OF_2026


def _discussion(history, event) -> Discussion | None:
    """The one that the meeting or the approval belongs to; an approval that answers none is taken for the first's."""
    held = history.probation.discussions
    return next((each for each in held if event in (each.meeting, each.approval)), held[0] if held else None)


def is_early_extension(history: History, discussion: Discussion) -> bool:
    """DEV-44: a light breach may extend the probation before it has ended, when nobody has yet to apply (DEV-45)."""
    is_light = history.is_lightly_disciplined is not False
    held_on, due_on = discussion.meeting.on, discussion.due_on
    is_late = bool(held_on and due_on) and is_before(held_on, due_on) is False
    return discussion.decision == "extend" and is_light and not is_late


def impossible_order(history: History) -> Iterator[Finding | NotChecked]:
    """ORDER: the fewest steps whose day explains every pair that stands the wrong way round."""
    first = {code: event for code in history.case.events if (event := _first_dated(history, code))}
    wrong = [
        (first[earlier], first[later])
        for earlier, later in PAIRS
        if earlier in first and later in first and first[earlier].on.first > first[later].on.last
    ]
    yield from _culprits(history, [pair for pair in wrong if _holds(history, pair)])
    if any(_cannot_tell(first, pair) for pair in DIRECT):
        yield lacks_day("ORDER", "")


def _first_dated(history, code) -> Event | None:
    return next((each for each in counted(history, code) if each.on), None)


def _holds(history, pair) -> bool:
    """An excerpt may leave out an earlier event of a step that repeats."""
    earlier, later = pair
    is_first = not (STEPS[earlier.step].repeats and history.case.may_hold_more(earlier.step))
    return is_first and _needs(history, earlier.step, later)


def _cannot_tell(first, pair) -> bool:
    earlier, later = (first.get(code) for code in pair)
    return bool(earlier and later and is_after(earlier.on, later.on) is None)


def _culprits(history, wrong) -> Iterator[Finding]:
    """Of two steps the later one in the chart is named; a step that stands wrong against several is named once."""
    while wrong:
        count: dict[str, int] = {}
        for pair in wrong:
            for event in pair:
                count[event.step] = count.get(event.step, 0) + 1
        events = {event.step: event for pair in wrong for event in pair}
        culprit = max(events.values(), key=lambda each: (count[each.step], list(STEPS).index(each.step)))
        yield _out_of_order(history, culprit, [pair for pair in wrong if culprit in pair])
        wrong = [pair for pair in wrong if culprit not in pair]


def _out_of_order(history, culprit, pairs) -> Finding:
    earlier, later = pairs[-1] if culprit is pairs[-1][1] else pairs[0]
    early = apart(later.on, earlier.on)
    message = f"次序颠倒：{title(history, later)}早于{title(history, earlier)}{early}，应在其后，请核对日期"
    return fault(history, "ORDER", culprit, message, expected=earlier.on.iso() if culprit is later else None)


def listed_first(history: History) -> Iterator[Finding | NotChecked]:
    """ORDER: under the 2026 text introducers, political review and training follow the listing (8b), named or not."""
    listed = history.target_day
    if history.listing_edition is not Edition.OF_2026 or listed is None or history.first("target_listing"):
        return
    for code in ("introducers", "political_review", "training"):
        event = _first_dated(history, code)
        if event and is_after(listed, event.on):
            words = f"次序颠倒：{title(history, event)}早于列为发展对象之日（公示结束次日 {listed}）"
            words += apart(event.on, listed)
            yield fault(history, "ORDER", event, words, expected=listed.iso())


def days_inside_a_step(history: History) -> Iterator[Finding | NotChecked]:
    """ORDER: two days of one step the wrong way round."""
    for code, earlier, later, words in INSIDE:
        for event in history.all(code):
            one = event.on if earlier == "on" else event.get(earlier)
            other = event.on if later == "on" else event.get(later)
            if one and other and is_after(one, other):
                yield fault(history, "ORDER", event, f"{words}：{one} 晚于 {other}{apart(one, other)}，请核对日期")


INSIDE = (
    ("public_notice", "from", "to", "公示首日晚于末日"),
    ("training", "from", "to", "培训开始晚于结束"),
    ("pre_review", "submitted_on", "on", "报请预审晚于预审答复"),
    ("application_book", "issued_on", "on", "领取志愿书晚于填写"),
    ("admission_approval", "reported_on", "on", "上报晚于审批"),
    ("conversion_approval", "reported_on", "on", "上报晚于审批"),
    ("admission_approval", "probation_from", "probation_to", "预备期起晚于止"),
)


def reported_after_meeting(history: History) -> Iterator[Finding | NotChecked]:
    """ORDER: a resolution is reported once it has been passed."""
    meeting, approval = history.admission, history.approval
    probation = history.probation
    answered = probation.discussions if probation.is_certain else ()
    pairs = [(meeting, approval)] + [(each.meeting, each.approval) for each in answered]
    for meeting, approval in pairs:
        reported = approval.get("reported_on") if approval and meeting else None
        if reported and history.case.may_hold_more(meeting.step):
            continue  # It may answer a meeting that the excerpt leaves out.
        if reported and meeting.on and is_after(meeting.on, reported):
            words = f"次序颠倒：上报（{reported}）早于{title(history, meeting)}{apart(reported, meeting.on)}"
            yield fault(history, "ORDER", approval, words)


def submitted_after_examination(history: History) -> Iterator[Finding | NotChecked]:
    """ORDER: “支部委员会……审查后，报……党委预审” (第十九条; 2026: 第十八条)."""
    examined = history.first("committee_review")
    for event in history.all("pre_review"):
        submitted = event.get("submitted_on")
        if not (examined and examined.on and submitted) or (event.on and is_after(examined.on, event.on)):
            continue  # What came after the answer itself stands in the wrong order already.
        early = is_after(examined.on, submitted)
        if early:
            words = f"次序颠倒：报请预审（{submitted}）早于{title(history, examined)}{apart(submitted, examined.on)}"
            yield fault(history, "ORDER", event, words, expected=examined.on.iso())
        elif early is None:
            yield lacks_day("ORDER", "pre_review")


RULES = (
    missing_steps,
    impossible_order,
    listed_first,
    days_inside_a_step,
    reported_after_meeting,
    submitted_after_examination,
)
LIMITS = ()

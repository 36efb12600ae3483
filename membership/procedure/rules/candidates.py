"""Before the admission meeting: introducers, political review, training, pre-review, the book (DEV-13 to DEV-23)."""

from collections.abc import Iterator

from membership.procedure.case import Event
from membership.procedure.days import apart, is_after, is_before
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.limits import AtMost, Length, Start, asked_days, asked_only, from_switch
from membership.procedure.reporting import breach, fault, lacks, lacks_day, title, where_it_applies
from membership.procedure.rules.activists import is_full_member
from membership.procedure.rules.bodies import branch_body, committee_body
from membership.procedure.rules.sequence import counted
from membership.procedure.rules.targets import first_of
from membership.procedure.verdict import Finding, NotChecked

INTRODUCERS = 2  # 第十四条: “两名正式党员”
TRAINING_DAYS, TRAINING_HOURS = 3, 24  # 第十七条: “一般不少于三天（或不少于二十四个学时）”
LEAVE_SOON_MONTHS = 3  # “三个月内将离开”
PRACTICE_MONTHS = 1
ADMITTING = ("committee_review", "pre_review", "application_book", "admission_meeting")


def who_introduces(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-13, DEV-14, DEV-67: two full members who may vouch for another."""
    for event in history.all("introducers"):
        introducers = event.get("introducers")
        if introducers is None:
            yield lacks("DEV-13", event, "introducers")
            continue
        if len(introducers) != INTRODUCERS:
            yield breach(history, "DEV-13", event, f"入党介绍人应为两名，登记为 {len(introducers)} 名")
        for each in introducers:
            yield from is_full_member(history, "DEV-14", event, each, "入党介绍人")
            yield from _may_vouch(history, event, each)


def _may_vouch(history, event, introducer):
    restricted, relative = introducer.get("restricted"), introducer.get("relative")
    if restricted is None:
        yield lacks("DEV-14", event, "introducers.restricted")
    elif restricted:
        yield breach(history, "DEV-14", event, "受留党察看处分、尚未恢复党员权利的党员不能作入党介绍人，请更换")
    if relative is None:
        yield lacks("DEV-14", event, "introducers.relative")
    elif relative:
        yield breach(history, "DEV-14", event, "入党介绍人一般不由亲属担任", only_warns=True)
    yield from where_it_applies(_is_2026(history, event), _influenced(history, event, introducer))


def _influenced(history, event, introducer):
    influenced = introducer.get("in_influence_period")
    if influenced is None:
        yield lacks("DEV-67", event, "introducers.in_influence_period")
    elif influenced:
        yield breach(history, "DEV-67", event, "尚在处分影响期内的党员不宜作入党介绍人")


def political_review(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-16: whoever was not reviewed, or not found fit, cannot be admitted."""
    following = first_of(history, ("committee_review", "pre_review", "admission_meeting"))
    reviews = history.all("political_review")
    if following is None or not reviews:
        return
    last = ([each for each in reviews if not _is_past(each, following)] or reviews)[-1]
    conclusion = last.get("conclusion")
    if conclusion is None:
        yield lacks("DEV-16", last, "conclusion")
    elif conclusion == "fail":
        words = f"政治审查不合格（{title(history, last)}），不能发展，{title(history, following)}不应办理"
        yield breach(history, "DEV-16", following, words)


def _is_past(event: Event, other: Event | None) -> bool:
    """Certainly after the other."""
    return bool(other and event.on and other.on and is_after(event.on, other.on))


def training(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-18, DEV-19, DEV-70: trained as a target, long enough, in person."""
    courses = counted(history, "training")
    for event in courses:
        yield from _how_trained(history, event)
    following = history.admission or first_of(history, ADMITTING)
    if following is None:
        yield from _long_enough_so_far(history, courses)
        return
    if not courses:
        return
    valid = {each: _is_valid(history, each, history.admission) for each in courses}
    if not any(answer is not False for answer in valid.values()):
        if history.case.may_hold_more("training"):
            yield NotChecked("DEV-18", "training")
        else:
            words = "没有列为发展对象后合格的短期集中培训，除个别特殊情况外不能发展"
            yield breach(history, "DEV-18", following, words, only_warns=history.is_special_case)
    elif True not in valid.values():
        yield _lacks_its_day("DEV-18", next(each for each, answer in valid.items() if answer is None))
    else:
        yield from _long_enough(history, [each for each, answer in valid.items() if answer])


def is_untrained(history: History) -> bool:
    """Every course so far was failed or came before the listing, and the file leaves out none."""
    courses = counted(history, "training")
    if not courses or history.case.may_hold_more("training"):
        return False
    return all(_is_valid(history, each, None) is False for each in courses)


def examined_once_trained(history: History) -> Iterator[Finding | NotChecked]:
    """ORDER: a course has ended when the branch committee examines; that it had begun is seen with all other steps."""
    review = history.first("committee_review")
    courses = [each for each in counted(history, "training") if each.get("result") != "fail"]
    if review is None or not courses or history.case.may_hold_more("training"):
        return
    late = {_ended_late(each, review) for each in courses}
    if False in late:
        return
    if None in late:
        yield lacks_day("ORDER", review.step)
    elif not _is_past(counted(history, "training")[0], review):
        ended = min(each.get("to") or each.on for each in courses)
        words = f"{title(history, review)}早于集中培训结束（{ended}）{apart(review.on, ended)}，应在培训后审查"
        yield fault(history, "ORDER", review, f"次序颠倒：{words}", expected=ended.iso())


def _how_trained(history, event):
    early = _begun_early(history, event)
    if early:
        begun = f"参加培训时（{event.on or event.get('to')}）"
        words = f"{begun}尚未列为发展对象（{history.target_day}），不算发展对象培训"
        yield breach(history, "DEV-19", event, words)
    elif early is None:
        yield _lacks_its_day("DEV-19", event)
    if event.get("result") is None:
        yield lacks("DEV-18", event, "result")
    yield from where_it_applies(_is_2026(history, event), _in_person(history, event))


def _in_person(history, event):
    if event.get("mode") is None:
        yield lacks("DEV-70", event, "mode")
    elif event.get("mode") == "video":
        yield breach(history, "DEV-70", event, "培训一般采取线下方式，采取视频方式的请说明原因")


def _is_valid(history, event, meeting) -> bool | None:
    """Passed, begun as a target, ended by the meeting if there was one; None where the day does not tell."""
    if event.get("result") == "fail":
        return False
    early, late = _begun_early(history, event), _ended_late(event, meeting)
    if early or late:
        return False
    return None if early is None or late is None else True


def _begun_early(history, event) -> bool | None:
    """Whether the person was no target yet; the last day tells it too where it lies before the listing."""
    listed, ended = history.target_day, event.get("to")
    if listed is None:
        return False
    if event.on:
        return is_before(event.on, listed)
    return True if ended and is_before(ended, listed) else None


def _ended_late(event, following) -> bool | None:
    ended = event.get("to") or event.on
    if following is None or following.on is None:
        return False
    return is_after(ended, following.on) if ended else None


def _lacks_its_day(rule, event) -> NotChecked:
    return lacks_day(rule, event.step) if event.on else lacks(rule, event, "from")


def _long_enough_so_far(history, courses):
    """DEV-18: a course that is too short asks for its reason when it is recorded, not only at the admission."""
    begun = [each for each in courses if _is_valid(history, each, None)]
    if begun and history.target_from and not history.case.may_hold_more("training"):
        yield from _long_enough(history, begun)


def _long_enough(history, courses):
    lengths = [_length(each) for each in courses]
    if True in lengths:
        return
    last = courses[-1]
    if None in lengths:
        yield lacks("DEV-18", last, "hours" if last.get("hours") is None else "days")
        return
    days, hours = last.get("days"), last.get("hours")
    given = "、".join(words for words in (f"{days} 天" if days is not None else "", f"{hours} 学时") if words)
    words = f"集中培训一般不少于 {TRAINING_DAYS} 天或 {TRAINING_HOURS} 学时，登记为 {given}"
    yield breach(history, "DEV-18", last, words, only_warns=True)


def _length(event) -> bool | None:
    """At least three days or 24 hours; None where the missing figure decides."""
    days, hours = event.get("days"), event.get("hours")
    first, last = event.on, event.get("to")
    if (days or 0) >= TRAINING_DAYS or (hours or 0) >= TRAINING_HOURS:
        return True
    if days is None and first and last and (last.last - first.first).days + 1 < TRAINING_DAYS:
        days = (last.last - first.first).days + 1
    return None if days is None or hours is None else False


def before_the_meeting(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-20: the branch committee examines, the committee with authority pre-reviews."""
    for event in history.all("committee_review"):
        yield from branch_body(history, "DEV-20", event)
    for event in history.all("pre_review"):
        yield from committee_body(history, "DEV-20", event, "预审")


def passed_pre_review(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-21: only after a passed pre-review is the book issued and the meeting held."""
    reviews = history.all("pre_review")
    if not reviews:
        return
    for event in history.all("application_book"):
        yield from _book_after_pass(history, event, reviews)
    meeting = history.admission
    if meeting is None:
        return
    before = [each for each in reviews if not _is_past(each, meeting)]
    if not before:
        yield breach(history, "DEV-21", meeting, f"{title(history, meeting)}时预审尚未合格")
    elif before[-1].get("result") is None:
        yield lacks("DEV-21", before[-1], "result")
    elif before[-1].get("result") == "fail":
        yield breach(history, "DEV-21", meeting, f"预审不合格（{before[-1].on}），不能召开支部大会讨论接收")


def _book_after_pass(history, book, reviews):
    passed = next((each for each in reviews if each.get("result") != "fail"), None)
    taken = book.get("issued_on") or book.on
    if passed is None:
        yield breach(history, "DEV-21", book, "预审没有合格，不能发给、填写入党志愿书")
    elif taken and passed.on:
        early = is_before(taken, passed.on) or (book.on and is_before(book.on, passed.on))
        if early:
            day = taken if is_before(taken, passed.on) else book.on
            words = f"入党志愿书（{day}）早于预审合格（{passed.on}）{apart(day, passed.on)}，应在预审合格后发给、填写"
            yield breach(history, "DEV-21", book, words, expected=passed.on)
        elif early is None:
            yield lacks_day("DEV-21", "application_book")


def _submitted(history: History, event: Event | None) -> Start:
    return Start() if event is None else Start(event.get("submitted_on"), "pre_review.submitted_on")


def _passed(history: History, event: Event | None) -> Start:
    """The last passed pre-review before the meeting, if this is the first meeting after it."""
    day = event.on if event else None
    passed = [
        each
        for each in history.all("pre_review")
        if each.get("result") == "pass" and each.on and not (day and is_after(each.on, day))
    ]
    if not passed:
        return Start(needs="pre_review" if history.has("pre_review") is None else "")
    start = passed[-1].on
    between = [
        each for each in history.all("admission_meeting") if each is not event and each.on and is_after(each.on, start)
    ]
    if any(day is None or is_before(each.on, day) for each in between):
        return Start()
    return Start(start)


def _ran_before(history: History, event: Event) -> bool:
    start = _passed(history, event).day
    return start is not None and start.last < history.switch_on


def _is_2026(history: History, event: Event) -> bool | None:
    return history.is_under(Edition.OF_2026, event)


def _is_2014(history: History, event: Event) -> bool | None:
    return history.is_under(Edition.OF_2014, event)


def _month_under_2026(history: History, event: Event | None) -> Length | None:
    """For the meeting still to come: the edition of the day of judging."""
    if event is None and history.case.as_of < history.switch_on:
        return None
    return Length(months=PRACTICE_MONTHS)


def _practice_before_2026(history: History, event: Event | None) -> Length | None:
    if event is None and history.case.as_of >= history.switch_on:
        return None
    return asked_days("meeting_after_prereview_max_days", else_months=PRACTICE_MONTHS)(history, event)


ANSWER = AtMost(
    "DEV-57",
    "pre_review",
    _submitted,
    asked_days("pre_review_max_days", else_months=PRACTICE_MONTHS),
    "预审超过通行的期限",
)
MEETING_2014 = AtMost(
    "DEV-57", "admission_meeting", _passed, _practice_before_2026, "预审合格后召开支部大会超过通行的期限", _is_2014
)
# 第十九条 (2026): “对经预审合格的发展对象……应当在1个月内提交支部党员大会讨论”.
MEETING_2026 = AtMost(
    "DEV-74",
    "admission_meeting",
    from_switch(_passed),
    _month_under_2026,
    "预审合格后一个月内未提交支部党员大会讨论，请问上级党委是否重新预审",
    _is_2026,
    _ran_before,
)
# P-13: the month of 2026 may only be shortened.
SHORTER_2026 = AtMost(
    "P-13",
    "admission_meeting",
    _passed,
    asked_only("meeting_after_prereview_max_days"),
    "召开支部大会超过本校规定的期限",
    _is_2026,
)


def leaving_soon(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-22 [一般] and DEV-23: admitted shortly before leaving."""
    meeting = history.admission
    if meeting is None or meeting.on is None:
        return
    leaves_on = history.case.person.leaves_on
    setting = history.policy(meeting.on).leave_soon_months
    months = setting.value or LEAVE_SOON_MONTHS
    horizon = meeting.on.plus_months(months)
    if leaves_on is None:
        yield NotChecked("DEV-22", "person.leaves_on")
    elif leaves_on is not False:
        far = is_after(leaves_on, horizon)
        if far is False:
            sums = f"支部大会 {meeting.on} + {months} 个月 = {horizon}，预计 {leaves_on} 离开"
            words = f"{sums}{apart(leaves_on, horizon)}，{months} 个月内离开的一般不办理接收"
            yield breach(history, "DEV-22", meeting, words)
        elif far is None:
            yield lacks_day("DEV-22", "admission_meeting")
    yield from _left_soon(history, meeting)


def _left_soon(history, meeting):
    for move in history.all("transfer"):
        if move.on and is_after(move.on, meeting.on):
            limit = meeting.on.plus_months(LEAVE_SOON_MONTHS)
            if is_after(move.on, limit) is False:
                sums = f"接收 {meeting.on} + {LEAVE_SOON_MONTHS} 个月 = {limit}，{move.on} 转出{apart(move.on, limit)}"
                words = f"接收后 {LEAVE_SOON_MONTHS} 个月内转出，接收单位应调查核实：{sums}"
                yield breach(history, "DEV-23", move, words)


RULES = (
    who_introduces,
    political_review,
    training,
    examined_once_trained,
    before_the_meeting,
    passed_pre_review,
    ANSWER.check,
    MEETING_2014.check,
    MEETING_2026.check,
    SHORTER_2026.check,
    leaving_soon,
)
LIMITS = (MEETING_2014, MEETING_2026, SHORTER_2026)

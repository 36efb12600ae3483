"""Activists: recommendation, decision, filing, mentors, reviews and the year (DEV-05 to DEV-11)."""

from collections.abc import Iterator

from dates.arithmetic import whole_months_between
from membership.procedure.case import Event
from membership.procedure.cultivation import MONTHS
from membership.procedure.days import Day, apart, is_after, is_before, sum_early
from membership.procedure.history import History
from membership.procedure.limits import AtLeast, asked_months, start_of
from membership.procedure.reporting import breach, lacks, lacks_day, short_of_school
from membership.procedure.rules.bodies import branch_body, committee_body
from membership.procedure.verdict import Finding, NotChecked

FEWEST_MENTORS, MOST_MENTORS = 1, 2  # 第九条: “一至两名正式党员”
REVIEW_MONTHS = 6  # 第十一条: “每半年”
FULL_AFTER = 12  # Nobody is a full member before a year has passed since he joined (第三十二条).

WAITING = AtLeast(
    "P-01",
    "activist_decision",
    start_of("application"),
    asked_months("min_months_application_to_activist"),
    "递交申请书到确定为积极分子的时间不足",
)


def how_decided(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-05: recommended by members or a mass organization, decided by the branch, filed above."""
    for event in history.all("activist_decision"):
        yield from branch_body(history, "DEV-05", event)
        sources = event.get("sources")
        if sources is None:
            yield lacks("DEV-05", event, "sources")
        elif not sources:
            yield breach(history, "DEV-05", event, "确定积极分子前没有党员推荐或群团组织推优")
    for event in history.all("activist_filing"):
        yield from committee_body(history, "DEV-05", event, "积极分子备案")


def whose_recommendation(history: History) -> Iterator[Finding | NotChecked]:
    """P-02 and P-03: which recommendation the school asks, and the league's for young league members."""
    for event in history.all("activist_decision"):
        policy, sources = history.policy(event.on), event.get("sources")
        if sources is None:
            continue
        mode = policy.activist_source_mode
        wanted = {"members": {"members"}, "league": {"league"}, "both": {"members", "league"}}.get(mode.value, set())
        if wanted - set(sources):
            yield short_of_school("P-02", event, "推荐方式不符合本校规定，请补齐推荐", mode)
        yield from _league(history, event, policy.league_recommend_max_age)


def _league(history, event, setting):
    person = history.case.person
    if not setting.value or event.on is None or "league" in event.get("sources"):
        return
    if person.is_league_member is None or (person.is_league_member and person.born_on is None):
        yield NotChecked("P-03", "person.league_member" if person.is_league_member is None else "person.born_on")
    elif person.is_league_member:
        # Aged up to the limit until the day before the next birthday.
        past = is_before(event.on, person.born_on.plus_months(12 * (setting.value + 1)))
        if past:
            yield short_of_school("P-03", event, f"{setting.value} 岁以下团员一般经共青团推优，登记中没有", setting)
        elif past is None:
            yield lacks_day("P-03", event.step)


def when_recommended(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-05: the league recommends before the branch decides."""
    for event in history.all("activist_decision"):
        recommended = event.get("league_recommended_on")
        if recommended and event.on and is_after(recommended, event.on):
            late = apart(recommended, event.on)
            message = f"团组织推优（{recommended}）晚于支委会决定（{event.on}）{late}，推荐应在决定之前"
            yield breach(history, "DEV-05", event, message)


def who_mentors(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-06: one or two, full members on the day they are named."""
    for event in history.all("mentors"):
        mentors = event.get("mentors")
        if mentors is None:
            yield lacks("DEV-06", event, "mentors")
            continue
        if not FEWEST_MENTORS <= len(mentors) <= MOST_MENTORS:
            yield breach(history, "DEV-06", event, f"培养联系人应为一至两名，登记为 {len(mentors)} 名")
        for mentor in mentors:
            yield from is_full_member(history, "DEV-06", event, mentor, "培养联系人")


def is_full_member(history, rule, event, member, role) -> Iterator[Finding | NotChecked]:
    """Full on the day itself, as far as status and joining date tell."""
    status, joined = member.get("status"), member.get("joined_on")
    if status == "probationary":
        yield breach(history, rule, event, f"{role}是预备党员，应由正式党员担任，请更换")
    elif status is None:
        yield lacks(rule, event, f"{event.step}.status")
    elif joined and event.on:
        full_on = joined.plus_months(FULL_AFTER)
        early = is_before(event.on, full_on)
        if early:
            sums = sum_early(joined, "1 年", full_on, event.on)
            yield breach(history, rule, event, f"{role}当时还不能是正式党员：入党 {sums}")
        elif early is None:
            yield lacks_day(rule, event.step)


def every_half_year(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-07: each half-year counted from the determination has a review, up to the listing as target; before it, as
    far as the last review tells.

    A review in every half-year is what the text asks; a gap of more than six months between two of them, though each
    half-year has its own, is only pointed out.
    """
    start, until = history.cultivation_start, history.first("target_decision")
    if start is None:
        return
    if until is None:
        yield from _late_reviews(history, start)
        return
    if until.on is None or any(each.on is None for each in history.all("review")):
        yield lacks("DEV-07", until, "on")
        return
    days = [each.on for each in history.all("review")]
    missed, unsure = _missed(start, until.on, days)
    gap = _gap(start, until.on, days)
    if (missed or unsure or gap) and history.case.may_hold_more("review"):
        yield NotChecked("DEV-07", "review")
    elif missed:
        # As many reviews as half-years, one of them too late: a missed date. Fewer: the evidence is not there.
        held = [day for day in days if not is_after(day, until.on)]
        is_late = len(held) >= whole_months_between(start.first, until.on.first) // REVIEW_MONTHS
        words = _missed_words(start, missed)
        yield breach(history, "DEV-07", until, words, expected=missed[0], is_late=is_late)
    elif unsure:
        yield lacks_day("DEV-07", "review")
    elif gap:
        yield breach(history, "DEV-07", until, gap, only_warns=True)


def _late_reviews(history: History, start: Day) -> Iterator[Finding]:
    """The first review after a half-year without one came late. It refuses nothing: whether the evidence is there is
    asked at the listing."""
    reviews = history.all("review")
    if not reviews or any(each.on is None for each in reviews) or history.case.may_hold_more("review"):
        return
    days = [each.on for each in reviews]
    missed, _ = _missed(start, days[-1], days)
    for event in reviews:
        ends = [end for end in missed if next(day for day in days if is_after(day, end)) is event.on]
        if ends:
            yield breach(history, "DEV-07", event, _missed_words(start, ends), expected=ends[0], is_late=True)


def _missed(start: Day, until: Day, days: list[Day]) -> tuple[list[Day], bool]:
    """The last days of the half-years without a review, and whether some cannot be told."""
    missed, unsure, number = [], False, 1
    while True:
        begin, end = start.plus_months(REVIEW_MONTHS * (number - 1)), start.plus_months(REVIEW_MONTHS * number)
        is_over = is_after(end, until)
        if is_over:
            return missed, unsure
        inside = [_is_inside(day, begin, end) for day in days]
        if is_over is None or (True not in inside and None in inside):
            unsure = True
        elif True not in inside:
            missed.append(end)
        if is_over is None:
            return missed, unsure
        number += 1


def _is_inside(day, begin, end) -> bool | None:
    """After the first day of the half-year (a review on it belongs to the one before) and up to its last."""
    lower, upper = is_after(day, begin), is_after(day, end)
    if upper is True or lower is False:
        return False
    return True if lower and upper is False else None


def _missed_words(start, missed) -> str:
    days = "、".join(str(day) for day in missed)
    return f"每半年考察一次，从 {start} 起，截至 {days} 的半年内没有考察记录"


def _gap(start, until, days) -> str:
    """Two reviews of neighbouring half-years may lie almost a year apart."""
    for one, other in zip([start, *days], [*days, until], strict=False):
        limit = one.plus_months(REVIEW_MONTHS)
        if is_after(other, limit):
            return f"两次考察相隔超过半年：{one} + 6 个月 = {limit}，下一次为 {other}{apart(other, limit)}"
    return ""


def one_year(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-11: a year from the determination, across moves whose file was examined (DEV-09)."""
    event, cultivation = history.first("target_decision"), history.cultivation
    if event is None:
        return
    if cultivation.from_on is None:
        if history.has("activist_decision") is not False:
            yield NotChecked("DEV-11", "activist_decision")
        return
    if event.on is None:
        yield lacks("DEV-11", event, "on")
        return
    answers = {_is_short(event, start) for start in (cultivation.from_on, cultivation.or_from_on) if start}
    if answers == {True}:
        yield _too_short(history, event, cultivation)
    elif len(answers) > 1 and None not in answers:
        yield NotChecked("DEV-11", "transfer.file_examined")
    elif answers != {False}:
        yield lacks_day("DEV-11", "target_decision")


def _is_short(event: Event, start: Day) -> bool | None:
    return is_before(event.on, start.plus_months(MONTHS))


def _too_short(history, event, cultivation) -> Finding:
    limit = cultivation.from_on.plus_months(MONTHS)
    sums = sum_early(cultivation.from_on, "1 年", limit, event.on)
    move = "（转接时未审查培养材料，从转入之日重新计算）" if cultivation.restarted_by else ""
    return breach(history, "DEV-11", event, f"列为发展对象前培养考察不足一年：{sums}{move}", expected=limit)


RULES = (
    how_decided,
    whose_recommendation,
    when_recommended,
    WAITING.check,
    who_mentors,
    every_half_year,
    one_year,
)
LIMITS = (WAITING,)

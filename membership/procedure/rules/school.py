"""What a school asks beyond the regulation: notices, validity, intervals (P-06, P-07, P-08, P-16, P-17, P-19, P-38)."""

from collections.abc import Iterator

from membership.policy import NOTICE_POINTS
from membership.procedure.days import apart, is_after, is_before, sum_late
from membership.procedure.history import History
from membership.procedure.notice_days import possible_counts
from membership.procedure.reporting import lacks, lacks_day, short_of_school
from membership.procedure.verdict import Finding, NotChecked

# Level of a course → the parameter that asks for it, and the step by which it must have been held (P-17).
COURSES = {
    "activist": ("activist_training_hours", "target_decision", "积极分子党校培训"),
    "target": ("target_training_hours", "admission_meeting", "发展对象集中培训"),
    "probationary": ("probationary_training_hours", "conversion_meeting", "预备党员培训"),
}
POINTS = {"activist": "activist_decision", "admission": "admission_approval", "conversion": "conversion_approval"}


def more_notices(history: History) -> Iterator[Finding | NotChecked]:
    """P-06: the stages for which the school asks a notice besides the regulation's own."""
    for purpose, step in POINTS.items():
        event = history.first(step)
        setting = history.policy(event.on if event else None).public_notice_points
        if event is None or NOTICE_POINTS[purpose] not in (setting.value or ()) or history.notices(purpose):
            continue
        if history.case.may_hold_more("public_notice"):
            yield NotChecked("P-06", "public_notice")
        else:
            yield short_of_school("P-06", event, f"没有“{NOTICE_POINTS[purpose]}”的公示", setting)


def notice_length(history: History) -> Iterator[Finding | NotChecked]:
    """P-07: the school's own length; the regulation's five working days are judged by DEV-64."""
    for event in history.all("public_notice"):
        policy, last = history.policy(event.on), event.get("to")
        setting = policy.public_notice_days
        if not setting.value:
            continue
        if event.on is None or last is None:
            yield lacks("P-07", event, "to" if event.on else "from")
            continue
        fewest, most, unit = _lasted(history, policy, event.on, last)
        if most < setting.value:
            words = f"公示不足 {setting.value} 个{unit}：{event.on} 至 {last} 为 {most} 个"
            yield short_of_school("P-07", event, words, setting)
        elif fewest < setting.value:
            yield lacks_day("P-07", "public_notice")


def _lasted(history, policy, first, last) -> tuple[int, int, str]:
    skips_first = policy.notice_day_count.value == "posting_day_not_counted"
    if policy.public_notice_day_type.value == "calendar":
        most = (last.last - first.first).days + 1 - skips_first
        return (last.first - first.last).days + 1 - skips_first, most, "自然日"
    return *possible_counts(history.calendar, first, last, skips_first=skips_first), "工作日"


def review_still_valid(history: History) -> Iterator[Finding | NotChecked]:
    """P-08: how old the political review may be at the admission meeting."""
    meeting = history.admission
    reviews = [each.on for each in history.all("political_review") if each.on]
    if meeting is None or meeting.on is None or not reviews:
        return
    setting = history.policy(meeting.on).political_review_valid_months
    before = [day for day in reviews if not is_after(day, meeting.on)]
    if setting.value and before:
        limit = before[-1].plus_months(setting.value)
        if is_after(meeting.on, limit):
            sums = sum_late(before[-1], f"{setting.value} 个月", limit, meeting.on)
            yield short_of_school("P-08", meeting, f"政治审查结论已过有效期：{sums}", setting, expected=limit)


def regular_reports(history: History) -> Iterator[Finding | NotChecked]:
    """P-16: thought reports from the determination as activist to the end of probation."""
    start, end = history.cultivation_start, history.admission
    yield from _interval(history, "P-16", "thought_report_interval", "thought_report", start, end, "思想汇报")


def regular_reviews(history: History) -> Iterator[Finding | NotChecked]:
    """P-19: reviews of a probationer."""
    discussions = history.probation.discussions
    end = discussions[0].meeting if discussions else None
    name = "probationary_review_interval"
    yield from _interval(history, "P-19", name, "probation_review", history.joined_on, end, "预备党员考察")


def _interval(history, rule, name, step, start, end, words):
    """One finding for the first gap that is too long."""
    if start is None or end is None or end.on is None:
        return
    setting = getattr(history.policy(end.on), name)
    if not setting.value:
        return
    days = [each.on for each in history.all(step) if each.on and not is_after(each.on, end.on)]
    for one, other in zip([start, *days], [*days, end.on], strict=True):
        limit = one.plus_months(setting.value)
        if is_after(other, limit):
            if history.case.may_hold_more(step):
                yield NotChecked(rule, step)
            else:
                sums = f"{one} + {setting.value} 个月 = {limit}，下一次为 {other}{apart(other, limit)}"
                yield short_of_school(rule, end, f"{words}间隔过长：{sums}", setting, expected=limit, is_late=True)
            return


def trained_enough(history: History) -> Iterator[Finding | NotChecked]:
    """P-17: hours that the school asks at each level; days count as P-18 says."""
    for level, (name, step, words) in COURSES.items():
        event = history.first(step)
        setting = getattr(history.policy(event.on if event else None), name)
        if event is None or not setting.value:
            continue
        hours = [_hours(history, each) for each in _courses(history, level, event)]
        held = sum(each for each in hours if each is not None)
        if held >= setting.value:
            continue
        if None in hours:
            yield NotChecked("P-17", "training.hours")
        elif history.case.may_hold_more("training"):
            yield NotChecked("P-17", "training")
        else:
            message = f"{words}不足：本校要求 {setting.value} 学时，登记为 {held:g} 学时"
            yield short_of_school("P-17", event, message, setting)


def _courses(history, level, until) -> list:
    """Passed courses of the level that had begun by that step."""
    found = [each for each in history.all("training") if (each.get("level") or "target") == level]
    passed = [each for each in found if each.get("result") != "fail"]
    return [each for each in passed if not (each.on and until.on and is_after(each.on, until.on))]


def _hours(history, course) -> float | None:
    """As written, else the days at so many hours each (P-18); None where neither tells."""
    if course.get("hours") is not None:
        return course.get("hours")
    per_day, days = history.policy(course.on).training_hours_per_day.value, course.get("days")
    return days * per_day if per_day and days is not None else None


def applied_in_time(history: History) -> Iterator[Finding | NotChecked]:
    """P-38: the window in which the written application for conversion is handed in."""
    event, full_on = history.first("conversion_application"), history.probation.full_on
    if event is None or event.on is None or full_on is None:
        return
    policy = history.policy(event.on)
    before, after = policy.conversion_apply_days_before, policy.conversion_apply_days_after
    if before.value is not None and is_before(event.on, full_on.plus_days(-before.value)):
        limit = full_on.plus_days(-before.value)
        words = f"转正申请提出过早：{full_on} 期满，可提前 {before.value} 天（{limit}）提出，登记为 {event.on}"
        words += apart(event.on, limit)
        yield short_of_school("P-38", event, words, before, expected=limit)
    if after.value is not None and is_after(event.on, full_on.plus_days(after.value)):
        limit = full_on.plus_days(after.value)
        sums = sum_late(full_on, f"{after.value} 天", limit, event.on)
        yield short_of_school("P-38", event, f"转正申请提出过迟：{sums}", after, expected=limit, is_late=True)


RULES = (
    more_notices,
    notice_length,
    review_still_valid,
    regular_reports,
    regular_reviews,
    trained_enough,
    applied_in_time,
)
LIMITS = ()

"""The way ahead: carried out on its days it is lawful, one day earlier it is not, and given days are not moved."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from membership.policy import MembershipPolicy
from membership.procedure.asking import may, with_event
from membership.procedure.days import Day
from membership.procedure.history import History
from membership.procedure.judging import judge
from membership.procedure.planning_ahead import holds_back, plan
from membership.procedure.policies import fixed
from membership.procedure.reading import read_case
from membership.procedure.steps import WAY
from policy.declaring import Setting
from policy.presets import NATIONAL, preset_policy
from tests.membership.procedure.generating import CUTS, lawful_history
from tests.membership.procedure.histories import (
    AS_OF,
    CALENDAR,
    NEW_START,
    OLD_START,
    STRADDLING_START,
    added,
    changed,
    day,
    days,
    event,
    known,
    lawful,
    without,
)
from tests.membership.procedure.judged import NATIONALLY, words

ON = dt.date.fromisoformat


def asking(**values):
    """The national parameters and what a school asks besides."""
    return fixed(
        dataclasses.replace(
            preset_policy(MembershipPolicy, NATIONAL), **{name: Setting(value) for name, value in values.items()}
        )
    )


def history_of(raw, policies=NATIONALLY, as_of=None):
    """Judged on the day of its last event."""
    case = read_case(raw, AS_OF)
    ends = [each.get("to") or each.on for events in case.events.values() for each in events]
    last = as_of or max((each.last for each in ends if each), default=NEW_START)
    return History(dataclasses.replace(case, as_of=last), policies, CALENDAR)


def planned(raw, *, policies=NATIONALLY, as_of=None, given=None):
    return plan(history_of(raw, policies, as_of), given=given)


def held(raw, **more):
    history = history_of(raw, **more)
    return holds_back(history, plan(history))


def earliest(found, step, number=0):
    return [each.earliest for each in found.steps if each.step == step][number]


def rules(refusals):
    return {each.rule for each in refusals}


@st.composite
def beginnings(draw):
    edition = draw(st.sampled_from(["2014", "2026", "both"]))
    return lawful_history(lambda low, high: draw(st.integers(low, high)), edition)


@settings(max_examples=120)
@given(beginnings())
def test_what_is_planned_is_lawful_when_it_is_carried_out(raw):
    found = planned(raw)
    judged = judge(found.case, NATIONALLY, CALENDAR)
    assert not found.stopped_by
    assert judged.stage == "full_member"
    assert words(judged) == []
    assert judged.not_checked == ()


@settings(max_examples=60)
@given(beginnings())
def test_one_day_before_a_limit_is_refused(raw):
    """Of the act itself, or of the file once it is complete."""
    history = history_of(raw)
    found = plan(history)
    case, first = history.case, history.case.as_of
    for each in found.steps:
        if each.bound_by:
            act = dataclasses.replace(each.event, on=each.event.on.plus_days(-1))
            answer = may(case, act, NATIONALLY, CALENDAR)
            judged = judge(moved_back(found.case, each.event), NATIONALLY, CALENDAR)
            refused = rules(answer.refusals) | rules(judged.findings)
            assert refused & rules(each.bound_by), (each.step, each.earliest, each.bound_by, words(judged))
        else:
            # Only today stands before it, or the half-year in which a review belongs.
            assert each.earliest == first or each.step == "review"
        case = with_event(case, each.event)


def moved_back(case, act):
    earlier = dataclasses.replace(act, on=act.on.plus_days(-1))
    events = dict(case.events)
    events[act.step] = tuple(earlier if each is act else each for each in events[act.step])
    return dataclasses.replace(case, events=events)


@pytest.mark.parametrize("start", [OLD_START, NEW_START, STRADDLING_START], ids=["2014", "2026", "both"])
@pytest.mark.parametrize("upto", CUTS[:-1])
def test_every_step_that_is_left_is_planned_once(start, upto):
    raw = lawful(start, upto=upto)
    done = {each["step"] for each in raw["events"]}
    found = planned(raw)
    left = [each.step for each in found.steps if each.step not in ("review", "public_notice")]
    assert len(left) == len(set(left))
    is_2026 = found.case.events["target_filing"][0].on.first >= ON("2026-05-11")
    expected = {code for code in WAY if code not in done} - {"review"} - (set() if is_2026 else {"target_listing"})
    assert set(left) == expected
    assert ("public_notice" in done or found.step("public_notice") is not None) == is_2026


def test_nothing_is_left_once_the_file_is_archived():
    assert planned(lawful(OLD_START)).steps == ()
    assert held(lawful(OLD_START)) is None


@pytest.mark.parametrize(
    ("decided", "limit"), [("2018-10-08", "2019-10-08"), ("2020-02-29", "2021-02-28"), ("2019-02-28", "2020-02-28")]
)
def test_the_year_of_cultivation(decided, limit):
    raw = changed(lawful(OLD_START, upto="activist_filing"), "activist_decision", on=ON(decided))
    raw = changed(raw, "application", on=ON(decided) - days(20), number=0)
    raw = changed(raw, "application_talk", on=ON(decided) - days(10))
    raw = changed(raw, "activist_filing", on=ON(decided))
    found = planned(raw)
    decision = found.step("target_decision")
    assert (decision.earliest, rules(decision.bound_by)) == (ON(limit), {"DEV-11"})
    assert len([each for each in found.steps if each.step == "review"]) == 2


@pytest.mark.parametrize("number", range(366))
def test_planned_reviews_lie_no_further_apart_than_six_months(number):
    """From every day of a leap year, whatever the months' lengths."""
    start = ON("2016-01-01") + days(number)
    found = planned(lawful(start, upto="activist_decision", talk=0, activist=0), as_of=start)
    decided = judge(found.case, NATIONALLY, CALENDAR)
    assert words(decided) == []
    assert len([each for each in found.steps if each.step == "review"]) == 2


def test_a_transfer_without_the_file_begins_the_year_anew():
    raw = added(lawful(OLD_START, upto="mentors"), event("transfer", ON("2019-03-01"), file_examined=False))
    assert earliest(planned(raw), "target_decision") == ON("2020-03-01")


@pytest.mark.parametrize(
    ("met", "full_on"), [("2027-06-18", "2028-06-18"), ("2028-02-29", "2029-02-28"), ("2027-02-28", "2028-02-28")]
)
def test_the_year_of_probation(met, full_on):
    raw = lawful(NEW_START, upto="application_book")
    found = planned(raw, as_of=ON("2026-12-01"), given={"admission_meeting": ON(met)})
    meeting = found.step("conversion_meeting")
    assert (meeting.earliest, rules(meeting.bound_by)) == (ON(full_on), {"DEV-47"})
    assert found.case.events["conversion_approval"][0].get("full_member_from") == Day.of(ON(full_on))


def test_29_february_may_become_the_first_of_march():
    raw = lawful(NEW_START, upto="application_book")
    march = asking(anniversary_rule_feb29="first_of_march")
    found = planned(raw, as_of=ON("2026-12-01"), given={"admission_meeting": ON("2028-02-29")}, policies=march)
    assert earliest(found, "conversion_meeting") == ON("2029-03-01")


def test_an_extension_is_waited_for():
    raw = lawful(OLD_START, upto="conversion_approval")
    raw = changed(raw, "conversion_meeting", decision="extend", extend_months=6)
    raw = changed(raw, "conversion_approval", full_member_from=None)
    full_on = history_of(raw).probation.full_on.first
    found = planned(raw)
    assert [each.step for each in found.steps] == ["conversion_meeting", "conversion_approval", "archive"]
    assert earliest(found, "conversion_meeting") == full_on
    assert (full_on - day(raw, "admission_meeting")).days > 540
    assert held(raw).step == "conversion_meeting"
    assert rules(held(raw).reasons) == {"DEV-47"}


@pytest.mark.parametrize(("months", "expected"), [(None, "2026-09-10"), (3, "2026-12-10"), (6, "2027-03-10")])
def test_a_school_may_let_applicants_wait(months, expected):
    """P-01."""
    raw = lawful(NEW_START, upto="application")
    found = planned(raw, policies=asking(min_months_application_to_activist=months))
    decision = found.step("activist_decision")
    assert decision.earliest == ON(expected)
    assert rules(decision.bound_by) == ({"P-01"} if months else set())


@pytest.mark.parametrize(
    ("consent", "last"),
    [
        ("2026-09-14", "2026-09-18"),  # Monday to Friday
        ("2026-09-12", "2026-09-18"),  # begun on a Saturday
        ("2026-09-24", "2026-10-08"),  # over 中秋 and 国庆
        ("2026-12-28", "2027-01-04"),  # over New Year's Day
    ],
)
def test_a_notice_lasts_five_working_days_and_listing_follows_it(consent, last):
    raw = lawful(dt.date(2025, 6, 20), upto="target_decision")
    found = planned(raw, as_of=ON("2026-09-01"), given={"target_filing": ON(consent)})
    notice, listing = found.step("public_notice"), found.step("target_listing")
    assert (notice.earliest, notice.until) == (ON(consent), ON(last))
    assert CALENDAR.working_days(notice.earliest, notice.until) == 5
    assert CALENDAR.working_days(notice.earliest, notice.until - days(1)) == 4
    assert listing.earliest == notice.until + days(1)
    assert rules(notice.bound_by) == {"DEV-64"}
    assert rules(listing.bound_by) == {"DEV-66"}


@pytest.mark.parametrize(
    ("asked", "working_days"),
    [
        ({"public_notice_days": 7, "public_notice_day_type": "working"}, 7),
        ({"public_notice_days": 3, "public_notice_day_type": "working"}, 5),
        ({"notice_day_count": "posting_day_not_counted"}, 6),
    ],
)
def test_a_school_may_ask_a_longer_notice(asked, working_days):
    raw = lawful(NEW_START, upto="target_decision")
    notice = planned(raw, policies=asking(**asked), as_of=ON("2028-03-06")).step("public_notice")
    assert CALENDAR.working_days(notice.earliest, notice.until) == working_days


def test_a_notice_in_calendar_days_keeps_the_five_working_days():
    raw = lawful(NEW_START, upto="target_decision")
    for number, length in ((5, 7), (7, 7), (10, 10)):
        policies = asking(public_notice_days=number, public_notice_day_type="calendar")
        notice = planned(raw, policies=policies, as_of=ON("2028-03-08")).step("public_notice")
        assert (notice.until - notice.earliest).days + 1 == length


def test_a_notice_that_the_school_asks_besides_is_planned_and_waited_for():
    """P-06."""
    raw = lawful(OLD_START, upto="application_talk")
    found = planned(raw, policies=asking(public_notice_points=("确定入党积极分子", "接收预备党员")))
    codes = [each.step for each in found.steps]
    assert codes[:2] == ["public_notice", "activist_decision"]
    assert codes[codes.index("admission_approval") - 1] == "public_notice"
    assert found.steps[1].earliest == found.steps[0].until + days(1)
    judged = judge(found.case, asking(public_notice_points=("确定入党积极分子", "接收预备党员")), CALENDAR)
    assert words(judged) == []


@pytest.mark.parametrize(
    ("asked", "days_held"),
    [({}, 3), ({"target_training_hours": 40}, 5), ({"target_training_hours": 24, "training_hours_per_day": 6}, 4)],
)
def test_the_course_is_as_long_as_the_school_asks(asked, days_held):
    """P-17 and P-18."""
    found = planned(lawful(NEW_START, upto="introducers"), policies=asking(**asked))
    course = found.step("training")
    assert (course.until - course.earliest).days + 1 == days_held
    assert found.step("committee_review").earliest == course.until
    assert words(judge(found.case, asking(**asked), CALENDAR)) == []


def test_mobile_people_are_planned_a_notice_in_both_places():
    raw = known(lawful(NEW_START, upto="target_decision"), "person", mobile=True)
    assert "在流出地和流入地同时" in planned(raw).step("public_notice").assumptions[0]


# --- given days


def test_a_given_meeting_draws_its_pre_review_after_it():
    raw = lawful(NEW_START, upto="committee_review")
    meeting = day(raw, "committee_review") + days(100)
    found = planned(raw, given={"admission_meeting": meeting})
    review = found.step("pre_review")
    assert earliest(found, "admission_meeting") == meeting
    assert found.step("admission_meeting").problems == ()
    assert found.step("admission_meeting").due == Day.of(meeting)
    assert review.earliest > planned(raw).step("pre_review").earliest
    assert "推后到此日" in review.assumptions[-1]
    assert words(judge(found.case, NATIONALLY, CALENDAR)) == []


def test_a_given_meeting_that_is_late_is_told():
    """DEV-74: the pre-review has been passed, nothing can be put off."""
    raw = lawful(NEW_START, upto="pre_review")
    meeting = day(raw, "pre_review") + days(45)
    found = planned(raw, given={"admission_meeting": meeting})
    assert earliest(found, "admission_meeting") == meeting
    assert rules(found.step("admission_meeting").problems) == {"DEV-74"}


def test_the_schools_shorter_days_bind_a_given_meeting():
    """P-13 may only shorten the month of 2026."""
    raw = lawful(NEW_START, upto="pre_review")
    passed = day(raw, "pre_review")
    policies = asking(meeting_after_prereview_max_days=15)
    assert planned(raw, policies=policies).step("admission_meeting").due == Day.of(passed + days(15))
    for number, expected in ((15, set()), (16, {"P-13"})):
        found = planned(raw, policies=policies, given={"admission_meeting": passed + days(number)})
        assert rules(found.step("admission_meeting").problems) == expected


@pytest.mark.parametrize(
    ("upto", "step", "rule"),
    [
        ("mentors", "target_decision", "DEV-11"),
        ("target_filing", "target_listing", "DEV-66"),
        ("oath", "conversion_meeting", "DEV-47"),
        ("target_filing", "admission_meeting", "ORDER"),
    ],
)
def test_a_given_day_that_comes_too_early_is_told_and_not_moved(upto, step, rule):
    raw = lawful(NEW_START, upto=upto)
    too_early = history_of(raw).case.as_of + days(1)
    found = planned(raw, given={step: too_early})
    assert earliest(found, step) == too_early
    assert found.step(step).is_given
    assert rule in rules(found.step(step).problems)
    assert found.step("archive") is not None


def test_later_steps_follow_a_given_day():
    raw = lawful(NEW_START, upto="application_book")
    meeting = day(raw, "application_book") + days(20)
    found = planned(raw, given={"admission_meeting": meeting})
    assert earliest(found, "admission_approval") == meeting
    assert earliest(found, "conversion_meeting") == dt.date(meeting.year + 1, meeting.month, meeting.day)


# --- what holds the case back


def test_what_can_be_done_now_holds_the_case_back():
    found = held(lawful(NEW_START, upto="activist_filing"))
    assert (found.step, found.words) == ("mentors", "“指定培养联系人”可以办理，尚未办理")


def test_the_year_of_cultivation_holds_an_activist_back():
    raw = lawful(OLD_START, upto="mentors")
    found = held(raw)
    assert (found.step, found.earliest, rules(found.reasons)) == ("target_decision", ON("2019-10-26"), {"DEV-11"})
    assert found.reasons[0].clause == "发展党员工作细则 第十三条"
    assert "2018-10-26 + 1 年 = 2019-10-26" in found.words


def test_a_running_notice_holds_the_listing_back():
    raw = without(lawful(NEW_START, upto="target_listing"), "target_listing")
    opened = day(raw, "public_notice", fact="from")
    found = held(raw, as_of=opened)
    assert (found.step, rules(found.reasons)) == ("target_listing", {"DEV-66"})
    assert found.earliest == day(raw, "public_notice", fact="to") + days(1)


def test_a_review_that_failed_stops_the_case():
    raw = changed(lawful(NEW_START, upto="training"), "political_review", conclusion="fail")
    found = planned(raw)
    assert (found.steps, found.stopped_at, rules(found.stopped_by)) == ((), "committee_review", {"DEV-16"})
    assert held(raw).reasons == found.stopped_by


def test_a_temporary_branch_stops_before_the_meeting():
    raw = known(lawful(NEW_START, upto="pre_review"), "branch", kind="temporary")
    found = planned(raw)
    assert [each.step for each in found.steps] == ["application_book"]
    assert (found.stopped_at, rules(found.stopped_by)) == ("admission_meeting", {"DEV-32"})


@pytest.mark.parametrize(
    ("upto", "step", "facts", "again"),
    [
        ("pre_review", "pre_review", {"result": "fail"}, "pre_review"),
        ("admission_meeting", "admission_meeting", {"ayes": 9, "nays": 11, "written_ayes": 2}, "admission_meeting"),
    ],
)
def test_what_failed_is_done_again(upto, step, facts, again):
    raw = changed(lawful(NEW_START, upto=upto), step, **facts)
    found = planned(raw, as_of=history_of(raw).case.as_of + days(1))
    assert found.steps[0].step == again
    assert found.step("archive") is not None


def test_whoever_was_not_approved_or_was_cancelled_has_nothing_to_come():
    refused = changed(lawful(OLD_START, upto="admission_approval"), "admission_approval", result="refuse")
    cancelled = changed(lawful(OLD_START, upto="conversion_approval"), "conversion_meeting", decision="cancel")
    for raw in (refused, changed(cancelled, "conversion_approval", full_member_from=None)):
        assert planned(raw).steps == ()
        assert held(raw) is None


def test_a_consent_that_was_refused_is_asked_for_again():
    raw = changed(lawful(NEW_START, upto="target_filing"), "target_filing", result="refuse")
    found = planned(raw)
    assert [each.step for each in found.steps[:3]] == ["target_filing", "public_notice", "target_listing"]
    assert f"上级党委曾不同意（{day(raw, 'target_filing')}），再次报请" in found.steps[0].assumptions
    assert (found.steps[-1].step, held(raw).step) == ("archive", "target_filing")


def test_what_only_the_unconfirmed_text_demands_is_told_and_stops_nothing():
    raw = lawful(NEW_START, upto="target_filing")
    too_early = {"target_listing": day(raw, "target_filing") + days(2)}
    for is_confirmed in (True, False):
        history = history_of(raw)
        history.confirmed = lambda answer=is_confirmed: answer
        listing = plan(history, given=too_early).step("target_listing")
        assert "DEV-66" in rules(listing.problems)
        assert listing.is_refused is is_confirmed


def test_leaving_soon_is_told_with_the_meeting():
    """DEV-22 yields to a recorded reason: the plan goes on."""
    raw = lawful(NEW_START, upto="pre_review")
    raw = known(raw, "person", leaves_on=str(day(raw, "pre_review") + days(30)))
    found = planned(raw)
    assert rules(found.step("admission_meeting").problems) == {"DEV-22"}
    assert found.step("archive") is not None


def test_a_step_that_was_left_out_is_planned_while_it_may_still_be_taken():
    raw = without(lawful(NEW_START, upto="training"), "introducers")
    assert planned(raw).steps[0].step == "introducers"
    too_late = without(lawful(NEW_START, upto="pre_review"), "introducers")
    assert planned(too_late).step("introducers") is None


def test_an_excerpt_is_planned_from_where_it_ends():
    raw = without(lawful(OLD_START, upto="training"), "mentors", "application_talk") | {"partial": True}
    assert planned(raw).steps[0].step == "committee_review"


def test_a_day_known_to_the_month_is_taken_at_its_end():
    raw = changed(lawful(OLD_START, upto="mentors"), "activist_decision", on="2018-10")
    decision = planned(raw).step("target_decision")
    assert decision.earliest == ON("2019-10-31")
    assert any("按最晚一天" in each for each in decision.assumptions)


def test_half_years_without_a_review_are_made_up_as_late():
    raw = lawful(OLD_START, upto="mentors")
    found = planned(raw, as_of=day(raw, "activist_decision") + days(400))
    reviews = [each for each in found.steps if each.step == "review"]
    assert len(reviews) == 2
    assert all("只能补办" in each.assumptions[-1] for each in reviews)
    assert found.step("target_decision").earliest == day(raw, "activist_decision") + days(400)
    assert rules(found.step("target_decision").problems) == {"DEV-07"}

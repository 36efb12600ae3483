"""Dates, stage and next step of every way a case may go, and the day the arithmetic gives."""

import datetime as dt

import pytest

from membership.procedure.cultivation import cultivation_of
from membership.procedure.days import Day
from membership.procedure.probation import anniversary
from tests.membership.procedure.histories import (
    NEW_START,
    OLD_START,
    added,
    archive_of,
    changed,
    cut,
    day,
    days,
    event,
    known,
    lawful,
    without,
)
from tests.membership.procedure.judged import errors, verdict, words
from tests.membership.procedure.planting import HALF_AYES, base, examined, extended, postponed


@pytest.mark.parametrize(
    ("start", "months", "march", "expected"),
    [
        ((2022, 7, 1), 12, False, (2023, 7, 1)),
        ((2024, 2, 29), 12, False, (2025, 2, 28)),
        ((2024, 2, 29), 12, True, (2025, 3, 1)),
        ((2023, 2, 28), 12, True, (2024, 2, 28)),
        ((2024, 2, 29), 48, True, (2028, 2, 29)),
        ((2024, 8, 31), 6, True, (2025, 2, 28)),
    ],
)
def test_an_anniversary(start, months, march, expected):
    assert anniversary(Day.of(dt.date(*start)), months, first_of_march=march) == Day.of(dt.date(*expected))


STAGES = [
    ("application", "applicant", "application_talk"),
    ("application_talk", "applicant", "activist_decision"),
    ("activist_decision", "activist", "activist_filing"),
    ("activist_filing", "activist", "mentors"),
    ("mentors", "activist", "review"),
    ("review", "activist", "target_decision"),
    ("target_decision", "activist", "target_filing"),
    ("introducers", "target", "political_review"),
    ("political_review", "target", "training"),
    ("training", "target", "committee_review"),
    ("committee_review", "target", "pre_review"),
    ("pre_review", "target", "application_book"),
    ("application_book", "target", "admission_meeting"),
    ("admission_meeting", "target", "approval_talk"),
    ("approval_talk", "target", "admission_approval"),
    ("admission_approval", "probationary_member", "higher_filing"),
    ("higher_filing", "probationary_member", "assignment"),
    ("assignment", "probationary_member", "oath"),
    ("oath", "probationary_member", "probation_review"),
    ("probation_review", "probationary_member", "conversion_application"),
    ("conversion_application", "probationary_member", "conversion_meeting"),
    ("conversion_meeting", "probationary_member", "conversion_approval"),
    ("conversion_approval", "full_member", "archive"),
]


@pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])
@pytest.mark.parametrize(("upto", "stage", "following"), STAGES)
def test_stage_and_next_step_after_each_step(start, upto, stage, following):
    judged = verdict(lawful(start, upto=upto))
    assert words(judged) == []
    assert (judged.stage, judged.next.step, judged.next.blocked_by) == (stage, following, ())


def test_the_steps_around_the_2026_notice():
    raw = lawful(NEW_START)
    consent, notice = cut(lawful(NEW_START), "target_filing"), cut(lawful(NEW_START), "public_notice")
    last = day(raw, "public_notice", 0, "to")
    assert (verdict(consent).stage, verdict(consent).next.step) == ("activist", "public_notice")
    running = verdict(notice | {"as_of": str(last)})
    assert (running.stage, running.next.step, running.next.earliest) == (
        "activist",
        "target_listing",
        str(last + days(1)),
    )
    over = verdict(notice | {"as_of": str(last + days(1))})
    assert (over.stage, over.next.step) == ("target", "introducers")
    refused = verdict(changed(consent, "target_filing", result="refuse"))
    assert (refused.word, refused.stage, refused.next.step) == ("legal", "activist", "target_filing")


def test_the_next_step_names_its_days_and_what_blocks_it():
    raw = lawful(OLD_START, upto="review")
    decided = day(raw, "activist_decision")
    assert verdict(raw).next.earliest == str(dt.date(decided.year + 1, decided.month, decided.day))
    talk = verdict(lawful(OLD_START, upto="application")).next
    assert (talk.earliest, talk.due) == ("2018-09-10", "2018-10-10")
    assert verdict(without(raw, "mentors")).next.blocked_by == ("DEV-06",)
    oath = verdict(lawful(OLD_START, upto="assignment")).next
    assert oath.due == "2020-03-22"
    full_on = verdict(lawful(OLD_START, upto="conversion_application")).next
    assert full_on.earliest == "2021-01-13"


def test_a_late_meeting_and_approval_do_not_move_the_seniority():
    judged = verdict(lawful(OLD_START, conversion_meeting=200))
    assert judged.dates["party_seniority_from"] == "2021-01-13"
    assert words(judged) == []


def test_an_extension_moves_it_once():
    judged = verdict(extended(base("2014"), 6))
    assert words(judged) == []
    assert (judged.dates["probation_to"], judged.dates["full_member_from"]) == ("2021-07-12", "2021-07-13")


def test_an_extension_that_waits_for_approval_changes_nothing_yet():
    raw = cut(lawful(OLD_START), "conversion_meeting")
    judged = verdict(changed(raw, "conversion_meeting", decision="extend", extend_months=6))
    assert judged.dates["probation_to"] == "2021-01-12"
    assert judged.next.step == "conversion_approval"


def test_after_an_extension_the_meeting_comes_again():
    found = extended(base("2014"), 6)
    raw = found | {"events": found["events"][:-3]}
    judged = verdict(raw)
    assert (judged.stage, judged.next.step, judged.next.earliest) == (
        "probationary_member",
        "conversion_meeting",
        "2021-07-13",
    )


def test_a_postponement_leaves_everything_as_it_was():
    raw = postponed(base("2014"), 3)
    assert words(verdict(raw)) == []
    assert verdict(raw).dates == verdict(base("2014")).dates


def test_a_cancellation_ends_the_case_and_waits_for_nothing():
    raw = without(cut(lawful(OLD_START), "conversion_approval"), "conversion_application", "oath")
    early = day(raw, "admission_meeting") + days(200)
    raw = changed(raw, "conversion_meeting", on=early, decision="cancel")
    raw = changed(raw, "conversion_approval", on=early + days(20), reported_on=early + days(2), full_member_from=None)
    raw = added(raw, event("discipline", early - days(30), kind="serious"))
    raw["events"] = [each for each in raw["events"] if each["step"] != "probation_review"]
    judged = verdict(raw)
    assert words(judged) == []
    assert (judged.stage, judged.next) == ("cancelled", None)
    assert judged.dates["full_member_from"] is None


def test_who_was_cancelled_may_begin_again_in_a_new_case():
    again = lawful(dt.date(2022, 1, 10), case_id="again")
    assert verdict(again).word == "legal"


def test_a_refused_admission_voids_the_provisional_dates():
    raw = cut(lawful(OLD_START), "admission_approval")
    assert verdict(cut(lawful(OLD_START), "admission_meeting")).dates["probation_from"] == "2020-01-13"
    judged = verdict(changed(raw, "admission_approval", result="refuse"))
    assert (judged.word, judged.stage, judged.next) == ("legal", "target", None)
    assert judged.dates["probation_from"] is None


def test_a_vote_that_failed_and_ended_there_broke_no_rule():
    raw = changed(cut(lawful(OLD_START), "admission_meeting"), "admission_meeting", **HALF_AYES)
    judged = verdict(raw)
    assert (judged.word, judged.stage, judged.next.step) == ("legal", "target", "admission_meeting")
    assert judged.dates["probation_from"] is None


def test_a_second_meeting_counts_after_a_first_that_failed():
    raw = lawful(OLD_START)
    first = next(each for each in raw["events"] if each["step"] == "admission_meeting")
    failed = first | HALF_AYES | {"on": str(day(raw, "admission_meeting") - days(5))}
    judged = verdict(added(raw, failed))
    assert words(judged) == []
    assert judged.dates["probation_from"] == first["on"]


def test_a_pre_review_that_failed_is_made_up_for():
    raw = lawful(OLD_START)
    passed = next(each for each in raw["events"] if each["step"] == "pre_review")
    failed = passed | {"on": passed["submitted_on"], "result": "fail"}
    assert words(verdict(added(raw, failed))) == []


def test_unexamined_files_begin_the_year_anew():
    start = Day.of(dt.date(2018, 10, 8))
    assert cultivation_of(start, (), None).from_on == start
    judged = verdict(changed(examined(base("2014"), "activist_decision", 60), "transfer", file_examined=False))
    assert judged.dates["cultivation_from"] == "2018-12-25"
    assert errors(judged) == {"DEV-09", "DEV-11"}
    assert verdict(examined(base("2014"), "activist_decision", 60)).dates["cultivation_from"] == "2018-10-26"


def test_a_branch_without_committee_decides_in_its_meeting():
    raw = known(base("2014"), "branch", has_committee=False)
    assert errors(verdict(raw)) == {"DEV-05", "DEV-12", "DEV-20"}
    for step in ("activist_decision", "target_decision", "committee_review"):
        raw = changed(raw, step, body="branch_meeting")
    assert words(verdict(raw)) == []


def test_the_arithmetic_is_in_the_message():
    raw = changed(lawful(OLD_START), "activist_decision", on="2018-10-08")
    raw = changed(without(raw, "review", "mentors", "activist_filing"), "target_decision", on="2019-06-01")
    message = next(each.message for each in verdict(raw).findings if each.rule == "DEV-11")
    assert (
        message
        == "列为发展对象前培养考察不足一年：2018-10-08 + 1 年 = 2019-10-08，登记为 2019-06-01，早 130 天".replace(
            "130", str((dt.date(2019, 10, 8) - dt.date(2019, 6, 1)).days)
        )
    )


@pytest.mark.parametrize("start", [dt.date(2023, 12, 1), dt.date(2025, 9, 1)])
def test_old_material_counts_for_a_stage_that_was_finished_before_the_switch(start):
    raw = lawful(start)
    archived = day(raw, "archive")
    assert archived >= dt.date(2026, 5, 11)
    old = [*archive_of(dt.date(2020, 1, 1)), "probation_form"]
    is_before = day(raw, "target_filing") < dt.date(2026, 5, 11)
    assert (errors(verdict(changed(raw, "archive", documents=old))) == set()) is is_before


def _again(raw, by, **facts):
    """The conversion discussed and answered once more, so many days later."""
    chosen = [each for each in raw["events"] if each["step"] in ("conversion_meeting", "conversion_approval")]
    shifted = []
    for each in chosen:
        moved = {
            name: str(dt.date.fromisoformat(each[name]) + days(by)) for name in ("on", "reported_on") if name in each
        }
        shifted.append(each | moved | (facts if each["step"] == "conversion_meeting" else {}))
    return added(raw, *shifted)


def test_a_conversion_that_was_refused_is_discussed_again():
    raw = _again(lawful(OLD_START, upto="conversion_approval"), 60)
    judged = verdict(changed(raw, "conversion_approval", 0, result="refuse", full_member_from=None))
    assert words(judged) == []
    assert (judged.stage, judged.dates["full_member_from"]) == ("full_member", "2021-01-13")
    once = lawful(OLD_START, upto="conversion_approval")
    refused = verdict(changed(once, "conversion_approval", result="refuse", full_member_from=None))
    assert (refused.stage, refused.next.step) == ("probationary_member", "conversion_meeting")


def test_an_extension_may_end_in_cancellation():
    raw = extended(lawful(OLD_START, upto="conversion_approval"))
    raw = changed(
        changed(raw, "conversion_meeting", 1, decision="cancel"), "conversion_approval", 1, full_member_from=None
    )
    judged = verdict(raw)
    assert words(judged) == []
    assert (judged.stage, judged.next, judged.dates["full_member_from"]) == ("cancelled", None, None)


def test_an_extension_that_was_refused_did_not_happen():
    raw = changed(extended(base("2014")), "conversion_approval", 0, result="refuse")
    judged = verdict(raw)
    assert errors(judged) == {"DEV-50"}
    assert judged.dates["full_member_from"] == "2021-01-13"


def test_a_first_meeting_within_the_month_is_enough_though_the_second_is_later():
    raw = lawful(NEW_START, meeting=50)
    held = day(raw, "pre_review") + days(20)
    first = next(each for each in raw["events"] if each["step"] == "admission_meeting") | HALF_AYES | {"on": str(held)}
    assert errors(verdict(raw)) == {"DEV-74"}
    assert words(verdict(added(raw, first))) == []

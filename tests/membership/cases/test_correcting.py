"""Corrections, voidings and moves: what goes along, what opens again, and who accompanies afterwards."""

import datetime as dt

import pytest

from dates.partial import PartialDate
from directory.models import Person
from directory.refusals import Refused
from directory.viewer import Operator
from membership.models import Companion, Outcome, StepRecord
from membership.services import Act, Excused, correct_record, end_case, move_case, record_step, void_record
from reminders.models import Reminder
from tests.membership.cases.walking import applied, day_of, played

START = dt.date(2021, 3, 1)
EXCUSED = Excused("支部书记出差", "院党委", dt.date(2022, 9, 20), "会议纪要")


def correct(record, today, **changes):
    on = changes.get("on", record.day)
    act = Act(record.step, on, record.facts, companions=changes.get("companions", ()))
    return correct_record(record=record, act=act, reason="误记", by=Operator(today), today=today, excused=EXCUSED)


def test_a_correction_keeps_text_exceptions_and_the_late_mark(branch):
    case = applied(branch, 5)
    on = case.opened_on + dt.timedelta(days=50)
    act = Act("application_talk", PartialDate(on), {"by": "other"}, note="谈话的内容")
    record = record_step(case=case, act=act, by=Operator(on), today=on, excused=EXCUSED)
    assert record.late and record.exemptions.count() == 1
    corrected = correct(record, on, on=PartialDate(on - dt.timedelta(days=1)))
    assert corrected.note == "谈话的内容"
    assert "2022-12-25" in corrected.late
    assert list(corrected.exemptions.values_list("rule", "reason")) == [("DEV-04", "支部书记出差")]


def test_an_exception_that_is_no_longer_needed_is_left_behind(branch):
    case = applied(branch, 5)
    on = case.opened_on + dt.timedelta(days=5)
    act = Act("application_talk", PartialDate(on), {"by": "other"})
    record = record_step(case=case, act=act, by=Operator(on), today=on, excused=EXCUSED)
    right = Act("application_talk", PartialDate(on), {"by": "secretary"})
    corrected = correct_record(record=record, act=right, reason="误记", by=Operator(on), today=on)
    assert not corrected.exemptions.exists()


class TestCompanions:
    """Each naming holds until the next, whatever is corrected or voided later."""

    @pytest.fixture
    def case(self, branch):
        return played(branch, "activist_filing", START)[0]

    def name(self, case, on, *numbers):
        people = tuple(Person.objects.get(roster_no=number) for number in numbers)
        facts = {"mentors": [{"status": "full", "joined_on": "2015-06-01"} for _ in people]}
        act = Act("mentors", PartialDate(on), facts, companions=people)
        return record_step(case=case, act=act, by=Operator(on), today=on)

    def spans(self, case):
        rows = Companion.objects.filter(case=case).order_by("from_on", "pk")
        return [(row.person.roster_no, row.from_on, row.to_on) for row in rows]

    def test_the_next_naming_ends_the_last(self, case):
        first, second = dt.date(2021, 6, 1), dt.date(2021, 9, 1)
        self.name(case, first, "50000", "50001")
        self.name(case, second, "50001", "50002")
        end = dt.date(2021, 8, 31)
        assert self.spans(case) == [
            ("50000", first, end), ("50001", first, end), ("50001", second, None), ("50002", second, None),
        ]  # fmt: skip

    def test_voiding_the_last_opens_the_one_before(self, case):
        first, second = dt.date(2021, 6, 1), dt.date(2021, 9, 1)
        self.name(case, first, "50000")
        record = self.name(case, second, "50001")
        void_record(record=record, reason="误记", by=Operator(second), today=second)
        assert self.spans(case) == [("50000", first, None)]

    def test_correcting_the_first_leaves_the_second_alone(self, case):
        first, second = dt.date(2021, 6, 1), dt.date(2021, 9, 1)
        record = self.name(case, first, "50000")
        self.name(case, second, "50001")
        moved = dt.date(2021, 6, 10)
        other = (Person.objects.get(roster_no="50002"),)
        correct(record, second, on=PartialDate(moved), companions=other)
        assert self.spans(case) == [("50002", moved, second - dt.timedelta(days=1)), ("50001", second, None)]


def test_voiding_the_archive_opens_the_case_with_what_comes_next(branch):
    case, raw = played(branch, "archive", START)
    today = max(day_of(event) for event in raw["events"])
    void_record(
        record=StepRecord.objects.get(case=case, step="archive"), reason="误记", by=Operator(today), today=today
    )
    case.refresh_from_db()
    assert (case.outcome, case.next_step) == (Outcome.OPEN, "archive")
    assert case.deadlines.filter(is_due=True).exists()


def test_a_decision_to_end_a_case_outlives_a_correction(branch):
    case, raw = played(branch, "introducers", START)
    today = max(day_of(event) for event in raw["events"])
    by = {"by": Operator(today), "today": today}
    end_case(case=case, outcome=Outcome.NOT_ADMITTED, on=today, reason="支委会决定", **by)
    correct(StepRecord.objects.get(case=case, step="application_talk"), today)
    case.refresh_from_db()
    assert case.outcome == Outcome.NOT_ADMITTED


def test_a_moved_case_reminds_the_new_branch(branch):
    case = applied(branch, 5)
    on = case.opened_on
    move_case(case=case, to_unit=branch.units["0102"], on=PartialDate(on), is_examined=True, by=Operator(on), today=on)
    assert {row.unit.code for row in Reminder.objects.filter(closed_on__isnull=True)} == {"0102"}


def test_what_others_rest_on_cannot_be_voided(branch):
    case, raw = played(branch, "mentors", START)
    today = max(day_of(event) for event in raw["events"])
    record = StepRecord.objects.get(case=case, step="activist_decision")
    with pytest.raises(Refused, match="请先作废依赖它的记录"):
        void_record(record=record, reason="误记", by=Operator(today), today=today)

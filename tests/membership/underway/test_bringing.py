"""A ledger brought in: cases with their records, the same file again, what contradicts, and back again."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from audit.context import acting
from audit.tracking import trails
from dates.partial import PartialDate
from desk.imports.acting import take_back
from directory.models import PartyStatus, Person
from directory.permissions import Role
from directory.viewer import Operator
from membership.ledger import columns as at
from membership.models import (
    Book,
    Case,
    CaseDeadline,
    Companion,
    EditionConfirmation,
    Exemption,
    QualityCheck,
    StepRecord,
)
from membership.services.acts import Act
from membership.services.recording import record_step
from sheets.imports.running import report_of
from sheets.models import State
from tests.membership.underway.ledgers import STANDING, book, cells, register, school, way
from tests.sheets.imports.bringing import carry_out, keep, preview
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(viewer_as):
    return viewer_as(Role.DEPARTMENT_STAFF)


@pytest.fixture
def look(viewer):
    """The report on a workbook of these rows."""

    def look(*rows, **choices):
        return preview(keep("cases", book(*rows), viewer, **choices), viewer)

    return look


@pytest.fixture
def bring(viewer):
    """Carries it out; the batch."""

    def bring(*rows, answers=None, only_clean=False, **choices):
        batch = carry_out(keep("cases", book(*rows), viewer, **choices), viewer, answers=answers, only_clean=only_clean)
        assert batch.state == State.DONE, report_of(batch, viewer)
        return batch

    return bring


def counts(new=0, changed=0, same=0, conflict=0, error=0):
    return {"new": new, "changed": changed, "same": same, "conflict": conflict, "error": error}


def snapshot() -> dict:
    """Every tracked table, row by row, without the counter that each change moves on."""
    return {trail.key: sorted(map(_plain, trail.model._base_manager.values())) for trail in trails()}


def _plain(row: dict) -> tuple:
    cells = {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
    return tuple((name, repr(value)) for name, value in cells.items() if name != "version")


def faults(report) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.message) for each in report.faults]


def test_people_of_every_stage_become_cases(world, bring):
    assert bring(*school(world)).counts == counts(new=len(STANDING))
    stages = list(Case.objects.order_by("person__roster_no").values_list("stage", flat=True))
    assert stages == ["applicant", "activist", "activist", "target", "probationary_member", "full_member"]
    case = Case.objects.get(person__roster_no="88003")
    told = {each.step for each in way(*STANDING[3])}
    assert set(case.records.values_list("step", flat=True)) == told
    assert set(case.records.values_list("recorded_on", "recorded_by")) == {(TODAY, case.records.first().recorded_by_id)}
    assert case.next_step == "training" and CaseDeadline.objects.exists()


def test_a_preview_writes_nothing_and_names_each_cell(world, look):
    row = cells(register(world, 1), way(200, "review"))
    before = snapshot()
    report = look(row)
    assert (report.is_clean, report.counts) == (True, counts(new=1))
    (line,) = report.lines
    assert line.words.startswith("新建个案（入党积极分子，数学本科一支部）；申请入党时间 2026-05-04；谈话时间 ")
    assert snapshot() == before


def test_the_same_file_twice_changes_nothing(world, bring):
    rows = school(world)
    bring(*rows)
    before = snapshot()
    assert bring(*rows).counts == counts(same=len(rows))
    assert snapshot() == before


def test_undo_leaves_no_difference(world, bring, viewer):
    rows = school(world)
    before = snapshot()
    batch = bring(*rows, files_faults=True)
    assert snapshot() != before
    take_back(batch=batch, by=viewer.account, today=TODAY)
    assert snapshot() == before


def test_undo_of_a_change_lets_the_case_stand_as_before(world, bring, viewer):
    row = cells(register(world, 1), way(330, "target_decision"))
    short = {name: cell for name, cell in row.items() if name not in (at.ACTIVIST_FILED, at.REVIEWED)}
    bring(short)
    before, case = snapshot(), Case.objects.values().get()
    batch = bring(row)
    assert batch.counts == counts(changed=1)
    take_back(batch=batch, by=viewer.account, today=TODAY)
    assert snapshot() == before
    after = Case.objects.values().get()
    assert {name: after[name] for name in after if name != "version"} == {
        name: case[name] for name in case if name != "version"
    }


def test_a_case_that_went_on_stays_with_its_companions(world, bring, viewer, viewer_as):
    mentors = f"{world.people['30001'].name}、{world.people['30002'].name}"
    row = cells(register(world, 1, "0101"), way(60, "review"), **{at.MENTORS: mentors})
    batch = bring(row)
    assert Companion.objects.count() == 2
    officer = viewer_as(Role.BRANCH_OFFICER)
    report = Act("thought_report", PartialDate(TODAY), {})
    with acting(by=officer.account, source="web"):
        record_step(case=Case.objects.get(), act=report, by=officer, today=TODAY)
    take_back(batch=batch, by=viewer.account, today=TODAY)
    assert (Case.objects.count(), Companion.objects.count()) == (1, 2)


def test_partial_dates_stay_partial(world, bring):
    row = {at.NUMBER: register(world, 1).roster_no, at.NAME: "单立", at.APPLIED: "2024.03", at.ACTIVIST: "2025年"}
    bring(row)
    kept = StepRecord.objects.order_by("happened_on").values_list("step", "happened_on", "precision")
    assert list(kept) == [
        ("application", dt.date(2024, 3, 1), "month"),
        ("activist_decision", dt.date(2025, 1, 1), "year"),
    ]
    assert bring(row | {at.ACTIVIST: "2025-06"}).counts == counts(changed=1)
    record = StepRecord.objects.standing().get(step="activist_decision")
    assert (record.happened_on, record.precision, record.replaces.precision) == (dt.date(2025, 6, 1), "month", "year")
    assert bring(row).counts == counts(same=1)


def test_a_correcting_entry_takes_along_what_a_ledger_does_not_speak_of(world, bring, viewer):
    mentors = f"{world.people['30001'].name}、{world.people['30002'].name}"
    row = {at.NUMBER: register(world, 1, "0101").roster_no, at.NAME: "单立", at.APPLIED: "2024-03-01"}
    row |= {at.ACTIVIST: "2025-03-10", at.MENTORED: "2025.03"}
    bring(row | {at.MENTORS: mentors})
    record = StepRecord.objects.get(step="mentors")
    StepRecord.objects.filter(pk=record.pk).update(note_sealed=b"sealed")
    Exemption.objects.create(
        record=record, rule="DEV-6", words="提示", reason="原因", approver="批准人", decided_on=TODAY
    )
    before = snapshot()
    batch = bring(row | {at.MENTORED: "2025-03-20"})
    assert batch.counts == counts(changed=1)
    corrected = StepRecord.objects.standing().get(step="mentors")
    assert (corrected.replaces, bytes(corrected.note_sealed)) == (record, b"sealed")
    assert [each.reason for each in corrected.exemptions.all()] == ["原因"]
    assert {(each.record, each.from_on) for each in Companion.objects.all()} == {(corrected, dt.date(2025, 3, 20))}
    assert Companion.objects.count() == 2
    take_back(batch=batch, by=viewer.account, today=TODAY)
    assert snapshot() == before


def test_what_contradicts_is_asked_and_answered(world, look, bring):
    row = cells(register(world, 1), way(330, "target_decision"))
    bring(row)
    later = row | {at.ACTIVIST: "2026-05-05", at.APPLIED_CONVERSION: ""}
    report = look(later)
    assert report.counts == counts(conflict=1)
    assert "确定为入党积极分子时间" in report.conflicts[0].question and "→ 2026-05-05" in report.conflicts[0].question
    assert bring(later, answers={2: "new"}).counts == counts(same=1)
    assert bring(later, answers={2: "skip"}).counts == counts(same=1)
    assert bring(later, answers={2: "same"}).counts == counts(changed=1)
    assert Case.objects.get().activist_on == dt.date(2026, 5, 5)
    assert StepRecord.objects.filter(step="activist_decision").count() == 2


def test_findings_are_remarks_and_filed_when_ticked(world, look, bring):
    row = cells(register(world, 1), way(330, "target_decision"))
    row |= {at.TARGET: "2026-08-01"}
    report = look(row)
    assert report.is_clean and "提示：" in report.lines[0].words and "培养考察" in report.lines[0].words
    bring(row, files_faults=False)
    assert not QualityCheck.objects.exists()
    take = cells(register(world, 2), way(330, "target_decision")) | {at.TARGET: "2026-08-01"}
    bring(take, files_faults=True)
    check = QualityCheck.objects.first()
    assert (check.person.roster_no, check.severity) == ("88002", "error")
    assert check.source.endswith("第 2 行")


def test_party_status_follows_and_is_tied(world, bring):
    joined, known = register(world, 1), register(world, 2)
    rows = [cells(person, way(640, "probation_review")) for person in (joined, known)]
    on = dt.date.fromisoformat(rows[1][at.MEETING])
    PartyStatus.objects.create(person=known, unit=known.unit, status="probationary", from_on=on)
    Person.objects.filter(pk=known.pk).update(status="probationary")
    bring(*rows)
    statuses = PartyStatus.objects.filter(person__in=[joined, known]).order_by("person__roster_no")
    assert [(row.status, row.from_on, row.basis.split()[0]) for row in statuses] == [
        ("probationary", on, "发展党员个案")
    ] * 2
    joined.refresh_from_db()
    assert joined.status == "probationary"


def test_a_register_that_says_otherwise_is_a_fault(world, look):
    person = register(world, 1)
    PartyStatus.objects.create(person=person, unit=person.unit, status="probationary", from_on=dt.date(2025, 1, 1))
    Person.objects.filter(pk=person.pk).update(status="probationary")
    found = faults(look(cells(person, way(640, "probation_review"))))
    assert [each[:2] for each in found] == [(2, at.JOINED)]
    assert found[0][2].startswith("名册登记的预备党员从 2025-01-01 起，台账为 ")
    (fault,) = faults(look(cells(person, way(200, "review"))))
    assert "名册登记从 2025-01-01 起是预备党员，台账没有支部大会、上级党委审批的时间" in fault[2]


def test_whom_a_row_means(world, look, bring):
    person = register(world, 1)
    row = cells(person, way(60, "review"))
    unnumbered = {name: cell for name, cell in row.items() if name != at.NUMBER}
    asked = unnumbered | {at.BIRTH: "1996-01-02"}
    report = look(asked)
    assert report.conflicts[0].question == "名册里有同名同出生日期的单立（88001，数学本科一支部），是不是同一个人？"
    assert faults(look(row | {at.NUMBER: "99999"})) == [(2, at.NUMBER, "没有这个学工号，请核对；人员须先登记。")]
    assert faults(look(row | {at.NAME: "单力"}))[0][1] == at.NUMBER
    assert "没有对应到人" in faults(look(unnumbered))[0][2]
    assert bring(asked, answers={2: "same"}).counts == counts(new=1)
    assert bring(asked, answers={2: "skip"}).counts == counts(same=1)


def test_strangers_are_refused_in_the_words_of_the_import(world, viewer_as, monkeypatch):
    monkeypatch.setattr("membership.underway.importer.CaseImporter.permission", "cases.record")
    secretary = viewer_as(Role.UNIT_SECRETARY)
    row = cells(register(world, 1, "0201"), way(60, "review"))
    report = preview(keep("cases", book(row), secretary), secretary)
    assert faults(report) == [(2, at.NUMBER, "该学工号已在校内登记，请联系组织部。")]


def test_nobody_brings_in_his_own_history(look, viewer):
    found = faults(look(cells(viewer.account.person, way(60, "review"))))
    assert "不能导入本人的发展经历" in found[0][2]


def test_two_lines_of_one_person(world, look):
    row = cells(register(world, 1), way(60, "review"))
    assert len(faults(look(row, row))) >= 2


def test_cells_that_cannot_be_read_are_faults_of_their_cells(world, look):
    row = cells(register(world, 1), way(60, "review"))
    assert [each[:2] for each in faults(look(row | {at.ACTIVIST: "2025.13"}))] == [(2, at.ACTIVIST)]
    assert [each[:2] for each in faults(look(row | {at.ACTIVIST: "2027-01-01"}))] == [(2, at.ACTIVIST)]


def test_clean_rows_alone(world, bring):
    good, bad = (cells(register(world, number), way(60, "review")) for number in (1, 2))
    batch = bring(good, bad | {at.ACTIVIST: "2025.13"}, only_clean=True)
    assert (batch.counts, Case.objects.count()) == (counts(new=1, error=1), 1)


def test_a_ledger_that_names_only_the_stage_behind_the_meeting(world, bring):
    person = register(world, 1)
    row = {at.NUMBER: person.roster_no, at.NAME: person.name, at.APPLIED: "2024-03-01", at.JOINED: "2026-03-10"}
    bring(row | {at.STAGE: "预备党员"})
    case = Case.objects.get()
    assert (case.stage, case.admitted_on) == ("probationary_member", dt.date(2026, 3, 10))
    assert "activist_decision" in case.untold and case.records.get(step="admission_approval").happened_on is None
    person.refresh_from_db()
    assert person.status == "probationary"


def test_an_ended_case_is_left_as_it_is(world, look, bring):
    row = cells(register(world, 1), way(1200, None))
    bring(row)
    assert Case.objects.get().outcome == "archived"
    assert look(row).counts == counts(same=1)
    (fault,) = faults(look(row | {at.OATH: "2024-01-01"}))
    assert "此案已于" in fault[2]


def test_the_next_step_can_be_recorded(world, bring, viewer_as):
    row = cells(register(world, 1, "0101"), way(640, "probation_review"))
    bring(row)
    record_step(
        case=Case.objects.get(),
        act=Act("probation_review", PartialDate(TODAY), {}),
        by=viewer_as(Role.BRANCH_OFFICER),
        today=TODAY,
    )
    assert PartyStatus.objects.filter(person__roster_no="88001", voided_at__isnull=True).count() == 1


def test_from_the_command_line(world, tmp_path, capsys):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(book(cells(register(world, 1), way(60, "review"))))
    account = Role.DEPARTMENT_STAFF.value
    told = []
    for more in (["--check"], ["--as", account], []):
        call_command("import_roster", "cases", str(file), "--json", *more)
        told.append(json.loads(capsys.readouterr().out))
    assert [(each["status"], each["new"], each["same"]) for each in told] == [("ok", 1, 0), ("ok", 1, 0), ("ok", 0, 1)]
    assert Case.objects.count() == 1


def with_book(world, number, book_number, **more):
    return cells(register(world, number), way(640, "probation_review"), **{at.BOOK_NUMBER: book_number} | more)


def test_the_number_of_the_book_comes_in_and_goes_with_the_batch(world, bring, viewer):
    row, before = with_book(world, 1, "ZY-0017"), snapshot()
    batch = bring(row)
    book = Book.objects.get()
    assert (book.number, book.person.roster_no, book.unit.code) == ("ZY-0017", "88001", "01")
    assert str(book.issued_on) == row[at.BOOK_ISSUED]
    assert bring(row).counts == counts(same=1)
    take_back(batch=batch, by=viewer.account, today=TODAY)
    assert snapshot() == before


def test_a_case_that_lacks_only_the_number_gets_it(world, look, bring):
    row = with_book(world, 1, "")
    bring(row)
    report = look(row | {at.BOOK_NUMBER: "ZY-0017"})
    assert (report.counts, report.lines[0].words) == (counts(changed=1), "入党志愿书编号 ZY-0017")
    bring(row | {at.BOOK_NUMBER: "ZY-0017"})
    assert Book.objects.get().case == Case.objects.get()


def test_a_number_that_cannot_be_is_a_fault_of_its_cell(world, look, bring):
    first, second = with_book(world, 1, "ZY-0017"), with_book(world, 2, "ZY-0017")
    assert {(row, column) for row, column, _ in faults(look(first, second))} == {
        (2, at.BOOK_NUMBER),
        (3, at.BOOK_NUMBER),
    }
    bring(first)
    ((_, column, words),) = faults(look(second))
    assert (column, words) == (at.BOOK_NUMBER, "编号 ZY-0017 已经登记过，请核对。")
    ((_, _, words),) = faults(look(first | {at.BOOK_NUMBER: "ZY-0018"}))
    assert "此人已登记的编号是 ZY-0017" in words


def test_without_a_day_the_number_is_a_remark(world, look):
    report = look(with_book(world, 1, "ZY-0017", **{at.BOOK_ISSUED: "", at.BOOK: "2025.03"}))
    assert report.is_clean and "志愿书编号没有登记" in report.lines[0].words


def test_a_later_set_of_mentors_ends_the_first(world, bring):
    bring(cells(register(world, 1, "0101"), way(330, "review")))
    case = Case.objects.get()
    for day, precision, roster_no in (("2026-03-01", "day", "30001"), ("2026-09-01", "month", "30002")):
        on = PartialDate(dt.date.fromisoformat(day), precision)
        act = Act("mentors", on, {"mentors": [{"status": "full"}]}, companions=(world.people[roster_no],))
        record_step(case=Case.objects.get(), act=act, by=Operator(TODAY), today=TODAY)
    row = cells(case.person, way(330, "review"), **{at.MENTORED: "2026-09-20", at.MENTORS: world.people["30002"].name})
    bring(row, answers={2: "same"})
    held = Companion.objects.filter(person__in=[world.people["30001"], world.people["30002"]]).order_by("from_on")
    assert list(held.values_list("person__roster_no", "from_on", "to_on")) == [
        ("30001", dt.date(2026, 3, 1), dt.date(2026, 9, 19)),
        ("30002", dt.date(2026, 9, 20), None),
    ]


def test_what_only_the_unconfirmed_text_demands_is_filed_as_no_fault(world, bring):
    for number, is_confirmed in ((1, False), (2, True)):
        EditionConfirmation.objects.all().delete()
        if is_confirmed:
            account = world.accounts[Role.DEPARTMENT_ADMIN]
            EditionConfirmation.objects.create(edition="2026", document="文", confirmed_on=TODAY, confirmed_by=account)
        happened = [each for each in way(470, "political_review") if each.step != "public_notice"]
        bring(
            cells(register(world, number), happened, **{at.TARGET_NOTICE: "2026-10-08 至 2026-10-09"}),
            files_faults=True,
        )
        filed = QualityCheck.objects.filter(person__roster_no=f"8800{number}", rule="DEV-64")
        assert filed.exists() is is_confirmed

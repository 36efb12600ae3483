"""Documents of a case: the checklist, scans by sensitivity, the bundle; books only after a passed pre-review."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from dates.parsing import parse_date
from directory import files
from directory.models import Attachment
from directory.permissions import Role, Sensitivity
from directory.refusals import Refused
from directory.viewer import Operator
from membership.casefile import settled
from membership.checklist import archive_faults, bundle, checklist
from membership.forms.papers import PaperForm
from membership.models import Book, CasePaper, Outcome, StepRecord, TemplateDocument
from membership.services.papers import Scan, add_paper, issue_book, return_book, spoil_book, void_paper
from tests.membership.cases.walking import applied, played
from tests.world import TODAY

PDF = Scan(b"%PDF-1.4 page", "申请书.pdf")


def rules(refused) -> set[str]:
    return {each.rule for each in refused.value.refusals}


@pytest.fixture
def case(branch):
    return applied(branch, 1)


def document(case, form) -> TemplateDocument:
    return TemplateDocument.objects.filter(step__template=case.template, form=form).first()


def test_the_checklist_says_what_is_missing(case):
    wanted, besides = checklist(case, settled(case, TODAY))
    missing = [each.document.form for each in wanted if each.is_missing]
    assert missing == ["F01"] and besides == []
    add_paper(case=case, title="入党申请书", document=document(case, "F01"), by=Operator(TODAY), today=TODAY)
    wanted, _ = checklist(case, settled(case, TODAY))
    assert not any(each.is_missing for each in wanted)
    assert "入党申请书" not in archive_faults(wanted)


def test_a_scan_is_as_sensitive_as_its_kind(case):
    plain = add_paper(case=case, title="申请书", kind="application", scan=PDF, by=Operator(TODAY), today=TODAY)
    strict = add_paper(case=case, title="政审", kind="political_review", scan=PDF, by=Operator(TODAY), today=TODAY)
    found = {each.title: each.sensitivity for each in Attachment.objects.filter(title__in=["申请书", "政审"])}
    assert found == {plain.title: Sensitivity.S3, strict.title: Sensitivity.S4}


def test_the_bundle_holds_what_the_viewer_may_open(case, viewer_as):
    add_paper(case=case, title="申请书", kind="application", scan=PDF, by=Operator(TODAY), today=TODAY)
    add_paper(case=case, title="政审", kind="political_review", scan=PDF, by=Operator(TODAY), today=TODAY)
    for role, count in ((Role.UNIT_SECRETARY, 2), (Role.ORGANIZER_FULL_TIME, 1)):
        packed = zipfile.ZipFile(io.BytesIO(bundle(case, viewer_as(role))))
        assert len(packed.namelist()) == count + 1
        assert not any(case.person.name in name for name in packed.namelist())
        sheet = openpyxl.load_workbook(io.BytesIO(packed.read("材料目录.xlsx"))).active
        assert [row[1] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["申请书", "政审"]


def test_a_title_is_neither_formula_nor_path_and_a_lost_scan_is_listed(case):
    titles = ["=1+1", "../../方晓\x0b的材料", "申请书"]
    for title in titles:
        add_paper(case=case, title=title, kind="application", scan=PDF, by=Operator(TODAY), today=TODAY)
    files._place(Attachment.objects.get(title="申请书")).unlink()
    packed = zipfile.ZipFile(io.BytesIO(bundle(case, Operator(TODAY))))
    scans = [name for name in packed.namelist() if name.endswith(".pdf")]
    assert [name[:-11] for name in scans] == ["01-入党申请书", "02-入党申请书"]
    sheet = openpyxl.load_workbook(io.BytesIO(packed.read("材料目录.xlsx"))).active
    rows = list(sheet.iter_rows(min_row=3))
    assert [row[9].value for row in rows] == ["有", "有", "缺失"]
    assert (rows[0][1].value, rows[0][1].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("typed", "asked", "kept"),
    [
        ("other", "political_review", "political_review"),
        ("political_review", "application", "political_review"),
        ("notice", "application", "notice"),
        ("", "application", "application"),
    ],
)
def test_the_stricter_of_the_typed_kind_and_the_templates(case, typed, asked, kept):
    wanted = document(case, "F01")
    wanted.paper = asked
    paper = add_paper(case=case, title="材料", document=wanted, kind=typed, by=Operator(TODAY), today=TODAY)
    assert paper.kind == kept


def test_what_no_template_names_needs_its_kind():
    given = {"title": "政审说明", "copies": "1"}
    assert "kind" in PaperForm(given, viewer=Operator(TODAY), documents=[]).errors
    assert PaperForm(given | {"kind": "other"}, viewer=Operator(TODAY), documents=[]).is_valid()


def test_a_voided_paper_goes_with_its_scan(case):
    paper = add_paper(case=case, title="申请书", scan=PDF, by=Operator(TODAY), today=TODAY)
    with pytest.raises(Refused):
        void_paper(paper=paper, reason=" ", by=Operator(TODAY), today=TODAY)
    void_paper(paper=paper, reason="重复", by=Operator(TODAY), today=TODAY)
    assert not CasePaper.objects.standing().filter(case=case).exists()
    assert not Attachment.objects.of(paper).exists()


def test_tomorrow_has_no_paper_yet(case):
    tomorrow = parse_date(str(TODAY + dt.timedelta(days=1)))
    with pytest.raises(Refused) as refused:
        add_paper(case=case, title="申请书", formed_on=tomorrow, by=Operator(TODAY), today=TODAY)
    assert rules(refused) == {"future"}


class TestBooks:
    """DEV-21: no book may exist before the pre-review has been passed."""

    @pytest.fixture
    def passed(self, branch):
        case, raw = played(branch, "pre_review", dt.date(2024, 1, 8))
        return case, dt.date.fromisoformat(raw["events"][-1]["on"])

    def test_not_before_a_pass(self, case):
        with pytest.raises(Refused) as refused:
            issue_book(case=case, number="A1", on=TODAY, by=Operator(TODAY), today=TODAY)
        assert rules(refused) == {"DEV-21"}

    @pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, False), (1, False)])
    def test_the_day_of_the_answer_and_no_earlier(self, passed, days, is_refused):
        case, on = passed
        day = on + dt.timedelta(days=days)
        if is_refused:
            with pytest.raises(Refused) as refused:
                issue_book(case=case, number="A1", on=day, by=Operator(TODAY), today=TODAY)
            assert rules(refused) == {"DEV-21"}
        else:
            assert issue_book(case=case, number="A1", on=day, by=Operator(TODAY), today=TODAY).number == "A1"

    def test_one_at_a_time_and_every_number_once(self, passed):
        case, on = passed
        book = issue_book(case=case, number="A1", on=on, by=Operator(TODAY), today=TODAY)
        with pytest.raises(Refused, match="已领用"):
            issue_book(case=case, number="A2", on=on, by=Operator(TODAY), today=TODAY)
        spoil_book(book=book, on=on, reason="填写有误", by=Operator(TODAY), today=TODAY)
        second = issue_book(case=case, number="A2", on=on, by=Operator(TODAY), today=TODAY)
        with pytest.raises(Refused):
            return_book(book=book, on=on, by=Operator(TODAY), today=TODAY)
        assert return_book(book=second, on=on, by=Operator(TODAY), today=TODAY).returned_on == on

    def test_the_branch_cannot_issue_one(self, passed, viewer_as):
        case, on = passed
        with pytest.raises(Refused) as refused:
            issue_book(case=case, number="A1", on=on, by=viewer_as(Role.BRANCH_OFFICER), today=TODAY)
        assert rules(refused) == {"book_right"}

    def test_not_for_a_case_that_has_ended(self, passed):
        case, on = passed
        case.outcome, case.closed_on = Outcome.WITHDRAWN, on
        case.save(update_fields=["outcome", "closed_on"])
        with pytest.raises(Refused) as refused:
            issue_book(case=case, number="A1", on=on, by=Operator(TODAY), today=TODAY)
        assert rules(refused) == {"case_closed"}

    def test_an_answer_without_a_day_hides_no_pass(self, passed):
        case, on = passed
        case.records.create(person=case.person, step="pre_review", facts={"result": "fail"}, recorded_on=TODAY)
        assert issue_book(case=case, number="A1", on=on, by=Operator(TODAY), today=TODAY)

    def test_a_taken_number_has_its_own_sentence(self, passed):
        case, on = passed
        first = issue_book(case=case, number="A1", on=on, by=Operator(TODAY), today=TODAY)
        spoil_book(book=first, on=on, reason="填写有误", by=Operator(TODAY), today=TODAY)
        with pytest.raises(Refused, match="该编号的入党志愿书已经登记"):
            issue_book(case=case, number="A1", on=on, by=Operator(TODAY), today=TODAY)

    def test_the_second_of_two_windows_is_told(self, passed):
        case, on = passed
        book = issue_book(case=case, number="A1", on=on, by=Operator(TODAY), today=TODAY)
        stale = Book.objects.get(pk=book.pk)
        return_book(book=book, on=on, by=Operator(TODAY), today=TODAY)
        with pytest.raises(Refused) as refused:
            return_book(book=stale, on=on + dt.timedelta(days=1), by=Operator(TODAY), today=TODAY)
        assert rules(refused) == {"book_done"}


def test_a_paper_is_voided_once(case):
    paper = add_paper(case=case, title="申请书", by=Operator(TODAY), today=TODAY)
    stale = CasePaper.objects.get(pk=paper.pk)
    void_paper(paper=paper, reason="重复", by=Operator(TODAY), today=TODAY)
    with pytest.raises(Refused) as refused:
        void_paper(paper=stale, reason="重复", by=Operator(TODAY), today=TODAY)
    assert rules(refused) == {"paper_voided"}


def test_documents_of_a_merged_step_are_due_with_its_last_code(case):
    merged = case.template.steps.get(codes__len=2)
    for step, is_due in (("review", False), ("thought_report", True)):
        StepRecord.objects.create(
            case=case, person=case.person, step=step, happened_on=case.opened_on, recorded_on=TODAY
        )
        wanted, _ = checklist(case, settled(case, TODAY))
        assert {each.is_due for each in wanted if each.document.step_id == merged.pk} == {is_due}

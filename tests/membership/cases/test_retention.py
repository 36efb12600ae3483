"""保存至: how long papers and the files of people who did not become members are kept; nothing is deleted by it."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from dates.parsing import parse_date
from directory.models import Person
from directory.permissions import Role
from directory.viewer import Operator
from membership.checklist import bundle
from membership.models import CasePaper, Outcome, Retention, TemplateDocument
from membership.retention import kept_case, kept_paper
from membership.services import end_case
from membership.services.papers import add_paper
from tests.membership.cases.walking import applied, played
from tests.world import TODAY

D = dt.date.fromisoformat


@pytest.fixture
def case(branch):
    return applied(branch, 1)


def paper(formed_on):
    return CasePaper(formed_on=D(formed_on[:10]), precision="month" if formed_on.endswith("month") else "day")


@pytest.mark.parametrize(
    ("retention", "formed_on", "until"),
    [
        (Retention.PERMANENT, "2024-03-05", None),
        (Retention.PERSONAL_FILE, "2024-03-05", None),
        (Retention.TEN_YEARS, "2024-02-29", D("2034-02-28")),
        (Retention.TEN_YEARS, "2024-03-01 month", D("2034-03-31")),
        (Retention.YEAR_AFTER_ARCHIVE, "2024-03-05", D("2027-06-30")),
        (Retention.UNTIL_LEAVING, "2024-03-05", D("2028-06-30")),
    ],
)
def test_each_kind_of_paper_has_its_own_last_day(case, retention, formed_on, until):
    case.outcome, case.closed_on, case.person.expected_leave_on = Outcome.ARCHIVED, D("2026-06-30"), D("2028-06-30")
    kept = kept_paper(case, paper(formed_on), retention)
    assert (kept.words, kept.until) == (Retention(retention).label, until)


def test_what_is_not_there_or_not_archived_yet_has_no_day(case):
    assert kept_paper(case, None, Retention.TEN_YEARS).until is None
    assert kept_paper(case, paper("2024-03-05"), Retention.YEAR_AFTER_ARCHIVE).until is None
    assert kept_paper(case, paper("2024-03-05"), "") is None


def test_of_whoever_ended_as_an_applicant_two_years(case, client_as):
    assert kept_case(case) is None
    end_case(case=case, outcome="withdrawn", on=TODAY, reason="本人撤回", by=Operator(TODAY), today=TODAY)
    case.refresh_from_db()
    assert kept_case(case).until == dt.date(TODAY.year + 2, TODAY.month, TODAY.day)
    page = client_as(Role.UNIT_SECRETARY).get(f"/cases/{case.code}/papers/").content.decode()
    assert "保存至 2028-11-20" in page and "不自动删除" in page
    assert case.records.count() == 1


@pytest.mark.parametrize(
    ("upto", "outcome", "words"),
    [
        ("mentors", "removed", "培养考察材料留党支部保存，不归入本人人事档案"),
        ("application_book", "removed", "培养考察材料和入党志愿书留党支部保存，不归入本人人事档案"),
        ("mentors", "moved_out", "培养教育材料及时转交接收单位党组织"),
        ("application_book", "moved_out", "培养教育材料及时转交接收单位党组织"),
    ],
)
def test_what_is_gathered_stays_with_the_branch_or_goes_where_the_person_goes(branch, upto, outcome, words):
    case, _ = played(branch, upto, dt.date(2024, 9, 1))
    end_case(case=case, outcome=outcome, on=TODAY, reason="见会议记录", by=Operator(TODAY), today=TODAY)
    case.refresh_from_db()
    assert str(kept_case(case)) == words


def test_the_list_of_documents_names_the_day(case):
    Person.objects.filter(pk=case.person_id).update(expected_leave_on=D("2028-06-30"))
    case.refresh_from_db()
    document = TemplateDocument.objects.filter(step__template=case.template, retention=Retention.UNTIL_LEAVING).first()
    facts = {"formed_on": parse_date("2024-03-05"), "by": Operator(TODAY), "today": TODAY}
    add_paper(case=case, title="推荐票", document=document, **facts)
    packed = zipfile.ZipFile(io.BytesIO(bundle(case, Operator(TODAY))))
    sheet = openpyxl.load_workbook(io.BytesIO(packed.read("材料目录.xlsx"))).active
    headings, row = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=2))
    told = dict(zip(headings, row, strict=True))
    assert (told["保管期限"], told["保存至"]) == ("至毕业或调离", "2028-06-30")

"""人员台账: order, words of a line, and the same rows on paper and in a workbook."""

import io

import pytest
from openpyxl import load_workbook

from audit.models import Event, EventKind
from directory.pages import TwoEndedPaginator
from directory.permissions import Role
from membership.models import Book, Case, Companion, Stage
from membership.selectors.listing import SORTS, case_lines, in_order
from membership.services import refresh_many
from tests.world import TODAY

pytestmark = pytest.mark.django_db
LISTS = [
    "",
    "?stage=activist",
    "?state=ended",
    "?state=all&sort=strokes",
    "?sort=pinyin&unit=01",
    "?sort=applied",
    "?sort=unit",
]


def sheet_of(answer):
    assert answer.status_code == 200
    rows = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
    title, line, headings, *cells = [list(row) for row in rows]
    return title[0], line[0], headings, cells


def shown(client, asked) -> list[str]:
    lines = client.get(f"/cases/list/{asked}").context["lines"]
    return [line.case.person.roster_no for line in lines]


@pytest.mark.parametrize("asked", LISTS)
def test_the_workbook_holds_the_rows_in_the_order_of_the_list(cases, client_as, asked):
    client = client_as(Role.DEPARTMENT_ADMIN)
    expected = shown(client, asked)
    _, line, headings, cells = sheet_of(client.get(f"/cases/list/export/{asked}"))
    place = headings.index("学号（职工号）")
    assert [row[place] for row in cells] == expected != []
    assert [str(row[0]) for row in cells] == [str(number) for number in range(1, len(cells) + 1)]
    event = Event.objects.filter(kind=EventKind.EXPORT).latest("pk")
    assert f"导出编号：DC-{event.pk}" in line
    assert event.detail["rows"] == len(cells)


def test_the_workbook_says_what_the_page_says(cases, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    lines = client.get("/cases/list/?state=all").context["lines"]
    _, _, headings, cells = sheet_of(client.get("/cases/list/export/?state=all"))
    for line, row in zip(lines, cells, strict=True):
        told = dict(zip(headings, row, strict=True))
        assert (told["下一步"] or "") == f"{line.number} {line.title}".strip()
        assert (told["灯"] or "") == line.lamp
        assert told["阶段"] == line.case.get_stage_display()
        assert str(told["申请入党"])[:10] == str(line.case.applied_on)
        assert (told["状态"] or "") == line.case.get_outcome_display()


# The published column orders (tables.md 1.2), the serial number before them.
APPLICANTS = (
    "序 学号 学生类别 姓名 性别 出生日期 身份证号 民族 年级 所在基层党组织 所属党支部 发展程度 提交书面申请书时间 "
)
APPLICANTS += "确定为入党积极分子时间 确定为发展对象时间 培养层次 培养类型 教育类别 培养方式 预计毕业年月 学籍状态 籍贯"
ACTIVISTS = "序号 学号（职工号） 姓名 性别 民族 文化程度 工作或学习单位 申请入党时间 党支部研究确定入党积极分子时间 "
ACTIVISTS += "参加积极分子培训时间 所在党支部 培养联系人"


@pytest.mark.parametrize(("kind", "headings"), [("applicants", APPLICANTS), ("activists", ACTIVISTS)])
def test_registers_have_the_published_columns(cases, client_as, kind, headings):
    client = client_as(Role.DEPARTMENT_ADMIN)
    _, _, found, cells = sheet_of(client.get(f"/cases/list/export/?kind={kind}&stage=activist"))
    assert found == headings.split()
    assert len(cells) == Case.objects.in_progress().filter(stage=Stage.ACTIVIST).count() > 0


def test_the_pipeline_takes_its_days_from_the_records(cases, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    _, _, headings, cells = sheet_of(client.get("/cases/list/export/?kind=pipeline&state=ended&outcome=archived"))
    assert headings.count("参加培训开始时间") == 2
    for row in cells:
        case = Case.objects.get(person__roster_no=row[1])
        training = case.records.get(step="training").facts
        second = len(headings) - 1 - headings[::-1].index("参加培训开始时间")
        assert row[second : second + 2] == [training["from"], training["to"]]
        book = case.records.get(step="application_book").facts
        assert row[headings.index("领取志愿书时间")] == book["issued_on"]


def test_a_date_that_is_known_to_the_month_is_no_day(cases, client_as):
    case = Case.objects.select_related("person", "unit", "template").filter(stage=Stage.FULL).first()
    for step, precision, day in (("application", "year", (1, 1)), ("activist_decision", "month", None)):
        record = case.records.get(step=step)
        month, first = day or (record.happened_on.month, 1)
        on = record.happened_on.replace(month=month, day=first)
        case.records.filter(pk=record.pk).update(happened_on=on, precision=precision)
    refresh_many([case], TODAY)
    case.refresh_from_db()
    year, month = str(case.applied_on)[:4], str(case.activist_on)[:7]
    assert (case.days["applied_on"], case.days["activist_on"]) == (year, month)
    assert case.days["full_on"] == str(case.full_on)
    client = client_as(Role.DEPARTMENT_ADMIN)
    asked = f"?state=all&q={case.person.roster_no}"
    for address in (f"/cases/list/{asked}", f"/cases/print/{asked}", f"/cases/{case.code}/"):
        page = client.get(address).content.decode()
        assert f">{month}<" in page and f">{case.activist_on}<" not in page
    _, _, headings, (row,) = sheet_of(client.get(f"/cases/list/export/{asked}"))
    told = dict(zip(headings, row, strict=True))
    assert (told["申请入党"], told["积极分子"]) == (year, month)
    Case.objects.filter(pk=case.pk).update(opened_on=case.applied_on)
    _, _, headings, (row,) = sheet_of(client.get(f"/cases/list/export/{asked}&kind=pipeline"))
    assert dict(zip(headings, row, strict=True))["创建时间"] == year
    assert f"开案于 {year}，" in client.get(f"/cases/{case.code}/").content.decode()


def test_the_pipeline_says_what_was_answered_and_which_book_was_issued(cases, client_as, world):
    case = Case.objects.select_related("person", "unit", "template").filter(stage=Stage.FULL).first()
    Book.objects.create(number="ZY-9", unit=world.units["01"], case=case, person=case.person, issued_on=TODAY)
    address = f"/cases/list/export/?state=all&kind=pipeline&q={case.person.roster_no}"
    _, _, headings, (row,) = sheet_of(client_as(Role.DEPARTMENT_ADMIN).get(address))
    told = dict(zip(headings, row, strict=True))
    names = ("发展对象审核状态", "志愿书领取审核状态", "发展审核状态", "转正审核状态", "发展对象结业考试成绩")
    assert [told[name] for name in names] == ["同意", "通过", "批准", "批准", "合格"]
    assert told["志愿书编码"] == "ZY-9"


def test_ticked_rows_alone_are_exported(cases, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    ticked = [case.code for case in Case.objects.in_progress()[:2]]
    _, _, _, cells = sheet_of(client.get("/cases/list/export/", {"case": [*ticked, "x"], "kind": "shown"}))
    assert len(cells) == 2
    _, _, _, cells = sheet_of(client.get("/cases/list/export/", {"case": ticked, "all": "1"}))
    assert len(cells) == Case.objects.in_progress().count()


def test_an_unknown_register_is_not_found(cases, client_as):
    assert client_as(Role.DEPARTMENT_ADMIN).get("/cases/list/export/?kind=x").status_code == 404


def test_whoever_may_not_export_sees_no_way_to(cases, client_as):
    context = client_as(Role.BRANCH_OFFICER).get("/cases/list/").context
    assert context["exports"] == []


@pytest.mark.parametrize("asked", ["?closed=x", "?lamp=green", "?at=没有这个支部"])
def test_a_condition_that_cannot_be_understood_is_said_and_shows_nobody(cases, client_as, asked):
    answer = client_as(Role.DEPARTMENT_ADMIN).get(f"/cases/list/{asked}")
    assert answer.status_code == 422
    assert answer.context["page"].paginator.count == 0


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_the_same_on_paper_and_over_pages(cases, client_as, sort):
    client = client_as(Role.DEPARTMENT_ADMIN)
    found = shown(client, f"?state=all&sort={sort}")
    assert len(found) == len(set(found)) == Case.objects.count()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("size", [1, 4, 50])
def test_pages_from_either_end_are_those_of_the_list(cases, sort, size):
    rows = in_order(Case.objects.all(), sort).values_list("pk", flat=True)
    pages = TwoEndedPaginator(rows, size)
    assert [key for page in pages for key in page] == list(rows)
    assert list(pages.get_page(10_000)) == list(rows)[(pages.num_pages - 1) * size :]


def test_a_list_of_nobody_has_a_first_page(cases):
    assert list(TwoEndedPaginator(Case.objects.none(), 50).get_page(3)) == []


def test_the_print_out_has_every_row_stage_by_stage_and_is_logged(cases, client_as):
    answer = client_as(Role.DEPARTMENT_ADMIN).get("/cases/print/?unit=01")
    stages = dict(answer.context["stages"])
    assert set(stages) == set(Stage.labels)
    under = Case.objects.in_progress().filter(unit__code__startswith="01")
    assert sum(map(len, stages.values())) == under.count() == Event.objects.get(kind=EventKind.PRINT).detail["rows"]


def test_a_line_names_the_step_as_the_cases_own_template_counts_it(cases):
    for line in case_lines(Case.objects.select_related("person", "unit__parent"), TODAY):
        if line.case.next_step:
            step = line.case.template.steps.filter(codes__contains=[line.case.next_step]).first()
            assert (line.number, line.title) == (step.number, step.title)
        else:
            assert not line.title


def test_companions_stand_on_the_line_and_can_be_asked_for(cases, client_as):
    companion = Companion.objects.select_related("person").first()
    client = client_as(Role.DEPARTMENT_ADMIN)
    found = shown(client, f"?state=all&companion={companion.person.roster_no}")
    assert companion.case.person.roster_no in found


def test_a_persons_page_leads_to_the_case(cases, client_as):
    case = Case.objects.in_progress().first()
    client = client_as(Role.DEPARTMENT_ADMIN)
    panel = client.get(f"/people/{case.person.roster_no}/cases/", headers={"HX-Request": "true"})
    assert f"/cases/{case.code}/" in panel.content.decode()
    assert client.get(f"/people/{case.person.roster_no}/cases/")["Location"] == f"/cases/{case.code}/"
    assert client.get("/people/30001/cases/")["Location"] == "/people/30001/"


@pytest.mark.parametrize("role", [Role.BRANCH_OFFICER, Role.UNIT_SECRETARY])
def test_what_waits_for_the_viewer_is_found_without_a_limit(cases, client_as, role):
    client = client_as(role)
    found = client.get("/cases/list/?mark=ready").context["lines"]
    assert found and all(line.case.next_step and not line.case.is_blocked for line in found)
    panel = client.get("/cases/summary/", headers={"HX-Request": "true"}).content.decode()
    assert f'mark=ready">{len(found)} 人' in panel

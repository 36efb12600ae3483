"""A roster in: each row through the rule of the form, every fault by row and column, all rows or none."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from audit.models import Event, EventKind
from directory.models import Duty, PartyStatus, Person, Status
from directory.permissions import Role
from directory.services.people import update_person
from directory.viewer import Viewer
from organizers.models import Appointment
from organizers.rules.appointing import Kind
from sheets.imports.batches import empty_batches
from sheets.imports.running import report_of
from sheets.models import ImportBatch, State
from tests.organizers.rosters import HEADER, row, saved, workbook
from tests.sheets.imports.bringing import carry_out, keep, preview
from tests.world import TODAY, add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(viewer_as):
    return viewer_as(Role.DEPARTMENT_STAFF)


@pytest.fixture
def draft_of(viewer):
    def draft_of(rows, header=HEADER, above=(), content=None, **choices):
        content = content or workbook(rows, header, above)
        return keep("organizers", content, viewer, **choices)

    return draft_of


@pytest.fixture
def told(draft_of, viewer):
    """What the preview says of some rows: [(row, column, message)]."""

    def told(*rows, **more):
        report = preview(draft_of(list(rows), **more), viewer)
        return [(fault.row, fault.column, fault.message) for fault in report.faults]

    return told


@pytest.fixture
def bring_in(draft_of, viewer):
    def bring_in(*rows, **more):
        batch = carry_out(draft_of(list(rows), **more), viewer)
        assert batch.state == State.DONE, report_of(batch, viewer)
        return batch.counts

    return bring_in


def counts(new=0, changed=0, same=0, conflict=0, error=0):
    return {"new": new, "changed": changed, "same": same, "conflict": conflict, "error": error}


def test_a_row_becomes_an_appointment_with_its_duty(bring_in, world, viewer):
    assert bring_in(row("30001", "单雄信", 联系方式="13800005678")) == counts(new=1)
    appointment = Appointment.objects.get()
    assert (appointment.person, appointment.unit) == (world.people["30001"], world.units["01"])
    assert (appointment.kind, appointment.level, appointment.year) == ("full_time", "college", 2026)
    assert (appointment.from_on, appointment.to_on) == (dt.date(2019, 3, 1), None)
    assert appointment.duty.kind == "organizer_full_time"
    appointment.person.refresh_from_db()
    assert appointment.person.phone_mask == "138****5678"


def test_a_condition_that_is_not_met_is_told_and_refuses_nothing(draft_of, bring_in, viewer, world):
    PartyStatus.objects.filter(person=world.people["30001"]).update(from_on=dt.date(2018, 5, 12))
    (line,) = preview(draft_of([row("30001", "单雄信")]), viewer).lines
    assert "提示：党龄不满 3 年（2018-05-12 转为正式党员" in line.words
    assert "沪交医委〔2021〕30号 第六条；仍可导入" in line.words
    assert bring_in(row("30001", "单雄信")) == counts(new=1)


def test_a_student_in_the_roster_is_told_of_and_goes_in(draft_of, bring_in, viewer, world):
    Person.objects.filter(roster_no="30001").update(category="undergraduate")
    (line,) = preview(draft_of([row("30001", "单雄信")]), viewer).lines
    assert "提示：人员类别是本科生，不是教职工，系统默认核对" in line.words
    assert bring_in(row("30001", "单雄信")) == counts(new=1)


def test_a_preview_writes_nothing(draft_of, viewer):
    before = Duty.objects.count()
    report = preview(draft_of([row("30001", "单雄信")]), viewer)
    assert report.is_clean and report.changes == 1
    assert [(line.row, line.label, line.words) for line in report.lines] == [
        (2, "新增", "新增：数学学院党委 专职，2019-03-01 至今")
    ]
    assert (Appointment.objects.count(), Duty.objects.count()) == (0, before)


def test_the_same_file_twice_changes_nothing(bring_in):
    rows = [row("30001", "单雄信", 联系方式="13800005678"), row("40001", "令狐远山", "02", 离任时间="2024-08-31")]
    assert bring_in(*rows) == counts(new=2)
    versions = list(Appointment.objects.values_list("pk", "version"))
    assert bring_in(*rows) == counts(same=2)
    assert list(Appointment.objects.values_list("pk", "version")) == versions
    assert Appointment.objects.first().events.count() == 1


def test_one_wrong_row_and_nothing_is_saved(draft_of, viewer):
    draft = draft_of([row("30001", "单雄信"), row("30002", "曾照明", 任职时间="2019.13")])
    batch = carry_out(draft, viewer)
    assert [(fault.row, fault.column) for fault in report_of(batch, viewer).faults] == [(3, "任职时间")]
    assert not Appointment.objects.exists()
    assert (batch.state, batch.done_at) == (State.CHECKED, None)


def test_faults_of_cells(told):
    found = told(
        row("30001", "单雄信", 年度="26"),
        row("30001", "单雄心"),
        row("", "单雄信"),
        row("30002", "曾照明", from_on=""),
        row("30002", "曾照明", from_on="2019.9-10"),
        row("30002", "曾照明", 联系方式="1380000567"),
        row("30002", "曾照明", 联系方式="138****9999"),
        row("30002", "曾照明", from_on="2027-01-01"),
        row("30002", "曾照明", 离任时间="2019-02-28"),
    )
    assert [(number, column) for number, column, _ in found] == [
        (2, "年度"),
        (3, "姓名"),
        (4, "工作证号"),
        (5, "任职时间"),
        (6, "任职时间"),
        (7, "联系方式"),
        (8, "联系方式"),
        (9, "任职时间"),
        (10, "离任时间"),
    ]
    words = [message for *_, message in found]
    assert words[0] == "年度“26”应为四位年份，例如 2026。"
    assert words[1] == "姓名与该工作证号登记的不一致，请核对工作证号和姓名。"
    assert words[3] == "请填写任职时间。"
    assert words[5].startswith("手机号应为 11 位，现有 10 位")
    assert words[7] == "任职时间 2027-01-01 晚于名册年度 2026，请核对。"


def test_every_fault_of_a_row_at_once(told):
    found = told(row("30001", "单雄信", "99", from_on="2019-02-30", 年度="二〇二六"))
    assert [column for _, column, _ in found] == ["年度", "任职时间"]
    found = told(row("nobody", "单雄信", "99"))
    assert [column for _, column, _ in found] == ["工作证号", "联系党委编码"]


def test_units_by_code_and_by_name(told, bring_in, world):
    assert told(
        row("30001", "单雄信", "99"),
        row("30001", "单雄信", "01", 联系党委名称="化学学院党总支"),
        row("30001", "单雄信", "", 联系党委名称="天文学院党委"),
        row("30001", "单雄信", "0101"),
        row("30001", "单雄信", "02", 联系党支部编码="0101"),
        row("30001", "单雄信", ""),
    ) == [
        (2, "联系党委编码", "联系党委编码“99”没有登记，请核对编码。"),
        (3, "联系党委编码", "联系党委编码 01 是“数学学院党委”，与名称“化学学院党总支”不一致，请核对。"),
        (4, "联系党委名称", "联系党委“天文学院党委”没有登记，请核对名称或填写编码。"),
        (5, "联系党委编码", "“数学教工一支部”是党支部，请填在联系党支部一列。"),
        (6, "联系党支部编码", "“数学教工一支部”不属于“化学学院党总支”，请核对。"),
        (7, "联系党委编码", "请填写联系党委编码或名称；校级组织员请在上传时选择“按校级组织员导入”。"),
    ]
    spelled = ["中共江海大学数学学院委员会", "数学学院党委", "数学学院 委员会", "江海大学数学学院党委"]
    for name in spelled:
        assert told(row("30001", "单雄信", "", 联系党委名称=name)) == []
    bring_in(
        row("30001", "单雄信", "", 联系党委名称="数学学院党委", 联系党支部名称="数学教工一支部"),
        row("40003", "查良文", "", 联系党委名称="图书馆直属支部"),
    )
    assert set(Appointment.objects.values_list("unit__code", "level")) == {("0101", "branch"), ("03", "college")}


def test_school_level_only_when_it_was_chosen(bring_in):
    bring_in(row("30001", "单雄信", ""), blank_unit="school", kind=Kind.PART_TIME)
    assert Appointment.objects.values_list("unit__code", "level", "kind").get() == ("00", "school", "part_time")


def test_strangers_and_nobody_get_the_same_sentence(world, told, monkeypatch):
    """A unit's importer (no role today) learns nothing about people elsewhere."""
    monkeypatch.setattr("organizers.imports.book.PERMISSION", "organizers.export")
    secretary = world.accounts[Role.UNIT_SECRETARY]
    viewer = Viewer(secretary, TODAY)
    content = workbook([row("40001", "令狐远山"), row("99999", "无名氏"), row("30001", "单雄信", "02")])
    report = preview(keep("organizers", content, viewer), viewer)
    outside = "该工号不在您的管理范围，请联系组织部。"
    assert [(fault.row, fault.message) for fault in report.faults] == [
        (2, outside),
        (3, outside),
        (4, "联系党委编码“02”不在您的管理范围，请核对编码或联系组织部。"),
    ]


def test_once_per_level_within_the_file_and_against_the_books(told, bring_in):
    twice = told(row("30001", "单雄信"), row("30001", "单雄信", "02", from_on="2020-01-01"))
    assert twice == [
        (
            3,
            "任职时间",
            "此人已任院系级组织员（本表第 2 行 数学学院党委，2019-03-01 至今），时间重叠，请先办理离任或核对日期。",
        )
    ]
    bring_in(row("30001", "单雄信"))
    assert "数学学院党委，2019-03-01 至今" in told(row("30001", "单雄信", "02", from_on="2020-01-01"))[0][2]
    assert told(row("30001", "单雄信", "01", from_on="2020-01-01"))[0][1] == "任职时间"
    assert told(row("30001", "单雄信", 联系党支部编码="0101")) == []


def test_a_move_may_stand_in_any_order(bring_in):
    assert bring_in(row("30001", "单雄信")) == counts(new=1)
    moved = [
        row("30001", "单雄信", "02", from_on="2024-09-01"),
        row("30001", "单雄信", 离任时间="2024-08-31"),
    ]
    assert bring_in(*moved) == counts(new=1, changed=1)
    spans = Appointment.objects.order_by("from_on").values_list("unit__code", "to_on")
    assert list(spans) == [("01", dt.date(2024, 8, 31)), ("02", None)]
    assert bring_in(*moved) == counts(same=2)


def test_empty_cells_change_nothing(bring_in, world):
    bring_in(row("30001", "单雄信", 联系方式="13800005678", 离任时间="2024-08-31"))
    for empty in ("", "无", "—", "/"):
        assert bring_in(row("30001", "单雄信", 联系方式=empty, 离任时间=empty, 年度="")) == counts(same=1)
    world.people["30001"].refresh_from_db()
    assert world.people["30001"].phone_mask == "138****5678"


def test_the_phone_is_compared_without_being_opened(bring_in, world):
    bring_in(row("30001", "单雄信", 联系方式="13800005678"))
    for same in ("13800005678", 13800005678, "138****5678", "138 0000 5678", "+86 13800005678"):
        assert bring_in(row("30001", "单雄信", 联系方式=same)) == counts(same=1)
    assert bring_in(row("30001", "单雄信", 联系方式="13900005678")) == counts(changed=1)
    assert bring_in(row("30001", "单雄信", 联系方式="〈清空〉")) == counts(changed=1)
    world.people["30001"].refresh_from_db()
    assert world.people["30001"].phone_mask == ""


def test_a_later_list_notes_its_year_and_an_earlier_one_nothing(bring_in):
    bring_in(row("30001", "单雄信", 年度=2025))
    assert bring_in(row("30001", "单雄信", 年度=2026)) == counts(changed=1)
    assert bring_in(row("30001", "单雄信", 年度=2024)) == counts(same=1)
    assert Appointment.objects.get().year == 2026


def test_the_kind_column(bring_in, told):
    header = [*HEADER, "专兼职"]
    bring_in(row("30001", "单雄信", 专兼职="兼职组织员"), header=header)
    assert Appointment.objects.get().kind == "part_time"
    assert bring_in(row("30001", "单雄信")) == counts(same=1)
    wrong = told(row("30001", "单雄信", 专兼职="专职"), row("30002", "曾照明", 专兼职="半职"), header=header)
    assert [message for *_, message in wrong] == [
        "已登记为兼职，改任专职请先填写离任时间，再另起一行任职。",
        "专兼职写作“半职”，应为“专职”或“兼职”。",
    ]


def test_date_cells_and_date_texts_mean_the_same(bring_in):
    bring_in(row("30001", "单雄信", from_on=dt.datetime(2019, 3, 1)))
    for same in (
        dt.date(2019, 3, 1),
        "2019年3月1日",
        "20190301",
        "２０１９．３．１",
        "2019-3-1",
        "2019-03-01 00:00:00",
    ):
        assert bring_in(row("30001", "单雄信", from_on=same)) == counts(same=1)
    assert bring_in(row("30001", "单雄信", from_on="2019.03")) == counts(same=1)


def test_numbers_as_numbers_and_former_numbers(bring_in, world):
    update_person(person=world.people["30001"], version=world.people["30001"].version, on=TODAY, by=None)
    assert bring_in(row(30001, "单　雄信")) == counts(new=1)
    assert bring_in(row("３０００１", "单雄信")) == counts(same=1)


def test_titles_synonyms_and_lines_that_are_no_people(draft_of, viewer):
    header = ["序号", "学号/职工号", "姓 名*", "所属党委", "聘任时间"]
    rows = [[1, "30001", "单雄信", "数学学院党委", "2019.03.01"], ["合计", 1], ["填表人：某某"]]
    report = preview(draft_of(rows, header, above=("江海大学组织员名册", "填报单位：组织部")), viewer)
    assert (report.is_clean, report.counts["new"]) == (True, 1)
    assert report.lines[0].row == 4
    assert report.notes == (
        "以下列不导入：序号。",
        "第 5 行“合计”不是名册内容，已略过。",
        "第 6 行“填表人：某某”不是名册内容，已略过。",
    )


def test_a_formula_is_a_fault_of_its_cell(told):
    book = Workbook()
    book.active.append(HEADER)
    book.active.append([2026, "30001", "单雄信", None, "01", None, None, None, "=DATE(2019,3,1)", None])
    assert told(content=saved(book)) == [(2, "任职时间", "单元格里是公式，请改为填写结果（复制后“选择性粘贴—数值”）。")]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["年度", "姓名", "联系党委编码"], "缺少必需的列：工作证号、任职时间"),
        (["甲", "乙"], "没有找到表头，请使用模板，表头应有：工作证号、姓名、任职时间。"),
        ([*HEADER, "任职日期"], "“任职时间”这一列出现了两次，请只保留一列。"),
    ],
)
def test_a_wrong_header_is_told_for_the_whole_file(told, header, words):
    found = told(["x"] * len(header), header=header)
    assert (found[0][:2], len(found)) == ((0, ""), 1)
    assert words in found[0][2] or found[0][2].startswith("没有找到表头")


def test_an_empty_roster(told):
    assert told() == [(0, "", "表头下面没有数据，请填写后再上传。")]


def test_nobody_brings_himself_in(told, viewer):
    own = viewer.account.person
    assert told(row(own.roster_no, own.name)) == [(2, "工作证号", "不能办理本人的任免，请由其他人员办理。")]


def test_whoever_has_left_the_school(told, world):
    gone = add_person(world, "50001", "方未然", "01", Status.LEFT, sequence=70)
    assert gone.status == Status.LEFT
    assert told(row("50001", "方未然"))[0][2].startswith("此人已离开本校")
    assert told(row("50001", "方未然", 离任时间="2024-08-31")) == []


def test_history_and_log_name_the_file(bring_in, viewer):
    bring_in(row("30001", "单雄信"))
    context = Appointment.objects.get().events.get().pgh_context.metadata
    assert (context["source"], context["reason"]) == ("import", "导入 名册.xlsx")
    assert context["username"] == viewer.account.username
    event = Event.objects.get(kind=EventKind.IMPORT)
    assert (event.account, event.reason, event.detail["new"]) == (viewer.account, "名册.xlsx", 1)


def test_confirming_twice_does_it_once(draft_of, viewer):
    draft = draft_of([row("30001", "单雄信")])
    first = carry_out(draft, viewer).done_at
    with pytest.raises(ValueError, match="已经导入"):
        carry_out(draft, viewer)
    draft.refresh_from_db()
    assert (draft.done_at, draft.counts) == (first, counts(new=1))
    assert Event.objects.filter(kind=EventKind.IMPORT).count() == 1


def test_the_file_is_sealed_and_emptied(draft_of, viewer):
    draft = draft_of([row("30001", "单雄信", 联系方式="13800005678")])
    stored = bytes(ImportBatch.objects.get().content)
    assert b"xl/workbook.xml" not in stored and stored[:2] != b"PK"
    assert carry_out(draft, viewer).content is None
    left = draft_of([row("30002", "曾照明")])
    moment = dt.datetime(2026, 12, 20, 3, 0, tzinfo=dt.UTC)
    assert empty_batches(now=moment, importers={}) == 0
    assert empty_batches(now=moment + dt.timedelta(days=1), importers={}) == 1
    left.refresh_from_db()
    assert left.read() == b""


def test_only_the_rows_without_fault(draft_of, viewer):
    """The second row relied on the end of the first, which is faulty: so it is left out too, with its own reason."""
    carry_out(draft_of([row("30001", "单雄信")]), viewer)
    rows = [
        row("30001", "单雄信", 离任时间="2019.13"),
        row("30001", "单雄信", "02", from_on="2024-09-01"),
        row("30002", "曾照明"),
    ]
    batch = carry_out(draft_of(rows), viewer, only_clean=True)
    assert (batch.state, batch.counts) == (State.DONE, counts(new=1, error=2))
    report = report_of(batch, viewer)
    assert [(fault.row, fault.column) for fault in report.faults] == [(2, "离任时间"), (3, "任职时间")]
    assert [line.label for line in report.lines] == ["错误", "错误", "新增"]
    assert Appointment.objects.count() == 2


def test_queries_do_not_grow_with_rows(world, draft_of, viewer):
    people = [add_person(world, f"6{number:04}", "方小舟", "0101", sequence=100 + number) for number in range(40)]
    few = [row(each.roster_no, each.name, 联系党支部编码="0101") for each in people[:5]]
    many = [row(each.roster_no, each.name, 联系党支部编码="0101") for each in people]
    asked = []
    for rows in (few, many):
        draft = draft_of(rows)
        with CaptureQueriesContext(connection) as queries:
            assert preview(draft, viewer).counts["new"] == len(rows)
        asked.append(sum("SAVEPOINT" not in each["sql"] for each in queries.captured_queries))
    assert asked[1] <= asked[0] <= 15

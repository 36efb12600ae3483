"""The organizer's page, the form with its checklist, the matrix under another document, trend and exports."""

import datetime as dt

import pytest

from audit.models import Event, EventKind
from directory.models import Person
from directory.permissions import Role
from directory.services.units import rename_unit
from organizers.impact import filing as filing_impact
from organizers.impact import rotation as rotation_impact
from organizers.impact import staffing as staffing_impact
from organizers.impact import trial as trial_impact
from organizers.models import Appointment, ConcurrentPost
from organizers.rules.rotation import rotation_due
from organizers.selectors import full_time_spans
from organizers.services import open_filing, record_post, record_work, start_trial
from organizers.timeline import Term, timeline
from organizers.views import roster as roster_views
from policy.presets import preset_policy
from tests.organizers.conftest import period
from tests.organizers.policies import STANDARD
from tests.organizers.test_export import rows_of
from tests.world import TODAY

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat


def body(answer):
    return answer.content.decode()


@pytest.fixture
def staff(client_as):
    return client_as(Role.DEPARTMENT_STAFF)


def test_the_page_with_its_timeline_and_blocks(make, staff):
    start_trial(today=TODAY, appointment=make())
    page = body(staff.get("/organizers/30001/"))
    assert '<svg class="timeline"' in page and "满8年 2027-03-01" in page
    assert "数学学院党委 专职，2019-03-01 至今" in page
    assert "试用期已于 2020-02-29 届满" in page and "还有3个月9天（2027-03-01）" in page


@pytest.mark.parametrize("tab", ["overview", "conditions", "work", "posts", "unheard-of"])
def test_every_tab_with_nothing_and_with_something(make, staff, world, tab):
    appointment = make()
    assert staff.get(f"/organizers/30001/?tab={tab}").status_code == 200
    facts = {"person": appointment.person, "period": period("2010.09", "2012"), "organization": "教务处"}
    record_work(**facts, is_party_work=True, today=TODAY, by=None)
    record_post(appointment=appointment, post="系主任", from_on=D("2026-01-01"), by=None)
    page = body(staff.get(f"/organizers/30001/?tab={tab}"))
    wanted = {"work": "2010-09", "posts": "系主任", "overview": "兼任系主任，与专人专岗冲突"}
    assert wanted.get(tab, "单雄信") in page


def test_work_is_recorded_and_voided(make, staff):
    make()
    given = {"organization": "学生处", "from_on": "2011.09", "to_on": "2013.08", "is_party_work": "on"}
    assert staff.post("/organizers/30001/work/new/", given).status_code == 302
    work = Appointment.objects.get().person.work_history.get()
    wrong = staff.post("/organizers/30001/work/new/", given | {"to_on": "2010"})
    assert wrong.status_code == 422 and "早于起的日期" in body(wrong)
    address = f"/organizers/30001/work/{work.pk}/void/"
    assert staff.post(address, {"reason": "重复", "version": 1}).status_code == 302
    assert "已作废：重复" in body(staff.get("/organizers/30001/?tab=work"))
    assert staff.get(address).status_code == 404


def test_a_post_is_recorded_and_stands_in_the_matrix(make, staff):
    appointment = make()
    address = f"/organizers/30001/appointments/{appointment.pk}/posts/new/"
    assert staff.post(address, {"post": "系主任", "from_on": "2026-01-01", "to_on": "2025-01-01"}).status_code == 422
    assert staff.post(address, {"post": "系主任", "from_on": "2026-01-01"}).status_code == 302
    assert ConcurrentPost.objects.get().person == appointment.person
    assert "兼任系主任，与专人专岗冲突" in body(staff.get("/organizers/staffing/"))


NEW = {
    "roster_no": "30001",
    "unit": "01",
    "kind": "full_time",
    "rank": "none",
    "from_on": "2026-11-23",
    "decided_on": "2026-11-18",
}


def test_the_checklist_before_the_click_saves_nothing(staff):
    page = body(staff.post("/organizers/appointments/new/", NEW | {"check": "1"}))
    assert "没有身体条件的说明" in page and "2015-06-01 转为正式党员" in page and "没有填写与组织部沟通的日期" in page
    fragment = staff.post("/organizers/appointments/check/", NEW)
    assert fragment.status_code == 200 and "应配 1" in body(fragment) and "<html" not in body(fragment)
    assert "填写工作证号" in body(staff.post("/organizers/appointments/check/", {"roster_no": "30001"}))
    assert not Appointment.objects.exists()


def test_what_the_checklist_says_is_what_saving_says(staff):
    answer = staff.post("/organizers/appointments/new/", NEW)
    page = body(answer)
    assert answer.status_code == 422 and not Appointment.objects.exists()
    assert "没有身体条件的说明。请由人选说明身体条件，并在“身体条件”中选择。" in page
    record_work_of("30001")
    good = NEW | {"health_stated": "yes", "talked_on": "2026-11-01", "proposed_on": "2026-11-02"}
    saved = staff.post("/organizers/appointments/new/", good)
    appointment = Appointment.objects.get()
    assert saved.url == f"/organizers/30001/appointments/{appointment.pk}/filing/"


def record_work_of(roster_no):
    person = Person.objects.get(roster_no=roster_no)
    facts = {"period": period("2016-01-01", "2018-12-31"), "organization": "教务处", "is_party_work": True}
    record_work(person=person, today=TODAY, by=None, **facts)


def test_an_exception_needs_reason_approver_and_day(staff):
    answer = staff.post("/organizers/appointments/new/", NEW | {"excepted": ["work_experience"]})
    page = body(answer)
    assert "请填写例外的原因" in page and "请填写例外的批准日期" in page and "请填写批准人的工号" in page


def test_the_matrix_under_another_document(make, staff):
    make(), make(roster_no="30003")
    page = body(staff.get("/organizers/staffing/?preset=D2"))
    assert "超配 1 名专职组织员" in page and "缺 1 名学校党委组织员" in page and "不是本校的结论" in page
    assert "超配" not in body(staff.get("/organizers/staffing/"))
    assert staff.get("/organizers/staffing/?preset=D9").status_code == 200


def test_one_unit_rule_by_rule_and_over_the_years(make, staff):
    make()
    page = body(staff.get("/organizers/staffing/01/"))
    assert "至少 1 名" in page and "距 200 人还差" in page and "2022-11-20" in page
    assert "与 2022-11-20 相比没有增减" in page
    assert staff.get("/organizers/staffing/0999/").status_code == 404


def test_the_matrix_as_a_workbook_holds_its_rows(make, staff):
    make()
    answer = staff.get("/organizers/staffing/export/?sort=gap")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"


def test_ticked_rows_alone_are_exported(make, staff):
    first, _ = make(), make(roster_no="40001", code="02")
    names = [row["姓名"] for row in rows_of(staff.get(f"/organizers/export/?id={first.pk}"))]
    assert "单雄信" in names and "令狐远山" not in names


def test_rotation_goes_on_through_a_new_name(make, world):
    """Eight years over two terms with a break, in a unit that was renamed between them."""
    make(to_on="2021-02-28")
    rename_unit(
        unit=world.units["01"],
        full_name="中共江海大学数学与统计学院委员会",
        short_name="数统学院党委",
        from_on=D("2021-09-01"),
        today=TODAY,
    )
    second = make(from_on="2022-03-01")
    spans = full_time_spans([second.person_id])[second.person_id, second.unit_id]
    due = rotation_due(spans, TODAY, STANDARD)
    assert due == D("2028-02-29")


def test_an_old_term_bears_the_name_of_its_time(make, world, staff):
    make(from_on="2015-03-01", to_on="2021-08-31")
    make(code="0101", to_on="2021-09-01", kind="part_time")
    names = [
        ("01", "中共江海大学数学与统计学院委员会", "数统学院党委", "2021-09-01"),
        ("0101", "中共江海大学数学与统计学院教工支部委员会", "数统教工支部", "2021-09-01"),
    ]
    for code, full, short, day in names:
        facts = {"full_name": full, "short_name": short, "from_on": D(day), "today": TODAY}
        rename_unit(unit=world.units[code], **facts)
        world.units[code].refresh_from_db()
    make(from_on="2022-03-01")
    page = body(staff.get("/organizers/30001/"))
    assert "数学学院党委 专职，2015-03-01 至 2021-08-31" in page
    assert "数统教工支部 兼职，2019-03-01 至 2021-09-01" in page
    assert "数统学院党委 专职，2022-03-01 至今" in page
    assert '中共江海大学数学学院委员会<br><span class="second small fw-normal">现名 数统学院党委</span>' in page
    assert page.count("现名") == 1
    fragment = body(staff.get("/organizers/people/30001/", headers={"HX-Request": "true"}))
    assert "数学学院党委" in fragment and "数统学院党委" in fragment
    headings = body(staff.get("/organizers/30001/?tab=conditions"))
    assert "<h2>数学学院党委 专职组织员</h2>" in headings and "<h2>数统学院党委 专职组织员</h2>" in headings


class Fixed:
    """Rules of one document for every unit."""

    def __init__(self, code):
        self.code = code

    def policies(self, carrier, units, kind=""):
        return dict.fromkeys((unit.pk for unit in units), preset_policy(carrier, self.code, kind))


def test_whom_a_change_of_the_document_meets(make):
    make(), make(roster_no="30003")
    changed = {each.subject: each.after for each in staffing_impact(Fixed("D3"), Fixed("D2"), TODAY)}
    assert "超配 1 名专职组织员" in changed["数学学院党委"] and "缺 1 名学校党委组织员" in changed["校党委"]
    assert list(staffing_impact(Fixed("D3"), Fixed("D3"), TODAY)) == []
    met = list(rotation_impact(Fixed("D3"), Fixed("D2"), TODAY))
    assert [(each.subject, each.before) for each in met] == [("单雄信", "不适用"), ("欧阳若水", "不适用")]


def test_a_change_of_trial_and_filing_meets_those_to_come(make, world):
    appointment = make()
    start_trial(appointment=appointment, today=TODAY)
    open_filing(appointment=appointment, decided_on=D("2026-11-18"), today=TODAY)
    (trial,) = trial_impact(Fixed("D3"), Fixed("D2"), TODAY)
    assert (trial.subject, trial.before, trial.unit) == ("今后新提拔的组织员", "不设试用期", "全校")
    assert trial.after == "试用期 12 个月；已登记的试用期 1 人按原期限"
    assert [(each.subject, each.before, each.after) for each in filing_impact(Fixed("D3"), Fixed("D1"), TODAY)] == [
        (
            "今后任专职组织员的备案",
            "人选确定后 5 个工作日内报备案",
            "不要求备案；已登记待提交的 1 项按原期限",
        ),
        ("今后任兼职组织员的备案", "不要求备案", "报备案，未规定期限"),
    ]
    assert list(trial_impact(Fixed("D3"), Fixed("D3"), TODAY)) == []
    assert list(filing_impact(Fixed("D3"), Fixed("D3"), TODAY)) == []


def test_a_change_in_one_part_of_the_school_names_its_top(world, make):
    class Stricter(Fixed):
        """化学学院 follows another document than the rest."""

        def policies(self, carrier, units, kind=""):
            found, other = super().policies(carrier, units, kind), preset_policy(carrier, "D2", kind)
            return found | {unit.pk: other for unit in units if unit.path.startswith(world.units["02"].path)}

    start_trial(appointment=make(), today=TODAY, from_on=TODAY, months=6)
    (trial,) = trial_impact(Fixed("D3"), Stricter("D3"), TODAY)
    assert (trial.unit, trial.after) == ("化学学院党总支", "试用期 12 个月"), "a trial elsewhere is not counted"
    (trial,) = trial_impact(Fixed("D3"), Fixed("D2"), TODAY)
    assert trial.after == "试用期 12 个月；已登记的试用期 1 人按原期限"


def test_the_timeline_fits_what_it_draws():
    terms = [
        Term(D("2019-03-01"), D("2021-03-01"), "甲", "full_time", D("2020-03-01")),
        Term(D("2022-03-01"), None, "乙", "full_time"),
    ]
    drawn = timeline(terms, TODAY, D("2028-02-29"), "满8年")
    assert all(bar.x >= 0 and bar.x + bar.width <= drawn.width for bar in drawn.bars)
    assert [bar.words for bar in drawn.bars] == ["甲", "乙"]
    assert 0 < drawn.bars[0].trial_width < drawn.bars[0].width
    assert drawn.today.x < drawn.due.x <= drawn.width
    assert timeline([], TODAY) is None


def test_the_roster_is_printed_whole_and_says_where_it_ends(make, staff, monkeypatch):
    make(), make(roster_no="30002", code="02")
    monkeypatch.setattr(roster_views, "PAGE_SIZE", 1)
    assert 'href="/organizers/print/?kind=full_time"' in body(staff.get("/organizers/?kind=full_time"))
    page = body(staff.get("/organizers/print/?kind=full_time&page=2"))
    assert "单雄信" in page and "曾照明" in page and "共 2 条，按下面的顺序打印" in page and 'name="id"' not in page
    assert Event.objects.get(kind=EventKind.PRINT).detail["rows"] == 2
    monkeypatch.setattr(roster_views, "PRINTED", 1)
    cut = body(staff.get("/organizers/print/"))
    assert "打印到第 1 条为止；更长的名单请导出 Excel" in cut
    assert staff.get("/organizers/print/?at=没有的单位").status_code == 302

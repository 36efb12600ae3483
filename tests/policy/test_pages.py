"""The settings pages: what is shown, drafted, previewed, published, and by whom."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from directory.permissions import Role
from directory.services.duties import assign_duty
from organizers.policy import OrganizerPolicy
from policy.impact import SOURCES, Affected, impact
from policy.models import CalendarDay, Clause, Document, PolicyValue, PolicyVersion
from policy.presets.loading import load_preset
from policy.reading import policy_on
from policy.services.versions import save_value, start_draft
from policy.working_days import working_calendar
from tests.world import TODAY

pytestmark = pytest.mark.django_db
HOME = "/settings/policy/"
TRIAL = "organizers.trial_months"


@pytest.fixture
def preset(world):
    return load_preset("D3")


@pytest.fixture
def draft(world, preset):
    return start_draft(title="补充规定", effective_on=dt.date(2027, 1, 1), by=world.accounts[Role.SYSTEM_ADMIN])


@pytest.fixture
def drafter(client_as):
    return client_as(Role.SYSTEM_ADMIN)


@pytest.fixture
def publisher(client_as):
    return client_as(Role.DEPARTMENT_ADMIN)


def form(**more):
    clause = Clause.objects.get(article="第六条").pk
    return {"asked": "yes", "value": "12", "strength": "须", "clause": clause, "from_on": "2027-01-01"} | more


def test_the_list_shows_value_strength_scope_clause_and_days(preset, drafter):
    text = drafter.get(HOME).content.decode()
    for words in ("人选确定后报备案的时限", "5 个工作日", "须", "全校", "沪交医委〔2021〕30号 第七条", "2021-04-22"):
        assert words in text
    assert "未要求：" in text
    assert "新提拔组织员试用期" in text.partition("未要求：")[2]


def test_the_list_names_the_version_that_is_to_come(draft, drafter):
    coming = "已发布 v2 补充规定，2027年1月1日起施行"
    assert coming not in drafter.get(HOME).content.decode()
    PolicyVersion.objects.filter(pk=draft.pk).update(state="published", published_at=timezone.now())
    assert coming in drafter.get(HOME).content.decode()
    assert coming not in drafter.get(HOME, {"on": "2027-01-01"}).content.decode()


def test_a_value_that_is_changed_holds_from_the_draft_s_first_day(draft, drafter):
    """What it was before stays in the earlier version; a first day chosen in this draft is kept."""
    row = draft.values.get(parameter="organizers.filing_working_days")
    address = f"{HOME}versions/{draft.number}/values/{row.pk}/edit/"
    assert row.from_on == dt.date(2021, 4, 22)
    assert drafter.get(address).context["form"].initial["from_on"] == draft.effective_on
    PolicyValue.objects.filter(pk=row.pk).update(from_on=dt.date(2027, 3, 1), since_number=draft.number)
    assert drafter.get(address).context["form"].initial["from_on"] == dt.date(2027, 3, 1)


@pytest.mark.parametrize(("on", "shown"), [("2021-04-21", False), ("2021-04-22", True)])
def test_the_list_may_be_asked_for_another_day(preset, drafter, on, shown):
    text = drafter.get(HOME, {"on": on}).content.decode()
    assert ("5 个工作日" in text) is shown
    assert ("还没有施行任何版本" in text) is not shown


def test_a_day_that_cannot_be_read_is_said(preset, drafter):
    response = drafter.get(HOME, {"on": "上个月"})
    assert response.status_code == 422
    assert drafter.get(f"{HOME}export/", {"on": "上个月"}).status_code == 404


def test_a_national_clause_without_a_known_article_says_so(client_as, world):
    load_preset("D4")
    assert "（条次待核）" in client_as(Role.SYSTEM_ADMIN).get(HOME).content.decode()


def test_the_export_holds_every_value_and_what_is_not_asked(preset, publisher):
    response = publisher.get(f"{HOME}export/")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    lines = {row[1]: row for row in rows}
    assert lines["人选确定后报备案的时限"][2:6] == ("5 个工作日", "须", "全校", "沪交医委〔2021〕30号 第七条")
    assert lines["新提拔组织员试用期"][2] == "未要求"


def test_from_draft_to_publication(preset, drafter, publisher):
    drafter.post(f"{HOME}versions/new/", {"title": "补充规定", "effective_on": "2027-01-01"})
    response = drafter.post(f"{HOME}versions/2/values/{TRIAL}/new/", form())
    assert response.headers["Location"] == f"{HOME}versions/2/"
    assert "12 个月" in drafter.get(f"{HOME}versions/2/").content.decode()
    assert "未规定" in publisher.get(f"{HOME}versions/2/comparison/").content.decode()
    assert publisher.post(f"{HOME}versions/2/publication/").headers["Location"] == HOME
    assert policy_on(OrganizerPolicy, dt.date(2027, 1, 1)).trial_months.value == 12
    assert PolicyVersion.objects.get(number=2).published_by.username == Role.DEPARTMENT_ADMIN


def test_the_system_administrator_configures_and_does_not_publish(draft, drafter):
    assert drafter.get(f"{HOME}versions/2/publication/").status_code == 404
    assert "publication" not in drafter.get(f"{HOME}versions/2/").content.decode()


def test_ones_own_draft_is_refused_with_the_reason(preset, world, publisher):
    start_draft(title="自拟", effective_on=TODAY, by=world.accounts[Role.DEPARTMENT_ADMIN])
    response = publisher.post(f"{HOME}versions/2/publication/")
    assert response.status_code == 422
    assert "请另一位组织部管理员核对后发布" in response.content.decode()
    assert publisher.get(f"{HOME}versions/2/publication/").headers["Location"] == f"{HOME}versions/2/"
    page = publisher.get(f"{HOME}versions/2/").content.decode()
    assert "publication" not in page and "现在没有其他组织部管理员，请先登记任职并开通账号" in page
    second = world.accounts[Role.DEPARTMENT_STAFF].person
    assign_duty(person=second, unit=world.units["00"], kind="department_admin", from_on=TODAY, by=None)
    assert f"可以发布的：{second.name}。" in publisher.get(f"{HOME}versions/2/").content.decode()


def test_a_day_in_the_past_is_warned_of_and_confirmed(preset, world, publisher):
    author = world.accounts[Role.SYSTEM_ADMIN]
    draft = start_draft(title="补充规定", effective_on=dt.date(2026, 1, 1), by=author)
    save_value(
        draft=draft, by=author, parameter=TRIAL, value=12, strength="须", clause=Clause.objects.first(),
        from_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    address = f"{HOME}versions/2/publication/"
    assert "已经判定的事项会按新值重新判定" in publisher.get(address).content.decode()
    assert publisher.post(address).status_code == 422
    assert publisher.post(address, {"confirmed": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"value": "99"}, "0 到 36"),
        ({"value": "十二"}, "请填写整数"),
        ({"value": ""}, "请填写这个值"),
        ({"clause": ""}, "没有依据的值不能保存"),
        ({"to_on": "2026-12-31"}, "早于起"),
        ({"unit": "没有这个单位"}, "没有找到党组织"),
    ],
)
def test_each_fault_stands_at_its_field(draft, drafter, more, said):
    response = drafter.post(f"{HOME}versions/2/values/{TRIAL}/new/", form(**more))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not PolicyValue.objects.filter(policy=draft, parameter=TRIAL).exists()


@pytest.mark.parametrize(
    ("parameter", "typed", "kept"),
    [
        ("organizers.part_time_sources", "辅导员\n\n 党员教师 ", ["辅导员", "党员教师"]),
        ("organizers.must_be_established", "yes", True),
        ("organizers.files_part_time", "no", False),
        ("organizers.committee_rank", "section", "section"),
        ("organizers.rotation_notice_days", "92，365 183", [365, 183, 92]),
        (TRIAL, "12", 12),
    ],
)
def test_each_shape_is_typed_and_kept(draft, drafter, parameter, typed, kept):
    assert drafter.post(f"{HOME}versions/2/values/{parameter}/new/", form(value=typed)).status_code == 302
    row = draft.values.get(parameter=parameter)
    assert row.value == kept
    page = drafter.get(f"{HOME}versions/2/values/{row.pk}/edit/")
    assert page.status_code == 200


def test_several_numbers_stand_in_their_box_and_in_the_workbook(draft, drafter):
    drafter.post(f"{HOME}versions/2/values/organizers.rotation_notice_days/new/", form(value="400、200"))
    row = draft.values.get(parameter="organizers.rotation_notice_days")
    assert 'value="400、200"' in drafter.get(f"{HOME}versions/2/values/{row.pk}/edit/").content.decode()
    book = load_workbook(io.BytesIO(drafter.get(f"{HOME}export/").content)).active
    cells = {row[1]: row[2] for row in book.iter_rows(min_row=3, values_only=True)}
    assert cells["轮岗提前提示"] == "365、183、92 天"


def test_a_day_is_typed_as_people_write_it(draft, drafter):
    row = draft.values.get(parameter="membership.new_duty_grace_until")
    address = f"{HOME}versions/2/values/{row.pk}/edit/"
    wrong = drafter.post(address, form(value="六月底", version=row.version))
    assert "应填一个日期，例如 2026-05-17" in wrong.content.decode()
    assert drafter.post(address, form(value="2026年6月30日", version=row.version)).status_code == 302
    assert draft.values.get(pk=row.pk).value == "2026-06-30"
    assert 'value="2026-06-30"' in drafter.get(address).content.decode()


def test_not_asked_is_chosen_and_shown(draft, drafter):
    row = draft.values.get(parameter="organizers.party_seniority_years")
    address = f"{HOME}versions/2/values/{row.pk}/edit/"
    response = drafter.post(address, form(asked="no", value="", clause="", version=row.version))
    assert response.status_code == 302
    assert draft.values.get(pk=row.pk).value is None


def test_a_units_value_may_be_stricter_only(draft, drafter):
    address = f"{HOME}versions/2/values/organizers.party_seniority_years/new/"
    looser = drafter.post(address, form(value="2", unit="01"))
    assert "下级只能更严" in looser.content.decode()
    assert drafter.post(address, form(value="5", unit="01")).status_code == 302
    assert "数学学院党委" in drafter.get(f"{HOME}versions/2/").content.decode()


def test_the_second_saver_sees_both_values(draft, drafter, world):
    row = draft.values.get(parameter="organizers.party_seniority_years")
    opened = row.version
    save_value(
        draft=draft, by=None, parameter=row.parameter, row=row, value=4, strength="须", clause=row.clause,
        from_on=row.from_on,
    )  # fmt: skip
    response = drafter.post(f"{HOME}versions/2/values/{row.pk}/edit/", form(value="5", version=opened))
    assert response.status_code == 409
    assert "conflict-table" in response.content.decode()


def test_a_value_is_taken_out_after_asking(draft, drafter):
    row = draft.values.get(parameter="organizers.regular_meeting")
    address = f"{HOME}versions/2/values/{row.pk}/removal/"
    assert "不再规定它" in drafter.get(address).content.decode()
    assert draft.values.filter(pk=row.pk).exists()
    drafter.post(address)
    assert not draft.values.filter(pk=row.pk).exists()


def test_a_published_version_has_no_forms(preset, drafter):
    row = preset.values.first()
    for address in (f"values/{row.pk}/edit/", f"values/{row.pk}/removal/", "edit/", "withdrawal/"):
        assert drafter.get(f"{HOME}versions/1/{address}").status_code == 404


def test_a_withdrawn_draft_is_gone(draft, drafter):
    assert drafter.post(f"{HOME}versions/2/withdrawal/", {"reason": "暂缓"}).status_code == 302
    assert not PolicyVersion.objects.filter(number=2).exists()


def test_the_history_of_a_parameter(draft, drafter, world):
    row = draft.values.get(parameter="organizers.party_seniority_years")
    save_value(
        draft=draft, by=None, parameter=row.parameter, row=row, value=5, strength="须", clause=row.clause,
        from_on=dt.date(2027, 1, 1),
    )  # fmt: skip
    text = drafter.get(f"{HOME}parameters/organizers.party_seniority_years/").content.decode()
    assert text.index("5 年") < text.index("3 年")
    assert "草稿，尚未施行" in text


@pytest.fixture
def source(monkeypatch):
    """A source of the test's own: whoever's trial changes."""
    monkeypatch.setattr("policy.impact.SOURCES", {})

    @impact(key="tests.trial", title="试用期", sees="organizers.view")
    def trial(before, after, on):
        old, new = before.policy(OrganizerPolicy).trial_months, after.policy(OrganizerPolicy).trial_months
        if old.value != new.value:
            yield Affected(
                "单雄信", "不试用", f"试用 {new.value} 个月，{on} 起", unit="数学学院党委", url="/people/30001/"
            )

    return trial


def test_the_preview_names_whom_a_change_meets(draft, drafter, publisher, source):
    address = f"{HOME}versions/2/impact/"
    assert "试用期：没有变化" in publisher.get(address).content.decode()
    drafter.post(f"{HOME}versions/2/values/{TRIAL}/new/", form())
    text = publisher.get(address).content.decode()
    assert "1 项结论会变" in text
    assert "单雄信" in text
    assert "试用 12 个月，2027-01-01 起" in text


def test_whoever_may_not_see_the_people_learns_the_number_only(draft, drafter, source):
    drafter.post(f"{HOME}versions/2/values/{TRIAL}/new/", form())
    text = drafter.get(f"{HOME}versions/2/impact/").content.decode()
    assert "1 项结论会变" in text
    assert "单雄信" not in text


def test_a_source_registers_once(source):
    with pytest.raises(ValueError, match="重复登记"):
        impact(key="tests.trial", title="试用期", sees="organizers.view")(source)
    assert "tests.trial" not in SOURCES


def test_wording_is_loaded_and_opens_beside_the_value(preset, drafter):
    clause = Clause.objects.get(article="第七条")
    data = {
        "document": clause.document_id, "article": clause.article, "article_is_certain": "on",
        "paraphrase": clause.paraphrase, "wording": "（原文）人选确定后五个工作日内报备。", "reading": "I",
        "version": clause.version,
    }  # fmt: skip
    assert drafter.post(f"{HOME}clauses/{clause.pk}/", data).status_code == 302
    assert "（原文）人选确定后五个工作日内报备。" in drafter.get(HOME).content.decode()


def test_a_clause_is_confirmed_by_the_department_once_its_wording_stands(preset, publisher, drafter):
    document = Document.objects.get(code="D3")
    clause = Clause.objects.create(document=document, article="第九条", paraphrase="待核。", reading="S")
    address = f"{HOME}clauses/{clause.pk}/confirmation/"
    assert not clause.is_confirmed
    assert drafter.get(address).status_code == 404
    assert "请先录入原文" in publisher.post(address, {"confirmed": "on"}).content.decode()
    Clause.objects.filter(pk=clause.pk).update(wording="原文。")
    assert publisher.post(address, {"confirmed": "on"}).status_code == 302
    clause.refresh_from_db()
    assert (clause.confirmed_on, clause.confirmed_by.username) == (TODAY, Role.DEPARTMENT_ADMIN)
    assert clause.is_confirmed


def test_another_paraphrase_takes_the_confirmation_away(preset, drafter, world):
    clause = Clause.objects.get(article="第七条")
    clause.confirmed_by, clause.confirmed_on = world.accounts[Role.DEPARTMENT_ADMIN], TODAY
    clause.save()
    drafter.post(
        f"{HOME}clauses/{clause.pk}/",
        {"document": clause.document_id, "article": "第八条", "article_is_certain": "on", "paraphrase": "别的。",
         "reading": "I", "version": ""},
    )  # fmt: skip
    clause.refresh_from_db()
    assert (clause.article, clause.confirmed_on) == ("第八条", None)


def test_a_document_and_its_clause_are_recorded(preset, drafter):
    facts = {"code": "JH-2027", "name": "补充规定", "issuer": "江海大学", "number": "江海委〔2027〕1号"}
    response = drafter.post(f"{HOME}documents/new/", facts)
    document = Document.objects.get(code="JH-2027")
    assert response.headers["Location"].endswith(f"?document={document.pk}")
    assert "请换一个" in drafter.post(f"{HOME}documents/new/", facts).content.decode()
    clause = {
        "document": document.pk,
        "article": "",
        "article_is_certain": "on",
        "paraphrase": "某事。",
        "reading": "I",
    }
    assert "条次待核" in drafter.post(f"{HOME}clauses/new/", clause).content.decode()
    assert drafter.post(f"{HOME}clauses/new/", clause | {"article": "第一条"}).status_code == 302


def test_the_month_shows_holidays_and_worked_weekends(drafter, world):
    text = drafter.get("/settings/calendar/", {"month": "2026-10"}).content.decode()
    assert text.count("国庆节</span>") == 7
    assert "调休上班（国庆节）" in text


@pytest.mark.parametrize("month", ["", "x", "0000-01", "9999-12", "2100-01"])
def test_an_unknown_month_is_this_one(drafter, world, month):
    assert "2026年11月" in drafter.get("/settings/calendar/", {"month": month}).content.decode()


def test_a_changed_day_moves_a_deadline(drafter, world):
    data = {"is_working": "no", "word": "校庆", "source": "校办通知"}
    assert drafter.post("/settings/calendar/days/2026-11-23/", data).status_code == 302
    assert working_calendar().nth_working_day(TODAY, 1).due_on == dt.date(2026, 11, 24)


def test_an_unusual_day_needs_its_word(drafter, world):
    response = drafter.post("/settings/calendar/days/2026-11-23/", {"is_working": "no", "source": "校办通知"})
    assert response.status_code == 422
    assert "须写明原因" in response.content.decode()
    for day in ("no-day", "2026-02-30", "1999-01-01"):
        assert drafter.get(f"/settings/calendar/days/{day}/").status_code == 404


def test_a_published_year_is_no_longer_provisional(drafter, world):
    assert working_calendar().nth_working_day(dt.date(2027, 3, 1), 5).is_provisional
    data = {"source": "国办发明电〔2026〕9号", "confirmed": "on"}
    assert drafter.post("/settings/calendar/years/2027/publication/", data).status_code == 302
    assert not working_calendar().nth_working_day(dt.date(2027, 3, 1), 5).is_provisional
    assert not CalendarDay.objects.filter(day__year=2027).exclude(source=data["source"]).exists()


def test_a_year_without_a_day_is_not_published(drafter, world):
    data = {"source": "国办发明电〔2027〕9号", "confirmed": "on"}
    assert "请先按通知登记" in drafter.post("/settings/calendar/years/2028/publication/", data).content.decode()
    assert not CalendarDay.objects.filter(day__year=2028).exists()


@pytest.mark.parametrize("name", ["policyversion", "policyvalue", "document", "clause", "calendarday"])
def test_the_admin_site_shows_the_same_rows(preset, drafter, name):
    assert drafter.get(f"/admin/policy/{name}/").status_code == 200

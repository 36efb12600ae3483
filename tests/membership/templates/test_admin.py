"""Step templates on the admin site: copy, change, order, publish; refusals in Chinese; nobody else comes in."""

import datetime as dt

import pytest

from directory.permissions import Role
from membership.models import StepTemplate, TemplateStep
from membership.services.templates import copy_template

pytestmark = pytest.mark.django_db
BASE = "/admin/membership/steptemplate/"


@pytest.fixture
def draft(world):
    source = StepTemplate.objects.get(name="25步·2026")
    return copy_template(
        source=source, name="本校步骤", opened_from=dt.date(2027, 1, 1), by=world.accounts[Role.DEPARTMENT_ADMIN]
    )


@pytest.fixture
def admin(client_as):
    return client_as(Role.DEPARTMENT_ADMIN)


def page(client, address):
    return client.get(address).content.decode()


def sent(draft, **changes):
    """What the page sends when nothing but `changes` was typed: "title-3" is the title in the third row."""
    rows = list(draft.steps.all())
    data = {"name": draft.name, "opened_from": "2027-01-01", "note": "", "seen": draft.version}
    data |= {"steps-TOTAL_FORMS": len(rows), "steps-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        told = {"id": row.pk, "template": draft.pk, "position": row.position, "number": row.number}
        told |= {"stage": row.stage, "title": row.title, "actor": row.actor, "seen": row.version}
        data |= {f"steps-{number}-{name}": value for name, value in told.items()}
    for name, value in changes.items():
        word, _, number = name.partition("_at_")
        data[f"steps-{number}-{word}" if number else word] = value
    return data


def sent_step(step, **changes):
    papers = list(step.documents.all())
    data = {"number": step.number, "stage": step.stage, "title": step.title, "actor": step.actor, "note": ""}
    data |= {
        "seen": step.version,
        "recorder": step.recorder,
        "codes": step.codes,
        "documents-TOTAL_FORMS": len(papers),
        "documents-INITIAL_FORMS": len(papers),
    }
    for number, paper in enumerate(papers):
        told = {"id": paper.pk, "step": step.pk, "position": paper.position, "name": paper.name, "form": paper.form}
        told |= {"paper": paper.paper, "retention": paper.retention, "seen": paper.version} | (
            {"is_required": "on"} if paper.is_required else {}
        )
        data |= {f"documents-{number}-{name}": value for name, value in told.items()}
    return data | changes


def test_the_list_tells_which_template_is_used_when(admin):
    shown = page(admin, BASE)
    assert "25步·2014" in shown and "25步·2026" in shown and "27 步" in shown


def test_a_published_template_is_shown_and_can_be_copied(admin):
    template = StepTemplate.objects.get(name="25步·2026")
    shown = page(admin, f"{BASE}{template.pk}/change/")
    assert "研究讨论拟列为发展对象" in shown and "复制" in shown
    assert 'name="_save"' not in shown and "撤回草稿" not in shown
    answer = admin.post(f"{BASE}{template.pk}/copy/", {"name": "本校步骤", "opened_from": "2027-01-01"})
    made = StepTemplate.objects.get(name="本校步骤")
    assert answer.url == f"{BASE}{made.pk}/change/"
    assert (made.is_draft, made.steps.count()) == (True, 27)


def test_a_name_that_is_taken_is_refused_in_the_form(admin):
    template = StepTemplate.objects.get(name="25步·2026")
    answer = admin.post(f"{BASE}{template.pk}/copy/", {"name": "25步·2014", "opened_from": "2027-01-01"})
    assert answer.status_code == 422
    assert "已有名为“25步·2014”的步骤模板" in answer.content.decode()


def test_steps_are_renamed_and_put_in_order(admin, draft):
    rows = list(draft.steps.all())
    political = next(number for number, row in enumerate(rows) if row.codes == ["political_review"])
    answer = admin.post(
        f"{BASE}{draft.pk}/change/",
        sent(draft, **{"title_at_0": "交申请书", f"position_at_{political}": rows[political + 1].position + 1}),
    )
    assert answer.status_code == 302
    titles = [row.title for row in draft.steps.all()]
    assert titles[0] == "交申请书"
    assert titles[political : political + 2] == ["开展集中培训", "进行政治审查"]


def test_two_steps_change_places_by_their_positions(admin, draft):
    rows = list(draft.steps.all())
    admin.post(f"{BASE}{draft.pk}/change/", sent(draft, position_at_3=rows[4].position, position_at_4=rows[3].position))
    assert [row.title for row in draft.steps.all()][3:5] == [rows[4].title, rows[3].title]


def test_whoever_saves_second_is_told_what_stands_there_and_may_save_again(admin, draft):
    address, row = f"{BASE}{draft.pk}/change/", draft.steps.all()[2]
    opened = sent(draft, title_at_2="由我改的名称", note="由我写的说明")
    TemplateStep.objects.filter(pk=row.pk).update(title="他人改的名称")
    StepTemplate.objects.filter(pk=draft.pk).update(note="他人写的说明")
    answer = admin.post(address, opened)
    page = answer.content.decode()
    assert "现为：步骤名称 他人改的名称" in page and "现为：说明 他人写的说明" in page
    assert "由我改的名称" in page and draft.steps.get(pk=row.pk).title == "他人改的名称"
    again = sent(StepTemplate.objects.get(pk=draft.pk), title_at_2="由我改的名称", note="由我写的说明")
    assert admin.post(address, again).status_code == 302
    assert draft.steps.get(pk=row.pk).title == "由我改的名称"


def test_a_step_of_the_schools_own_is_added_and_one_taken_out(admin, draft):
    data = sent(draft, **{"steps-3-DELETE": "on"}) | {"steps-TOTAL_FORMS": 28}
    new = {"position": 45, "number": "4b", "stage": 2, "title": "民主测评", "actor": "党支部", "template": draft.pk}
    admin.post(f"{BASE}{draft.pk}/change/", data | {f"steps-27-{name}": value for name, value in new.items()})
    titles = [row.title for row in draft.steps.all()]
    assert ("上级党委备案" not in titles and titles[3:5] == ["指定培养联系人", "民主测评"]) or "民主测评" in titles
    assert "缺少程序步骤“4 上级党委备案”" in page(admin, f"{BASE}{draft.pk}/change/")


def test_a_number_that_stands_twice_is_refused_and_nothing_is_saved(admin, draft):
    answer = admin.post(f"{BASE}{draft.pk}/change/", sent(draft, number_at_0="2", title_at_5="改名"), follow=True)
    assert "编号 2 用了 2 次" in answer.content.decode()
    assert not draft.steps.filter(title="改名").exists()


def test_steps_are_merged_and_documents_changed_on_the_steps_own_page(admin, draft):
    step = draft.steps.get(codes__contains=["activist_decision"])
    address = f"/admin/membership/templatestep/{step.pk}/change/"
    assert "确定入党积极分子的会议记录" in page(admin, address)
    answer = admin.post(
        address,
        sent_step(step, **{"codes": ["activist_decision", "activist_filing"], "documents-0-name": "推优材料"}),
    )
    assert answer.status_code == 302, answer.content.decode()
    step.refresh_from_db()
    assert step.codes == ["activist_decision", "activist_filing"]
    assert step.documents.first().name == "推优材料"
    assert "出现了 2 次" in page(admin, f"{BASE}{draft.pk}/change/")


def test_a_draft_is_published_and_then_stays(admin, draft):
    address = f"{BASE}{draft.pk}/publication/"
    assert "发布后不能再修改；自 2027-01-01 起" in page(admin, address)
    assert admin.post(address).status_code == 302
    draft.refresh_from_db()
    assert not draft.is_draft
    assert admin.get(address).status_code == 404
    assert admin.post(f"{BASE}{draft.pk}/change/", sent(draft, title_at_0="改")).status_code == 404
    step = draft.steps.first()
    assert admin.post(f"/admin/membership/templatestep/{step.pk}/change/", sent_step(step)).status_code == 404


def test_what_keeps_a_draft_from_being_published_is_said(admin, draft):
    draft.steps.filter(codes__contains=["oath"]).delete()
    address = f"{BASE}{draft.pk}/publication/"
    assert "缺少程序步骤“20 入党宣誓”" in page(admin, address)
    answer = admin.post(address)
    assert (answer.status_code, "缺少程序步骤“20 入党宣誓”" in answer.content.decode()) == (422, True)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_draft_is_withdrawn_with_a_reason(admin, draft):
    address = f"{BASE}{draft.pk}/withdrawal/"
    assert admin.post(address, {"reason": ""}).status_code == 422
    assert admin.post(address, {"reason": "方案作废"}).status_code == 302
    assert not StepTemplate.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.DEPARTMENT_ADMIN, Role.SYSTEM_ADMIN)])
def test_nobody_else_comes_in(client_as, draft, role):
    client = client_as(role)
    step = draft.steps.first()
    for address in (BASE, f"{BASE}{draft.pk}/change/", f"/admin/membership/templatestep/{step.pk}/change/"):
        assert client.get(address).status_code == 404
    for word in ("copy", "publication", "withdrawal"):
        assert client.post(f"{BASE}{draft.pk}/{word}/").status_code == 404

"""Copying, changing and publishing a template: what is wrong is said in Chinese, and nothing published changes."""

import datetime as dt

import pytest

from audit.models import Event, EventKind
from directory.refusals import Refused
from membership.models import StepTemplate, TemplateStep
from membership.procedure.covering import COVERED
from membership.procedure.steps import STEPS
from membership.selectors import template_for
from membership.services.templates import (
    copy_template,
    publish_template,
    save_documents,
    save_steps,
    save_template,
    withdraw_template,
)
from tests.world import TODAY

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2027, 1, 1)


@pytest.fixture
def shipped():
    return StepTemplate.objects.get(name="25步·2026")


@pytest.fixture
def draft(shipped, world):
    return copy_template(source=shipped, name="本校 29 步", opened_from=NEW_YEAR, by=world.accounts["department_admin"])


def step(draft, code):
    return draft.steps.get(codes__contains=[code])


def publish(draft, world, today=TODAY):
    return publish_template(draft=draft, by=world.accounts["department_admin"], today=today)


def said(act):
    with pytest.raises(Refused) as refused:
        act()
    return [str(each) for each in refused.value.refusals]


def test_a_copy_says_what_its_source_says(draft, shipped, world):
    def told(template):
        return [
            (row.number, row.title, row.actor, row.codes, list(row.documents.values_list("name", "form", "retention")))
            for row in template.steps.all()
        ]

    assert told(draft) == told(shipped)
    assert (draft.is_draft, draft.prepared_by) == (True, world.accounts["department_admin"])


def test_a_name_is_used_once(shipped, world):
    by = world.accounts["department_admin"]
    assert said(lambda: copy_template(source=shipped, name="25步·2014", opened_from=NEW_YEAR, by=by)) == [
        "已有名为“25步·2014”的步骤模板，请换一个名称。"
    ]


def test_a_copy_may_be_published_and_ends_the_one_before(draft, shipped, world):
    publish(draft, world)
    shipped.refresh_from_db()
    assert shipped.opened_until == dt.date(2026, 12, 31)
    assert template_for(dt.date(2026, 12, 31)) == shipped
    assert template_for(NEW_YEAR) == draft
    assert Event.objects.filter(kind=EventKind.SETTINGS, subject="本校 29 步").exists()


def test_a_template_published_before_another_one_ends_where_that_begins(draft, shipped, world):
    publish(draft, world)
    earlier = copy_template(source=shipped, name="过渡", opened_from=TODAY, by=world.accounts["department_admin"])
    assert publish(earlier, world).opened_until == dt.date(2026, 12, 31)
    assert template_for(TODAY) == earlier
    assert template_for(TODAY - dt.timedelta(days=1)) == shipped


@pytest.mark.parametrize("code", COVERED)
def test_a_step_left_out_keeps_the_draft_from_being_published(draft, world, code):
    row = step(draft, code)
    row.codes = [each for each in row.codes if each != code]
    save_steps(draft=draft, steps=[row])
    (words,) = said(lambda: publish(draft, world))
    assert words.startswith(f"缺少程序步骤“{STEPS[code].number} {STEPS[code].title}”")


def test_everything_that_is_wrong_is_said_at_once(draft, world):
    row = step(draft, "oath")
    row.codes = ["assignment"]
    save_steps(draft=draft, steps=[row])
    save_template(draft=draft, name="本校 29 步", opened_from=dt.date(2026, 5, 11))
    words = said(lambda: publish(draft, world))
    assert [each.split("：")[0] for each in words] == [
        "缺少程序步骤“20 入党宣誓”",
        "程序步骤“19 编入党支部和党小组”出现了 2 次（19“编入党支部和党小组”、20“入党宣誓”）",
        "起用日期 2026-05-11 早于今天（2026-11-20）",
        "“25步·2026”也从 2026-05-11 起用，同一天登记的申请只能用一个模板",
    ]


def test_steps_are_renamed_merged_added_and_ordered(draft, world):
    """Merging is taking over another step's codes and removing it."""
    filing, decision = step(draft, "activist_filing"), step(draft, "activist_decision")
    decision.title, decision.codes = "确定并备案", ["activist_decision", "activist_filing"]
    own = TemplateStep(position=decision.position + 5, number="3a", stage=2, title="民主测评", actor="党支部")
    save_steps(draft=draft, steps=[decision, own], removed=[filing])
    rows = list(draft.steps.all())
    assert [row.position for row in rows] == [10 * number for number in range(1, len(rows) + 1)]
    assert [(row.number, row.title) for row in rows[2:4]] == [("3", "确定并备案"), ("3a", "民主测评")]
    publish(draft, world)


def test_two_steps_change_places(draft):
    political, training = step(draft, "political_review"), step(draft, "training")
    political.position, training.position = training.position, political.position
    save_steps(draft=draft, steps=[political, training])
    order = [row.title for row in draft.steps.all()]
    assert order.index("开展集中培训") + 1 == order.index("进行政治审查")


def test_a_number_stands_once(draft):
    row = step(draft, "mentors")
    row.number = "6"
    assert said(lambda: save_steps(draft=draft, steps=[row])) == [
        "编号 6 用了 2 次（“指定培养联系人”、“培养教育考察”）：请各用一个编号。"
    ]


def test_documents_are_added_changed_and_taken_out(draft):
    row = step(draft, "training")
    paper = row.documents.get()
    paper.name = "培训鉴定表"
    extra = row.documents.model(position=5, name="学习笔记", is_required=False)
    save_documents(step=row, documents=[paper, extra])
    assert list(row.documents.values_list("name", flat=True)) == ["学习笔记", "培训鉴定表"]
    save_documents(step=row, documents=[], removed=[paper])
    assert list(row.documents.values_list("name", flat=True)) == ["学习笔记"]


@pytest.mark.parametrize("act", ["name", "steps", "documents", "withdraw", "publish"])
def test_a_published_template_can_only_be_copied(shipped, world, act):
    row = shipped.steps.first()
    acts = {
        "name": lambda: save_template(draft=shipped, name="别的", opened_from=NEW_YEAR),
        "steps": lambda: save_steps(draft=shipped, steps=[row]),
        "documents": lambda: save_documents(step=row, documents=list(row.documents.all())),
        "withdraw": lambda: withdraw_template(draft=shipped, reason="不用了"),
        "publish": lambda: publish(shipped, world),
    }
    assert said(acts[act]) == ["“25步·2026”已发布，不能修改；需要调整的请复制为新模板。"]


def test_a_draft_may_be_withdrawn(draft, world):
    withdraw_template(draft=draft, reason="方案作废")
    assert said(lambda: publish(draft, world)) == ["这份步骤模板草稿已被撤回，请返回列表。"]

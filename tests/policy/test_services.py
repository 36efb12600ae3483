"""Drafting and publishing: what is refused, what a copy carries, and that nobody publishes his own draft."""

import datetime as dt

import pytest

from audit.models import Event, EventKind
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from organizers.policy import OrganizerPolicy
from policy.comparing import differences
from policy.models import Clause, PolicyValue, PolicyVersion
from policy.presets.loading import load_preset
from policy.reading import policy_on
from policy.services.versions import (
    latest_published,
    publish_draft,
    remove_value,
    save_value,
    start_draft,
    update_draft,
    withdraw_draft,
)
from tests.world import TODAY

TRIAL, SENIORITY = "organizers.trial_months", "organizers.party_seniority_years"
NOTICE = "organizers.rotation_notice_days"
D = dt.date.fromisoformat
pytestmark = [pytest.mark.django_db, pytest.mark.sql]
NEXT_YEAR = D("2027-01-01")


@pytest.fixture
def drafter(world):
    return world.accounts[Role.SYSTEM_ADMIN]


@pytest.fixture
def publisher(world):
    return world.accounts[Role.DEPARTMENT_ADMIN]


@pytest.fixture
def draft(drafter):
    load_preset("D3")
    return start_draft(title="补充规定", effective_on=NEXT_YEAR, by=drafter)


def facts(clause=None, **more):
    row = {"value": 12, "strength": "须", "clause": clause or Clause.objects.first(), "from_on": NEXT_YEAR}
    return row | more


def reasons(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return "；".join(str(each) for each in refused.value.refusals)


def test_a_draft_begins_as_a_copy_of_what_is_in_force(draft):
    before = latest_published()
    assert differences(before.values.all(), draft.values.all()) == []
    assert set(draft.values.values_list("since_number", flat=True)) == {1}
    assert {str(value.from_on) for value in draft.values.all()} == {"2021-04-22"}


def test_a_draft_leaves_out_what_will_have_ended(drafter, clause):
    version = PolicyVersion.objects.create(number=1, title="分段", effective_on=D("2020-01-01"))
    for value, first, last in ((6, "2020-01-01", "2026-12-31"), (12, "2027-01-01", None)):
        PolicyValue.objects.create(
            policy=version, parameter=TRIAL, value=value, strength="须", clause=clause, since_number=1,
            from_on=D(first), to_on=last and D(last),
        )  # fmt: skip
    PolicyVersion.objects.filter(pk=version.pk).update(state="published", published_at=dt.datetime.now(dt.UTC))
    draft = start_draft(title="下一版", effective_on=NEXT_YEAR, by=drafter)
    assert [value.value for value in draft.values.all()] == [12]


def test_only_one_draft(draft, drafter):
    assert "已有一份草稿 v2 补充规定" in reasons(start_draft, title="又一份", effective_on=NEXT_YEAR, by=drafter)


def test_a_version_may_not_begin_before_the_one_it_replaces(drafter):
    load_preset("D3")
    said = reasons(start_draft, title="早", effective_on=D("2021-04-21"), by=drafter)
    assert "不能早于 v1 的施行日期 2021-04-22" in said
    assert start_draft(title="同日", effective_on=D("2021-04-22"), by=drafter).number == 2


def test_published_values_hold_from_the_day(draft, drafter, publisher):
    save_value(draft=draft, by=drafter, parameter=TRIAL, **facts())
    version = publish_draft(draft=draft, by=publisher, today=TODAY)
    assert (version.published_by, version.is_draft) == (publisher, False)
    assert policy_on(OrganizerPolicy, D("2026-12-31")).trial_months.value is None
    assert policy_on(OrganizerPolicy, D("2027-01-01")).trial_months.value == 12
    assert policy_on(OrganizerPolicy, D("2027-01-01")).extra_post_from.value == 500
    event = Event.objects.get(kind=EventKind.SETTINGS)
    assert event.detail["changed"] == {"新提拔组织员试用期（全校）": "未规定 → 12 个月"}


def test_nobody_publishes_his_own_draft(draft, drafter, publisher):
    save_value(draft=draft, by=publisher, parameter=TRIAL, **facts())
    for account in (drafter, publisher):
        assert "不能由您发布" in reasons(publish_draft, draft=draft, by=account, today=TODAY)
    assert PolicyVersion.objects.get(pk=draft.pk).is_draft


def test_a_draft_without_changes_is_not_published(draft, publisher):
    assert "没有可以发布的改动" in reasons(publish_draft, draft=draft, by=publisher, today=TODAY)


@pytest.mark.parametrize(("day", "asks"), [("2026-11-19", True), ("2026-11-20", False), ("2026-11-21", False)])
def test_a_day_in_the_past_must_be_confirmed(drafter, publisher, day, asks):
    load_preset("D3")
    draft = start_draft(title="补充规定", effective_on=D(day), by=drafter)
    save_value(draft=draft, by=drafter, parameter=TRIAL, **facts(from_on=D(day)))
    if asks:
        said = reasons(publish_draft, draft=draft, by=publisher, today=TODAY)
        assert "已经判定的事项会按新值重新判定" in said
    assert not publish_draft(draft=draft, by=publisher, today=TODAY, confirmed=asks).is_draft


@pytest.mark.parametrize(
    ("parameter", "more", "said"),
    [
        (TRIAL, {"value": 37}, "0 到 36"),
        (TRIAL, {"value": "12"}, "应填整数"),
        (TRIAL, {"clause": None}, "没有依据的值不能保存"),
        (TRIAL, {"to_on": D("2026-12-31")}, "早于起"),
        (TRIAL, {"kind": "教师"}, "不按人员类别区分"),
        (SENIORITY, {"value": 5, "kind": "专职"}, "起止时间与它重叠"),
        (NOTICE, {"value": ["一年"]}, "应填一个或几个整数，用顿号隔开"),
        (NOTICE, {"value": 365}, "应填一个或几个整数，用顿号隔开"),
        (NOTICE, {"value": []}, "应填一个或几个整数，用顿号隔开"),
        (NOTICE, {"value": [2000, 92, 0]}, "应在 1 到 1095 天之间，现有 2000、0"),
        (NOTICE, {"value": [92, 92]}, "有重复的数"),
        (NOTICE, {"value": [92, 365]}, "应从大到小"),
        ("organizers.no_such", {}, "没有参数"),
    ],
)
def test_each_fault_of_a_value_is_refused(draft, drafter, parameter, more, said):
    given = facts() | more
    assert said in reasons(save_value, draft=draft, by=drafter, parameter=parameter, **given)
    assert not draft.values.filter(since_number=2).exists()


def test_all_faults_are_told_at_once(draft, drafter):
    said = reasons(
        save_value, draft=draft, by=drafter, parameter=TRIAL,
        **facts() | {"value": 99, "clause": None, "to_on": D("2026-01-01")},
    )  # fmt: skip
    assert all(words in said for words in ("0 到 36", "没有依据", "早于起"))


def test_what_is_not_asked_needs_no_clause(draft, drafter):
    row = draft.values.get(parameter=SENIORITY)
    save_value(draft=draft, by=drafter, parameter=SENIORITY, row=row, **facts() | {"value": None, "clause": None})
    assert draft.values.get(parameter=SENIORITY).in_words == "未要求"


@pytest.mark.parametrize(
    ("parameter", "value", "said"),
    [
        (SENIORITY, 2, "比全校 专职的“3 年”宽松"),
        (SENIORITY, 3, ""),
        (SENIORITY, 5, ""),
        (SENIORITY, None, "宽松"),
        ("organizers.dedicated_post", False, "宽松"),
        ("organizers.dedicated_post", True, ""),
        ("organizers.section_rank_from", 100, "全校统一为“200 人”"),
        (TRIAL, 6, ""),  # the school asks nothing
        (NOTICE, (400, 200), "宽松"),  # one of the school's days is left out
        (NOTICE, (400, 365, 183, 92, 30), ""),
    ],
)
def test_a_unit_may_be_stricter_and_never_looser(draft, drafter, world, parameter, value, said):
    save_value(draft=draft, by=drafter, parameter=NOTICE, **facts(value=(365, 183, 92)))
    given = facts(value=value, unit=world.units["01"])
    if said:
        assert said in reasons(save_value, draft=draft, by=drafter, parameter=parameter, **given)
    else:
        assert save_value(draft=draft, by=drafter, parameter=parameter, **given).pk


def test_a_branch_may_not_fall_behind_its_college(draft, drafter, world):
    save_value(draft=draft, by=drafter, parameter=SENIORITY, **facts(value=5, unit=world.units["01"]))
    said = reasons(save_value, draft=draft, by=drafter, parameter=SENIORITY, **facts(value=4, unit=world.units["0101"]))
    assert "比数学学院党委的“5 年”宽松" in said
    assert save_value(draft=draft, by=drafter, parameter=SENIORITY, **facts(value=4, unit=world.units["02"])).pk


def test_a_stricter_rule_for_all_names_the_unit_it_leaves_behind(draft, drafter, world):
    save_value(draft=draft, by=drafter, parameter=SENIORITY, **facts(value=4, unit=world.units["01"]))
    row = draft.values.get(parameter=SENIORITY, unit=None)
    said = reasons(save_value, draft=draft, by=drafter, parameter=SENIORITY, row=row, **facts(value=5))
    assert "数学学院党委的“4 年”比全校的“5 年”宽松" in said


def test_a_second_saver_is_told(draft, drafter):
    row = draft.values.get(parameter=SENIORITY)
    opened = row.version
    save_value(draft=draft, by=drafter, parameter=SENIORITY, row=row, version=opened, **facts(value=4))
    with pytest.raises(ChangedMeanwhile):
        save_value(draft=draft, by=drafter, parameter=SENIORITY, row=row, version=opened, **facts(value=5))


def test_a_removed_value_no_longer_holds(draft, publisher):
    remove_value(draft=draft, row=draft.values.get(parameter=SENIORITY))
    publish_draft(draft=draft, by=publisher, today=TODAY)
    assert policy_on(OrganizerPolicy, NEXT_YEAR, kind="专职").party_seniority_years.value is None
    assert policy_on(OrganizerPolicy, TODAY, kind="专职").party_seniority_years.value == 3


def test_a_moved_first_day_takes_the_new_values_along(draft, drafter):
    save_value(draft=draft, by=drafter, parameter=TRIAL, **facts())
    update_draft(draft=draft, title="改名", effective_on=D("2027-03-01"))
    assert draft.values.get(parameter=TRIAL).from_on == D("2027-03-01")
    assert draft.values.get(parameter=SENIORITY).from_on == D("2021-04-22")


def test_a_withdrawn_draft_is_gone_and_in_the_history(draft):
    withdraw_draft(draft=draft, reason="暂缓")
    assert not PolicyVersion.objects.filter(pk=draft.pk).exists()
    assert latest_published().number == 1


@pytest.mark.parametrize("act", ["save", "withdraw", "publish", "update"])
def test_what_was_published_meanwhile_is_no_draft(draft, drafter, publisher, act):
    save_value(draft=draft, by=drafter, parameter=TRIAL, **facts())
    publish_draft(draft=draft, by=publisher, today=TODAY)
    acts = {
        "save": lambda: save_value(draft=draft, by=drafter, parameter=TRIAL, **facts()),
        "withdraw": lambda: withdraw_draft(draft=draft, reason=""),
        "publish": lambda: publish_draft(draft=draft, by=publisher, today=TODAY),
        "update": lambda: update_draft(draft=draft, title="", effective_on=NEXT_YEAR),
    }
    assert "已被发布或撤回" in reasons(acts[act])


def test_differences_are_in_words(draft, drafter, world):
    save_value(draft=draft, by=drafter, parameter=TRIAL, **facts(unit=world.units["01"]))
    remove_value(draft=draft, row=draft.values.get(parameter="organizers.regular_meeting"))
    found = differences(latest_published().values.select_related("unit"), draft.values.select_related("unit"))
    assert [each.summary for each in found] == [
        "新提拔组织员试用期（数学学院党委）：未规定 → 12 个月",
        "组织员例会（沙龙）（全校）：是 → 未规定",
    ]

"""What an act below has changed stands on the workbench with the next page, or with the worker's next ring."""

import datetime as dt

import pytest
from django.urls import reverse
from kombu.exceptions import OperationalError

from directory.changes import Fact
from directory.models import DutyKind
from directory.permissions import Role
from directory.refusals import Refused
from directory.services.accounts import lock_account, unlock_account
from directory.services.duties import assign_duty, end_duty
from directory.services.units import rename_unit
from policy.models import CalendarDay
from policy.services.calendar import publish_year, set_day
from policy.services.versions import publish_draft, save_value, start_draft
from reminders import following, tasks
from reminders.models import NightlyRun, Unrefreshed
from reminders.registry import Select
from reminders.services import recompute, tick
from tests.directory.imports.files import workbook
from tests.policy.conftest import clause  # noqa: F401 -- a fixture
from tests.reminders.sources import fixed, register
from tests.reminders.test_telling import noon
from tests.sheets.imports.bringing import carry_out, keep
from tests.world import TODAY

DAY = dt.timedelta(days=1)
NEXT_YEAR = "2027年工作日历仍是暂算"


@pytest.fixture
def night(world):
    """The reminders as last night left them."""
    return recompute(on=TODAY, at=noon(TODAY))


@pytest.fixture(params=["in the page", "by the worker"])
def act(request, night, monkeypatch, django_capture_on_commit_callbacks):
    """Does an act to its commit; then in a small school all is done, in a large one the worker was rung and comes."""
    rung = []
    monkeypatch.setattr(tasks.make_up, "apply_async", lambda **words: rung.append(words))
    if request.param == "by the worker":
        monkeypatch.setattr(following, "AT_ONCE", -1)

    def done(service, *given, **words):
        with django_capture_on_commit_callbacks(execute=True):
            result = service(*given, **words)
        assert bool(rung) == (request.param == "by the worker")
        if rung:
            assert Unrefreshed.objects.exists()
            tasks.make_up()
        assert not Unrefreshed.objects.exists()
        assert NightlyRun.objects.count() == 1, "no night was needed"
        return result

    return done


@pytest.fixture
def shown(client_as):
    """`shown(words, role)`: whether the workbench says so; `turn` is that it is among what this role has to do."""

    def said(words, role=Role.DEPARTMENT_ADMIN):
        return words in client_as(role).get(reverse("workbench")).content.decode()

    return said


def ends_soon(world, days=10, **more):
    """A duty that ends in some days; nobody else holds one of its kind there."""
    given = {"person": world.people["40001"], "unit": world.units["02"], "kind": DutyKind.SECRETARY}
    return assign_duty(**given | more, from_on=TODAY - 9 * DAY, to_on=TODAY + days * DAY, by=None)


def test_a_duty_given_and_its_successor(world, act, shown):
    words = "化学学院党总支书记 令狐远山：任职到期，尚无接任"
    assert not shown(words)
    act(ends_soon, world)
    assert shown(words)
    act(ends_soon, world, days=400, person=world.people["40002"])
    assert not shown(words)


def test_a_duty_ended(world, act, shown):
    duty = act(
        assign_duty, person=world.people["40001"], unit=world.units["02"], kind="secretary", from_on=TODAY, by=None
    )
    assert not shown("令狐远山：任职到期")
    act(end_duty, duty=duty, on=TODAY + DAY, by=None)
    assert shown("令狐远山：任职到期")


def todo(client_as, role):
    return len(client_as(role).get(reverse("workbench"), {"box": "todo"}).context["todo"])


def test_whoever_is_given_a_duty_finds_what_is_his_turn(world, own_sources, act, client_as):
    words = {"sees": "people.view", "acts": "people.edit", "follows": (Fact.DUTIES,)}
    register("tests.due", fixed(world.units["0101"], TODAY), **words)
    recompute(on=TODAY, at=noon(TODAY))
    NightlyRun.objects.last().delete()
    admin = world.accounts[Role.DEPARTMENT_ADMIN]
    before = todo(client_as, Role.UNIT_SECRETARY)
    for role in (Role.BRANCH_OFFICER, Role.ORGANIZER_PART_TIME):
        act(lock_account, account=world.accounts[role], by=admin, reason="离岗")
    assert (before, todo(client_as, Role.UNIT_SECRETARY)) == (0, 1)
    act(unlock_account, account=world.accounts[Role.BRANCH_OFFICER], by=admin, reason="返岗")
    assert todo(client_as, Role.UNIT_SECRETARY) == 0
    assert todo(client_as, Role.BRANCH_OFFICER) == 1


def test_a_calendar_year_published(act, shown):
    CalendarDay.objects.filter(day__year=2027).delete()
    word = {"is_working": False, "word": "元旦", "source": "通知", "is_provisional": True}
    act(set_day, day=dt.date(2027, 1, 1), **word)
    assert shown(NEXT_YEAR)
    act(publish_year, year=2027, source="国务院办公厅通知")
    assert not shown(NEXT_YEAR)
    act(set_day, day=dt.date(2027, 1, 1), **word)
    assert shown(NEXT_YEAR)


def test_a_policy_published(world, act, shown, clause):  # noqa: F811
    act(ends_soon, world, days=100)
    assert not shown("令狐远山：任职到期")
    people = [world.accounts[role] for role in (Role.DEPARTMENT_STAFF, Role.DEPARTMENT_ADMIN)]
    draft = start_draft(title="提醒", effective_on=TODAY, by=people[0])
    words = {"value": [120, 30], "strength": "须", "clause": clause, "from_on": TODAY}
    save_value(draft=draft, by=people[0], parameter="desk.duty_notice_days", **words)
    act(publish_draft, draft=draft, by=people[1], today=TODAY)
    assert shown("令狐远山：任职到期")


def test_a_unit_renamed(world, act, shown):
    act(ends_soon, world)
    unit = world.units["02"]
    act(
        rename_unit,
        unit=unit,
        full_name="中共江海大学化工学院总支部委员会",
        short_name="化工学院党总支",
        from_on=TODAY,
        today=TODAY,
    )
    assert shown("化工学院党总支书记 令狐远山：任职到期")


def imported(key, viewer, *rows):
    batch = carry_out(keep(key, workbook(*rows), viewer), viewer)
    assert batch.state == "done", batch.counts
    return batch


def test_duties_imported(world, act, shown, viewer_as):
    row = {
        "学工号": "40001",
        "姓名": "令狐远山",
        "党组织代码": "02",
        "职务": "书记",
        "任职时间": "2026-11-01",
        "离任时间": "2026-12-01",
    }
    act(imported, "duties", viewer_as(Role.DEPARTMENT_ADMIN), row, row | {"职务": "副书记"})
    assert shown("化学学院党总支书记 令狐远山：任职到期")
    assert shown("化学学院党总支副书记 令狐远山：任职到期")


def listing(table, place, title):
    """A source that names every row of a table."""
    columns = f"id AS subject_id, {place} AS unit_id, '{TODAY}'::date AS due_on, {title} AS title, '/' AS url"
    return lambda on: Select(f"SELECT {columns} FROM {table}")


def test_units_imported(own_sources, act, shown, viewer_as):
    register("tests.units", listing("directory_unit", "id", "short_name || '：事项'"))
    row = {
        "党组织代码": "0299",
        "党组织名称": "中共江海大学化学学院研究生支部委员会",
        "党组织简称": "化学研究生支部",
        "上级党组织": "02",
    }
    act(imported, "units", viewer_as(Role.DEPARTMENT_ADMIN), row)
    assert shown("化学研究生支部：事项")


def test_people_imported(own_sources, act, shown, viewer_as):
    register("tests.people", listing("directory_person", "unit_id", "name || '：事项'"))
    row = {"学工号": "50001", "姓名": "令狐近水", "党组织代码": "0201", "人员类别": "教职工", "政治面貌": "非党员"}
    act(imported, "people", viewer_as(Role.DEPARTMENT_STAFF), row)
    assert shown("令狐近水：事项")


def test_a_refused_act_leaves_nothing(world, night, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(Refused):
        ends_soon(world, days=-30)
    assert (callbacks, Unrefreshed.objects.count()) == ([], 0)


def test_without_broker_and_worker_the_next_tick_does_it(
    world, night, shown, monkeypatch, django_capture_on_commit_callbacks
):
    def away(**words):
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.make_up, "apply_async", away)
    monkeypatch.setattr(following, "AT_ONCE", -1)
    with django_capture_on_commit_callbacks(execute=True):
        ends_soon(world)
    assert not shown("令狐远山：任职到期")
    tick(at=noon(TODAY) + dt.timedelta(minutes=1))
    assert shown("令狐远山：任职到期")

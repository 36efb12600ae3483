"""After a change of the rules the standing of every open case follows: written down with the change, done in portions
by whoever has the lease, begun anew when asked again, and never lost."""

import datetime as dt
import sys
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from directory.models import UnitKind
from directory.permissions import Role
from directory.services.daily import begin_day
from directory.services.units import move_unit, update_unit
from directory.viewer import Operator
from membership.models import Case, StandingRun, StepTemplate
from membership.services import end_case, renewing
from membership.services.authority import set_authority
from membership.services.renewing import ask_anew, ask_if_due, renew, renew_portion
from membership.services.templates import copy_template, publish_template
from policy.models import Clause
from policy.presets.loading import load_preset
from policy.services.calendar import set_day
from policy.services.versions import publish_draft, save_value, start_draft
from reminders.models import Unrefreshed
from tests.membership.board.school import fill
from tests.reminders.processes import running, wait_for
from tests.world import TODAY

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def nothing_waits(world):
    StandingRun.objects.all().delete()


@pytest.fixture
def cases(world, monkeypatch):
    """Some cases, two of them a portion, whose standing nobody has worked out."""
    monkeypatch.setattr(renewing, "PORTION", 2)
    fill(world)
    spoil()
    return list(Case.objects.in_progress().order_by("pk"))


def spoil(**lookup):
    Case.objects.filter(**lookup).update(faults=77)


def wrong() -> int:
    return Case.objects.in_progress().filter(faults=77).count()


def publish(world, parameter, value):
    """Another version of the policy, which says this."""
    load_preset("D3")
    author = world.accounts[Role.SYSTEM_ADMIN]
    draft = start_draft(title="补充规定", effective_on=TODAY, by=author)
    facts = {"strength": "须", "clause": Clause.objects.filter(document__is_national=False).first(), "from_on": TODAY}
    save_value(draft=draft, by=author, parameter=parameter, value=value, **facts)
    publish_draft(draft=draft, by=world.accounts[Role.DEPARTMENT_ADMIN], today=TODAY)


def test_a_published_policy_changes_what_is_due_in_an_open_case(world, way):
    case = way("pre_review", TODAY - dt.timedelta(days=660))
    before = set(case.deadlines.filter(is_due=True).values_list("key", flat=True))
    publish(world, "membership.meeting_after_prereview_max_days", 10)
    assert StandingRun.objects.filter(finished_at__isnull=True).count() == 1
    assert renew(TODAY) == 1
    added = set(case.deadlines.filter(is_due=True).values_list("key", flat=True)) - before
    assert added == {"meeting_of_school"}
    assert "membership.branch" in set(Unrefreshed.objects.values_list("source", flat=True))


def test_a_changed_working_day_and_a_new_template_are_written_down_too(world):
    set_day(day=dt.date(2026, 12, 7), is_working=False, word="校庆", source="通知", is_provisional=False)
    author = world.accounts[Role.DEPARTMENT_ADMIN]
    source = StepTemplate.objects.get(name="25步·2026")
    draft = copy_template(source=source, name="又一", opened_from=dt.date(2027, 1, 1), by=author)
    publish_template(draft=draft, by=author, today=TODAY)
    assert [each.reason for each in StandingRun.objects.order_by("pk")] == ["工作日历变动", "步骤模板发布"]


def whose(case) -> str:
    """The unit whose turn the approval is."""
    return case.deadlines.get(key="admission_approval").unit.code


@pytest.fixture
def awaited(way):
    """A case that waits for the approval of the college's committee."""
    case = way("admission_meeting", TODAY - dt.timedelta(days=660))
    assert whose(case) == "01"
    StandingRun.objects.all().delete()
    return case


def test_another_body_that_approves_has_the_deadlines_at_once(world, awaited):
    set_authority(unit=world.units["01"], approves=False, document="江海委发〔2026〕9号", from_on=TODAY)
    assert renew(TODAY) == 1
    assert whose(awaited) == "00"


def test_a_unit_that_becomes_another_kind_or_moves_changes_them_too(world, awaited):
    college = world.units["01"]
    college.refresh_from_db()
    update_unit(unit=college, version=college.version, kind=UnitKind.GENERAL_BRANCH)
    assert renew(TODAY) == 1
    assert whose(awaited) == "00"
    college.refresh_from_db()
    update_unit(unit=college, version=college.version, kind=UnitKind.SECOND_COMMITTEE)
    move_unit(unit=awaited.unit, parent=world.units["00"], from_on=TODAY, today=TODAY)
    assert [each.reason for each in StandingRun.objects.filter(finished_at=None)] == ["组织机构变动"] * 2
    assert renew(TODAY) == 1
    assert whose(awaited) == "00"


def test_what_was_settled_in_advance_follows_on_its_day(world, awaited):
    now, tomorrow = timezone.now(), TODAY + dt.timedelta(days=1)
    set_authority(unit=world.units["01"], approves=False, document="江海委发〔2026〕9号", from_on=tomorrow)
    renew(TODAY)
    assert whose(awaited) == "01"
    assert not ask_if_due(now)
    assert ask_if_due(now + dt.timedelta(days=1))
    renew(tomorrow)
    assert whose(awaited) == "00"
    assert not ask_if_due(now + dt.timedelta(days=1))


def test_a_move_in_advance_is_followed_when_the_day_begins(world, awaited):
    tomorrow = TODAY + dt.timedelta(days=1)
    move_unit(unit=awaited.unit, parent=world.units["00"], from_on=tomorrow, today=TODAY)
    renew(TODAY)
    assert whose(awaited) == "01"
    begin_day(today=tomorrow)
    assert renew(tomorrow) == 1
    assert whose(awaited) == "00"


def test_an_act_that_is_undone_leaves_nothing(world):
    with pytest.raises(RuntimeError), transaction.atomic():
        set_day(day=dt.date(2026, 12, 7), is_working=False, word="校庆", source="通知", is_provisional=False)
        raise RuntimeError
    assert not StandingRun.objects.exists()


def test_every_open_case_is_done_once_in_portions(cases):
    ask_anew("试验", timezone.now())
    counts = []
    while (count := renew_portion(TODAY)) is not None:
        counts.append(count)
    assert counts == [2] * (len(cases) // 2) + [len(cases) % 2]
    run = StandingRun.objects.get()
    assert (run.done, run.failed, wrong(), bool(run.finished_at)) == (len(cases), 0, 0, True)
    assert renew(TODAY) == 0


def test_whoever_comes_after_one_that_died_goes_on_where_it_was(cases):
    ask_anew("试验", timezone.now())
    renew_portion(TODAY)
    spoil(pk__in=[cases[0].pk, cases[1].pk])
    assert renew(TODAY) == len(cases) - 2
    assert (wrong(), StandingRun.objects.get().done) == (2, len(cases))


def test_asked_again_in_the_middle_it_begins_anew(cases):
    ask_anew("试验", timezone.now())
    renew_portion(TODAY)
    spoil()
    ask_anew("又一", timezone.now())
    assert renew(TODAY) == len(cases)
    assert (wrong(), StandingRun.objects.get().done) == (0, len(cases))


def test_a_case_that_has_ended_stays_as_it_was(cases):
    ended = cases[0]
    end_case(case=ended, outcome="died", on=TODAY, reason="去世", by=Operator(TODAY), today=TODAY)
    spoil(pk=ended.pk)
    ask_anew("试验", timezone.now())
    assert renew(TODAY) == len(cases) - 1
    ended.refresh_from_db()
    assert ended.faults == 77


def test_one_that_cannot_be_worked_out_keeps_no_other_from_it(cases):
    record = cases[2].records.first()
    type(record).objects.filter(pk=record.pk).update(facts={"written": "perhaps"})
    ask_anew("试验", timezone.now())
    renew(TODAY)
    assert (StandingRun.objects.get().failed, wrong()) == (1, 1)
    with pytest.raises(CommandError, match="1 个未能核对"):
        call_command("refresh_cases")


def test_by_hand(cases, capsys):
    call_command("refresh_cases")
    assert f"已重新核对 {len(cases)} 个" in capsys.readouterr().out
    assert wrong() == 0


def test_once_a_week_at_night_and_when_the_rules_were_exchanged(world, monkeypatch):
    now = timezone.now()
    assert ask_if_due(now)
    assert not ask_if_due(now)
    assert not ask_if_due(now + WEEK - dt.timedelta(hours=12))
    assert ask_if_due(now + WEEK)
    monkeypatch.setattr(renewing, "code", lambda: "another")
    assert ask_if_due(now + WEEK)
    assert not ask_if_due(now + WEEK)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_do_it_twice(cases):
    ask_anew("试验", timezone.now())
    found = []

    def other():
        found.append(renew(TODAY))
        connection.close()

    with transaction.atomic():
        assert renew_portion(TODAY) == 2
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert found == [0]
    assert renew(TODAY) == len(cases) - 2


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_does_it_when_it_is_rung(cases, environ, broker, tmp_path):
    """Beat rings; the worker finds what the change of the calendar wrote down, and its log names nobody."""
    log, command = tmp_path / "celery.log", [sys.executable, "-m", "celery", "-A", "config"]
    worker = [*command, "worker", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    beat = [*command, "beat", "--schedule", str(tmp_path / "schedule"), "--pidfile="]
    options = {"env": environ, "cwd": tmp_path, "log": log}
    set_day(day=dt.date(2026, 12, 7), is_working=False, word="校庆", source="通知", is_provisional=False)
    with running(*beat, **options), running(*worker, **options):
        assert wait_for(StandingRun.objects.filter(finished_at__isnull=False).exists), log.read_text(errors="replace")
    assert wrong() == 0
    assert cases[0].person.name not in log.read_text(errors="replace")

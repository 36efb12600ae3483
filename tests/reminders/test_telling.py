"""Who is told what: by duties, once for each turn, in one digest a day."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Account
from directory.permissions import Role
from directory.refusals import Grade
from directory.services.duties import assign_duty, end_duty
from policy.models import CalendarDay
from reminders.models import Delivery, DeliveryState, Digest, Notice, Preference, Reminder
from reminders.rules import Level, Pace, turns
from reminders.services import recompute, tick
from reminders.urging import urge
from tests.examples import examples
from tests.reminders.sources import fixed, register
from tests.world import TODAY

pytestmark = [pytest.mark.sql, pytest.mark.django_db]

DEPARTMENT = {Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF}
COLLEGE = {Role.UNIT_SECRETARY, Role.ORGANIZER_FULL_TIME}


def noon(on):
    return timezone.make_aware(dt.datetime.combine(on, dt.time(3)))


def night(on=TODAY):
    return recompute(on=on, at=noon(on))


def days(count):
    return dt.timedelta(days=count)


def told(on, level=None):
    """Roles of the accounts that were told something on that day."""
    rows = Notice.objects.filter(told_on=on)
    rows = rows if level is None else rows.filter(level=level)
    return {Role(name) for name in rows.values_list("account__username", flat=True)}


@pytest.fixture
def due_in(world, own_sources):
    """`due_in(days, code)`: one matter of a unit, to be settled by whoever may edit people there."""

    def register_one(offset, code="0101", *, acts="people.edit", grade=Grade.SCHOOL, key="tests.due"):
        due = fixed(world.units[code], TODAY + days(offset))
        register(key, due, acts=acts, sees="people.view", grade=grade, ahead=(30, 7, 1))

    return register_one


@pytest.mark.parametrize(
    ("code", "acts", "expected"),
    [
        ("0101", "people.edit", {Role.BRANCH_OFFICER, Role.ORGANIZER_PART_TIME}),
        ("0102", "people.edit", COLLEGE),
        ("01", "organizers.submit", COLLEGE),
        ("02", "organizers.submit", DEPARTMENT),
        ("01", "organizers.edit", DEPARTMENT),
        ("0101", "settings.manage", {Role.DEPARTMENT_ADMIN, Role.SYSTEM_ADMIN}),
    ],
)
def test_the_nearest_who_may_act_are_told(due_in, code, acts, expected):
    due_in(5, code, acts=acts)
    run = night()
    assert told(TODAY) == expected
    assert (run.told, run.notices) == (len(expected), len(expected))


@pytest.mark.parametrize(
    ("late", "above", "department"),
    [(2, set(), set()), (3, COLLEGE, set()), (13, COLLEGE, set()), (14, COLLEGE, DEPARTMENT)],
)
def test_what_is_overdue_goes_up(due_in, late, above, department):
    due_in(-late)
    night()
    assert told(TODAY, Level.ABOVE) == above
    assert told(TODAY, Level.DEPARTMENT) == department


def test_a_second_run_of_a_day_says_nothing(due_in):
    due_in(5)
    assert night().notices == 2
    assert night().notices == 0
    assert night(TODAY + days(1)).notices == 0
    assert Digest.objects.count() == 2


def test_what_appears_after_the_digest_waits_for_the_next(due_in):
    due_in(5)
    night()
    due_in(6, key="tests.more")
    assert night().notices == 0
    assert night(TODAY + days(1)).notices == 2


def test_missed_nights_bring_the_latest_turn_once(due_in):
    due_in(8)
    assert night().notices == 2
    assert night(TODAY + days(20)).notices == 4, "two who act, and the college's two that it is overdue"
    assert set(Notice.objects.filter(level=Level.ACTS).values_list("turn", flat=True)) == {1, 5}


def test_a_clock_set_back_says_nothing_twice(due_in):
    due_in(7)
    night()
    assert night(TODAY - days(1)).notices == 0


def test_a_clock_that_was_wrong_for_a_day_and_is_put_right_misses_nothing(due_in):
    """A day ahead by mistake, then right again: what was said is not said again, what appears meanwhile is said."""
    due_in(30)
    assert tick(at=noon(TODAY + days(1))).notices == 2
    due_in(29, key="tests.more")
    assert tick(at=noon(TODAY)).notices == 2, "only the new matter"
    assert tick(at=noon(TODAY) + dt.timedelta(minutes=1)) is None
    assert tick(at=noon(TODAY + days(1)) + dt.timedelta(minutes=1)) is None
    assert tick(at=noon(TODAY + days(2))).notices == 0
    assert Notice.objects.count() == 4


def test_a_ring_that_comes_three_times_says_everything_once(due_in):
    due_in(5)
    done = [tick(at=noon(TODAY)) for _ in range(3)]
    assert [run.notices if run else None for run in done] == [2, None, None]
    assert Digest.objects.count() == 2


def test_whoever_takes_over_is_told_and_whoever_left_is_not(world, due_in):
    due_in(30)
    night()
    duty = world.accounts[Role.BRANCH_OFFICER].person.duties.get()
    end_duty(duty=duty, on=TODAY, by=None)
    newcomer = Account.objects.create(username="newcomer", person=world.people["30001"])
    assign_duty(person=newcomer.person, unit=world.units["0101"], kind="organization", from_on=TODAY + days(1), by=None)
    night(TODAY + days(1))
    assert list(Digest.objects.filter(day=TODAY + days(1)).values_list("account__username", flat=True)) == ["newcomer"]


def test_a_locked_account_is_told_nothing(world, due_in):
    Account.objects.filter(username=Role.BRANCH_OFFICER).update(is_active=False)
    due_in(5)
    night()
    assert told(TODAY) == {Role.ORGANIZER_PART_TIME}


def test_urging_tells_once_more_with_the_next_digest(world, due_in):
    due_in(5)
    night()
    by = world.accounts[Role.DEPARTMENT_STAFF]
    asked = [urge(reminders=Reminder.objects.all(), by=by, at=noon(TODAY)) for _ in range(2)]
    assert asked == [1, 0], "the second press of the button is the first one's"
    assert night(TODAY + days(1)).notices == 2
    assert told(TODAY + days(1), Level.URGED) == {Role.BRANCH_OFFICER, Role.ORGANIZER_PART_TIME}
    assert night(TODAY + days(2)).notices == 0


def test_holidays_pause_what_may_wait(world, due_in):
    CalendarDay.objects.update_or_create(day=TODAY, defaults={"is_working": False, "word": "校庆", "source": "学校"})
    Preference.objects.create(account=world.accounts[Role.BRANCH_OFFICER], pauses_on_holidays=True)
    due_in(-1)
    night()
    assert told(TODAY) == {Role.ORGANIZER_PART_TIME}
    due_in(-1, key="tests.law", grade=Grade.PARTY)
    night()
    assert told(TODAY) == {Role.ORGANIZER_PART_TIME, Role.BRANCH_OFFICER}, "规 is told even on a holiday"
    assert Digest.objects.get(account__username=Role.BRANCH_OFFICER).total == 1
    monday = TODAY + days(3)
    night(monday)
    assert Digest.objects.get(account__username=Role.BRANCH_OFFICER, day=monday).total == 1


def test_mail_goes_out_at_the_hour_that_one_wishes(world, due_in):
    account = world.accounts[Role.BRANCH_OFFICER]
    Preference.objects.create(account=account, hour=10)
    for role in (Role.BRANCH_OFFICER, Role.ORGANIZER_PART_TIME):
        person = world.accounts[role].person
        person.email = f"{role}@example.edu.cn"
        person.save(update_fields=["email"])
    due_in(5)
    night()
    hours = {each.digest.account.username: timezone.localtime(each.due_at).hour for each in Delivery.objects.all()}
    assert hours == {Role.BRANCH_OFFICER: 10, Role.ORGANIZER_PART_TIME: 8}


def test_whoever_has_no_address_stands_in_the_outbox(due_in):
    due_in(5)
    night()
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.NO_ADDRESS}


@pytest.mark.parametrize(
    ("grade", "offset", "sent"), [(Grade.SCHOOL, -1, 0), (Grade.PARTY, 1, 0), (Grade.PARTY, -1, 1)]
)
def test_mail_that_was_switched_off_still_carries_what_is_overdue_by_party_rules(world, due_in, grade, offset, sent):
    Preference.objects.create(account=world.accounts[Role.BRANCH_OFFICER], by_mail=False)
    due_in(offset, grade=grade)
    night()
    assert Digest.objects.filter(account__username=Role.BRANCH_OFFICER).count() == 1
    assert Delivery.objects.filter(digest__account__username=Role.BRANCH_OFFICER).count() == sent


MATTERS = st.lists(st.tuples(st.integers(-40, 40), st.sampled_from(list(Grade))), min_size=1, max_size=12)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(matters=MATTERS, ahead=st.sets(st.integers(0, 60), min_size=1, max_size=4))
def test_the_night_says_what_the_rule_says(world, own_sources, matters, ahead):
    """SQL and Python agree on every level and turn of random matters."""
    own_sources.clear()
    Reminder.objects.all().delete()
    Digest.objects.all().delete()
    ahead = tuple(sorted(ahead, reverse=True))
    expected = set()
    for number, (offset, grade) in enumerate(matters):
        due_on = TODAY + days(offset)
        select = fixed(world.units["0101"], due_on)
        register(f"tests.{number}", select, acts="people.edit", sees="people.view", grade=grade, ahead=ahead)
        found = turns(due_on, ahead, Pace(7, 3, 14), TODAY, binding=grade != Grade.ADVICE)
        expected |= {(f"tests.{number}", level, turn) for level, turn in found.items()}
    night()
    rows = Notice.objects.values_list("reminder__source", "level", "turn")
    assert set(rows) == expected


def test_nobody_to_act_is_reported_to_the_department(world, due_in):
    """Where no account holds the permission, the matter still reaches the department once it is late enough."""
    Account.objects.exclude(username__in=DEPARTMENT).update(is_active=False)
    due_in(-14, acts="accounts.manage")
    night()
    assert told(TODAY) == DEPARTMENT


def test_a_night_for_another_day_tells_nobody(due_in):
    due_in(5)
    recompute(on=TODAY + days(3), at=noon(TODAY))
    assert not Digest.objects.exists()


def test_a_telling_that_fails_is_named_and_the_reminders_stay(world, due_in, monkeypatch):
    due_in(5)
    monkeypatch.setattr("reminders.telling._DIGESTS", "SELECT 1 / 0")
    run = night()
    assert list(run.failures) == ["reminders.telling"]
    assert Reminder.objects.count() == 1

"""The calendar of what falls due, its days, and the subscription that names nobody."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from directory.models import Unit
from directory.permissions import Role
from policy.models import CalendarDay
from reminders.models import Preference
from reminders.services import recompute
from reminders.subscribing import digest_of, subscribe, subscriber, unsubscribe
from tests.reminders.sources import fixed, register
from tests.world import TODAY

pytestmark = pytest.mark.django_db
ADMIN = Role.DEPARTMENT_ADMIN
DUE = {
    "organizers.near": ("01", 3, "organizers.edit"),
    "organizers.again": ("02", 3, "organizers.edit"),
    "policy.past": ("01", -30, "organizers.edit"),
    "policy.older": ("01", -31, "organizers.edit"),
    "policy.far": ("01", 180, "organizers.edit"),
    "policy.farther": ("01", 181, "organizers.edit"),
    "policy.others": ("01", 3, "organizers.submit"),
}


@pytest.fixture
def due(world, own_sources):
    for key, (code, offset, acts) in DUE.items():
        select = fixed(world.units[code], TODAY + dt.timedelta(days=offset), f"单雄信 {key}")
        register(key, select, title=f"试验 {key}", acts=acts, sees="organizers.view", ahead=(200, 1))
    recompute(on=TODAY, at=timezone.now())


@pytest.fixture
def address(world):
    return reverse("calendar_feed", args=[subscribe(account=world.accounts[ADMIN])])


def events(response):
    return Calendar.from_ical(response.content).events


def days(page):
    return [day for week in page.context["weeks"] for day in week if day]


def test_a_day_says_how_many_fall_due_and_opens_them(due, client_as):
    client = client_as(ADMIN)
    for box, wanted in (("todo", {23: 2}), ("others", {23: 1})):
        page = client.get(reverse("due_calendar"), {"month": "2026-11", "box": box})
        assert {day.entry.day.day: day.count for day in days(page) if day.count} == wanted
        for day in days(page):
            assert client.get(day.url).context["page"].paginator.count == day.count
        assert page.context["total"] == sum(wanted.values())


def test_what_is_not_told_yet_stands_in_the_calendar(world, own_sources, client_as):
    register("organizers.ahead", fixed(world.units["01"], TODAY + dt.timedelta(days=60)), acts="units.edit", ahead=(1,))
    recompute(on=TODAY, at=timezone.now())
    client = client_as(ADMIN)
    assert client.get("/").context["todo"] == []
    page = client.get(reverse("due_calendar"), {"month": "2027-01"})
    assert [day.entry.day for day in days(page) if day.count] == [dt.date(2027, 1, 19)]
    assert client.get(reverse("due_day", args=["2027-01-19"])).context["todo"][0]["status"] == "未开始"


def test_the_scope_narrows_month_and_day(due, client_as):
    client = client_as(ADMIN)
    page = client.get(reverse("due_calendar"), {"month": "2026-11", "unit": "02"})
    (day,) = [day for day in days(page) if day.count]
    assert day.count == 1 and "unit=02" in day.url
    assert len(client.get(day.url).context["todo"]) == 1


def test_unusual_days_are_marked(world, client_as):
    CalendarDay.objects.update_or_create(
        day=dt.date(2026, 10, 10), defaults={"is_working": True, "word": "调休上班", "source": "通知"}
    )
    text = client_as(ADMIN).get(reverse("due_calendar"), {"month": "2026-10"}).content.decode()
    assert "调休上班" in text and "rest is-extra" in text


@pytest.mark.parametrize("month", ["", "x", "1999-12", "2026-13", "9999-01"])
def test_an_unreadable_month_is_this_month(world, client_as, month):
    page = client_as(ADMIN).get(reverse("due_calendar"), {"month": month})
    assert page.context["first"] == TODAY.replace(day=1)


@pytest.mark.parametrize("day", ["x", "2026-02-30", "1999-12-31", "2100-01-01"])
def test_a_day_that_is_none_is_not_found(world, client_as, day):
    assert client_as(ADMIN).get(reverse("due_day", args=[day])).status_code == 404


def test_the_queries_of_a_month_do_not_grow(due, client_as, django_assert_max_num_queries):
    client = client_as(ADMIN)
    client.get("/")
    with django_assert_max_num_queries(6):
        client.get(reverse("due_calendar"), {"month": "2026-11"})


def test_an_event_is_a_day_and_a_kind(due, address):
    found = {(event.start, str(event["summary"])) for event in events(Client().get(address))}
    assert found == {
        (TODAY - dt.timedelta(days=30), "制度参数：试验 policy.past 1 项"),
        (TODAY + dt.timedelta(days=3), "组织员队伍：试验 organizers.near 1 项"),
        (TODAY + dt.timedelta(days=3), "组织员队伍：试验 organizers.again 1 项"),
        (TODAY + dt.timedelta(days=180), "制度参数：试验 policy.far 1 项"),
    }


def test_several_matters_of_a_kind_on_a_day_are_counted(world, own_sources, address):
    def select(on):
        rows = [fixed(world.units[code], TODAY, code)(on) for code in ("01", "02")]
        sql = " UNION ALL ".join(row.sql for row in rows)
        return type(rows[0])(sql, (*rows[0].params, *rows[1].params))

    register("organizers.filing", select, title="任职备案", acts="organizers.edit", sees="organizers.view")
    recompute(on=TODAY, at=timezone.now())
    (event,) = events(Client().get(address))
    assert str(event["summary"]) == "组织员队伍：任职备案 2 项"


def test_nobody_is_named_and_no_unit(due, address):
    text = Client().get(address).content.decode()
    unfolded = text.replace("\r\n ", "")
    named = [name for name in ("单雄信", "职员") if name in unfolded]
    assert named == []
    units = [name for unit in Unit.objects.all() for name in (unit.short_name, unit.full_name)]
    assert [name for name in units if name in unfolded] == []


def test_the_link_leads_through_the_log_in_to_the_list(due, address, client_as):
    (event,) = [each for each in events(Client().get(address)) if each.start == TODAY - dt.timedelta(days=30)]
    path = str(event["url"]).partition("//")[2].partition("/")[2]
    assert Client().get(f"/{path}").url.startswith("/login/?next=/calendar/days/2026-10-21/")
    assert len(client_as(ADMIN).get(f"/{path}").context["todo"]) == 1


def test_every_event_has_an_identity_of_its_own_that_stays(due, address):
    first = [str(event["uid"]) for event in events(Client().get(address))]
    assert len(set(first)) == len(first)
    assert [str(event["uid"]) for event in events(Client().get(address))] == first


def test_an_unchanged_calendar_is_not_sent_again(due, address):
    response = Client().get(address)
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Last-Modified" in response and not response.cookies
    again = Client().get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_address_is_kept_as_a_digest_only(world, address):
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) == 43
    kept = Preference.objects.get(account=world.accounts[ADMIN])
    assert kept.calendar_digest == digest_of(token) and token not in str(vars(kept))


def test_a_new_address_ends_the_old_one(world, address):
    subscribe(account=world.accounts[ADMIN])
    assert Client().get(address).status_code == 404


def test_withdrawn_and_unknown_addresses_look_the_same(world, address):
    unsubscribe(account=world.accounts[ADMIN])
    withdrawn, unknown = Client().get(address), Client().get(reverse("calendar_feed", args=["x" * 43]))
    assert (withdrawn.status_code, withdrawn.content) == (404, unknown.content)
    assert subscriber("") is None


def test_whoever_may_not_log_in_has_no_calendar(world, address):
    account = world.accounts[ADMIN]
    account.is_active = False
    account.save(update_fields=["is_active"])
    assert Client().get(address).status_code == 404


def test_the_address_is_shown_once_and_can_be_withdrawn(world, client_as):
    client = client_as(Role.MEMBER)
    made = client.post(reverse("subscription_create"))
    address = made.context["calendar_url"]
    assert address in made.content.decode()
    path = "/" + address.partition("//")[2].partition("/")[2]
    assert Client().get(path).status_code == 200
    assert address not in client.get(reverse("preference_update")).content.decode()
    assert "已停止订阅" in client.post(reverse("subscription_withdraw"), follow=True).content.decode()
    assert Client().get(path).status_code == 404

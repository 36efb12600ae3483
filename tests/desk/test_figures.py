"""Every figure equals the list it opens, for every role; and every line's link opens for whoever sees the line."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from dates.parsing import parse_date
from directory.permissions import Role
from directory.services.duties import assign_duty
from organizers.models import Filing, Kind
from organizers.rules.appointing import Period
from organizers.services import appoint, open_filing
from organizers.services.trials import start_trial
from reminders.models import Reminder
from reminders.services import recompute
from tests.kept import Kept
from tests.organizers.conftest import ruled_school
from tests.world import TODAY

pytestmark = pytest.mark.django_db
# Whom, where, since when, when decided: what is soon, late, or waits for the department.
APPOINTED = [
    ("30001", "01", "2026-11-12", "2026-11-10", Kind.FULL_TIME),
    ("30003", "0102", "2026-11-18", "2026-11-18", Kind.PART_TIME),
    ("40001", "02", "2026-11-12", "2026-11-10", Kind.FULL_TIME),
    ("40003", "03", "2019-02-01", "2019-02-01", Kind.FULL_TIME),
]


# The five stages of 发展党员: how many, late, soon, each with its list.
STAGE_FIGURES = (("total", "url"), ("late", "late_url"), ("soon", "soon_url"))


def build_busy():
    """Real matters of the product's own sources: filings soon, late and submitted, a trial, a rotation ahead."""
    world = ruled_school()
    for roster_no, code, from_on, decided_on, kind in APPOINTED:
        _appoint(world, roster_no, code, from_on, decided_on, kind)
    submitted = Filing.objects.get(person=world.people["40001"])
    Filing.objects.filter(pk=submitted.pk).update(
        submitted_on=TODAY, submitted_by=world.accounts[Role.DEPARTMENT_STAFF]
    )
    leader = world.people["40002"]
    assign_duty(person=leader, unit=world.units["02"], kind="secretary", from_on=dt.date(2024, 1, 1), by=None)
    recompute(on=TODAY, at=timezone.now())
    assert Reminder.objects.shown(TODAY).values("source").distinct().count() >= 3
    return world


busy_school = Kept(build_busy)


@pytest.fixture
def world(db):
    return busy_school()


def _appoint(world, roster_no, code, from_on, decided_on, kind):
    appointment = appoint(
        person=world.people[roster_no],
        unit=world.units[code],
        kind=kind,
        period=Period(parse_date(from_on), None),
        today=TODAY,
        by=world.accounts[Role.DEPARTMENT_ADMIN],
    )
    decided = dt.date.fromisoformat(decided_on)
    if not Filing.objects.filter(appointment=appointment).exists():
        open_filing(appointment=appointment, decided_on=decided, today=TODAY, is_demanded=True)
    if code == "01" and not hasattr(appointment, "trial"):
        start_trial(appointment=appointment, from_on=TODAY - dt.timedelta(days=350), months=12, today=TODAY)


def rows_at(client, url) -> int:
    """How many rows the list behind a figure has, whichever list it is."""
    context = client.get(url).context
    if "page" in context:
        return context["page"].paginator.count
    return len(context["rows"])


def numbered(links):
    """Titles that end with their figure: “全部 3”."""
    return [(int(link["title"].split()[-1]), link["url"]) for link in links if re.search(r" \d+$", link["title"])]


def figures_of(client, unit):
    """Every figure with the address it opens, on the workbench, its panels, the ranking and the calendar."""
    words = {"unit": unit} if unit else {}
    for box in ("", "todo", "soon", "late", "others"):
        page = client.get("/", words | ({"box": box} if box else {}))
        if page.status_code == 404:
            return
        yield from ((each["figure"], each["url"]) for each in page.context["counters"])
        yield from numbered(page.context["tabs"])
    if not unit:
        yield from ((link["count"], link["url"]) for link in page.context["header_links"]())
    panels = [entry["panel"]["url"] for entry in page.context["panels"]]
    for url in panels:
        yield from _in_panel(client.get(url, headers={"HX-Request": "true"}))
    if any("ranking" in url for url in panels):
        for place in client.get(reverse("unit_ranking"), words).context["places"]:
            yield from ((place.late, place.late_url), (place.open, place.open_url))
    yield from _in_calendar(client, words)


def _in_panel(panel):
    if "places" in panel.context:
        for place in panel.context["places"]:
            yield from ((place.late, place.late_url), (place.open, place.open_url))
        return
    if "stages" in panel.context:
        for stage in panel.context["stages"]:
            yield from ((stage[name], stage[url]) for name, url in STAGE_FIGURES)
        return
    yield from ((kind["count"], kind["url"]) for kind in panel.context["kinds"])
    if panel.context["to_file"] is not None:
        yield panel.context["to_file"], panel.context["to_file_url"]


def _in_calendar(client, words):
    for month in ("2026-11", "2026-12", "2027-02"):
        for box in ("todo", "others"):
            page = client.get(reverse("due_calendar"), words | {"month": month, "box": box})
            yield from ((day.count, day.url) for week in page.context["weeks"] for day in week if day and day.count)


@pytest.mark.parametrize("unit", ["", "00", "01", "02", "0101"])
@pytest.mark.parametrize("role", Role)
def test_every_figure_equals_the_list_it_opens(client_as, role, unit):
    client = client_as(role)
    found = list(dict.fromkeys(figures_of(client, unit)))
    wrong = {url: (figure, rows) for figure, url in found if (rows := rows_at(client, url)) != figure}
    assert wrong == {}


def test_there_are_figures_to_compare(client_as):
    counted = {role: sum(figure for figure, _ in figures_of(client_as(role), "")) for role in Role}
    assert all(counted[role] for role in (Role.DEPARTMENT_ADMIN, Role.UNIT_SECRETARY, Role.AUDITOR)), counted


def test_the_units_that_lack_somebody_are_those_of_the_panel(client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    counts = client.get(reverse("staffing_summary")).context["counts"]
    listed = client.get(f"{reverse('staffing_list')}?sort=gap").context["rows"]
    assert sum(row.verdict.gap > 0 for row in listed) == counts["short"]


@pytest.mark.parametrize("role", Role)
def test_every_line_opens_for_whoever_sees_it(client_as, role):
    client = client_as(role)
    for box in ("todo", "others"):
        for row in client.get("/", {"box": box}).context["todo"]:
            assert client.get(row["url"]).status_code == 200, (role, row["title"], row["url"])

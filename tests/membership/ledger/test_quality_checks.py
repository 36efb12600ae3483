"""质量检查 (MEM-04): filed, handled, dismissed, opened again, and taken along."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from directory.permissions import PERMISSIONS, Role
from directory.refusals import ChangedMeanwhile, Refused
from membership.models import QualityCheck
from membership.services.checks import handle_check
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def file_one(world, roster_no="30001", code="0101", **more) -> QualityCheck:
    person = world.people[roster_no]
    given = {
        "rule": "DEV-11", "severity": "error", "step": "target_decision", "on": "2019-06-01", "words": "不足一年",
        "clause": "发展党员工作细则 第十三条", "source": "DR-000001 第 2 行", "filed_on": TODAY,
    }  # fmt: skip
    return QualityCheck.objects.create(
        unit=world.units[code], person=person, label=f"{person.name}（{roster_no}）", **given | more
    )


@pytest.fixture
def check(world):
    return file_one(world)


@pytest.fixture
def handle(world, check):
    def act(role=Role.UNIT_SECRETARY, **more):
        given = {
            "state": "handled", "handling": "补正了考察表", "handled_on": TODAY, "with_discipline_office": False,
        }  # fmt: skip
        return handle_check(check=check, by=world.accounts[role], today=TODAY, **given | more)

    return act


def test_handled_says_how_by_whom_and_when(handle, world):
    done = handle(with_discipline_office=True)
    assert (done.state, done.handled_on, done.handled_by) == ("handled", TODAY, world.accounts[Role.UNIT_SECRETARY])
    assert done.with_discipline_office


def test_opened_again(handle):
    handle()
    again = handle(state="open")
    assert (again.state, again.handled_on, again.handled_by) == ("open", None, None)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"handling": ""}, ["handling"]),
        ({"handled_on": None}, ["handled_on"]),
        ({"handled_on": TODAY + dt.timedelta(days=1)}, ["handled_on"]),
        ({"handled_on": TODAY - dt.timedelta(days=1)}, ["handled_on"]),
        ({"state": "dismissed", "handling": "", "handled_on": None}, ["handling", "handled_on"]),
    ],
)
def test_every_reason_at_once(handle, check, given, fields):
    with pytest.raises(Refused) as refused:
        handle(**given)
    assert [each.field for each in refused.value.refusals] == fields
    check.refresh_from_db()
    assert check.state == "open"


def test_nobody_handles_what_was_found_about_himself(handle, check, world):
    check.person = world.accounts[Role.UNIT_SECRETARY].person
    check.save()
    with pytest.raises(Refused, match="本人"):
        handle()


def test_the_second_saver_is_told(handle, check):
    handle(version=check.version)
    with pytest.raises(ChangedMeanwhile):
        handle(version=check.version)


def test_the_page_shows_the_finding_and_takes_the_handling(client_as, check):
    client = client_as(Role.UNIT_SECRETARY)
    url = f"/checks/{check.code}/"
    shown = client.get(url).content.decode()
    assert "不足一年" in shown and "第十三条" in shown
    data = {"state": "handled", "handling": "补正", "handled_on": "2026-11-20", "version": check.version}
    assert client.post(url, data).status_code == 302
    check.refresh_from_db()
    assert (check.state, check.handling) == ("handled", "补正")
    assert client.post(url, data | {"handling": "另外"}).status_code == 409
    assert client.post(url, data | {"handling": "", "version": check.version}).status_code == 422


def test_who_only_reads_has_no_form(client_as, check):
    client = client_as(Role.AUDITOR)
    assert client.get(f"/checks/{check.code}/").context["form"] is None
    assert client.post(f"/checks/{check.code}/", {"state": "handled"}).status_code == 404
    check.refresh_from_db()
    assert check.state == "open"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("state=open", 2),
        ("state=dismissed", 1),
        ("severity=warning", 1),
        ("rule=dev-11", 2),
        ("q=曾照明", 1),
        ("at=0102", 1),
        ("unit=0101", 2),
        ("source=DR-000009", 1),
        ("state=nonsense", 0),
    ],
)
def test_filters(client_as, world, check, query, count):
    file_one(world, "30002", severity="warning", rule="DEV-57", source="DR-000009 第 3 行")
    done = {"state": "dismissed", "handling": "查无此事", "handled_on": TODAY}
    file_one(world, "30003", "0102", **done)
    file_one(world, "40001", "0201")
    answer = client_as(Role.ORGANIZER_FULL_TIME).get(f"/checks/?{query}")
    assert answer.context["page"].paginator.count == count


def test_a_condition_that_cannot_be_understood_exports_nothing_and_is_said(client_as, check):
    answer = client_as(Role.UNIT_SECRETARY).get("/checks/export/?at=nowhere&state=open")
    assert (answer.status_code, answer.url) == (302, "/checks/?at=nowhere&state=open")
    page = client_as(Role.UNIT_SECRETARY).get(answer.url)
    assert page.status_code == 422 and "没有找到党组织“nowhere”" in page.content.decode()


def test_the_export_has_the_same_rows(client_as, world, check):
    file_one(world, "40001", "0201")
    answer = client_as(Role.UNIT_SECRETARY).get("/checks/export/?state=open")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[2] for row in rows[4:]] == ["单雄信（30001）"]
    assert "导出编号：DC-" in rows[2][0]


@pytest.mark.parametrize("role", Role)
def test_who_may_look_and_take_along(client_as, check, role):
    client, held = client_as(role), PERMISSIONS[role]
    assert (client.get("/checks/").status_code == 200) is ("checks.view" in held)
    assert (client.get("/checks/export/").status_code == 200) is ("checks.export" in held)


def test_outside_ones_units_there_is_nothing(client_as, world):
    other = file_one(world, "40001", "0201")
    assert client_as(Role.UNIT_SECRETARY).get(f"/checks/{other.code}/").status_code == 404

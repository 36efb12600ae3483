"""A batch is taken back from its history alone: what it created goes, what it changed returns, what was used stays."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import undoing
from audit.context import acting
from directory.models import (
    Account,
    Duty,
    PartyStatus,
    Person,
    PersonNumber,
    PersonText,
    Status,
    Unit,
    UnitTally,
    UnitUserPermission,
)
from directory.permissions import Role
from directory.services.accounts import open_account
from directory.services.duties import assign_duty, end_duty
from directory.services.people import register_person, update_person
from directory.services.statuses import set_party_status
from directory.services.units import found_unit, move_unit, rename_unit
from directory.tally import recount
from directory.viewer import Viewer
from tests.directory.imports import files
from tests.directory.imports.files import bring_in
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
BATCH = "0123456789abcdef"


@pytest.fixture
def batch(world):
    """`with batch():` everything inside belongs to the batch."""
    return lambda: acting(source="import", reason="导入 名册.xlsx", batch=BATCH)


def later():
    """Somebody else's work: in one and the same transaction it needs an occasion of its own."""
    return acting(source="web")


def take_back():
    with acting(source="import", reason="撤销导入"):
        return undoing.undo(BATCH)


def state() -> dict:
    """Everything that the batch may touch, without versions."""
    found = {}
    for model in (Unit, Person, PersonNumber, PartyStatus, Duty, Account, UnitUserPermission):
        fields = [one.attname for one in model._meta.concrete_fields if one.name not in ("version", "last_login")]
        if model is UnitUserPermission:
            fields.remove("id")
        found[model.__name__] = sorted(map(str, model.objects.values_list(*fields)))
    return found


def new_person(world, roster_no="70001", name="方小舟"):
    person = register_person(roster_no=roster_no, name=name, unit=world.units["0101"], on=TODAY, by=None)
    set_party_status(
        person=person, unit=world.units["0101"], status=Status.FULL, from_on=dt.date(2020, 1, 1), today=TODAY
    )
    return person


def change_everything(world):
    """New people, a changed one, a unit founded, renamed and moved, a duty given and one ended, an account opened."""
    person = new_person(world)
    known = world.people["30001"]
    update_person(person=known, version=known.version, on=TODAY, by=None, name="单雄心", phone="13800005678")
    unit = found_unit(
        code="0209", kind="branch", full_name="新支部", short_name="新支部", parent=world.units["02"],
        established_on=dt.date(2020, 1, 1),
    )  # fmt: skip
    rename_unit(unit=world.units["02"], full_name="化工学院党总支", short_name="化工", from_on=TODAY, today=TODAY)
    move_unit(unit=world.units["0201"], parent=world.units["01"], from_on=TODAY, today=TODAY)
    open_account(person=person, by=None)
    assign_duty(person=person, unit=unit, kind="secretary", from_on=TODAY, by=None)
    duty = Duty.objects.get(person=world.accounts[Role.UNIT_SECRETARY].person)
    end_duty(duty=duty, on=TODAY, by=None)


def test_everything_is_as_it_was(world, batch):
    before = state()
    recount()
    tallies = sorted(UnitTally.objects.values_list("unit", "status", "category", "people"))
    with batch():
        change_everything(world)
    assert state() != before
    foreseen = undoing.foresee(BATCH)
    assert state() != before
    done = take_back()
    assert (done.stopped, done.stops) == (0, [])
    assert (foreseen.deleted, foreseen.restored) == (done.deleted, done.restored)
    assert done.deleted["人员"] == 1 and done.restored["人员"] == 1
    assert state() == before
    recount()
    assert sorted(UnitTally.objects.values_list("unit", "status", "category", "people")) == tallies
    connection.check_constraints()


def test_what_the_batch_deleted_comes_back_under_its_key(world, batch):
    """A roster of people blanks a remark with 〈清空〉, which deletes its row."""
    bring_in(world, {"学工号": "30001", "姓名": "单雄信", "寝室": "东三 302", "特长": "书法"})
    before = list(PersonText.objects.order_by("pk").values("pk", "person", "name", "text"))
    with batch():
        files.IMPORTER.check(given := files.upload(world, {"学工号": "30001", "姓名": "单雄信", "寝室": "〈清空〉"}))
        files.IMPORTER.carry_out(given, only_clean=False)
    assert list(PersonText.objects.values_list("name", flat=True)) == ["特长"]
    assert take_back().restored == {"其他信息": 1}
    assert list(PersonText.objects.order_by("pk").values("pk", "person", "name", "text")) == before


def test_a_deleted_row_stays_away_with_the_person_who_was_changed_since(world, batch):
    bring_in(world, {"学工号": "30001", "姓名": "单雄信", "寝室": "东三 302"})
    with batch():
        files.IMPORTER.check(
            given := files.upload(world, {"学工号": "30001", "姓名": "单雄信", "寝室": "〈清空〉", "籍贯": "江苏"})
        )
        files.IMPORTER.carry_out(given, only_clean=False)
    known = Person.objects.get(roster_no="30001")
    with later():
        update_person(person=known, version=known.version, on=TODAY, by=None, education="硕士")
    done = take_back()
    assert (done.rows, done.stopped, PersonText.objects.count()) == (0, 2, 0)


def test_rights_follow(world, batch):
    account = world.accounts[Role.MEMBER]
    with batch():
        assign_duty(person=account.person, unit=world.units["01"], kind="secretary", from_on=TODAY, by=None)
    assert Role.UNIT_SECRETARY in Viewer(account, TODAY).roles
    take_back()
    assert Viewer(account, TODAY).roles == {Role.MEMBER}
    assert not UnitUserPermission.objects.filter(user=account).exists()


def test_history_keeps_both(world, batch):
    with batch():
        person = new_person(world)
    key = person.pk
    take_back()
    lines = Person.events.rel.related_model.objects.filter(pgh_obj_id=key).order_by("pgh_id")
    labels = list(lines.values_list("pgh_label", flat=True))
    assert (labels[0], labels[-1]) == ("insert", "delete")


def test_what_was_changed_since_stays_with_what_belongs_to_it(world, batch):
    with batch():
        kept, gone = new_person(world), new_person(world, "70002", "方小帆")
    with later():
        kept.refresh_from_db()
        update_person(person=kept, version=kept.version, on=TODAY, by=None, education="硕士")
    done = take_back()
    assert Person.objects.filter(pk=kept.pk).exists() and not Person.objects.filter(pk=gone.pk).exists()
    assert PartyStatus.objects.filter(person=kept, status=Status.FULL).exists()
    assert [(stop.trail.key, stop.key, stop.why) for stop in done.stops] == [("directory.person", kept.pk, "changed")]
    assert done.stopped >= 3


def test_what_was_used_since_stays(world, batch):
    with batch():
        person = new_person(world)
        unit = found_unit(
            code="0209", kind="branch", full_name="新支部", short_name="新支部", parent=world.units["02"],
            established_on=dt.date(2020, 1, 1),
        )  # fmt: skip
    with later():
        duty = assign_duty(person=person, unit=unit, kind="youth", from_on=TODAY, by=None)
    done = take_back()
    assert {(stop.trail.key, stop.why) for stop in done.stops} == {
        ("directory.person", "used"),
        ("directory.unit", "used"),
    }
    assert done.rows == 0
    assert Duty.objects.filter(pk=duty.pk).exists()


def test_a_unit_stays_when_what_refers_to_it_stays(world, batch):
    """Within the batch: the person was changed since, so the branch founded for him stays too; the other one goes."""
    founded = {"parent": world.units["02"], "kind": "branch", "established_on": dt.date(2020, 1, 1)}
    with batch():
        for code in ("0208", "0209"):
            world.units[code] = found_unit(code=code, full_name=f"支部{code}", short_name=f"支部{code}", **founded)
        person = register_person(roster_no="70001", name="方小舟", unit=world.units["0208"], on=TODAY, by=None)
    with later():
        update_person(person=person, version=person.version, on=TODAY, by=None, education="硕士")
    take_back()
    assert list(Unit.objects.filter(code__in=["0208", "0209"]).values_list("code", flat=True)) == ["0208"]


def test_a_changed_row_goes_back_over_all_changes_of_the_batch(world, batch):
    known = world.people["30001"]
    with batch():
        known = update_person(person=known, version=known.version, on=TODAY, by=None, education="硕士")
        update_person(person=known, version=known.version, on=TODAY, by=None, education="博士", degree="博士")
    version = Person.objects.get(pk=known.pk).version
    take_back()
    known.refresh_from_db()
    assert (known.education, known.degree, known.version) == ("", "", version + 1)


def test_taken_back_once_there_is_nothing_left(world, batch):
    with batch():
        new_person(world)
    take_back()
    assert take_back().rows == 0


def test_an_unknown_batch_changes_nothing(world):
    before = state()
    assert take_back().rows == 0
    assert state() == before


def test_as_many_statements_for_many_rows(world, batch):
    counts = []
    for first, number in ((71000, 2), (72000, 30)):
        with acting(source="import", reason="导入", batch=f"{first}"):
            for place in range(number):
                register_person(
                    roster_no=str(first + place), name="方小舟", unit=world.units["0101"], on=TODAY, by=None
                )
        with CaptureQueriesContext(connection) as captured, acting(source="import", reason="撤销导入"):
            assert undoing.undo(f"{first}").deleted["人员"] == number
        counts.append(len(captured))
    assert counts[0] == counts[1]

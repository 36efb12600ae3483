"""Every way of writing leaves a history row, and what is known about the occasion stands beside it."""

import io

import psycopg2
import pytest
from celery import shared_task
from django.core.management import call_command
from django.db import connection, transaction
from psycopg2 import sql

from audit.attaching import attach_now
from audit.bulk import large_statement
from audit.commands import RecordedCommand, operator
from audit.context import acting, give_reason
from directory.models import Person, Unit, UnitKind
from directory.permissions import Role
from tests.world import FOUNDED

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


COLUMNS = [field.column for field in Unit._meta.fields if field.name not in ("id", "code", "parent", "closed_on")]


def history(unit=None, label=None):
    """Newest first: (label, short name, facts of the occasion)."""
    rows = Unit.events.rel.related_model.objects.select_related("pgh_context").order_by("-pgh_id")
    if unit is not None:
        rows = rows.filter(pgh_obj_id=unit.pk)
    if label:
        rows = rows.filter(pgh_label=label)
    return [(row.pgh_label, row.short_name, row.pgh_context.metadata) for row in rows]


@pytest.fixture
def unit(world):
    return world.units["03"]


def _new(code, name="新支部"):
    return Unit(code=code, kind=UnitKind.BRANCH, full_name=name, short_name=name, path="", established_on=FOUNDED)


# --- Ways of writing ------------------------------------------------------------------------------------------------


def test_save_and_delete(db):
    unit = _new("77")
    unit.save()
    unit.short_name = "改名"
    unit.save()
    key = unit.pk
    unit.delete()
    rows = Unit.events.rel.related_model.objects.filter(pgh_obj_id=key).order_by("pgh_id")
    assert [(row.pgh_label, row.short_name, row.version) for row in rows] == [
        ("insert", "新支部", 1),
        ("update", "改名", 2),
        ("delete", "改名", 2),
    ]


def test_bulk_create_and_bulk_update(db):
    units = Unit.objects.bulk_create([_new(f"7{n}", f"支部{n}") for n in range(5)])
    for unit in units:
        unit.short_name += "改"
    Unit.objects.bulk_update(units, ["short_name"])
    assert [row[1] for row in history(label="insert")] == [f"支部{n}" for n in reversed(range(5))]
    assert sorted(row[1] for row in history(label="update")) == [f"支部{n}改" for n in range(5)]


def test_update_leaves_one_row_for_each_changed_row_only(world):
    before = len(history(label="update"))
    Unit.objects.filter(code="03").update(short_name="图书馆直属支部")  # As it already is.
    assert len(history(label="update")) == before
    assert Unit.objects.filter(code__in=["01", "02"]).update(position=7) == 2
    assert len(history(label="update")) == before + 2


def test_insert_select_and_upsert(world):
    columns = ", ".join(COLUMNS)
    copy = f"INSERT INTO directory_unit (code, {columns}) SELECT 'X' || code, {columns} FROM directory_unit"
    with acting(source="import", reason="复制"), connection.cursor() as cursor:
        cursor.execute(copy)
        assert cursor.rowcount == len(world.units)
        cursor.execute(copy + " WHERE code = '03' ON CONFLICT (code) DO UPDATE SET short_name = '已并入'")
    rows = history()
    assert rows[0][:2] == ("update", "已并入")
    assert [row[2]["reason"] for row in rows[: len(world.units) + 1]] == ["复制"] * (len(world.units) + 1)


def test_a_change_of_derived_fields_is_no_change(world):
    person = world.people["30001"]
    version = person.version
    rows = person.events.count()
    Person.objects.filter(pk=person.pk).update(search_keys=["other"], sort_pinyin="other")
    person.refresh_from_db()
    assert (person.version, person.events.count()) == (version, rows)


@pytest.mark.django_db(transaction=True)
def test_plain_sql_names_the_database_account():
    unit = _new("77")
    unit.save()
    settings = connection.get_connection_params()
    strange = psycopg2.connect(
        **{key: settings[key] for key in ("dbname", "user", "host", "port", "password") if settings.get(key)}
    )
    with strange, strange.cursor() as cursor:
        cursor.execute("SET application_name = 'psql'")
        cursor.execute("UPDATE directory_unit SET short_name = '直接改' WHERE code = '77'")
        cursor.execute("UPDATE directory_unit SET short_name = '再改' WHERE code = '77'")
        cursor.execute("SELECT session_user")
        (name,) = cursor.fetchone()
    strange.close()
    rows = history(unit)
    assert [row[:2] for row in rows] == [("update", "再改"), ("update", "直接改"), ("insert", "新支部")]
    assert rows[0][2] == rows[1][2] == {"source": "database", "database_user": name, "program": "psql"}


# --- Who, from where, why ---------------------------------------------------------------------------------------------


@pytest.mark.urls("tests.audit.urls")
@pytest.mark.parametrize("method", ["get", "post"])
def test_web_request(world, unit, client_as, method):
    getattr(client_as(Role.DEPARTMENT_STAFF), method)("/rename/?name=A&reason=核对110199199001010019")
    facts = history(unit)[0][2]
    account = world.accounts[Role.DEPARTMENT_STAFF]
    assert facts == {
        "user": account.pk,
        "username": "department_staff",
        "source": "web",
        "url": "/rename/",
        "address": "127.0.0.1",
        "reason": "核对110199************",
    }


@pytest.mark.urls("tests.audit.urls")
def test_two_reasons_in_one_request_stay_two(unit, client_as):
    client_as(Role.DEPARTMENT_STAFF).post("/rename-twice/")
    assert [(row[1], row[2]["reason"]) for row in history(unit)[:2]] == [("乙", "第二个原因"), ("甲", "第一个原因")]


@pytest.mark.urls("tests.audit.urls")
def test_admin_site(world, unit, client_as):
    answer = client_as(Role.DEPARTMENT_ADMIN).post(f"/admin/directory/unit/{unit.pk}/change/", {"short_name": "馆支部"})
    assert answer.status_code == 302
    label, name, facts = history(unit)[0]
    assert (label, name, facts["source"], facts["username"]) == ("update", "馆支部", "admin", "department_admin")


@pytest.mark.urls("tests.audit.urls")
def test_an_address_that_json_cannot_hold(unit, client_as):
    client_as(Role.DEPARTMENT_STAFF).get("/rename/?name=B&reason=%00x%ED%A0%80")
    assert history(unit)[0][1] == "B"
    with acting(source="web", url="/a\0b\ud800/"):
        Unit.objects.filter(pk=unit.pk).update(short_name="C")
    assert history(unit)[0][2]["url"] == "/ab?/"


def test_import_inside_a_request(world, unit):
    account = world.accounts[Role.DEPARTMENT_STAFF]
    with acting(by=account, source="web", url="/imports/7/"):
        with acting(source="import", reason="2026年秋季名册", batch=7):
            Unit.objects.filter(pk=unit.pk).update(short_name="内")
        Unit.objects.filter(pk=unit.pk).update(short_name="外")
    outer, inner = history(unit)[:2]
    who = {"user": account.pk, "username": account.username, "url": "/imports/7/"}
    assert inner[2] == who | {"source": "import", "reason": "2026年秋季名册", "batch": 7}
    assert outer[2] == who | {"source": "web"}


def test_a_service_without_a_reason_keeps_the_callers(unit):
    with acting(source="command", reason="迁移"):
        for reason, name in (("更正", "1"), ("", "2")):
            give_reason(reason)
            Unit.objects.filter(pk=unit.pk).update(short_name=name)
    assert [row[2]["reason"] for row in history(unit)[:2]] == ["迁移", "更正"]


@shared_task(name="tests.rename")
def rename(name):
    Unit.objects.filter(code="03").update(short_name=name)


def test_background_task(unit):
    rename.apply(args=["夜间"]).get()
    assert history(unit)[0][1:] == ("夜间", {"source": "task", "task": "tests.rename"})


class Rename(RecordedCommand):
    def handle(self, *args, **options):
        Unit.objects.filter(code="03").update(short_name="命令")


def test_management_command(unit):
    call_command(Rename(), reason="按批复更名")
    facts = history(unit)[0][2]
    assert facts.pop("command") == "test_history"
    assert facts == {"source": "command", "operator": operator(), "reason": "按批复更名"}


def test_an_unknown_source_is_an_error():
    with pytest.raises(ValueError, match="telepathy"), acting(source="telepathy"):
        pass


# --- Ways through the driver ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "params"),
    [
        ("UPDATE directory_unit SET short_name = 'a%b' WHERE code LIKE '03%'", None),
        ("UPDATE directory_unit SET short_name = 'a%%b' WHERE code = %s", ["03"]),
        ("UPDATE directory_unit SET short_name = 'a%%b' WHERE code = %(code)s", {"code": "03"}),
        ("  -- why\n/* and\nhow */ UPDATE directory_unit SET short_name = 'a%b' WHERE code = '03'", None),
        ("WITH u AS (UPDATE directory_unit SET short_name='a%b' WHERE code='03' RETURNING 1) SELECT * FROM u", None),
        ("DO $$ BEGIN UPDATE directory_unit SET short_name = 'a%b' WHERE code = '03'; END $$", None),
        (sql.SQL("UPDATE {} SET short_name = 'a%b' WHERE code = '03'").format(sql.Identifier("directory_unit")), None),
    ],
)
def test_raw_statements(unit, statement, params):
    with acting(source="command", reason="100% '引号' %s"), connection.cursor() as cursor:
        cursor.execute(statement, params)
    assert history(unit)[0][1:] == ("a%b", {"source": "command", "reason": "100% '引号' %s"})


def test_executemany(world):
    with acting(source="command"), connection.cursor() as cursor:
        cursor.executemany("UPDATE directory_unit SET short_name = %s WHERE code = %s", [("甲", "01"), ("乙", "02")])
    assert [row[1:] for row in history()[:2]] == [("乙", {"source": "command"}), ("甲", {"source": "command"})]


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_and_not_beyond_the_statement():
    unit = _new("77")
    assert connection.get_autocommit()
    with acting(source="command"):
        unit.save()
        list(Unit.objects.iterator(chunk_size=1))  # A cursor kept by the server cannot carry a prefix.
    Unit.objects.update(short_name="danach")
    assert [row[2]["source"] for row in history(unit)] == ["database", "command"]


def test_a_failed_transaction_is_left_alone(unit):
    with acting(source="command"):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(short_name="verloren")
            raise ZeroDivisionError
        Unit.objects.filter(pk=unit.pk).update(short_name="bleibt")
    assert history(unit)[0][1:] == ("bleibt", {"source": "command"})


def _copy(code):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM directory_unit LIMIT 1")
        values = [str(value) for value in cursor.fetchone()]
        columns, line = ", ".join(["code", *COLUMNS]), "\t".join([code, *values])
        cursor.copy_expert(f"COPY directory_unit ({columns}) FROM STDIN", io.StringIO(line + "\n"))


def test_copy_is_recorded_and_knows_its_occasion_only_after_attach_now(world):
    with acting(source="import", reason="名册"):
        with transaction.atomic():
            _copy("81")
        with transaction.atomic():
            attach_now()
            _copy("82")
    facts = [row[2] for row in history()]
    assert facts[0] == {"source": "import", "reason": "名册"}
    assert facts[1]["source"] == "database"


@pytest.mark.django_db(transaction=True)
def test_attach_now_needs_a_transaction():
    with acting(source="import"), pytest.raises(RuntimeError):
        attach_now()


def test_large_statement_after_a_small_one(db):
    """The plan of the trigger's first use must not serve the large statement (docs/decisions/history.md)."""
    Unit.objects.update(position=1)
    Unit.objects.bulk_create(_new(f"L{n}") for n in range(5000))
    with acting(source="import"), large_statement():
        Unit.objects.update(position=2)
    updates = history(label="update")
    assert len(updates) == 5000
    assert {facts["source"] for _, _, facts in updates} == {"import"}

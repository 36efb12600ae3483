"""Sealed values: readable with the right key for the right purpose, and in no other way."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from audit.resealing import reseal, sealed_columns
from audit.sealing import CannotUnseal, keyed_index, mark_of_first_key, seal, unseal
from directory.models import Person
from directory.models.people import ID_PURPOSE
from directory.numbers import make_id_number
from sheets.models import ImportBatch
from tests.world import FOUNDED

OLD, NEW = "old:" + "A" * 43 + "=", "new:" + "C" * 43 + "="
ID = make_id_number(FOUNDED, 101)


@given(st.text())
def test_what_is_sealed_comes_back(text):
    assert unseal(seal(text, "p"), "p") == text


def test_the_same_text_never_looks_the_same():
    assert len({seal(ID, "p") for _ in range(200)}) == 200
    assert ID.encode() not in seal(ID, "p")


def test_the_wrong_purpose_is_refused():
    with pytest.raises(CannotUnseal):
        unseal(seal(ID, "person.id_number"), "person.phone")


@pytest.mark.parametrize("place", [0, 1, 2, 8, 15, -1])
def test_an_altered_value_is_refused(place):
    sealed = bytearray(seal(ID, "p"))
    sealed[place] ^= 1
    with pytest.raises(CannotUnseal):
        unseal(bytes(sealed), "p")


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x01\xff", b"\x01\x04test", b"\x02\x04test" + b"x" * 40])
def test_what_was_never_sealed_is_refused(broken):
    with pytest.raises(CannotUnseal):
        unseal(broken, "p")


def test_a_retired_key_still_opens_and_a_forgotten_one_does_not(settings):
    settings.SEALING_KEYS = OLD
    sealed = seal(ID, "p")
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    assert unseal(sealed, "p") == ID
    assert seal(ID, "p").startswith(mark_of_first_key())
    assert mark_of_first_key() == b"\x01\x03new"
    settings.SEALING_KEYS = NEW
    with pytest.raises(CannotUnseal, match="old"):
        unseal(sealed, "p")


@pytest.mark.parametrize("keys", ["", "short:QUJD", "x:!!"])
def test_keys_that_are_none(settings, keys):
    settings.SEALING_KEYS = keys
    with pytest.raises((ImproperlyConfigured, ValueError)):
        seal(ID, "p")


def test_equal_numbers_meet_in_the_index_and_only_there(settings):
    assert keyed_index(ID, "a") == keyed_index(ID, "a") != keyed_index(ID, "b")
    assert len(keyed_index(ID, "a")) == 16
    before = keyed_index(ID, "a")
    settings.SEALING_INDEX_KEY = "D" * 43 + "="
    assert keyed_index(ID, "a") != before


# --- Changing the key ---------------------------------------------------------------------------------------------


@pytest.fixture
def numbered(world, settings):
    """Seven people whose numbers an old key has sealed; the new key stands first now."""
    settings.SEALING_KEYS = OLD
    for sequence, person in enumerate(world.people.values()):
        person.refresh_from_db()
        person.set_id_number(make_id_number(FOUNDED, sequence))
        person.set_phone(f"1380001000{sequence}")
        person.save()
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    return world


def _waiting():
    return {str(column): column.outdated().count() for column in sealed_columns()}


@pytest.mark.django_db
@pytest.mark.sql
def test_every_sealed_column_is_known():
    names = {str(column) for column in sealed_columns()}
    assert {"directory_person.id_sealed", "directory_person.phone_sealed", "directory_personnumber.id_sealed"} <= names
    assert f"{ImportBatch._meta.db_table}.content" in names


@pytest.mark.django_db
@pytest.mark.sql
def test_reseal_does_all_reports_and_is_done(numbered, settings, capsys):
    call_command("reseal", check=True)
    assert "directory_person.id_sealed：7 条待重新加密" in capsys.readouterr().out
    assert _waiting()["directory_person.phone_sealed"] == 7
    call_command("reseal", batch=2, reason="年度更换密钥")
    assert "directory_person.phone_sealed：已重新加密 7 条" in capsys.readouterr().out
    assert set(_waiting().values()) == {0}
    settings.SEALING_KEYS = NEW
    person = Person.objects.get(roster_no="30002")
    assert (person.id_number, person.phone) == (make_id_number(FOUNDED, 1), "13800010001")
    occasion = person.events.order_by("-pgh_id").first().pgh_context.metadata
    assert (occasion["source"], occasion["command"], occasion["reason"]) == ("command", "reseal", "年度更换密钥")


@pytest.mark.django_db
@pytest.mark.sql
def test_reseal_goes_on_where_it_was_broken_off(numbered):
    column = next(column for column in sealed_columns() if str(column) == "directory_person.id_sealed")
    batches = reseal(column, batch=3)
    assert next(batches) == (3, [])
    batches.close()
    assert column.outdated().count() == 4
    assert [count for count, _ in reseal(column, batch=3)] == [3, 1]
    assert Person.objects.get(roster_no="40003").id_number == make_id_number(FOUNDED, 6)


@pytest.mark.django_db
@pytest.mark.sql
def test_reseal_names_what_no_key_opens_and_does_the_rest(numbered, settings, capsys):
    settings.SEALING_KEYS = "lost:" + "E" * 43 + "="
    lost = numbered.people["30003"]
    lost.set_id_number(make_id_number(FOUNDED, 500))
    Person.objects.filter(pk=lost.pk).update(id_sealed=lost.id_sealed)
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    with pytest.raises(CommandError, match="有 1 条无法用现有密钥解密"):
        call_command("reseal")
    assert f"编号：{lost.pk}" in capsys.readouterr().out
    assert _waiting()["directory_person.id_sealed"] == 1


@pytest.mark.django_db
@pytest.mark.sql
def test_history_stays_readable_with_the_retired_key(numbered, settings):
    call_command("reseal", verbosity=0)
    first = Person.events.rel.related_model.objects.exclude(id_sealed=None).earliest("pgh_id")
    assert unseal(first.id_sealed, ID_PURPOSE) == make_id_number(FOUNDED, 0)
    settings.SEALING_KEYS = NEW
    with pytest.raises(CannotUnseal):
        unseal(first.id_sealed, ID_PURPOSE)

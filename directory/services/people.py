"""Registering people, correcting their record, and reading a full number with a reason."""

import datetime as dt

from audit.context import give_reason
from audit.events import record_event
from audit.models import EventKind
from audit.sealing import keyed_index
from dates.partial import PartialDate
from directory.constraints import refusing_conflicts
from directory.models import Account, Person, PersonNumber, Unit
from directory.models.people import ID_PURPOSE, PHONE_PURPOSE
from directory.names.cleaning import NameUnreadable
from directory.numbers import (
    IdNumberUnreadable,
    PhoneUnreadable,
    RosterNoUnreadable,
    contradicts,
    parse_id_number,
    parse_phone,
    parse_roster_no,
)
from directory.refusals import ChangedMeanwhile, Refusal, Refused, refuse
from directory.services.holding import hold_open, last_change
from directory.services.trials import counts_trials

# Fields of the record that are stored as they are typed.
PLAIN = (
    "gender",
    "ethnicity",
    "birth_on",
    "birth_precision",
    "native_place",
    "email",
    "category",
    "education",
    "degree",
    "grade_class",
    "joined_work_on",
    "expected_leave_on",
)
# What a list, an export or a page shows of a person beyond the record's own columns stays masked; see `reveal`.
REVEALED = ("id_number", "phone")


@counts_trials
@refusing_conflicts()
def register_person(*, roster_no: str, name: str, unit: Unit, on: dt.date, by: Account | None, **facts) -> Person:
    """Opens a file on a person. `facts` are fields of the record plus `reading`, `id_number`, `phone`, `reason`.

    Raises `Refused` with every reason at once; nothing is saved then.
    """
    person = Person(unit=unit)
    give_reason(facts.pop("reason", ""))
    refusals = fill(person, {"roster_no": roster_no, "name": name, **facts}, on)
    if not hold_open(unit, on):
        refusals.append(Refusal("person_unit_open", f"{unit}已撤销，请另选党组织。", field="unit"))
    if refusals:
        raise Refused(*refusals)
    person.save()
    _keep_numbers(person, on)
    return person


@counts_trials
@refusing_conflicts()
def update_person(
    *, person: Person, version: int, on: dt.date, by: Account | None, reason: str = "", **facts
) -> Person:
    """Corrects the record. Raises `ChangedMeanwhile` if somebody saved since `version`, `Refused` with all reasons."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.version != version:
        raise ChangedMeanwhile(person, *last_change(person))
    give_reason(reason)
    refusals = fill(person, facts, on)
    if refusals:
        raise Refused(*refusals)
    person.save()
    _keep_numbers(person, on)
    person.refresh_from_db(fields=["version"])
    return person


def reveal(*, person: Person, field: str, reason: str, by: Account, request=None) -> str:
    """The full `id_number` or `phone`. Asks a reason and leaves an event; raises `Refused` without one."""
    if field not in REVEALED:
        raise ValueError(field)
    if len(reason.strip()) < 2:
        raise Refused(Refusal("reveal_reason", "请填写查看完整号码的原因。", field="reason"))
    record_event(EventKind.REVEAL, by=by, subject=person, reason=reason.strip(), request=request, field=field)
    return getattr(person, field)


def fill(person: Person, facts: dict, on: dt.date) -> list[Refusal]:
    """Puts facts into the record (unsaved) and returns everything that is wrong with them; fields not named stay."""
    refusals: list[Refusal] = []
    for field in PLAIN:
        if field in facts:
            setattr(person, field, facts[field])
    _fill_roster_no(person, facts, refusals)
    _fill_name(person, facts, refusals)
    _fill_birth(person, facts, on, refusals)
    _fill_id_number(person, facts, refusals)
    _fill_phone(person, facts, refusals)
    return refusals


def _fill_roster_no(person, facts, refusals):
    person.roster_no = facts.get("roster_no", person.roster_no).strip()
    try:
        parse_roster_no(person.roster_no)
    except RosterNoUnreadable as error:
        refusals.append(Refusal("person_roster_no", str(error), field="roster_no"))
        return
    if _held_by_another(person, kind=PersonNumber.Kind.ROSTER, roster_no=person.roster_no):
        refusals.append(Refusal("person_roster_no_free", "该学工号已在校内登记，请联系组织部。", field="roster_no"))


def _held_by_another(person, **number) -> bool:
    return PersonNumber.objects.filter(**number).exclude(person_id=person.pk).exists()


def _fill_birth(person, facts, on, refusals):
    """A birth date lies in the past and agrees with the ID number on file; a new number is compared in its own turn."""
    if not facts.get("birth_on"):
        return
    if person.birth_on > on:
        refusals.append(Refusal("person_birth_past", "出生日期晚于今天，请核对。", field="birth_on"))
    elif "id_number" not in facts and person.id_sealed:
        _compare_birth(person, parse_id_number(person.id_number), refusals)


def _compare_birth(person, known, refusals):
    words = contradicts(known, PartialDate(person.birth_on, person.birth_precision))
    if words:
        refusals.append(Refusal("person_birth_contradicts", words, field="birth_on"))


def _fill_name(person, facts, refusals):
    if "name" not in facts and "reading" not in facts:
        return
    try:
        person.set_name(facts.get("name", person.name), facts.get("reading", person.reading))
    except NameUnreadable as error:
        refusals.append(Refusal("person_name", str(error), field="name"))


def _fill_id_number(person, facts, refusals):
    if "id_number" not in facts:
        return
    if not facts["id_number"]:
        return person.set_id_number("")
    try:
        parsed = parse_id_number(facts["id_number"])
    except IdNumberUnreadable as error:
        return refusals.append(Refusal("person_id_number", str(error), field="id_number"))
    if person.birth_on:
        _compare_birth(person, parsed, refusals)
    else:
        person.birth_on = parsed.birth_on
    person.gender = person.gender or parsed.gender
    _take_id_number(person, parsed.number, refusals)


def _take_id_number(person, number, refusals):
    index = keyed_index(number, ID_PURPOSE)
    if _held_by_another(person, id_index=index):
        refusals.append(Refusal("person_id_number_free", "该证件号已在校内登记，请联系组织部。", field="id_number"))
    elif person.id_index is None or bytes(person.id_index) != index:
        person.set_id_number(number)


def _fill_phone(person, facts, refusals):
    if "phone" not in facts:
        return
    try:
        number = parse_phone(facts["phone"]) if facts["phone"] else ""
    except PhoneUnreadable as error:
        return refusals.append(Refusal("person_phone", str(error), field="phone"))
    # Sealing the same number anew would look like a change.
    if not number or person.phone_index is None or bytes(person.phone_index) != keyed_index(number, PHONE_PURPOSE):
        person.set_phone(number)


def _keep_numbers(person, on):
    """Every number a person ever held keeps finding him, and nobody else may take it."""
    kept = [
        PersonNumber.objects.get_or_create(
            kind=PersonNumber.Kind.ROSTER, roster_no=person.roster_no, defaults={"person": person, "recorded_on": on}
        )
    ]
    if person.id_index is not None:
        defaults = {"person": person, "id_sealed": person.id_sealed, "recorded_on": on}
        kept.append(
            PersonNumber.objects.get_or_create(kind=PersonNumber.Kind.ID, id_index=person.id_index, defaults=defaults)
        )
    for number, _ in kept:
        if number.person_id != person.pk:
            raise refuse("person_number_free", "该学工号或证件号刚被他人登记，请联系组织部。")

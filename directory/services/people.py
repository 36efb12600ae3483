"""Registering people, correcting their record, and reading a full number with a reason."""

import datetime as dt

from dates.partial import PartialDate
from dates.partial import Precision as DatePrecision
from django.db import transaction

from audit.context import give_reason
from audit.events import record_event
from audit.models import EventKind
from audit.sealing import keyed_index
from directory.models import Account, Person, PersonNumber, Unit
from directory.models.people import ID_PURPOSE
from directory.names.cleaning import NameUnreadable
from directory.numbers import IdNumberUnreadable, PhoneUnreadable, contradicts, parse_id_number, parse_phone
from directory.refusals import ChangedMeanwhile, Refusal, Refused

# Fields of the record that are stored as they are typed.
PLAIN = ["gender", "ethnicity", "birth_on", "birth_precision", "native_place", "email", "category", "education", "degree", "grade_class", "joined_work_on", "expected_leave_on"]


@transaction.atomic
def register_person(*, roster_no: str, name: str, unit: Unit, on: dt.date, by: Account | None, **facts) -> Person:
    """Opens a file on a person. `facts` are fields of the record plus `reading`, `id_number`, `phone`, `reason`.

    Raises `Refused` with every reason at once; nothing is saved then.
    """
    person = Person(roster_no=roster_no.strip(), unit=unit)
    give_reason(facts.pop("reason", ""))
    _fill(person, {"name": name, **facts})
    person.save()
    _keep_numbers(person, on)
    return person


@transaction.atomic
def update_person(
    *, person: Person, version: int, on: dt.date, by: Account | None, reason: str = "", **facts
) -> Person:
    """Corrects the record. Raises `ChangedMeanwhile` when somebody saved since `version`, `Refused` with all reasons."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.version != version:
        raise ChangedMeanwhile(person)
    give_reason(reason)
    facts.setdefault("name", person.name)
    facts.setdefault("reading", person.reading)
    _fill(person, facts)
    person.save()
    _keep_numbers(person, on)
    person.refresh_from_db(fields=["version"])
    return person


def reveal(*, person: Person, field: str, reason: str, by: Account, request=None) -> str:
    """The full `id_number` or `phone`. Asks a reason and leaves an event; raises `Refused` without one."""
    if field not in ("id_number", "phone"):
        raise ValueError(field)
    if len(reason.strip()) < 2:
        raise Refused(Refusal("reveal_reason", "请填写查看完整号码的原因。", field="reason"))
    record_event(EventKind.REVEAL, by=by, subject=person, reason=reason.strip(), request=request, field=field)
    return getattr(person, field)


def _fill(person, facts):
    """Puts the facts into the record, or raises `Refused` with everything that is wrong with them."""
    refusals = []
    for field in PLAIN:
        if field in facts:
            setattr(person, field, facts[field])
    _fill_name(person, facts, refusals)
    _fill_id_number(person, facts, refusals)
    _fill_phone(person, facts, refusals)
    if not person.roster_no:
        refusals.append(Refusal("person_roster_no", "请填写学工号。", field="roster_no"))
    elif PersonNumber.objects.filter(roster_no=person.roster_no).exclude(person_id=person.pk).exists():
        refusals.append(Refusal("person_roster_no_free", "该学工号已在校内登记，请联系组织部。", field="roster_no"))
    if refusals:
        raise Refused(*refusals)


def _fill_name(person, facts, refusals):
    try:
        person.set_name(facts.get("name", ""), facts.get("reading", ""))
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
        words = contradicts(parsed, PartialDate(person.birth_on, DatePrecision(person.birth_precision)))
        if words:
            return refusals.append(Refusal("person_birth_contradicts", words, field="birth_on"))
    else:
        person.birth_on = parsed.birth_on
    person.gender = person.gender or parsed.gender
    index = keyed_index(parsed.number, ID_PURPOSE)
    if PersonNumber.objects.filter(id_index=index).exclude(person_id=person.pk).exists():
        return refusals.append(
            Refusal("person_id_number_free", "该证件号已在校内登记，请联系组织部。", field="id_number")
        )
    if person.id_index is None or bytes(person.id_index) != index:
        person.set_id_number(parsed.number)


def _fill_phone(person, facts, refusals):
    if "phone" not in facts:
        return
    try:
        person.set_phone(parse_phone(facts["phone"]) if facts["phone"] else "")
    except PhoneUnreadable as error:
        refusals.append(Refusal("person_phone", str(error), field="phone"))


def _keep_numbers(person, on):
    """Every number a person ever held keeps finding him."""
    PersonNumber.objects.get_or_create(
        kind=PersonNumber.Kind.ROSTER, roster_no=person.roster_no, defaults={"person": person, "recorded_on": on}
    )
    if person.id_index is not None:
        PersonNumber.objects.get_or_create(
            kind=PersonNumber.Kind.ID,
            id_index=person.id_index,
            defaults={"person": person, "id_sealed": person.id_sealed, "recorded_on": on},
        )

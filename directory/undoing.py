"""What follows from units, people and duties, and is worked out again when an import of them is taken back."""

import datetime as dt

from audit.undoing import after_undo, follows
from directory.models import Account, Duty, Person, UnitUserPermission
from directory.services.grants import project_grants

follows(UnitUserPermission)
_NAMES = ["sort_pinyin", "sort_strokes", "search_keys"]
_BATCH = 1000


@after_undo
def restore_name_keys(touched: dict[str, list[int]], on: dt.date | None) -> None:
    """The keys by which a name is sorted and found stand in no history: they follow from the name."""
    people = Person.objects.filter(pk__in=touched.get("directory.person", ()))
    stale = []
    for person in people.iterator(chunk_size=_BATCH):
        before = [getattr(person, name) for name in _NAMES]
        person.set_name(person.name, person.reading)
        if [getattr(person, name) for name in _NAMES] != before:
            stale.append(person)
    Person.objects.bulk_update(stale, _NAMES, batch_size=_BATCH)


@after_undo
def project_rights(touched: dict[str, list[int]], on: dt.date | None) -> None:
    """Rights follow from duties, from the kind of the unit, and from there being an account."""
    duties = Duty.objects.filter(unit__in=touched.get("directory.unit", ())).values("person")
    history = Duty.events.rel.related_model.objects.filter(pgh_obj_id__in=touched.get("directory.duty", ()))
    holders = Account.objects.filter(person__in=history.values("person_id")) | Account.objects.filter(person__in=duties)
    project_grants(holders | Account.objects.filter(pk__in=touched.get("directory.account", ())))

"""Finding people and units by what somebody types, inside his scope and nowhere else.

A match outside the scope is not even hinted at: no count, no “exists elsewhere”.
"""

import datetime as dt
import re

from django.db.models import Q
from django.utils import timezone

from audit.events import record_event
from audit.models import Event, EventKind
from audit.sealing import keyed_index
from directory.models import Person, PersonNumber, Status, Unit, UnitName
from directory.models.people import ID_PURPOSE
from directory.names.pinyin import query_keys
from directory.numbers import IdNumberUnreadable, parse_id_number
from directory.refusals import refuse
from directory.scope import covers_school, within
from directory.services.trials import hold_to_trials

# A frequent surname has ten thousands of bearers: so many are looked at to find the best.
CANDIDATES = 200
# Searching by a whole ID number must not serve to try numbers out.
ID_SEARCHES_AN_HOUR = 20
ID_SEARCH = "按证件号码查找"
_SYLLABLES = re.compile("(?:[a-z]+0)*")
_SHOWN = (
    "roster_no",
    "name",
    "sort_pinyin",
    "status",
    "unit__code",
    "unit__short_name",
    "unit__parent__short_name",
    "unit__parent__parent_id",
)


def find_people(viewer, text: str, limit: int) -> list[Person]:
    """People whose name, any reading of it, initials or roster number fit the text, the best first."""
    text = _printable(text)
    if not text:
        return []
    rows = (
        Person.objects.visible_to(viewer)
        .filter(_nearby(viewer), _named(text))
        .select_related("unit__parent")
        .only(*_SHOWN)
    )
    return sorted(rows.order_by()[:CANDIDATES], key=lambda person: _rank(person, text))[:limit]


def find_units(viewer, text: str, limit: int) -> list[Unit]:
    """Units by code, short or full name, also a former one; existing ones first."""
    text = _printable(text)
    if not text:
        return []
    former = UnitName.objects.filter(Q(short_name__contains=text) | Q(full_name__contains=text)).values("unit")
    named = Q(short_name__contains=text) | Q(full_name__contains=text) | Q(code__startswith=text) | Q(pk__in=former)
    rows = Unit.objects.visible_to(viewer).filter(named).select_related("parent").order_by("path")
    return sorted(rows[:CANDIDATES], key=lambda unit: _unit_rank(unit, text))[:limit]


def is_id_number(text: str) -> bool:
    """Whether the text looks like a whole ID number, which is never looked for in passing."""
    return re.fullmatch(r"\d{17}[\dXx]", text.strip()) is not None


def find_by_id_number(viewer, number: str, *, request=None) -> Person | None:
    """The person in scope who holds the number or ever held it; every attempt is in the log, found or not.

    Raises `Refused` for an unreadable number and beyond the hourly limit.
    """
    try:
        parsed = parse_id_number(number)
    except IdNumberUnreadable as error:
        raise refuse("search_id_number", str(error), field="id_number") from error
    _hold_to_limit(viewer.account)
    hold_to_trials(viewer.account, parsed.number)
    holders = PersonNumber.objects.filter(id_index=keyed_index(parsed.number, ID_PURPOSE)).values("person")
    scope = within(viewer, "people.reveal", "unit")
    person = Person.objects.filter(scope, pk__in=holders).select_related("unit__parent").first()
    record_event(EventKind.REVEAL, by=viewer.account, subject=person, reason=ID_SEARCH, request=request)
    return person


def _nearby(viewer) -> Q:
    """The scope once more, as plain numbers: PostgreSQL then sees that a branch is small and looks there first.

    Without it a frequent letter in a small scope walks through everybody who bears it: half a second instead of
    milliseconds.
    """
    if not (paths := viewer.paths("people.view")) or covers_school(paths):
        return Q()
    units = list(Unit.objects.filter(within(viewer, "people.view", "pk")).values_list("pk", flat=True))
    return Q(unit__in=units) | Q(pk=viewer.own_person_id)


def _printable(text: str) -> str:
    """PostgreSQL takes no NUL, and no name holds a control character."""
    return "".join(char for char in text if char.isprintable()).strip()


def _named(text) -> Q:
    """Names by characters or any reading; what no name contains is the beginning of a roster number."""
    keys, rest = query_keys(text)
    if keys and not rest:
        return Q(search_keys__contains=keys)
    former = PersonNumber.objects.filter(kind=PersonNumber.Kind.ROSTER, roster_no=text).values_list("person", flat=True)
    return Q(roster_no__startswith=text) | Q(pk__in=list(former))


def _rank(person, text):
    """The whole name before its beginning, characters before readings, whoever is still here before whoever left."""
    return (
        text not in (person.name, person.roster_no),
        not person.name.startswith(text),
        not _sounds_like(person, text.lower().replace(" ", "")),
        person.status == Status.LEFT,
        person.sort_pinyin,
        person.pk,
    )


def _sounds_like(person, text) -> bool:
    """Whether the usual reading or its initials begin with the text; the sort key begins with its syllables."""
    syllables = _SYLLABLES.match(person.sort_pinyin)[0].split("0")
    return "".join(syllables).startswith(text) or "".join(each[:1] for each in syllables).startswith(text)


def _unit_rank(unit, text):
    exact = text in (unit.code, unit.short_name, unit.full_name)
    return (unit.closed_on is not None, not exact, not unit.short_name.startswith(text), unit.path)


def _hold_to_limit(account) -> None:
    since = timezone.now() - dt.timedelta(hours=1)
    tried = Event.objects.filter(account=account, kind=EventKind.REVEAL, reason=ID_SEARCH, at__gte=since).count()
    if tried >= ID_SEARCHES_AN_HOUR:
        message = f"一小时内按证件号码最多查找 {ID_SEARCHES_AN_HOUR} 次，请稍后再试，或按姓名、学工号查找。"
        raise refuse("search_id_number_limit", message, field="id_number")

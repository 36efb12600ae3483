"""The search of the frame: which kinds of things are looked for, and how a find is said."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from desk.navigation import pages_of
from directory.models import Person, Status, Unit
from directory.search import find_people, find_units


@dataclass(frozen=True, slots=True)
class Hit:
    """One find, with what tells namesakes apart: where it belongs and how it stands."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Finds of one kind; `more_url` leads to the whole list where there may be more."""

    kind: str
    hits: list[Hit]
    more: bool = False
    more_url: str = ""


def search_everything(viewer, words: str, limit: int) -> list[Group]:
    """Groups that hold something, people first; at most `limit` finds each."""
    if not words:
        return []
    groups = [_people(viewer, words, limit), _units(viewer, words, limit), _pages(viewer, words)]
    return [group for group in groups if group.hits]


def hit_of_person(person: Person) -> Hit:
    state = Status(person.status).label
    return Hit(
        person.name,
        reverse("person_detail", args=[person.roster_no]),
        _joined(person.unit.place, state, person.roster_no),
    )


def _people(viewer, words, limit) -> Group:
    found = find_people(viewer, words, limit + 1)
    more = len(found) > limit
    url = f"{reverse('person_list')}?{urlencode({'q': words})}" if more and viewer.may("people.list") else ""
    return Group("人员", [hit_of_person(person) for person in found[:limit]], more, url)


def _units(viewer, words, limit) -> Group:
    found = find_units(viewer, words, limit + 1)
    return Group("组织", [_hit_of_unit(unit) for unit in found[:limit]], len(found) > limit)


def _hit_of_unit(unit: Unit) -> Hit:
    state = f"已于 {unit.closed_on} 撤销" if unit.closed_on else unit.get_kind_display()
    return Hit(unit.short_name, reverse("unit_detail", args=[unit.code]), _joined(unit.parent, state, unit.code))


def _joined(*parts) -> str:
    return " · ".join(str(part) for part in parts if part)


def _pages(viewer, words) -> Group:
    return Group("功能", [Hit(page.title, page.url) for page in pages_of(viewer) if words in page.title])

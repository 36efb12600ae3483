"""The list of people: which rows, in which order, how many; the page, the export and the print-out ask here alike."""

from dataclasses import dataclass, field, replace

from django.db.models import F, Q

from directory.models import Person, PersonNumber, Unit
from directory.names.pinyin import query_keys

SORTS = {
    "pinyin": ("拼音", ("sort_pinyin",)),
    "strokes": ("姓氏笔画", ("sort_strokes",)),
    "unit": ("组织序", ("unit__code", "sort_pinyin")),
    "number": ("学工号", ("roster_no",)),
}
SIZES = (50, 20, 100, 200)
# Filtered lists are counted up to here; nobody pages through more.
COUNTED = 10_000
# A print-out ends here and says so; longer lists are exported.
PRINTED = 2_000


@dataclass(frozen=True)
class PersonQuery:
    """What is asked for: `tops` are the paths of the subtrees the viewer may list, `unit` narrows them to one."""

    tops: tuple[str, ...]
    unit: Unit | None = None
    statuses: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    text: str = ""
    sort: str = "pinyin"
    size: int = SIZES[0]
    after: str = ""
    before: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return (*SORTS[self.sort][1], "id")

    @property
    def sorted_by(self) -> str:
        return SORTS[self.sort][0]


@dataclass(frozen=True)
class PersonPage:
    """One page of the list; `before` and `after` are cursors for the neighbours, `start` the number of its first row."""

    people: list[Person] = field(default_factory=list)
    total: int = 0
    total_is_floor: bool = False
    start: int = 1
    size: int = SIZES[0]
    has_previous: bool = False
    has_next: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.people) - 1

    @property
    def before(self) -> str:
        return f"{self.people[0].roster_no}~{self.start}"

    @property
    def after(self) -> str:
        return f"{self.people[-1].roster_no}~{self.end}"


def people_rows(query: PersonQuery):
    """All rows of the list, in its order."""
    return people_matching(query).order_by(*query.order)


def people_matching(query: PersonQuery):
    """The rows without order."""
    rows = Person.objects.filter(_in_scope(query)).select_related("unit")
    if query.statuses:
        rows = rows.filter(status__in=query.statuses)
    if query.categories:
        rows = rows.filter(category__in=query.categories)
    return rows.filter(_named(query.text)) if query.text else rows


def people_page(query: PersonQuery) -> PersonPage:
    """One page: the rows after or before a cursor, and how many there are in all."""
    matching = people_matching(query)
    total = matching[: COUNTED + 1].count()
    backwards = bool(query.before)
    anchor, position = _anchor(query)
    rows = matching
    if anchor is not None:
        rows = rows.filter(_beyond(query.order, anchor, backwards))
    order = [F(name).desc() if backwards else F(name) for name in query.order]
    found = list(rows.order_by(*order)[: query.size + 1])
    more = len(found) > query.size
    found = found[: query.size]
    if backwards:
        found.reverse()
    start = max(1, position - len(found)) if backwards else position + 1
    if anchor is None:
        return PersonPage(found, min(total, COUNTED), total > COUNTED, 1, query.size, False, more)
    previous, following = (more, True) if backwards else (True, more)
    return PersonPage(found, min(total, COUNTED), total > COUNTED, start, query.size, previous, following)


def first_page(query: PersonQuery) -> PersonQuery:
    """The same list from its beginning."""
    return replace(query, after="", before="")


def _in_scope(query) -> Q:
    """Units of the subtrees; nothing when there are none."""
    tops = query.tops
    if query.unit is not None:
        tops = [query.unit.path] if any(query.unit.path.startswith(top) for top in tops) else []
    if not tops:
        return Q(pk__in=[])
    if any("/" not in top.rstrip("/") for top in tops):
        return Q()
    subtree = Q()
    for top in tops:
        subtree |= Q(path__startswith=top)
    return Q(unit__in=Unit.objects.filter(subtree).values("pk"))


def _named(text: str) -> Q:
    """Names by characters or any reading; whatever else is typed is a roster number, also a former one."""
    keys, rest = query_keys(text)
    numbers = Q(pk__in=PersonNumber.objects.filter(roster_no=text.strip()).values("person"))
    if rest or not keys:
        return numbers
    return Q(search_keys__contains=keys) | numbers


def _anchor(query):
    """The person the cursor stands on, with its number in the list; a cursor that leads nowhere means the first page."""
    roster_no, _, position = (query.before or query.after).partition("~")
    if not roster_no or not position.isdecimal():
        return None, 0
    person = Person.objects.select_related("unit").filter(_in_scope(query), roster_no=roster_no).first()
    return person, int(position)


def _beyond(order, anchor, backwards) -> Q:
    """Rows that stand after the anchor (before it, when read backwards), column by column."""
    comparison = "lt" if backwards else "gt"
    beyond, equal = Q(), Q()
    for name in order:
        value = _value(anchor, name)
        beyond |= equal & Q(**{f"{name}__{comparison}": value})
        equal &= Q(**{name: value})
    return beyond


def _value(person, name):
    for part in name.split("__"):
        person = getattr(person, part)
    return person

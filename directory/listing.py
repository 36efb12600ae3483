"""The list of people: which rows, in which order, how many; the page, the export and the print-out ask here alike.

A page costs the same among a million people as among a thousand: the counted totals (directory/tally.py) tell how to
walk to its first rows, the keys come from one index alone (directory/paging.py), and only then are fifty rows fetched.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from directory.models import Person, PersonNumber, Unit
from directory.names.pinyin import query_keys
from directory.paging import COUNTED, Walk, found_keys, walked_keys
from directory.scope import covers_school
from directory.tally import Tally, tallies, units_on

SORTS = {
    "pinyin": ("拼音", ("sort_pinyin",)),
    "strokes": ("姓氏笔画", ("sort_strokes",)),
    "unit": ("组织序", ("unit__code", "sort_pinyin")),
    "number": ("学工号", ("roster_no",)),
}
SIZES = (50, 20, 100, 200)
# A print-out ends here and says so; longer lists are exported.
PRINTED = 2_000
# More is not written within the wait for a page.
EXPORTED = 200_000
# What a row of the list shows; sealed numbers stay where they are.
_SHOWN = (
    "roster_no",
    "name",
    "gender",
    "category",
    "status",
    "grade_class",
    "expected_leave_on",
    "unit__code",
    "unit__short_name",
    "unit__full_name",
    "unit__parent__short_name",
    "unit__parent__parent_id",
)


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
    def sorted_by(self) -> str:
        return SORTS[self.sort][0]

    @property
    def paths(self) -> tuple[str, ...]:
        """The subtrees to look in: none when the unit lies outside all of them."""
        if self.unit is None:
            return self.tops
        return (self.unit.path,) if any(self.unit.path.startswith(top) for top in self.tops) else ()


@dataclass(frozen=True)
class PersonPage:
    """One page of the list; `before` and `after` are cursors for its neighbours, `start` numbers its first row."""

    people: list[Person] = field(default_factory=list)
    total: int = 0
    total_is_floor: bool = False
    start: int = 1
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
    rows = Person.objects.filter(_in_scope(query)).select_related("unit__parent")
    if query.statuses:
        rows = rows.filter(status__in=query.statuses)
    if query.categories:
        rows = rows.filter(category__in=query.categories)
    if query.text:
        keys, numbered = _asked(query.text)
        rows = rows.filter(search_keys__contains=keys) if keys else rows.filter(pk__in=numbered)
    return rows.order_by(*_order(query))


def people_page(query: PersonQuery) -> PersonPage:
    """One page: the rows after or before a cursor, and how many there are in all."""
    walk, position = _walk(query)
    if not walk.paths:
        return PersonPage()
    if query.text:
        keys, numbered = _asked(query.text)
        found, total = found_keys(walk, keys, numbered)
        return _page(query, walk, position, found, min(total, COUNTED), total_is_floor=total > COUNTED)
    scope, school = _tallied(walk.paths)
    total = scope.count(walk.statuses, walk.categories)
    return _page(query, walk, position, walked_keys(walk, scope, school) if total else [], total)


def _page(query, walk, position, found, total, *, total_is_floor=False) -> PersonPage:
    """The rows behind the keys that were found (a list, or the query for them), cut to the page's size."""
    rows = Person.objects.filter(pk__in=found).select_related("unit__parent").only(*_SHOWN).order_by(*_order(query))
    people = list(rows)
    more = len(people) > query.size
    people = people[-query.size :] if walk.backwards else people[: query.size]
    return PersonPage(
        people,
        total,
        total_is_floor,
        start=max(1, position - len(people)) if walk.backwards else position + 1,
        has_previous=bool(people) and (more if walk.backwards else position > 0),
        has_next=bool(people) and (walk.backwards or more),
    )


def _order(query) -> tuple[str, ...]:
    return (*SORTS[query.sort][1], "id")


def _walk(query) -> tuple[Walk, int]:
    """The way to the page's rows, and the number of the row the cursor stands on (0: from the beginning)."""
    anchor, position = _anchor(query)
    columns = SORTS[query.sort][1]
    walk = Walk(
        paths=query.paths,
        statuses=query.statuses,
        categories=query.categories,
        column=columns[-1],
        by_unit=len(columns) > 1,
        backwards=bool(query.before and anchor),
        limit=query.size + 1,
        start=(getattr(anchor, columns[-1]), anchor.pk) if anchor else None,
        start_unit=anchor.unit.code if anchor else "",
    )
    return walk, position


def _anchor(query):
    """The person the cursor stands on, and its number in the list; a cursor that leads nowhere means the first page."""
    roster_no, _, position = (query.before or query.after).replace("\0", "").partition("~")
    if not roster_no or not position.isdecimal():
        return None, 0
    person = Person.objects.select_related("unit").filter(_in_scope(query), roster_no=roster_no).first()
    return (person, int(position)) if person else (None, 0)


def _tallied(paths) -> tuple[Tally, Tally]:
    """The people of the subtrees together, and those of the whole school."""
    school = units_on(paths[0])[0]
    tops = [units_on(path)[-1] for path in paths]
    counted = tallies([*tops, school])
    return sum((counted[top] for top in tops), Tally()), counted[school]


def _in_scope(query) -> Q:
    if not query.paths:
        return Q(pk__in=[])
    if covers_school(query.paths):
        return Q()
    subtree = Q()
    for path in query.paths:
        subtree |= Q(path__startswith=path)
    return Q(unit__in=Unit.objects.filter(subtree).values("pk"))


def _asked(text: str) -> tuple[list[str], list[int]]:
    """The keys of a name, or the people who hold or held a roster number."""
    keys, rest = query_keys(text)
    if keys and not rest:
        return keys, []
    held = PersonNumber.objects.filter(kind=PersonNumber.Kind.ROSTER, roster_no=text.strip())
    return [], list(held.values_list("person", flat=True))

"""Names of the rows that lines of the log refer to, fetched together: one query for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.urls import reverse

from audit.tracking import Trail, trails
from directory.models import Account, Person, Unit
from policy.models import PolicyVersion


@dataclass(frozen=True, slots=True)
class Named:
    """What a thing is called, and its page where it has one."""

    words: str
    url: str = ""


def _person(person) -> Named:
    return Named(person.name, reverse("person_detail", args=[person.roster_no]))


def _unit(unit) -> Named:
    return Named(unit.short_name, reverse("unit_detail", args=[unit.code]))


def _version(version) -> Named:
    return Named(str(version), reverse("version_detail", args=[version.number]))


# How a kind of thing is fetched and named; whatever else is tracked is named by its own __str__.
_NAMING = {
    Person: (Person._base_manager.only("name", "roster_no"), _person, "people.view"),
    Unit: (Unit._base_manager.only("short_name", "code"), _unit, "units.view"),
    Account: (Account._base_manager.select_related("person"), lambda account: Named(str(account)), ""),
    PolicyVersion: (PolicyVersion._base_manager.only("number", "title"), _version, "settings.manage"),
    Permission: (Permission._base_manager.only("name"), lambda permission: Named(permission.name), ""),
}


class Names:
    """Collects what will be needed, fetches it at the first question. Links only where the viewer may follow them."""

    def __init__(self, viewer):
        self.viewer = viewer
        self._wanted: dict[type, set[int]] = defaultdict(set)
        self._known: dict[tuple[type, int], Named] = {}

    def want(self, model, key) -> None:
        if key is not None and (model, key) not in self._known:
            self._wanted[model].add(key)

    def of(self, model, key) -> Named:
        """The name of the thing; of one that is gone and left none in the history, its number."""
        self._fetch()
        return self._known.get((model, key)) or Named(f"已删除（{key}）")

    def _fetch(self):
        for model, keys in self._wanted.items():
            rows, name, permission = _NAMING.get(model) or (_tracked_rows(model), lambda row: Named(str(row)), "")
            linked = not permission or self.viewer.paths(permission)
            for row in rows.filter(pk__in=keys):
                named = name(row)
                self._known[model, row.pk] = named if linked else Named(named.words)
            for key, words in _gone(model, {key for key in keys if (model, key) not in self._known}):
                self._known[model, key] = Named(f"{words}（已删除）")
        self._wanted.clear()


def _tracked_rows(model):
    """Rows with everything that their __str__ may mention."""
    related = _related(model, _trail(model))
    return model._base_manager.select_related(*related) if related else model._base_manager.all()


def _gone(model, keys) -> Iterator[tuple[int, str]]:
    """Deleted rows by the name that they had last, where it stands in the row itself."""
    trail = _trail(model)
    if not keys or trail is None or _related(model, trail):
        return
    last = trail.history._base_manager.filter(pgh_obj_id__in=keys).order_by("pgh_obj_id", "-pgh_id")
    for row in last.distinct("pgh_obj_id"):
        known = {each.attname for each in trail.history._meta.concrete_fields}
        fields = [each.attname for each in model._meta.concrete_fields if each.attname in known]
        yield row.pgh_obj_id, str(model(**{name: getattr(row, name) for name in fields}))


def _trail(model) -> Trail | None:
    return next((trail for trail in trails() if trail.model is model), None)


def _related(model, trail) -> list[str]:
    return [name for name in (trail.label if trail else ()) if model._meta.get_field(name).is_relation]


def relations(trail: Trail) -> dict[str, type]:
    """Column → model of every foreign key of a tracked model."""
    fields = trail.model._meta.concrete_fields
    return {field.column: field.related_model for field in fields if field.many_to_one or field.one_to_one}

"""A duty on a unit gives rights on that unit's subtree: the helper from which every `visible_to` is built."""

from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Q


def covers_school(paths) -> bool:
    """Whether one of the paths is that of the school's own committee, which stands above everything."""
    return any(path.count("/") == 1 for path in paths)


def within(viewer, permission: str, field: str) -> Q:
    """The condition that `field` (a unit's key) lies in a subtree where the viewer holds the permission."""
    paths = viewer.paths(permission)
    if not paths:
        return Q(pk__in=[])
    if covers_school(paths):
        return Q()
    subtree = Q()
    for path in paths:
        subtree |= Q(path__startswith=path)
    units = apps.get_model("directory", "Unit")._base_manager.filter(subtree)
    return subtree if field == "pk" else Q(**{f"{field}__in": units.values("pk")})


def either(*conditions: Q) -> Q:
    """Any of the conditions. An empty one is that of the whole school, and would vanish beside another."""
    return reduce(or_, conditions) if all(conditions) else Q()


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a unit, found through `scope_field`."""

    scope_field = "unit"
    view_permission = ""
    edit_permission = ""

    def within(self, viewer, permission):
        """Where the viewer holds this one permission: the choices of a form that needs it."""
        return self.filter(within(viewer, permission, self.scope_field))

    def visible_to(self, viewer):
        """What the viewer may read; the rest does not exist for him."""
        return self.filter(within(viewer, self.view_permission, self.scope_field))

    def editable_by(self, viewer):
        """What the viewer may change."""
        return self.filter(within(viewer, self.edit_permission, self.scope_field))


class PersonScopedQuerySet(ScopedQuerySet):
    """People: one's own file is visible wherever it lies."""

    def visible_to(self, viewer):
        seen = within(viewer, self.view_permission, self.scope_field)
        return self.filter(seen | Q(pk=viewer.own_person_id)) if viewer.own_person_id and seen else self.filter(seen)

"""The rows of the directory by the unit they belong to, so that a change outside somebody's rights is seen."""

from django.apps import apps

from directory.models import Unit

# How a row without a unit of its own is led back to one.
_WAYS = ("unit", "person__unit", "content_object", "duty__unit", "post__unit", "appointment__unit")


def versioned_models():
    return [model for model in apps.get_models() if any(field.name == "version" for field in model._meta.fields)]


def way_to_unit(model) -> str | None:
    """The path of fields from a row to its unit; None for what belongs to the whole school."""
    if model is Unit:
        return "pk"
    return next((way for way in _WAYS if _leads(model, way)), None)


def snapshot() -> dict[tuple[str, int], tuple[int, int | None]]:
    """(model, key) → (version, unit) of every row that bears a version."""
    found = {}
    for model in versioned_models():
        way = way_to_unit(model)
        columns = ("pk", "version", way) if way else ("pk", "version")
        for pk, version, *unit in model._base_manager.values_list(*columns):
            found[model._meta.label, pk] = (version, unit[0] if unit else None)
    return found


def changed_units(before, after) -> set[tuple[str, int | None]]:
    """The models and units of rows that came, went, moved or changed."""
    touched = set()
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old != new:
            touched |= {(key[0], row[1]) for row in (old, new) if row}
    return touched


def _leads(model, way) -> bool:
    for name in way.split("__"):
        field = next((field for field in model._meta.fields if field.name == name), None)
        if field is None or field.related_model is None:
            return False
        model = field.related_model
    return issubclass(model, Unit)

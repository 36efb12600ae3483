"""History for a model: every insert, update and delete leaves a row, whichever way it came.

The triggers stand in PostgreSQL, so `bulk_create`, `update()`, the admin site, an import's `INSERT … SELECT` and plain
SQL are caught alike. Who and why come from `audit.context`; a change made past the application bears the name of the
database account instead.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pghistory
import pgtrigger
from django.db import models


@dataclass(frozen=True)
class Trail:
    """What the log says about a tracked model.

    `label` names the fields whose words name a row, `owners` the foreign keys to the objects on whose page its history
    appears, `derived` fields that follow from others (neither recorded nor counted as a change), `secret` fields whose
    change is recorded without the value. `personal` rows are not for whoever only runs the system. `words` turns the
    values of a field that holds codes without `choices` into what a reader knows them by. `folds` names the foreign key
    to a whole whose rows are written together: what one act did to many of them is one line of the log.
    """

    model: type[models.Model]
    history: type[models.Model]
    label: tuple[str, ...]
    owners: tuple[str, ...]
    derived: tuple[str, ...]
    secret: tuple[str, ...]
    personal: bool
    words: Mapping[str, Callable[[str], str]] = field(default_factory=dict, compare=False)
    folds: str = ""

    @property
    def key(self) -> str:
        return self.model._meta.label_lower


_trails: dict[str, Trail] = {}


def trails() -> tuple[Trail, ...]:
    """Every tracked model, in the order of their names."""
    return tuple(_trails[key] for key in sorted(_trails))


def tracked(
    model=None,
    *,
    label: Iterable[str] = (),
    owners: Iterable[str] = (),
    derived: Iterable[str] = (),
    secret: Iterable[str] = (),
    personal: bool = True,
    words: Mapping[str, Callable[[str], str]] | None = None,
    folds: str = "",
):
    """Class decorator, bare or with arguments (see `Trail`): history rows, and `version` bumped where there is one."""

    def decorate(model):
        history = _track(model, tuple(derived), tuple(secret))
        names = map(tuple, (label, owners, derived, secret))
        trail = Trail(model, history, *names, personal, words or {}, folds)
        _trails[trail.key] = trail
        return model

    return decorate(model) if model is not None else decorate


def _track(model, derived, secret):
    real = [field.name for field in model._meta.fields if field.name not in (*derived, "version")]
    if any(field.name == "version" for field in model._meta.fields):
        pgtrigger.register(_bump_version(real))(model)
    pgtrigger.register(no_truncate())(model)
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(condition=pgtrigger.AnyChange(*real)),
        pghistory.DeleteEvent(),
        exclude=[*derived, *secret],
        attrs={"pgh_id": models.BigAutoField(primary_key=True)},
        meta={
            "default_permissions": (),
            "indexes": [models.Index(fields=["pgh_created_at", "pgh_id"])],
            "triggers": [no_truncate()],
        },
        abstract=False,
    )


def _bump_version(fields):
    """A row's version grows by one with every real change, bulk writes included."""
    return pgtrigger.Trigger(
        name="bump_version",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )


def no_truncate():
    """TRUNCATE fires no row trigger: it would empty a table without a trace, so it is refused."""
    return pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;",
    )


class Versioned(models.Model):
    """A record that two people may open at once: its version tells the second that the first has saved."""

    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True

"""History for a model: every insert, update and delete leaves a row, whichever way it came.

The triggers stand in PostgreSQL, so `bulk_create`, `update()`, the admin site, an import's `INSERT … SELECT` and
plain SQL are caught alike. Who and why come from `audit.context`; a change made past the application has neither and
shows so.
"""

import pghistory
import pgtrigger
from django.db import models


def tracked(model=None, *, derived: tuple[str, ...] = ()):
    """Class decorator: history rows for every change, and `version` bumped in the database where the model has one.

    `derived` names columns that are computed from the others (sort and search keys): they are no facts and would fill
    most of the history of a large import.
    """
    if model is None:
        return lambda decorated: tracked(decorated, derived=derived)
    if any(field.name == "version" for field in model._meta.fields):
        pgtrigger.register(bump_version())(model)
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(derived) or None,
        meta={"indexes": [models.Index(fields=["pgh_created_at"], name=f"{model._meta.model_name}_history_at")]},
    )(model)


def bump_version():
    """A row's version grows by one with every real change, bulk writes included."""
    return pgtrigger.Trigger(
        name="bump_version",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(),
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )


class Versioned(models.Model):
    """A record that two people may open at once: its version tells the second that the first has saved."""

    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True

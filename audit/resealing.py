"""Changing the key: every value that an old key sealed is sealed anew by the first key of `SEALING_KEYS`.

A model names its sealed columns in `sealed_fields` (column → purpose). History is not touched, nobody may change it: a
retired key stays configured as long as history must be readable. The index key is never changed by this.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Func, Value
from pghistory.models import Event as HistoryRow

from audit.sealing import CannotUnseal, mark_of_first_key, seal, unseal

BATCH = 1000


@dataclass(frozen=True)
class SealedColumn:
    """One column of sealed values."""

    model: type[models.Model]
    name: str
    purpose: str

    def __str__(self):
        return f"{self.model._meta.db_table}.{self.name}"

    def outdated(self):
        """Rows whose value an older key has sealed."""
        mark = mark_of_first_key()
        start = Func(F(self.name), Value(1), Value(len(mark)), function="substring", output_field=models.BinaryField())
        rows = self.model._base_manager.exclude(**{f"{self.name}__isnull": True})
        return rows.annotate(_mark=start).exclude(_mark=mark)


def sealed_columns() -> list[SealedColumn]:
    """Every sealed column outside history, by table."""
    return [
        SealedColumn(model, name, purpose)
        for model in apps.get_models()
        if not issubclass(model, HistoryRow) and not model._meta.proxy
        for name, purpose in getattr(model, "sealed_fields", {}).items()
    ]


def reseal(column: SealedColumn, *, batch: int = BATCH) -> Iterator[tuple[int, list[int]]]:
    """Works through the column; yields after each batch, which is a transaction, how many are done and which are not.

    Broken off, it goes on where it stopped: what is done is no longer outdated.
    """
    last = 0
    while True:
        with transaction.atomic():
            rows = column.outdated().filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))
            found = list(rows.values_list("pk", column.name)[:batch])
            if not found:
                return
            fresh, unreadable = _sealed_anew(column, found)
            _store(column, fresh)
        last = found[-1][0]
        yield len(fresh), unreadable


def _sealed_anew(column, found):
    fresh, unreadable = {}, []
    for key, value in found:
        try:
            fresh[key] = seal(unseal(value, column.purpose), column.purpose)
        except CannotUnseal:
            unreadable.append(key)
    return fresh, unreadable


def _store(column, fresh) -> None:
    rows = [column.model(pk=key, **{column.name: value}) for key, value in fresh.items()]
    column.model._base_manager.bulk_update(rows, [column.name])

import pgtrigger
from django.db import models

from directory.models.people import Category, Person
from directory.models.statuses import Status
from directory.models.units import Unit


class UnitTally(models.Model):
    """人数: how many people a unit has, everything below it included, by party status and part of the school.

    Several rows of one kind add up. Triggers on `Person` write what a statement changed as rows of their own instead of
    updating one, so that two people who save at once never wait for each other at the school's own committee; the
    night makes one row of them again, and counts everybody anew once a week (directory/tally.py).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="tallies")
    status = models.CharField(max_length=20, choices=Status.choices)
    category = models.CharField(max_length=20, choices=Category.choices)
    people = models.IntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "人数汇总"
        default_permissions = ()
        indexes = [models.Index(fields=["status", "category"], name="unit_tally_kind")]

    def __str__(self):
        return f"{self.unit_id} {self.status} {self.category} {self.people:+}"


def _counted(changed: str) -> str:
    """Adds the balance of `changed` (unit_id, status, category, people) to every unit on the path."""
    return f"""
    INSERT INTO directory_unittally (unit_id, status, category, people)
    SELECT above::bigint, balance.status, balance.category, sum(balance.people)
    FROM (SELECT unit_id, status, category, sum(people) AS people FROM ({changed}) AS changed
          GROUP BY unit_id, status, category HAVING sum(people) <> 0) AS balance
    JOIN directory_unit AS unit ON unit.id = balance.unit_id
    CROSS JOIN LATERAL unnest(string_to_array(rtrim(unit.path, '/'), '/')) AS above
    GROUP BY 1, 2, 3 HAVING sum(balance.people) <> 0;
    RETURN NULL;
    """  # noqa: S608 (`changed` is one of two constants)


_ARRIVED = "SELECT unit_id, status, category, 1 AS people FROM arrived"
_GONE = "SELECT unit_id, status, category, -1 AS people FROM gone"


def _trigger(operation, changed: str, **tables) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"tally_{str(operation).lower()}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=_counted(changed),
    )


pgtrigger.register(
    _trigger(pgtrigger.Insert, _ARRIVED, new="arrived"),
    _trigger(pgtrigger.Update, f"{_ARRIVED} UNION ALL {_GONE}", new="arrived", old="gone"),
    _trigger(pgtrigger.Delete, _GONE, old="gone"),
)(Person)

"""What acts hold on to while they run, and who was there before them."""

import datetime as dt

from django.db import connection

from directory.models import Account, Unit


def lock_tree() -> None:
    """One change of the tree's shape at a time: two moves, each right alone, could put two units under each other."""
    list(Unit.objects.select_for_update().filter(parent__isnull=True).values_list("pk"))


def hold_open(unit: Unit, on: dt.date) -> bool:
    """Whether the unit exists on that day; until the transaction ends a closing waits, and other acts don't."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT closed_on FROM directory_unit WHERE id = %s FOR KEY SHARE", [unit.pk])
        (closed_on,) = cursor.fetchone()
    return closed_on is None or closed_on > on


def last_change(record) -> tuple[str, dt.datetime | None]:
    """Who changed a tracked record last, and when: for the words at a second saver's form."""
    event = record.events.select_related("pgh_context").order_by("-pgh_id").first()
    if event is None:
        return "", None
    facts = event.pgh_context.metadata if event.pgh_context else {}
    account = Account.objects.select_related("person").filter(pk=facts.get("user")).first()
    return str(account or ""), event.pgh_created_at

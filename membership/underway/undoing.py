"""What follows from cases, and is worked out again when an import of them is taken back."""

import datetime as dt

from audit.undoing import after_undo, stays_with
from membership.models import Case, Companion
from membership.services.standing import refresh_many

# Who accompanies a case belongs to it, not to the mentor.
stays_with(Companion, "case", "person")


@after_undo
def stand_again(touched: dict[str, list[int]], on: dt.date | None) -> None:
    """Cases that the batch had changed stand as their records say; what is due follows from the day."""
    cases = Case.objects.filter(pk__in=touched.get("membership.case", ()))
    if on:
        refresh_many(cases.select_related("person", "unit", "template"), on)

"""What the last conversion meeting decided, and the dates that the book must bear where the answer is yes."""

import datetime as dt
from collections.abc import Iterable

from branches.quorum import carries
from membership.models import Case, StepRecord

# Written in the book only where the answer is yes.
ONLY_APPROVED = ("probation_from", "probation_to", "full_member_from")


def converted(cases: Iterable[Case]) -> set[int]:
    """Keys of those whose last conversion meeting decided to convert: only they have a day of becoming a full member.

    A meeting whose decision is not known is taken to convert. One query.
    """
    rows = StepRecord.objects.standing().filter(case__in=list(cases), step="conversion_meeting")
    rows = rows.order_by("happened_on", "pk").values_list("case", "facts")
    decided = {case: facts.get("decision") or _unsaid(facts) for case, facts in rows}
    return {case for case, decision in decided.items() if decision == "convert"}


def _unsaid(facts) -> str:
    """Where too few agreed, nothing was decided."""
    return "" if carries(facts) is False else "convert"


def book_dates(step: str, cases: Iterable[Case]) -> dict[int, dict[str, dt.date]]:
    """Case's key → the dates that an approval of the step writes into the book, where the case knows them to the day.

    What it knows to the month alone is proposed to nobody: saved from the form, it would be a day.
    """
    cases = list(cases)
    if step == "admission_approval":
        return {
            case.pk: _known(probation_from=_exact(case, "admitted_on"), probation_to=_exact(case, "probation_to"))
            for case in cases
        }
    if step != "conversion_approval":
        return {}
    keys = converted(cases)
    ends = {case.pk: _exact(case, "probation_to") for case in cases if case.pk in keys}
    return {key: {"full_member_from": end + dt.timedelta(days=1)} for key, end in ends.items() if end}


def _exact(case: Case, name: str) -> dt.date | None:
    return getattr(case, name) if case.is_exact(name) else None


def _known(**dates) -> dict:
    return {name: day for name, day in dates.items() if day}

"""Filings with their counted working days."""

import datetime as dt
from dataclasses import dataclass

from dates.working_days import Count, WorkingCalendar
from directory.models import Unit
from organizers.models import Filing
from organizers.rules.filing import FilingDays, FilingState, filing_state, filing_verdict
from organizers.rules.verdicts import Verdict
from policy.working_days import working_calendar


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A filing with its state and due day on the day it is looked at."""

    filing: Filing
    days: FilingDays
    state: FilingState
    verdict: Verdict
    is_provisional: bool = False


def filings(viewer):
    """Filings the viewer may see, with person and unit; their returns in one query more."""
    rows = Filing.objects.visible_to(viewer)
    return rows.select_related("appointment__unit__parent", "appointment__person").prefetch_related("returns")


def below(rows, viewer, code: str):
    """Those of one unit and everything below it, where a code is given; none of a unit that the viewer does not see."""
    if not code:
        return rows
    unit = Unit.objects.within(viewer, "organizers.view").filter(code=code).first()
    return rows.filter(appointment__unit__path__startswith=unit.path) if unit else rows.none()


def filing_lines(rows, on: dt.date) -> list[FilingLine]:
    """One query more for the working-day table."""
    calendar = working_calendar()
    return [_line(filing, calendar, on) for filing in rows]


def filing_count(filing: Filing, calendar: WorkingCalendar) -> Count | None:
    """The days from the decision to the last one, for the reader to count along; None without a limit."""
    return calendar.nth_working_day(filing.decided_on, filing.working_days) if filing.working_days else None


def filing_days(filing: Filing, calendar: WorkingCalendar) -> FilingDays:
    """The days the rule judges. Needs `returns` prefetched."""
    count = filing_count(filing, calendar)
    return FilingDays(
        decided_on=filing.decided_on,
        due_on=count.due_on if count else None,
        working_days=filing.working_days,
        submitted_on=filing.submitted_on,
        received_on=filing.received_on,
        filed_on=filing.filed_on,
        is_returned=filing.open_return is not None,
        taken=_taken(filing, calendar),
    )


def _taken(filing, calendar) -> int | None:
    """Working days after the decision up to the submission."""
    if filing.submitted_on is None:
        return None
    return calendar.working_days(filing.decided_on + dt.timedelta(days=1), filing.submitted_on)


def _line(filing, calendar, on) -> FilingLine:
    days, count = filing_days(filing, calendar), filing_count(filing, calendar)
    verdict = filing_verdict(days, on, filing.clause)
    return FilingLine(filing, days, filing_state(days, on), verdict, bool(count and count.is_provisional))

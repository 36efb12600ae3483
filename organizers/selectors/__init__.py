"""Questions about organizers and posts: for many units or people in a fixed number of queries."""

from organizers.selectors.filings import filing_days, filing_lines, filings
from organizers.selectors.nominations import checks_shown
from organizers.selectors.roster import (
    RosterLine,
    current_lines,
    full_time_spans,
    in_order,
    roster,
    roster_below,
    roster_lines,
    rotation_of,
    served_in_words,
)
from organizers.selectors.staffing import StaffingRow, members_on, staffing_row, staffing_rows, staffing_trend

__all__ = [
    "RosterLine",
    "StaffingRow",
    "checks_shown",
    "current_lines",
    "filing_days",
    "filing_lines",
    "filings",
    "full_time_spans",
    "in_order",
    "members_on",
    "roster",
    "roster_below",
    "roster_lines",
    "rotation_of",
    "served_in_words",
    "staffing_row",
    "staffing_rows",
    "staffing_trend",
]

"""Acts on organizers' appointments: appointing and ending, filing, trial, other posts, work history."""

from organizers.services.appointing import Excepted, Nominated, appoint, checks_of, note_rank, note_year
from organizers.services.ending import end_appointment, end_refusals_of
from organizers.services.filing import (
    add_document,
    complete_filing,
    open_filing,
    receive_filing,
    return_filing,
    submit_filing,
)
from organizers.services.filing_together import Paper, submit_filings
from organizers.services.posts import record_post, record_work, void_work
from organizers.services.trials import conclude_trial, start_trial

__all__ = [
    "Excepted",
    "Nominated",
    "Paper",
    "add_document",
    "appoint",
    "checks_of",
    "complete_filing",
    "conclude_trial",
    "end_appointment",
    "end_refusals_of",
    "note_rank",
    "note_year",
    "open_filing",
    "receive_filing",
    "record_post",
    "record_work",
    "return_filing",
    "start_trial",
    "submit_filing",
    "submit_filings",
    "void_work",
]

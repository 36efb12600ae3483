"""Acts on organizers' appointments: appointing and ending, filing, trial, other posts, work history."""

from organizers.services.appointing import PLAIN, appoint, note_rank, note_year
from organizers.services.correcting import correct_appointment
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
from organizers.services.nominating import Excepted, Nominated, checks_of
from organizers.services.posts import record_post, record_work, void_work
from organizers.services.trials import conclude_trial, start_trial
from organizers.services.voiding import void_appointment

__all__ = [
    "PLAIN",
    "Excepted",
    "Nominated",
    "Paper",
    "add_document",
    "appoint",
    "checks_of",
    "complete_filing",
    "conclude_trial",
    "correct_appointment",
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
    "void_appointment",
    "void_work",
]

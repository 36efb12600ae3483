"""The acts on cases: the only place that changes one."""

from membership.services.acts import NOT_EXCUSED, Act, Excused, ask
from membership.services.leaving import end_case, move_case, pause_case, resume_case
from membership.services.opening import open_case
from membership.services.recording import correct_record, record_step, void_record
from membership.services.returning import resubmit_case, return_case, void_return
from membership.services.school_steps import record_school_step
from membership.services.standing import refresh_many, refresh_standing

__all__ = [
    "NOT_EXCUSED",
    "Act",
    "Excused",
    "ask",
    "correct_record",
    "end_case",
    "move_case",
    "open_case",
    "pause_case",
    "record_school_step",
    "record_step",
    "refresh_many",
    "refresh_standing",
    "resubmit_case",
    "resume_case",
    "return_case",
    "void_record",
    "void_return",
]

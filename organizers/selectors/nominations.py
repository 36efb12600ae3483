"""What was answered at a nomination, for whoever reads it now."""

from directory.scope import covers_school
from organizers.models import Appointment
from organizers.rules.eligibility import Answer

# The words of this check name the candidate's other posts, wherever they are.
_NAMES_POSTS = "dedicated_post"
_UNNAMED = "同时任其他职务，与专人专岗冲突"


def checks_shown(appointment: Appointment, seen: tuple[str, ...]) -> list[dict]:
    """The checks as they were answered; other posts are named only to whoever sees the whole school by `seen`."""
    nomination = getattr(appointment, "nomination", None)
    checks = nomination.checks if nomination else []
    if covers_school(seen):
        return checks
    return [
        check | {"words": _UNNAMED} if check["rule"] == _NAMES_POSTS and check["answer"] != Answer.PASSED else check
        for check in checks
    ]


def unmet_of(appointment: Appointment) -> tuple[str, ...] | None:
    """Conditions that an appointment written down after the fact (补录) did not meet; None for any other."""
    nomination = getattr(appointment, "nomination", None)
    if nomination is None or not nomination.is_history:
        return None
    return tuple(check["title"] for check in nomination.checks if check["answer"] in (Answer.FAILED, Answer.EXCEPTION))

"""Which steps may be taken from here: what comes next, what stands beside it, what may be done again and again."""

from membership.procedure.history import History
from membership.procedure.planning import again, is_passed_over, next_step
from membership.procedure.rules.approvals import deliberated_now
from membership.procedure.rules.sequence import counted
from membership.procedure.steps import STEPS, WAY

# What may be recorded as often as it happens, stage by stage.
_BESIDE = {
    "applicant": ("thought_report", "public_notice", "transfer"),
    "activist": ("review", "thought_report", "mentors", "training", "public_notice", "transfer"),
    "target": (
        "thought_report", "introducers", "political_review", "training", "public_notice", "pre_review",
        "application_book", "deliberation", "transfer",
    ),
    "probationary_member": (
        "probation_review", "thought_report", "introducers", "training", "public_notice", "discipline", "postponement",
        "conversion_meeting", "deliberation", "transfer",
    ),
}  # fmt: skip


def ready(history: History) -> tuple[str, ...]:
    """The next step first, then whatever else has everything before it done: reviews, training and introducers may
    come in any order. What has to be done once more is not done yet for whatever follows it."""
    following = next_step(history)
    if following is None:
        return ()
    waits = again(history)
    open_ = [code for code in WAY if waits not in STEPS[code].after and _is_open(history, code)]
    return tuple(dict.fromkeys((following.step, *open_)))


def _is_open(history, code) -> bool:
    if counted(history, code) or is_passed_over(history, code):
        return False
    return all(counted(history, earlier) or is_passed_over(history, earlier) for earlier in STEPS[code].after)


def beside(history: History) -> tuple[str, ...]:
    """Steps that repeat and may be recorded now without being next."""
    coming = ready(history)
    return tuple(code for code in _BESIDE.get(history.stage or "", ()) if code not in coming)


def awaits_deliberation(history: History) -> bool:
    """Whether the general branch has not yet agreed to what the last meeting decided; ask only where there is one."""
    held = deliberated_now(history)
    return held is not None and (not held or held[-1].get("result") == "refuse")

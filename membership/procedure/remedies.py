"""Which step removes a reason: what the page offers beside “还不能办理”."""

from membership.procedure.rules.sequence import MISSING

_STEP_OF = {rule: step for step, rule in MISSING.items()} | {
    "DEV-03": "application_talk",
    "DEV-05": "activist_filing",
    "DEV-07": "review",
    "DEV-12": "target_filing",
    "DEV-16": "political_review",
    "DEV-18": "training",
    "DEV-21": "pre_review",
    "DEV-31": "deliberation",
    "DEV-63": "target_filing",
    "DEV-64": "public_notice",
    "DEV-65": "public_notice",
    "DEV-66": "public_notice",
    "P-06": "public_notice",
    "P-07": "public_notice",
    "P-08": "political_review",
    "P-16": "thought_report",
    "P-19": "probation_review",
}


def remedy(rule: str, blocked: str) -> str | None:
    """The step that settles the rule; None where only time or another decision does, or the step is the blocked one."""
    step = _STEP_OF.get(rule)
    return step if step != blocked else None

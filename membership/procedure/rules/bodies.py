"""Which body may act: the branch committee, the general meeting in its place, the party committee (第八条)."""

from collections.abc import Iterator

from membership.procedure.case import Event
from membership.procedure.history import History
from membership.procedure.reporting import breach, lacks
from membership.procedure.verdict import Finding, NotChecked

WORDS = {
    "branch_committee": "支部委员会",
    "branch_meeting": "支部大会",
    "party_committee": "党委",
    "general_branch": "党总支",
    "party_group": "党组",
    "temporary": "临时党组织",
}


def branch_body(history: History, rule: str, event: Event) -> Iterator[Finding | NotChecked]:
    """The branch committee decides; “不设支部委员会的由支部大会” (第八条, and so throughout)."""
    body = event.get("body")
    has_committee = history.case.branch.has_committee
    if body is None:
        yield lacks(rule, event, "body")
    elif body not in ("branch_committee", "branch_meeting"):
        yield breach(history, rule, event, f"应由支部委员会讨论决定，登记为{WORDS[body]}")
    elif has_committee is None:
        yield NotChecked(rule, "branch.has_committee")
    elif has_committee != (body == "branch_committee"):
        right = "支部委员会" if has_committee else "支部大会（不设支部委员会）"
        yield breach(history, rule, event, f"应由{right}讨论决定，登记为{WORDS[body]}")


def committee_body(history: History, rule: str, event: Event, act: str) -> Iterator[Finding | NotChecked]:
    """“上级党委”: a general branch deliberates and passes upward, it is no party committee."""
    body = event.get("body")
    if body is None:
        yield lacks(rule, event, "body")
    elif body != "party_committee":
        yield breach(history, rule, event, f"{act}应由上级党委办理，登记为{WORDS[body]}，请报上级党委")

"""What the form of a history may say of each step, and in which words (docs/timelines.md)."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from membership.procedure.steps import COMMITTEE_VOTE_FACTS


class Kind(Enum):
    """The shape of one fact: how a sentence calls it, and what JSON gives for it."""

    DATE = "日期", (str,)
    YES_NO = " true 或 false", (bool,)
    COUNT = "整数", (int,)
    AMOUNT = "不小于 0 的数", (int, float)
    PEOPLE_COUNTED = "不小于 0 的整数", (int,)
    TEXT = "文字", (str,)
    PEOPLE = "人员列表", (list,)

    def __init__(self, words: str, types: tuple[type, ...]):
        self.words, self.types = words, types


class Choice(NamedTuple):
    """One of several words; what it stands for is kept."""

    words: Mapping[str, str]


class ListOf(NamedTuple):
    words: frozenset[str]


def _one_of(*words: str) -> Choice:
    return Choice({word: word for word in words})


_BODY = _one_of("branch_committee", "branch_meeting", "party_committee", "general_branch", "party_group", "temporary")
_PASS = _one_of("pass", "fail")
_MEMBER = Choice(
    {"full": "full", "full_member": "full", "probationary": "probationary", "probationary_member": "probationary"}
)

# What a branch is called in a file; only a temporary one makes a difference to the rules (DEV-32).
BRANCH_KINDS = _one_of(
    "branch", "direct_branch", "joint_branch", "general_branch", "committee", "second_committee", "group", "temporary"
)
APPROVING = _one_of(*_BODY.words, "work_committee")
PEOPLE = {
    "status": _MEMBER,
    "joined_on": Kind.DATE,
    "restricted": Kind.YES_NO,
    "relative": Kind.YES_NO,
    "in_influence_period": Kind.YES_NO,
}
VOTES = {
    "expected": Kind.COUNT,
    "present": Kind.COUNT,
    "written_ayes": Kind.COUNT,
    "ayes": Kind.COUNT,
    "nays": Kind.COUNT,
    "abstentions": Kind.COUNT,
    "ballot": _one_of("secret", "show_of_hands"),
    "together": Kind.YES_NO,
    "candidate_present": Kind.YES_NO,
    "introducers_present": Kind.COUNT,
}
COMMITTEE_VOTE = {name: VOTES[name] for name in COMMITTEE_VOTE_FACTS}
ARCHIVE_PARTS = frozenset(
    {
        "application",
        "book",
        "political_review",
        "conversion_application",
        "cultivation",
        "activist_form",
        "probation_form",
    }
)

FACTS: dict[str, dict] = {
    "application": {"written": Kind.YES_NO},
    "application_talk": {
        "by": _one_of("secretary", "deputy", "organization_commissioner", "organizer", "other"),
    },
    "activist_decision": {
        "body": _BODY,
        "sources": ListOf(frozenset({"members", "league", "union", "other"})),
        "league_recommended_on": Kind.DATE,
    },
    "activist_filing": {"body": _BODY},
    "mentors": {"mentors": Kind.PEOPLE},
    "review": {"result": Kind.TEXT},
    "thought_report": {},
    "target_decision": {"body": _BODY, "opinions": ListOf(frozenset({"group", "mentors", "members", "masses"}))},
    "target_filing": {"body": _BODY, "result": _one_of("agree", "refuse"), **COMMITTEE_VOTE},
    "target_listing": {},
    "introducers": {"introducers": Kind.PEOPLE},
    "political_review": {"conclusion": _PASS},
    "training": {
        "from": Kind.DATE,
        "to": Kind.DATE,
        "hours": Kind.AMOUNT,
        "days": Kind.AMOUNT,
        "level": _one_of("target", "activist", "probationary"),
        "mode": _one_of("in_person", "video"),
        "result": _PASS,
    },
    "committee_review": {"body": _BODY},
    "pre_review": {"submitted_on": Kind.DATE, "result": _PASS, "body": _BODY},
    "application_book": {"issued_on": Kind.DATE},
    "admission_meeting": VOTES,
    "approval_talk": {"by": _one_of("committee_member", "organizer", "other")},
    "admission_approval": {
        "reported_on": Kind.DATE,
        "body": _BODY,
        "result": _one_of("approve", "refuse"),
        "special_case": Kind.YES_NO,
        "probation_from": Kind.DATE,
        "probation_to": Kind.DATE,
        **COMMITTEE_VOTE,
    },
    "higher_filing": {},
    "assignment": {},
    "oath": {},
    "probation_review": {},
    "conversion_application": {},
    "conversion_meeting": {
        **VOTES,
        "decision": _one_of("convert", "extend", "cancel"),
        "extend_months": Kind.COUNT,
    },
    "conversion_approval": {
        "reported_on": Kind.DATE,
        "body": _BODY,
        "result": _one_of("approve", "refuse"),
        "full_member_from": Kind.DATE,
        **COMMITTEE_VOTE,
    },
    "archive": {"documents": ListOf(ARCHIVE_PARTS)},
    "public_notice": {
        "for": _one_of("activist", "target", "admission", "conversion"),
        "from": Kind.DATE,
        "to": Kind.DATE,
        "places": ListOf(frozenset({"unit", "residence", "origin", "destination"})),
        "result": _one_of("clear", "cleared_after_inquiry", "obstacle"),
    },
    "transfer": {"from_unit": Kind.TEXT, "to_unit": Kind.TEXT, "file_examined": Kind.YES_NO},
    "deliberation": {
        "for": _one_of("admission", "conversion"),
        "result": _one_of("agree", "refuse"),
        **COMMITTEE_VOTE,
    },
    "discipline": {"kind": _one_of("light", "serious")},
    "postponement": {"until": Kind.DATE},
}
# Days that are laid down ahead: they may lie after the day of judging.
MAY_LIE_AHEAD = frozenset(
    {
        ("public_notice", "to"),
        ("training", "to"),
        ("admission_approval", "probation_to"),
        ("conversion_approval", "full_member_from"),
        ("postponement", "until"),
    }
)
DOCUMENT_KINDS = (
    "application",
    "thought_report",
    "talk_record",
    "review_form",
    "inquiry_letter",
    "inquiry_reply",
    "political_review",
    "certificate",
    "book",
    "resolution",
    "conversion_application",
    "notice",
    "other",
)
STAGES = ("applicant", "activist", "target", "probationary_member", "full_member", "cancelled")
STAGE_WORDS = {each: each for each in STAGES} | {"probationary": "probationary_member", "full": "full_member"}

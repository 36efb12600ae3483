"""From the cells of a row to its history: which step each column speaks of.

A cell that cannot be read leaves its step unknown and is told beside the row; the rest of the row is still judged.
"""

import datetime as dt
import re
from collections.abc import Callable

from dates.parsing import DateUnreadable
from dates.partial import PartialDate
from directory.numbers import IdNumberUnreadable, contradicts, parse_id_number
from membership.ledger import cells
from membership.ledger import columns as at
from membership.ledger.rows import LedgerRow
from membership.procedure.editions import SWITCH_ON
from sheets.tables import Row, is_empty, text_of

# One day each.
DATED = {
    at.APPLIED: "application",
    at.TALKED: "application_talk",
    at.ACTIVIST: "activist_decision",
    at.ACTIVIST_FILED: "activist_filing",
    at.MENTORED: "mentors",
    at.TARGET: "target_decision",
    at.TARGET_FILED: "target_filing",
    at.INTRODUCED: "introducers",
    at.POLITICAL: "political_review",
    at.COMMITTEE_REVIEW: "committee_review",
    at.PRE_REVIEW: "pre_review",
    at.BOOK: "application_book",
    at.MEETING: "admission_meeting",
    at.APPROVAL_TALK: "approval_talk",
    at.APPROVED: "admission_approval",
    at.OATH: "oath",
    at.APPLIED_CONVERSION: "conversion_application",
    at.CONVERSION: "conversion_meeting",
    at.CONVERSION_APPROVED: "conversion_approval",
    at.ARCHIVED: "archive",
}
# Several days each.
REPEATED = {at.REVIEWED: "review", at.REPORTED: "thought_report", at.PROBATION_REVIEWED: "probation_review"}
# First and last day: purpose of the notice, level of the course.
NOTICES = {at.TARGET_NOTICE: "target", at.NOTICE: "admission", at.CONVERSION_NOTICE: "conversion"}
# The general branch between branch and committee: which resolution it examined.
DELIBERATIONS = {at.DELIBERATED: "admission", at.CONVERSION_DELIBERATED: "conversion"}
COURSES = {
    "activist": (at.ACTIVIST_COURSE, at.ACTIVIST_COURSE_FROM, at.ACTIVIST_COURSE_TO, at.ACTIVIST_PASSED),
    "target": (at.COURSE, at.COURSE_FROM, at.COURSE_TO, at.COURSE_PASSED),
}
# Behind the word 支部 or alone: the secretary of a committee is not the branch's.
TALKER = re.compile(r"(?:.*[(（])?(?:本?(?:党)?支部)?(书记|副书记|组织委员|组织员)[)）]?")
TALKERS = {"书记": "secretary", "副书记": "deputy", "组织委员": "organization_commissioner", "组织员": "organizer"}
STAGES = {
    "入党申请人": "applicant",
    "申请入党": "applicant",
    "申请入党人员": "applicant",
    "申请人": "applicant",
    "入党积极分子": "activist",
    "积极分子": "activist",
    "发展对象": "target",
    "拟发展对象": "target",
    "列入发展计划": "target",
    "领取志愿书": "target",
    "预备党员": "probationary_member",
    "中共预备党员": "probationary_member",
    "正式党员": "full_member",
    "中共党员": "full_member",
}
_STAGE_WORDS = "入党申请人、入党积极分子、发展对象、预备党员或正式党员"
_STUDENT, _STAFF = ("生", "博士", "硕士"), ("教", "职工", "退休", "干部")
_COUNTS = {
    at.EXPECTED: "expected",
    at.PRESENT: "present",
    at.AYES: "ayes",
    at.NAYS: "nays",
    at.ABSTAINED: "abstentions",
}


def row_of(row: Row, judged_on: dt.date) -> LedgerRow:
    """The line as a history up to that day. Columns that the file does not have are simply not told."""
    return _Reader(row, judged_on).read()


class _Reader:
    def __init__(self, row: Row, judged_on: dt.date):
        self.cells, self.events, self.judged_on = row.cells, [], judged_on
        self.row = LedgerRow(row.number, text_of(row.cells.get(at.NAME)), faults=list(row.faults.items()))
        self.unreadable = set(row.faults)

    def read(self) -> LedgerRow:
        self._who()
        self._dated()
        self._courses_and_notices()
        person, claimed = self._person(), self._claimed()
        self._joining(claimed)
        self._converting()
        self.row.told = {"id": str(self.row.number), "partial": True, "person": person, "claimed": claimed}
        self.row.told["events"] = self.events
        return self.row

    # --- cells

    def cell(self, column):
        return "" if column in self.unreadable else self.cells.get(column, "")

    def text(self, column) -> str:
        cell = self.cell(column)
        return "" if is_empty(cell) else text_of(cell)

    def value(self, column, read: Callable, nothing=None):
        """What the cell says; a sentence beside the row and nothing where it cannot be read."""
        try:
            return read(self.cell(column))
        except (DateUnreadable, ValueError) as unreadable:
            self.fault(column, str(unreadable))
            return nothing

    def fault(self, column, sentence) -> None:
        self.row.faults.append((column, sentence))
        self.unreadable.add(column)

    def tell(self, step, column, on: PartialDate | None, facts: dict | None = None) -> None:
        """One event; without a day it is kept beside the written form."""
        self.row.columns.setdefault(step, column)
        if on:
            self.events.append({"step": step, "on": on.iso(), **(facts or {})})
        else:
            self.row.undated.append((step, facts or {}))

    # --- the person

    def _who(self):
        self.row.roster_no = self.text(at.NUMBER).replace(" ", "").lstrip("'‘’")
        self.row.unit, self.row.committee = self.text(at.UNIT), self.text(at.COMMITTEE)
        self.row.book_number = self.text(at.BOOK_NUMBER).lstrip("'‘’")
        if not self.row.name:
            self.fault(at.NAME, "姓名是空的，请填写姓名。")
        for step, column in (("mentors", at.MENTORS), ("introducers", at.INTRODUCERS)):
            self.row.people[step] = self.value(column, cells.people, [])

    def _person(self) -> dict:
        told = {"born_on": self._born()}
        if leaves := self.value(at.LEAVE, cells.one_date):
            told["leaves_on"] = leaves.iso()
        category, league = self.text(at.CATEGORY), self.text(at.LEAGUE)
        if any(word in category for word in _STAFF):
            told["student"] = False
        elif any(word in category for word in _STUDENT):
            told["student"] = True
        if league:
            told["league_member"] = "团员" in league
        return told

    def _born(self) -> str | None:
        """By the roster, else by the ID number; both must agree."""
        born, number = self.value(at.BIRTH, cells.one_date), self._id_number()
        if number and born and (words := contradicts(number, born)):
            self.fault(at.BIRTH, words)
            return None
        return born.iso() if born else number.birth_on.isoformat() if number else None

    def _id_number(self):
        if is_empty(self.cell(at.ID_NUMBER)) or "*" in self.text(at.ID_NUMBER):
            return None
        try:
            known = parse_id_number(self.cell(at.ID_NUMBER))
        except IdNumberUnreadable as unreadable:
            self.fault(at.ID_NUMBER, str(unreadable))
            return None
        self.row.id_number = known.number
        return known

    def _claimed(self) -> dict:
        written = self.text(at.STAGE)
        if written and written not in STAGES:
            self.fault(at.STAGE, f"“{written}”不是所列的阶段，没有核对所处阶段；请写{_STAGE_WORDS}。")
        return {"stage": STAGES[written]} if written in STAGES else {}

    # --- the steps

    def _dated(self):
        for column, step in DATED.items():
            if column not in (at.MEETING, at.CONVERSION, at.CONVERSION_APPROVED):
                self._event(column, step, self.value(column, cells.one_date))
        for column, step in REPEATED.items():
            for day in self.value(column, cells.several_dates, []):
                self.tell(step, column, day)
        for column, purpose in DELIBERATIONS.items():
            if day := self.value(column, cells.one_date):
                self.tell("deliberation", column, day, {"for": purpose})
        self._listing()

    def _event(self, column, step, day):
        facts = self._facts(step)
        if day or facts:
            self.tell(step, column, day, facts)

    def _facts(self, step) -> dict:
        if step in ("mentors", "introducers"):
            named = self.row.people[step]
            return {step: [{"status": each.status} if each.status else {} for each in named]} if named else {}
        if step == "political_review" and (conclusion := cells.outcome(self.cell(at.POLITICAL_RESULT))):
            return {"conclusion": conclusion}
        if step == "activist_decision":
            return self._day_fact(at.RECOMMENDED, "league_recommended_on")
        if step == "application_book":
            return self._day_fact(at.BOOK_ISSUED, "issued_on")
        if step == "application_talk" and (talker := TALKER.fullmatch(self.text(at.TALKER))):
            return {"by": TALKERS[talker[1]]}
        return {}

    def _day_fact(self, column, fact) -> dict:
        day = self.value(column, cells.one_date)
        return {fact: day.iso()} if day else {}

    def _listing(self):
        """列为发展对象 is a step of its own since 2026; before that it was the decision itself."""
        day = self.value(at.TARGET_LISTED, cells.one_date)
        if not day:
            return
        is_decision = day.latest < SWITCH_ON and "target_decision" not in self.row.columns
        self.tell("target_decision" if is_decision else "target_listing", at.TARGET_LISTED, day)

    def _courses_and_notices(self):
        for level, (whole, begun, ended, passed) in COURSES.items():
            first, last = self._span(whole, begun, ended)
            result = cells.outcome(self.cell(passed))
            if first or result:
                facts = _filled({"from": first, "to": last}) | {"level": level} | ({"result": result} if result else {})
                self.row.columns.setdefault("training", whole if whole in self.cells else begun)
                self.events.append({"step": "training", **facts})
        for column, purpose in NOTICES.items():
            first, last = self.value(column, cells.span, (None, None))
            if first:
                self.row.columns.setdefault("public_notice", column)
                self.events.append({"step": "public_notice", "for": purpose, **_filled({"from": first, "to": last})})

    def _span(self, whole, begun, ended):
        first, last = self.value(whole, cells.span, (None, None))
        if first:
            return first, last
        first, last = self.value(begun, cells.one_date), self.value(ended, cells.one_date)
        return self.value(ended, lambda cell: cells.in_order(first, last), (first, None))

    def _joining(self, claimed):
        """入党时间 is the day of the meeting; beside the meeting's own column it is what the register says."""
        meeting, joined = self.value(at.MEETING, cells.one_date), self.value(at.JOINED, cells.one_date)
        if meeting and joined:
            claimed["probation_from"] = joined.iso()
        facts = self._votes()
        if meeting or joined or facts:
            column = at.MEETING if meeting or not joined else at.JOINED
            self.tell("admission_meeting", column, meeting or joined, facts)

    def _votes(self) -> dict:
        told = self.value(at.VOTES, cells.votes, {})
        for column, fact in _COUNTS.items():
            number = self.value(column, cells.count)
            if number is not None:
                told[fact] = number
        return told

    def _converting(self):
        """转正时间 alone names no meeting: the ledger then says from when, and nobody knows when it was discussed."""
        extended, full = self.value(at.EXTENDED, cells.one_date), self.value(at.FULL, cells.one_date)
        if extended:
            months = self.value(at.EXTENDED_MONTHS, cells.count)
            facts = {"decision": "extend"} | ({"extend_months": months} if months else {})
            self.tell("conversion_meeting", at.EXTENDED, extended, facts)
        if approved_extension := self.value(at.EXTENSION_APPROVED, cells.one_date):
            self.tell("conversion_approval", at.EXTENSION_APPROVED, approved_extension)
        if full and full.first > self.judged_on:
            full = None  # Planned: nothing has happened yet.
        meeting = self.value(at.CONVERSION, cells.one_date)
        approved = self.value(at.CONVERSION_APPROVED, cells.one_date)
        if meeting and not (extended and meeting == extended):
            self.tell("conversion_meeting", at.CONVERSION, meeting, {"decision": "convert"} if full or approved else {})
        elif full:
            self.tell("conversion_meeting", at.FULL, None, {"decision": "convert"})
        if approved or full:
            column = at.CONVERSION_APPROVED if approved else at.FULL
            self.tell("conversion_approval", column, approved, _filled({"full_member_from": full}))


def _filled(days: dict[str, PartialDate | None]) -> dict[str, str]:
    return {name: day.iso() for name, day in days.items() if day}

"""What is done for each row of the ledger, or why not: nothing is written here."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dates.partial import PartialDate
from directory.models import PartyStatus, Person, Status
from membership.ledger import columns as at
from membership.ledger.rows import LedgerRow
from membership.models import Book, Case, Stage, StepRecord, StepTemplate
from membership.procedure.history import History
from membership.procedure.judging import look_at
from membership.procedure.reading import Unreadable
from membership.procedure.verdict import Finding
from membership.services.outcomes import end_of
from membership.services.recording import ROLE_OF_STEP
from membership.timelines import Judge, records_of, tell
from membership.underway.books import Books
from membership.underway.comparing import Change, changes
from membership.underway.people import People
from membership.underway.statuses import Standing, party_standing
from membership.underway.telling import Told, told_steps, untold

CHUNK = 5_000
# So many findings of one row are put into words; the check of the ledger has them all.
SHOWN = 5
_STRANGER = "该人员的发展党员个案不在您的管理范围，请联系组织部。"


@dataclass(slots=True)
class Planned:
    """One row and what it comes to. `case` is the one that stands, or the new one, not saved yet."""

    row: LedgerRow
    person: Person | None = None
    case: Case | None = None
    changes: list[Change] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    companions: dict[str, list[Person]] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)
    book: Book | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    question: str = ""

    @property
    def action(self) -> str:
        if self.faults:
            return "error"
        if self.question:
            return "conflict"
        if not self.changes and self.book is None:
            return "same"
        return "changed" if self.case.pk else "new"

    @property
    def words(self) -> str:
        """The line of the preview."""
        if self.faults or self.question:
            return "；".join([words for _, words in self.faults] or [self.question])
        return "；".join([*self._told(), *(f"提示：{each}" for each in self._remarks())])

    def _told(self) -> Iterator[str]:
        if self.changes and not self.case.pk:
            yield f"新建个案（{Stage(self.case.stage).label}，{self.case.unit.short_name}）"
        dated = sorted(self.changes, key=lambda change: change.on.first if change.on else dt.date.max)
        yield from (change.words for change in dated)
        if self.book:
            yield f"{at.BOOK_NUMBER} {self.book.number}"

    def _remarks(self) -> Iterator[str]:
        yield from self.remarks
        if not self.changes:
            return
        for each in self.findings[:SHOWN]:
            yield f"{each.message}（{each.clause}）"
        if len(self.findings) > SHOWN:
            yield f"另有 {len(self.findings) - SHOWN} 处，可用“台账核对”逐条查看"


class Planner:
    """Everything that the rows refer to, in a fixed number of queries; then row by row.

    `hold`: the cases are locked, because what is planned will be done.
    """

    def __init__(self, rows: list[LedgerRow], viewer, permission: str, answers: dict[int, str], *, hold: bool = False):
        self.rows, self.viewer, self.answers, self.today = rows, viewer, answers, viewer.on
        self.people, self.judge = People(rows, viewer, permission), Judge(viewer.on)
        self.whom = {row.number: self.people.of(row, answers.get(row.number)) for row in rows}
        known = {whom.person.pk for whom in self.whom.values() if whom.person}
        self.cases = _cases(known, hold)
        self.records = records_of(list(self.cases.values()))
        self.statuses = _statuses(known)
        self.books = Books(rows, self.cases.values(), viewer)
        self.templates = list(StepTemplate.objects.published().order_by("-opened_from"))
        self.paths = viewer.paths(permission)

    def plan(self, progress: Callable[[int, int], None]) -> list[Planned]:
        """In the order of the file."""
        twice, found = _twice(self.whom), []
        for done, row in enumerate(self.rows, start=1):
            planned = self._planned(row)
            planned.faults += twice.get(row.number, ())
            found.append(planned)
            progress(done, len(self.rows))
        return found

    def _planned(self, row: LedgerRow) -> Planned:
        whom = self.whom[row.number]
        planned = Planned(row, whom.person, question=whom.question, remarks=whom.remarks)
        planned.faults = [*row.faults, *whom.faults]
        if planned.faults or planned.question or whom.person is None:
            return planned
        told = self._read(row, planned)
        if not planned.faults:
            self._against_case(planned, whom, told)
        if row.book_number and planned.case and not planned.faults and not planned.question:
            self._number(planned, told)
        if planned.changes and not planned.faults and not planned.question:
            self._judge(planned)
        return planned

    def _read(self, row, planned) -> list[Told]:
        """Dates that cannot be and facts that contradict the form are faults of their cells."""
        try:
            read = row.case(self.today)
        except Unreadable as unreadable:
            planned.faults += [("", reason) for reason in unreadable.reasons]
            return []
        planned.faults += [(row.columns.get(each.step, ""), each.words) for each in read.date_faults]
        return told_steps(row)

    def _against_case(self, planned, whom, told: list[Told]) -> None:
        case = self.cases.get(whom.person.pk)
        if case is not None and not case.is_open and _is_later(told, case):
            case = None
        if case is None:
            self._new(planned, whom, told)
        elif not any(case.unit.path.startswith(path) for path in self.paths):
            planned.faults.append((at.NAME, _STRANGER))
        else:
            planned.case = case
            self._changed(planned, told, is_sure=not whom.asked)

    def _number(self, planned, told: list[Told]) -> None:
        """The application book by its number: a fault of the cell, a remark, or a book to be registered."""
        row, case = planned.row, planned.case
        if self.books.is_known(row, case):
            return
        if words := self.books.fault(row, case):
            planned.faults.append((at.BOOK_NUMBER, words))
            return
        planned.book = self.books.book(row, case, told, self.records.get(case.pk, []) if case.pk else [])
        if planned.book is None:
            planned.remarks.append("没有写明到日的领取志愿书时间，或没有有权发放的党委，志愿书编号没有登记")

    def _new(self, planned, whom, told: list[Told]) -> None:
        days = [each.on.first for each in told if each.on]
        applied = [each.on.first for each in told if each.step == "application" and each.on]
        if not days:
            planned.faults.append((at.APPLIED, "没有任何一步的日期，不能建立个案，请至少填写申请入党时间。"))
            return
        if whom.person.status == Status.LEFT:
            planned.faults.append((at.NAME, "此人已离开本校，不再建立个案；请核对名册。"))
        opened_on = min(applied or days)
        template = next((each for each in self.templates if _is_for(each, opened_on)), None)
        if template is None:
            words = f"{opened_on} 没有可用的步骤模板，请在“步骤模板”中发布。"
            planned.faults.append((at.APPLIED, words))
            return
        planned.case = Case(
            person=whom.person,
            unit=whom.unit,
            template=template,
            opened_on=opened_on,
            is_league_member=planned.row.told["person"].get("league_member"),
        )
        planned.changes = changes(told, [])

    def _changed(self, planned, told: list[Told], *, is_sure: bool) -> None:
        """A contradiction is asked about: 是 takes the ledger's, 否 keeps what is registered."""
        case, answer = planned.case, self.answers.get(planned.row.number)
        found = [each for each in changes(told, self.records.get(case.pk, [])) if each.contradicts or not _rests(each)]
        against = [each for each in found if each.contradicts]
        words = "；".join(each.words for each in against)
        if found and not case.is_open:
            words = "；".join(each.words for each in found)
            ended = f"此案已于 {case.closed_on} 结束（{case.get_outcome_display()}）"
            planned.faults.append(("", f"{ended}，与台账不一致：{words}。需要改动的请在个案里用“更正记录”。"))
        elif resting := [each for each in against if _rests(each)]:
            words = "；".join(each.words for each in resting)
            planned.faults.append(("", f"与依据会议表决登记的不一致：{words}。请先更正会议，或改正台账。"))
        elif against and not is_sure:
            planned.faults.append((at.NUMBER, f"与登记的不一致：{words}。请在表中填写学工号后再导入。"))
        elif against and answer is None:
            planned.question = f"与登记的不一致：{words}。按台账更正吗？（否：保留登记的，只补缺少的）"
        elif answer != "skip":
            planned.changes = [each for each in found if answer == "same" or is_not_against(each)]

    def _judge(self, planned) -> None:
        """Findings, and where the case would stand; what the row claims of stage and probation is judged with it."""
        case = planned.case
        records = self.records.get(case.pk, []) if case.pk else []
        case.untold = sorted(
            {*case.untold, *untold({each.step for each in records} | {each.told.step for each in planned.changes})}
        )
        told = tell(case, _after(planned, records, self.today), {}, self.today)
        told = dataclasses.replace(told, claimed=planned.row.case(self.today).claimed)
        history = self.judge.history(told, case.unit)
        planned.findings, _ = look_at(history)
        case.stage = history.stage if history.stage in Stage.values else case.stage
        self._settle(planned, history)
        self._accompany(planned)

    def _settle(self, planned, history: History) -> None:
        """How the case ends, and what follows for party status."""
        case = planned.case
        case.outcome, case.closed_on = end_of(history)
        if case.closed_on and case.closed_on < case.opened_on:
            planned.faults.append((at.ARCHIVED, f"个案结束于 {case.closed_on}，早于 {case.opened_on} 开始，请核对。"))
        rows = self.statuses.get(case.person_id, [])
        planned.standing = party_standing(case.person, case.unit, history, rows)
        planned.faults += planned.standing.faults
        planned.remarks = [*planned.remarks, *planned.standing.remarks]

    def _accompany(self, planned) -> None:
        """Mentors and introducers whom the changes name, as far as they are registered."""
        case = planned.case
        for step in {each.told.step for each in planned.changes} & ROLE_OF_STEP.keys():
            for named in planned.row.people.get(step, ()):
                person = self.people.companion(named.name, case.unit, case.person)
                if person is None:
                    role = ROLE_OF_STEP[step].label
                    planned.remarks.append(f"{role}{named.name}在名册中没有对应到唯一的人，只记人数")
                elif person not in planned.companions.setdefault(step, []):
                    planned.companions[step].append(person)


def is_not_against(change: Change) -> bool:
    return not change.contradicts


def _rests(change: Change) -> bool:
    """A record taken from the vote of a kept meeting changes with the meeting alone."""
    return change.record is not None and change.record.item_id is not None


def record_of(case: Case, change: Change, today: dt.date, account=None) -> StepRecord:
    """The record that the change would be; a correcting one takes along what a ledger does not speak of."""
    before = change.record
    same_day = before is not None and before.day == change.on
    return StepRecord(
        case=case,
        person=case.person,
        step=change.told.step,
        happened_on=change.on.first if change.on else None,
        precision=change.on.precision if change.on else "day",
        facts=change.facts,
        recorded_on=today,
        recorded_by=account,
        replaces=before,
        note_sealed=before.note_sealed if before else None,
        due_on=before.due_on if same_day else None,
        late=before.late if same_day else "",
    )


def _after(planned: Planned, records, today) -> list[StepRecord]:
    """The standing records as they would be."""
    gone = {each.record.pk for each in planned.changes if each.record}
    kept = [record for record in records if record.pk not in gone]
    return [*kept, *(record_of(planned.case, each, today) for each in planned.changes)]


def _is_for(template: StepTemplate, day) -> bool:
    return template.opened_from <= day and (template.opened_until is None or day <= template.opened_until)


def _is_later(told: list[Told], case: Case) -> bool:
    """Whether all that the row tells came after the end of an earlier case."""
    days = [each.on for each in told if each.on]
    return bool(days) and all(PartialDate(case.closed_on).certainly_before(day) for day in days)


def _cases(people: set[int], hold) -> dict[int, Case]:
    """Person's key → the open case, else the last one that ended."""
    rows = Case.objects.held() if hold else Case.objects.select_related("person")
    rows = rows.filter(person__in=people).select_related("unit", "template")
    found: dict[int, Case] = {}
    for case in rows.order_by("opened_on", "pk"):
        if case.person_id not in found or not found[case.person_id].is_open:
            found[case.person_id] = case
    return found


def _statuses(people: set[int]) -> dict[int, list[PartyStatus]]:
    found = defaultdict(list)
    rows = PartyStatus.objects.filter(person__in=people, voided_at__isnull=True, is_provisional=False)
    for row in rows.order_by("from_on", "pk"):
        found[row.person_id].append(row)
    return found


def _twice(whom) -> dict[int, list[tuple[str, str]]]:
    """Two lines that mean one person by different numbers."""
    lines = defaultdict(list)
    for number, each in whom.items():
        if each.person:
            lines[each.person.pk].append(number)
    return {
        number: [(at.NAME, f"与第 {next(each for each in same if each != number)} 行是同一个人，请只保留一行。")]
        for same in lines.values()
        if len(same) > 1
        for number in same
    }

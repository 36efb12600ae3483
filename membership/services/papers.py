"""Documents of a case and the numbered application books."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from audit.context import give_reason
from dates.partial import PartialDate
from directory.constraints import refusing_conflicts
from directory.files import keep_file
from directory.models import Attachment
from directory.refusals import Grade, Refusal
from membership.authority import own_or_foreign, seat_of
from membership.models import Book, Case, CasePaper, StepRecord, TemplateDocument
from membership.models.papers import STRICT
from membership.procedure.catalog import RULES
from membership.procedure.days import Day
from membership.procedure.editions import edition_of
from membership.services.acts import hold, not_tomorrow, refuse_if

_LATEST = F("happened_on").desc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class Scan:
    content: bytes
    file_name: str


@refusing_conflicts()
def add_paper(
    *,
    case: Case,
    title: str,
    by,
    today: dt.date,
    document: TemplateDocument | None = None,
    record: StepRecord | None = None,
    kind: str = "",
    formed_on: PartialDate | None = None,
    scan: Scan | None = None,
    **facts,
) -> CasePaper:
    """Registers a document (pages, copies, original, signed, where the paper is) with its scan, where there is one."""
    case = hold(case, None)
    found = own_or_foreign(by, case)
    if formed_on and formed_on.earliest > today:
        found.append(Refusal("future", f"形成日期 {formed_on} 晚于今天，请核对。", field="formed_on"))
    refuse_if(found)
    paper = CasePaper.objects.create(
        case=case,
        person=case.person,
        document=document,
        record=record,
        title=title,
        kind=_stricter(kind, document.paper if document else ""),
        formed_on=formed_on.first if formed_on else None,
        precision=formed_on.precision if formed_on else "day",
        **facts,
    )
    if scan:
        keep_file(
            content=scan.content,
            file_name=scan.file_name,
            title=title[:60],
            record=paper,
            unit=case.unit,
            person=case.person,
            sensitivity=paper.sensitivity,
            on=today,
        )
    return paper


def _stricter(typed: str, asked: str) -> str:
    """What was typed goes before the template's word, unless it would open what the template keeps strictly."""
    return asked if asked in STRICT and typed not in STRICT else typed or asked


@refusing_conflicts()
def void_paper(*, paper: CasePaper, reason: str, by, today: dt.date) -> None:
    """作废: the document and its scan stay in the history."""
    case = hold(paper.case, None)
    paper = CasePaper.objects.select_for_update().get(pk=paper.pk)
    found = own_or_foreign(by, case)
    if paper.voided_at:
        found.append(Refusal("paper_voided", "这份材料已作废。"))
    if not reason.strip():
        found.append(Refusal("void_reason", "请写明作废的原因。", field="reason"))
    refuse_if(found)
    give_reason(reason)
    paper.voided_at, paper.void_reason = timezone.now(), reason[:300]
    paper.save(update_fields=["voided_at", "void_reason"])
    files = Attachment.objects.of(paper)
    files.update(voided_at=timezone.now(), void_reason=reason[:200])


@refusing_conflicts()
def issue_book(*, case: Case, number: str, on: dt.date, by, today: dt.date) -> Book:
    """发放志愿书: by the approving committee, to whoever passed the pre-review, and to nobody before (DEV-21)."""
    case = hold(case, None)
    approver = seat_of(case, today).approver
    found = _ended(case)
    if by.is_own(case.person) or approver is None or not by.may_on("cases.file", approver):
        where = approver.full_name if approver else "有审批权的党委"
        found.append(Refusal("book_right", f"入党志愿书由{where}发放。"))
    if on > today:
        found.append(Refusal("future", f"发放日期 {on} 晚于今天，请核对。", field="on"))
    passed = _passed_on(case)
    if passed is None or on < passed:
        clause = RULES["DEV-21"].clause(edition_of(Day.of(on)))
        words = f"预审合格后才能发放入党志愿书，{f'预审合格日期为 {passed}' if passed else '还没有预审合格的记录'}。"
        found.append(Refusal("DEV-21", words, grade=Grade.PARTY, clause=clause, field="on"))
    refuse_if(found)
    return Book.objects.create(
        number=number.strip(), unit=approver, case=case, person=case.person, issued_on=on, issued_by=by.account
    )


def _passed_on(case: Case) -> dt.date | None:
    """The last answer counts: whoever failed later holds no pass. One without a day says nothing of the last."""
    last = case.records.standing().filter(step="pre_review").order_by(_LATEST, "-pk").first()
    return last.happened_on if last and last.facts.get("result") == "pass" else None


@refusing_conflicts()
def return_book(*, book: Book, on: dt.date, by, today: dt.date) -> Book:
    """交回."""
    case, book = _held(book)
    found = [*_foreign_book(by, case, book), *not_tomorrow(on, today)]
    if book.returned_on or book.spoilt_on:
        found.append(Refusal("book_done", "这本志愿书已登记交回或作废。"))
    refuse_if(found)
    book.returned_on = on
    book.save(update_fields=["returned_on"])
    return book


@refusing_conflicts()
def spoil_book(*, book: Book, on: dt.date, reason: str, by, today: dt.date) -> Book:
    """作废: taken back with its reason, so that another can be issued."""
    case, book = _held(book)
    found = [*_foreign_book(by, case, book), *not_tomorrow(on, today)]
    if book.spoilt_on:
        found.append(Refusal("book_done", "这本志愿书已登记作废。"))
    if not reason.strip():
        found.append(Refusal("spoil_reason", "请写明作废的原因。", field="reason"))
    refuse_if(found)
    give_reason(reason)
    book.spoilt_on, book.spoil_reason = on, reason[:200]
    book.save(update_fields=["spoilt_on", "spoil_reason"])
    return book


def _held(book: Book) -> tuple[Case, Book]:
    """As it stands under the lock: somebody else may have saved since the page was opened."""
    case = hold(book.case, None)
    return case, Book.objects.select_for_update(of=("self",)).select_related("unit").get(pk=book.pk)


def _ended(case: Case) -> list[Refusal]:
    if case.is_open:
        return []
    words = f"此案已于 {case.closed_on} 结束（{case.get_outcome_display()}），不能再发放入党志愿书。"
    return [Refusal("case_closed", words)]


def _foreign_book(by, case, book) -> list[Refusal]:
    if not by.is_own(case.person) and by.may_on("cases.file", book.unit):
        return []
    return [Refusal("book_right", f"入党志愿书由{book.unit.full_name}管理。")]

"""志愿书编号: the numbered book that a row names, beside what is registered of it."""

from collections import Counter
from collections.abc import Iterable

from dates.parsing import parse_date
from dates.partial import PartialDate
from membership.approving import Approvers
from membership.ledger.rows import LedgerRow
from membership.models import Book, Case, StepRecord
from membership.underway.telling import Told

LONGEST = Book._meta.get_field("number").max_length
STEP = "application_book"


class Books:
    """Which numbers are taken, and by whom; a fixed number of queries."""

    def __init__(self, rows: Iterable[LedgerRow], cases: Iterable[Case], viewer):
        self._named = Counter(row.book_number for row in rows if row.book_number)
        self._taken = dict(Book.objects.filter(number__in=self._named).values_list("number", "case"))
        held = Book.objects.filter(case__in=[case.pk for case in cases], spoilt_on__isnull=True)
        self._held = dict(held.values_list("case", "number"))
        self._approvers, self._account = Approvers(viewer.on), viewer.account

    def fault(self, row: LedgerRow, case: Case) -> str:
        """Why the number cannot be this case's; empty where it can, or is already."""
        number, held = row.book_number, self._held.get(case.pk)
        if len(number) > LONGEST:
            return f"编号最多 {LONGEST} 个字，请核对。"
        if self._named[number] > 1:
            return f"编号 {number} 在表中用了 {self._named[number]} 次，每本志愿书只有一个编号，请核对。"
        if number in self._taken and self._taken[number] != case.pk:
            return f"编号 {number} 已经登记过，请核对。"
        if held and held != number:
            return f"此人已登记的编号是 {held}；填写有误重领的，请先在个案的“材料”中作废，再导入。"
        return ""

    def is_known(self, row: LedgerRow, case: Case) -> bool:
        """As the number stands with the case, in use or spoilt."""
        return case.pk is not None and self._taken.get(row.book_number) == case.pk

    def book(self, row: LedgerRow, case: Case, told: list[Told], records: list[StepRecord]) -> Book | None:
        """The book, not saved; None where nobody could have issued it, or the day is not known."""
        unit, on = self._approvers.of(case.unit, case.person), _issued_on(told, records)
        if unit is None or on is None:
            return None
        return Book(
            number=row.book_number, unit=unit, case=case, person=case.person, issued_on=on, issued_by=self._account
        )


def _issued_on(told, records):
    """The day on which it was handed out, else that on which it was filled in; exact, or it is none."""
    facts = [(each.facts, each.on) for each in told if each.step == STEP]
    facts += [(each.facts, each.day) for each in records if each.step == STEP]
    days = [_day(known.get("issued_on")) or on for known, on in facts]
    return next((day.first for day in days if day and day.is_exact), None)


def _day(iso: str | None) -> PartialDate | None:
    return parse_date(iso) if iso else None

"""保存至: until when a paper or a record is to be kept (forms.md 9; P-31). It is shown, and nothing is deleted by it.

The template of the case says how long each kind of paper is kept, and a school may lengthen it there.
"""

import datetime as dt
from dataclasses import dataclass

from dates.arithmetic import add_years
from membership.models import Case, CasePaper, Outcome, Retention, Stage
from membership.procedure.days import Day

YEARS = {Retention.TEN_YEARS: 10}
AFTER_ARCHIVE = 1
# Of people who did not become activists: what their sealed records hold has no use after two years.
UNFINISHED = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """`until` is the last day, None where there is none or it is not known yet; `words` say how that is."""

    words: str
    until: dt.date | None = None

    def __str__(self):
        return f"{self.words}，保存至 {self.until}" if self.until else self.words


def kept_paper(case: Case, paper: CasePaper | None, retention: str) -> Kept | None:
    """How long a paper is kept; `paper` is None where it is not there yet. None where the template says nothing."""
    if not retention:
        return None
    return Kept(Retention(retention).label, _until(case, paper, retention))


def _until(case: Case, paper: CasePaper | None, retention: str) -> dt.date | None:
    if retention in YEARS:
        return add_years(Day.of(paper.day).last, YEARS[retention]) if paper and paper.day else None
    if retention == Retention.YEAR_AFTER_ARCHIVE:
        return add_years(case.closed_on, AFTER_ARCHIVE) if case.outcome == Outcome.ARCHIVED else None
    return case.person.expected_leave_on if retention == Retention.UNTIL_LEAVING else None


def kept_case(case: Case) -> Kept | None:
    """What becomes of the file of somebody who did not become a member; None while the case is open and of members."""
    if case.is_open or case.stage not in (Stage.APPLICANT, Stage.ACTIVIST, Stage.TARGET):
        return None
    if case.stage == Stage.APPLICANT:
        words = "入党申请书随本人人事档案转出，谈话记录等敏感内容"
        return Kept(words, add_years(case.closed_on, UNFINISHED))
    if case.outcome == Outcome.MOVED_OUT:
        # The organization that receives him examines it before it goes on counting (第十二条).
        return Kept("培养教育材料及时转交接收单位党组织")
    book = "和入党志愿书" if _has_book(case) else ""
    return Kept(f"培养考察材料{book}留党支部保存，不归入本人人事档案")


def _has_book(case: Case) -> bool:
    """Issued by its number, or told of by the records of a case that was brought in."""
    return (
        case.books.filter(spoilt_on__isnull=True).exists()
        or case.records.standing().filter(step="application_book").exists()
    )

"""What a row of the roster means for what is already in the books: new, changed, unchanged, or why not."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from audit.sealing import keyed_index
from directory.imports.lost_zeros import sentence
from directory.models.people import PHONE_PURPOSE
from directory.numbers import mask_phone
from organizers.facts import level_of, person_facts, unit_facts
from organizers.imports import columns
from organizers.imports.book import Book, is_committee
from organizers.models import Rank
from organizers.rules.appointing import KIND_WORDS, Held, Kind, Period, Proposal, appointment_refusals
from organizers.rules.eligibility import Answer
from sheets.imports.resource import Plan
from sheets.imports.widgets import CLEAR

# Which column a refusal of the rule belongs to.
_COLUMN_OF = {
    "person": columns.NUMBER,
    "unit": columns.COMMITTEE_CODE,
    "from_on": columns.FROM_ON,
    "to_on": columns.TO_ON,
}

# What the books answer before anybody is asked: a work history is seldom there when a roster first comes in, and posts
# elsewhere are not told to whoever brings in his own unit's roster.
_KNOWN_FROM_BOOKS = ("staff", "party_seniority")


@dataclass
class AppointmentPlan(Plan):
    """What is to be done for one row."""

    kind: Kind = Kind.FULL_TIME
    period: Period | None = None
    ends: bool = False
    notes_year: bool = False
    notes_rank: bool = False
    phone: str | None = None

    def settle(self) -> None:
        changes = self.ends or self.notes_year or self.notes_rank or self.phone is not None
        self.is_changed = not self.is_new and changes


def plan_row(row, book: Book, viewer, choices) -> dict[str, ValidationError]:
    """Fills in person, unit, appointment and plan of the row; returns the faults by column."""
    faults: dict[str, list[str]] = {}
    _find_person(row, book, faults)
    _find_unit(row, book, choices, faults)
    if row.from_on is None:
        faults.setdefault(columns.FROM_ON, []).append("请填写任职时间。")
    elif row.year and row.from_on.first.year > row.year:
        words = f"任职时间 {row.from_on} 晚于名册年度 {row.year}，请核对。"
        faults.setdefault(columns.FROM_ON, []).append(words)
    if not faults:
        _plan_phone(row, book, faults)
        _plan_appointment(row, book, viewer, choices, faults)
        row.plan.settle()
    return {column: ValidationError(words) for column, words in faults.items()}


def _find_person(row, book, faults):
    row.person = book.people.get(row.roster_no)
    if row.person is None:
        full = book.lost_zeros.get(row.roster_no)
        faults[columns.NUMBER] = [sentence(row.roster_no, full) if full else book.unknown]
    elif row.person.name != row.name:
        faults[columns.NAME] = ["姓名与该工作证号登记的不一致，请核对工作证号和姓名。"]


def _find_unit(row, book, choices, faults):
    committee = None
    if row.committee_code or row.committee_name:
        column = columns.COMMITTEE_CODE if row.committee_code else columns.COMMITTEE_NAME
        try:
            committee = book.units.unit(row.committee_code, row.committee_name, "联系党委")
            if not is_committee(committee):
                raise ValueError(f"“{committee.short_name}”是党支部，请填在联系党支部一列。")
        except ValueError as error:
            faults[column] = [str(error)]
            return
    if row.branch_code or row.branch_name:
        row.unit = _branch(row, book, committee, faults)
    elif committee:
        row.unit = committee
    elif choices.get("blank_unit") == "school" and book.units.root:
        row.unit = book.units.root
    else:
        faults[columns.COMMITTEE_CODE] = ["请填写联系党委编码或名称；校级组织员请在上传时选择“按校级组织员导入”。"]


def _branch(row, book, committee, faults):
    column = columns.BRANCH_CODE if row.branch_code else columns.BRANCH_NAME
    try:
        branch = book.units.unit(row.branch_code, row.branch_name, "联系党支部", under=committee)
        if committee and not branch.path.startswith(committee.path):
            raise ValueError(f"“{branch.short_name}”不属于“{committee.short_name}”，请核对。")
        return branch
    except ValueError as error:
        faults[column] = [str(error)]


def _plan_phone(row, book, faults):
    """Compared by mask or keyed index: the stored number is never opened for it."""
    person, text = row.person, row.phone
    if not text or text == person.phone_mask:
        return
    if "*" in text:
        faults[columns.PHONE] = ["联系方式隐去了几位，与登记的不一致，请填写完整号码，或留空不修改。"]
        return
    number = "" if text == CLEAR else text
    if number == "" and person.phone_index is None:
        return
    if number and person.phone_index is not None and bytes(person.phone_index) == keyed_index(number, PHONE_PURPOSE):
        return
    if person.pk not in book.editable:
        faults[columns.PHONE] = ["您不能修改此人的联系方式，请留空。"]
        return
    row.plan.phone = number
    row.plan.differences.append(
        f"联系方式 {person.phone_mask or '（无）'} → {mask_phone(number) if number else '（无）'}"
    )


def _plan_appointment(row, book, viewer, choices, faults):
    row.appointment = _match(row, book)
    existing = row.appointment
    row.plan.kind = row.kind or (Kind(existing.kind) if existing else Kind(choices.get("kind", Kind.FULL_TIME)))
    if existing:
        _plan_change(row, existing, faults)
    else:
        row.plan.is_new, row.plan.period = True, Period(row.from_on, row.to_on)
        row.plan.differences.append(f"新增：{row.unit.short_name} {KIND_WORDS[row.plan.kind]}，{row.plan.period}")
    if not faults and (row.plan.is_new or row.plan.ends):
        _ask_rule(row, book, viewer, faults)
    if not faults and row.plan.is_new:
        row.plan.differences += _unmet_conditions(row, book)


def _unmet_conditions(row, book):
    """What the books know to stand against the conditions of the post: said to whoever confirms, and never refused.

    An old roster holds what was decided long ago; what nobody has stated there is neither met nor failed.
    """
    for check in book.checks(row.person, row.unit, row.plan.kind, row.plan.period.from_on.first):
        if check.rule in _KNOWN_FROM_BOOKS and check.answer in (Answer.FAILED, Answer.EXCEPTION):
            sums = f"（{check.arithmetic}）" if check.arithmetic else ""
            yield f"提示：{check.words}{sums}，{check.clause}；仍可导入，请核实"


def _match(row, book):
    """The appointment of this person in this unit that began on that day, as far as either says."""
    for each in book.appointments.get((row.person.pk, row.unit.pk), []):
        if each.period.from_on.may_be(row.from_on):
            return each
    return None


def _plan_change(row, existing, faults):
    if row.kind and row.kind != existing.kind:
        held = existing.get_kind_display()
        faults[columns.KIND] = [f"已登记为{held}，改任{KIND_WORDS[row.kind]}请先填写离任时间，再另起一行任职。"]
        return
    _plan_rank(row, existing, faults)
    known = existing.period
    row.plan.period = Period(known.from_on, row.to_on or known.to_on)
    if row.to_on and not (known.to_on and known.to_on.may_be(row.to_on)):
        row.plan.ends = True
        row.plan.differences.append(f"离任时间 {known.to_on or '（无）'} → {row.to_on}")
    if row.year and (existing.year or 0) < row.year:
        row.plan.notes_year = True
        row.plan.differences.append(f"年度 {existing.year or '（无）'} → {row.year}")


def _plan_rank(row, existing, faults):
    """Said where nobody has said before; a post of another rank is another appointment."""
    if not row.rank or row.rank == existing.rank:
        return
    held = existing.get_rank_display()
    if existing.rank != Rank.UNKNOWN:
        faults[columns.RANK] = [f"已登记为{held}，级别有变动的请先填写离任时间，再另起一行任职。"]
        return
    if existing.was_judged:
        faults[columns.RANK] = ["任职时已核对条件，级别请用“更正任职”填写，届时一并核对。"]
        return
    row.plan.notes_rank = True
    row.plan.differences.append(f"级别 {held} → {Rank(row.rank).label}")


def _ask_rule(row, book, viewer, faults):
    """The services' own rule, against the books and the rows above; this row's meaning then joins them."""
    person, unit, period = row.person, row.unit, row.plan.period
    held = book.held.setdefault(person.pk, [])
    if row.appointment:
        same = row.appointment.period
        held = [each for each in held if not (each.unit == unit.pk and each.period == same and not each.is_bare)]
    wanted = Proposal(person_facts(person, viewer.account), unit_facts(unit), row.plan.kind, period)
    for refusal in appointment_refusals(wanted, held, viewer.on):
        faults.setdefault(_COLUMN_OF.get(refusal.field, columns.NUMBER), []).append(refusal.message)
    if not faults:
        where = f"本表第 {row.number} 行 {unit.short_name}" if row.plan.is_new else unit.short_name
        book.held[person.pk] = [*held, Held(unit.pk, level_of(unit), row.plan.kind, period, where)]

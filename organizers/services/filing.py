"""Filing an appointment (ORG-04): the unit submits with documents, the department receives, returns or files it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from audit.context import give_reason
from directory.files import keep_file
from directory.models import Account, Attachment
from directory.permissions import Sensitivity
from directory.refusals import Refusal, Refused, refuse
from organizers.models import Appointment, Filing, FilingReturn
from organizers.policy import OrganizerPolicy
from organizers.rules.appointing import KIND_WORDS, Kind
from organizers.rules.filing import filing_asked, filing_limit
from organizers.services.holding import held, held_appointment, own_case
from organizers.services.reminding import refresh_reminders
from policy.declaring import Setting
from policy.reading import policy_on

APPOINTING_PAPER, BASIC_FORM = "任免文件", "基本信息表"
OTHER = "其他材料"
# How sensitive a paper is: the basic-information form holds the ID number, and so may any other.
_SENSITIVITY = {APPOINTING_PAPER: Sensitivity.S2}


@transaction.atomic
def open_filing(
    *, appointment: Appointment, decided_on: dt.date, today: dt.date, is_demanded: bool = False
) -> Filing | None:
    """The filing that the policy of that unit and day asks for; None where it asks for none.

    `is_demanded` opens one all the same: a unit may file what nobody asks of it.
    """
    asked, limit = _asked_and_limit(appointment, decided_on)
    if not asked.is_asked and not is_demanded:
        return None
    filing = Filing.objects.create(
        appointment=appointment,
        person=appointment.person,
        decided_on=decided_on,
        working_days=limit.value if limit else None,
        clause=(limit or asked).clause,
    )
    refresh_reminders(appointment, today)
    return filing


def redate_filing(filing: Filing, decided_on: dt.date) -> None:
    """Another day of the decision, with the limit that was in force on it: only of what nobody has submitted yet."""
    asked, limit = _asked_and_limit(filing.appointment, decided_on)
    filing.decided_on, filing.clause = decided_on, (limit or asked).clause
    filing.working_days = limit.value if limit else None
    filing.save(update_fields=["decided_on", "clause", "working_days"])


def _asked_and_limit(appointment, decided_on) -> tuple[Setting, Setting | None]:
    policy, kind = policy_on(OrganizerPolicy, decided_on, appointment.unit), Kind(appointment.kind)
    return filing_asked(kind, policy), filing_limit(kind, policy)


@transaction.atomic
def add_document(
    *, filing: Filing, content: bytes, file_name: str, title: str, today: dt.date, by: Account | None
) -> Attachment:
    """Adds one of `documents_of`; a paper of the same name is replaced and stays in the history."""
    filing = _held(filing, None)
    if filing.filed_on:
        raise refuse("filing_closed", "已备案，不能再增减材料；确需更正的请联系组织部。", field="file")
    person, unit = filing.appointment.person, filing.appointment.unit
    before = list(Attachment.objects.of(filing).filter(title=title).exclude(title=OTHER))
    kept = keep_file(
        content=content,
        file_name=file_name,
        title=title,
        record=filing,
        unit=unit,
        person=person,
        sensitivity=_SENSITIVITY.get(title, Sensitivity.S3),
        on=today,
    )
    for each in before:
        each.voided_at, each.void_reason = dt.datetime.now(dt.UTC), "由新上传的文件代替"
        each.save(update_fields=["voided_at", "void_reason"])
    return kept


@transaction.atomic
def submit_filing(*, filing: Filing, on: dt.date, today: dt.date, by: Account, version: int | None = None) -> Filing:
    """The unit submits, for the first time or after a return; late is late and is never refused.

    Raises `Refused` with every reason, `ChangedMeanwhile`.
    """
    filing = _held(filing, version)
    returned = FilingReturn.objects.filter(filing=filing, resubmitted_on__isnull=True).first()
    refusals = [*own_case(filing.person_id, by, "备案"), *_submit_refusals(filing, returned, on, today)]
    if refusals:
        raise Refused(*refusals)
    if returned:
        returned.resubmitted_on = on
        returned.save(update_fields=["resubmitted_on"])
    filing.submitted_on, filing.submitted_by = filing.submitted_on or on, by
    filing.save(update_fields=["submitted_on", "submitted_by"])
    return _done(filing, today)


@transaction.atomic
def receive_filing(*, filing: Filing, on: dt.date, today: dt.date, by: Account, version: int | None = None) -> Filing:
    """The department has the papers (收到日期)."""
    filing = _held(filing, version)
    refusals = _department_refusals(filing, on, today, by)
    if filing.received_on:
        refusals.append(Refusal("filing_received", f"已于 {filing.received_on} 收到，不必重复接收。"))
    if refusals:
        raise Refused(*refusals)
    filing.received_on = on
    filing.save(update_fields=["received_on"])
    return _done(filing, today)


@transaction.atomic
def return_filing(
    *, filing: Filing, on: dt.date, reason: str, today: dt.date, by: Account, version: int | None = None
) -> Filing:
    """The department sends it back to be put right; the first submission keeps its day."""
    filing = _held(filing, version)
    refusals = _department_refusals(filing, on, today, by)
    if not reason.strip():
        refusals.append(Refusal("filing_return_reason", "请写明退回的原因和要补正的内容。", field="reason"))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    FilingReturn.objects.create(filing=filing, person_id=filing.person_id, returned_on=on, reason=reason)
    # The row itself is touched too, so that whoever had it open is told.
    filing.received_on = filing.received_on or on
    filing.opinion = f"退回补正：{reason}"[:300]
    filing.save(update_fields=["received_on", "opinion"])
    return _done(filing, today)


@transaction.atomic
def complete_filing(
    *, filing: Filing, on: dt.date, opinion: str, today: dt.date, by: Account, version: int | None = None
) -> Filing:
    """The department files it (备案意见); every paper that is asked for must be there."""
    filing = _held(filing, version)
    refusals = _department_refusals(filing, on, today, by)
    refusals += _missing_papers(filing)
    if refusals:
        raise Refused(*refusals)
    filing.received_on = filing.received_on or on
    filing.filed_on, filing.opinion = on, opinion
    filing.save(update_fields=["received_on", "filed_on", "opinion"])
    return _done(filing, today)


def _held(filing, version) -> Filing:
    """The filing under lock behind its appointment: one that is being voided is waited for, and then said."""
    held_appointment(filing.appointment, None)
    return held(Filing.objects.select_related("appointment__unit", "appointment__person"), filing.pk, version)


def _done(filing, today) -> Filing:
    """The filing with its version as it stands now, and its reminders as they follow."""
    filing.refresh_from_db(fields=["version"])
    refresh_reminders(filing.appointment, today)
    return filing


def _submit_refusals(filing, returned, on, today) -> list[Refusal]:
    found = []
    if filing.submitted_on and not returned:
        found.append(Refusal("filing_submitted", f"已于 {filing.submitted_on} 提交，请等组织部接收。"))
    if on < filing.decided_on:
        words = f"提交日期早于人选确定日期 {filing.decided_on}，请核对。"
        found.append(Refusal("filing_order", words, field="on"))
    if returned and on < returned.returned_on:
        words = f"重新提交的日期早于退回日期 {returned.returned_on}，请核对。"
        found.append(Refusal("filing_order", words, field="on"))
    return [*found, *_not_tomorrow(on, today), *_missing_papers(filing)]


def _department_refusals(filing, on, today, by) -> list[Refusal]:
    found = own_case(filing.person_id, by, "备案")
    if filing.submitted_on is None:
        found.append(Refusal("filing_not_submitted", "单位还没有提交备案材料，请先由单位提交。"))
    elif on < filing.submitted_on:
        found.append(Refusal("filing_order", f"日期早于提交日期 {filing.submitted_on}，请核对。", field="on"))
    if filing.filed_on:
        found.append(Refusal("filing_closed", f"已于 {filing.filed_on} 备案。"))
    if filing.submitted_by_id and by is not None and filing.submitted_by_id == by.pk:
        found.append(Refusal("filing_two_people", "提交和接收应由两个人办理，请由组织部其他人员接收。"))
    if FilingReturn.objects.filter(filing=filing, resubmitted_on__isnull=True).exists():
        found.append(Refusal("filing_returned", "已退回单位补正，请等单位重新提交。"))
    return found + _not_tomorrow(on, today)


def _not_tomorrow(on, today) -> list[Refusal]:
    return [Refusal("filing_day", "日期不能晚于今日，请核对。", field="on")] if on > today else []


def papers_asked(filing: Filing) -> Setting:
    """The papers that the policy of that unit, kind and day asks for: D3 第七条 names two, D1 四 none."""
    appointment = filing.appointment
    kind = KIND_WORDS[Kind(appointment.kind)]
    return policy_on(OrganizerPolicy, filing.decided_on, appointment.unit, kind).filing_papers


def documents_of(asked: Setting) -> list[str]:
    """What may be uploaded: what is asked for first, then the usual papers."""
    return list(dict.fromkeys([*(asked.value or ()), APPOINTING_PAPER, BASIC_FORM, OTHER]))


def lacking_papers(asked: Setting, there: Iterable[str]) -> list[str]:
    return [title for title in asked.value or () if title not in set(there)]


def _missing_papers(filing) -> list[Refusal]:
    asked = papers_asked(filing)
    lacking = lacking_papers(asked, Attachment.objects.of(filing).values_list("title", flat=True))
    if not lacking:
        return []
    return [Refusal("filing_papers", f"还没有上传{'、'.join(lacking)}，请先上传。", clause=asked.clause, field="file")]

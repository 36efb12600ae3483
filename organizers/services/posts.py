"""Other posts beside an appointment (ORG-07), and the work history that the conditions are read from (F60)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from audit.context import give_reason
from directory.models import Account, Person, WorkHistory
from directory.refusals import Refusal, Refused
from organizers.models import Appointment, ConcurrentPost
from organizers.rules.appointing import Period
from organizers.services.holding import held, own_case


@transaction.atomic
def record_post(
    *,
    appointment: Appointment,
    post: str,
    from_on: dt.date,
    to_on: dt.date | None = None,
    by: Account | None,
    organization: str = "",
    is_committee_seat: bool = False,
    note: str = "",
) -> ConcurrentPost:
    """Records another post; a conflict with a dedicated post is shown and never hidden by a refusal."""
    refusals = own_case(appointment.person_id, by, "兼任职务")
    if not post.strip():
        refusals.append(Refusal("post_named", "请填写职务。", field="post"))
    if to_on and to_on < from_on:
        refusals.append(Refusal("post_ends_after_start", f"止的日期早于起的日期 {from_on}，请核对。", field="to_on"))
    if refusals:
        raise Refused(*refusals)
    return ConcurrentPost.objects.create(
        appointment=appointment,
        person=appointment.person,
        organization=organization,
        post=post,
        from_on=from_on,
        to_on=to_on,
        is_committee_seat=is_committee_seat,
        note=note,
    )


@transaction.atomic
def record_work(
    *, person: Person, period: Period, organization: str, today: dt.date, by: Account | None, **facts
) -> WorkHistory:
    """Records a term of somebody's work; `facts` are post, is_party_work, is_ideological and note."""
    refusals = [*own_case(person.pk, by, "工作履历"), *_work_refusals(period, organization, today)]
    if refusals:
        raise Refused(*refusals)
    to_on = period.to_on
    return WorkHistory.objects.create(
        person=person,
        organization=organization,
        from_on=period.from_on.first,
        from_precision=period.from_on.precision,
        to_on=to_on.first if to_on else None,
        to_precision=to_on.precision if to_on else "day",
        **facts,
    )


@transaction.atomic
def void_work(*, work: WorkHistory, reason: str, by: Account | None, version: int | None = None) -> None:
    """作废: the row stays and counts no more."""
    work = held(WorkHistory.objects.all(), work.pk, version)
    refusals = own_case(work.person_id, by, "工作履历")
    if not reason.strip():
        refusals.append(Refusal("void_reason", "请填写作废原因。", field="reason"))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    work.voided_at, work.void_reason = timezone.now(), reason
    work.save(update_fields=["voided_at", "void_reason"])


def _work_refusals(period, organization, today) -> list[Refusal]:
    found = []
    if not organization.strip():
        found.append(Refusal("work_place", "请填写工作单位。", field="organization"))
    if period.to_on and period.to_on.certainly_before(period.from_on):
        words = f"止的日期 {period.to_on} 早于起的日期 {period.from_on}，请核对。"
        found.append(Refusal("work_ends_after_start", words, field="to_on"))
    elif period.to_on and period.to_on.first < period.from_on.first:
        words = f"止的日期 {period.to_on} 没有写到日，与起的日期分不出先后，请写出具体日期。"
        found.append(Refusal("work_ends_after_start", words, field="to_on"))
    if period.from_on.first > today:
        found.append(Refusal("work_begun", "起的日期晚于今日，请核对。", field="from_on"))
    return found

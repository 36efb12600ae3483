"""What a draft is filled with: the records of the cases, the meeting, names as on the seal that day."""

import datetime as dt
from collections.abc import Iterable

from branches.kinds import Standing, Subject
from branches.models import Item, Meeting
from branches.policy import MeetingPolicy
from branches.selectors import outcome_of
from dates.parsing import parse_date
from directory.models import Unit, UnitName
from membership.approving import Approvers
from membership.decided import converted
from membership.models import Case, StepRecord
from membership.together.drafts import Draft, Sheet, admission_resolution, conversion_resolution, minutes, zh
from membership.together.notices import notice_span
from policy.reading import policy_on
from policy.working_days import working_calendar


def names_on(units: Iterable[Unit], day: dt.date) -> dict[int, str]:
    """Unit's key → its full name on that day, as on the seal; one query."""
    units = list(units)
    then = dict(UnitName.objects.on(day).filter(unit__in=units).values_list("unit", "full_name"))
    return {unit.pk: then.get(unit.pk, unit.full_name) for unit in units}


def by_approver(cases: Iterable[Case], today: dt.date) -> list[tuple[Unit | None, list[Case]]]:
    """The cases by the body that approves for them: each writes papers of its own."""
    approvers, found = Approvers(today), {}
    for case in cases:
        body = approvers.of(case.unit, case.person)
        found.setdefault(body.pk if body else None, (body, []))[1].append(case)
    return list(found.values())


def sheet_of(step: str, cases, today: dt.date) -> Sheet:
    """The cases with their last record of the step, where there is one; dated by it, else today: never by a month."""
    rows = StepRecord.objects.standing().filter(case__in=cases, step=step).order_by("happened_on", "pk")
    records = {record.case_id: record for record in rows}
    people = [(case, records.get(case.pk)) for case in cases]
    days = [record.day for record in records.values() if record.day]
    on = max((day.first for day in days if day.is_exact), default=today)
    approver = Approvers(today).of(cases[0].unit, cases[0].person)
    units = {case.unit_id: case.unit for case in cases}
    names = names_on([*units.values(), *([approver] if approver else [])], on)
    branches = {key: names[key] for key in units}
    return Sheet(
        step, people, branches, names[approver.pk] if approver else "", on, _span(people), _converted(step, cases)
    )


def _converted(step, cases) -> frozenset[int]:
    return frozenset(converted(cases)) if step == "conversion_approval" else frozenset()


def _span(people) -> str:
    facts = next((record.facts for _, record in people if record and record.step == "public_notice"), None)
    if not facts or not facts.get("to"):
        return ""
    first, last = (parse_date(facts[name]) for name in ("from", "to"))
    words = f" {first.in_words()}至{last.in_words()}"
    if not (first.is_exact and last.is_exact):
        return words
    span = notice_span(working_calendar(), first.first, last.first)
    return f"{words}（{span.count} 个工作日）" if span else ""


def voted(meeting: Meeting) -> list[tuple]:
    """Each item with what came of it; the rules of the day are read once."""
    policy = policy_on(MeetingPolicy, meeting.on, meeting.unit)
    rows = (
        meeting.items.standing().select_related("person").prefetch_related("meeting__attendances").order_by("position")
    )
    found = []
    for item in rows:
        item.meeting = meeting
        found.append((item, outcome_of(item, policy)))
    return found


def minutes_of(meeting: Meeting) -> Draft:
    rows = list(meeting.attendances.all())
    return minutes(
        unit_name=names_on([meeting.unit], meeting.on)[meeting.unit_id],
        meeting=meeting,
        absent=absent_of(rows),
        beside=beside_words(rows),
        items=voted(meeting),
    )


def absent_of(rows) -> list[str]:
    """Who should have come and did not: those with a vote, then the probationary members, told apart."""
    voters = [row.name for row in rows if row.has_vote and not row.is_present]
    beside = [row for row in rows if row.standing == Standing.PROBATIONARY and not row.is_present]
    return voters + [f"{row.name}（预备党员）" for row in beside]


def beside_words(rows) -> str:
    """Who was there without a vote: a probationary member comes because he has to, a guest because he was asked."""
    there = [row for row in rows if row.is_present and not row.has_vote]
    guests = [row.name for row in there if row.standing != Standing.PROBATIONARY]
    probationers = len(there) - len(guests)
    words = f"预备党员 {probationers} 名到会，没有表决权；" if probationers else ""
    return f"{words}列席：{'、'.join(guests) or '无'}"


def resolution_of(item: Item, outcome) -> Draft | None:
    """None where the item is no admission and no conversion."""
    unit_name = names_on([item.meeting.unit], item.meeting.on)[item.meeting.unit_id]
    record = StepRecord.objects.standing().filter(item=item).first()
    if item.subject == Subject.ADMISSION:
        known = _known(record.case_id) if record else []
        return admission_resolution(unit_name=unit_name, item=item, outcome=outcome, known=known)
    if item.subject == Subject.CONVERSION:
        facts = record.facts if record else {}
        return conversion_resolution(unit_name=unit_name, item=item, outcome=outcome, facts=facts)
    return None


def _known(case_key: int) -> list[str]:
    """政审、培训、公示 as the case has them (F25)."""
    rows = StepRecord.objects.standing().filter(
        case=case_key, step__in=("political_review", "training", "public_notice")
    )
    said = {record.step: record for record in rows.order_by("happened_on", "pk")}
    found = []
    if review := said.get("political_review"):
        word = {"pass": "合格", "fail": "不合格"}.get(review.facts.get("conclusion"), "（请填写）")
        on = review.day.in_words() if review.day else zh(None)
        found.append(f"{on}完成政治审查，结论：{word}。")
    if course := said.get("training"):
        hours = f"，{course.facts['hours']:g} 学时" if course.facts.get("hours") else ""
        found.append(f"参加集中培训{hours}。")
    if (held := said.get("public_notice")) and held.facts.get("to"):
        first, last = (parse_date(held.facts[name]).in_words() for name in ("from", "to"))
        found.append(f"{first}至{last}进行了公示。")
    return found

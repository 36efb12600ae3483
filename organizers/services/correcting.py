"""更正任职: what was written down of an appointment put right, judged by the rules that it was made by."""

import datetime as dt
from dataclasses import replace

from django.db import transaction

from audit.context import give_reason
from directory.models import Account
from directory.refusals import Refusal, Refused
from directory.services.duties import correct_duty
from organizers.facts import Stated, duty_span, held_by, person_facts, unit_facts
from organizers.models import Appointment, Filing, Nomination, Outcome, RuleException, Trial
from organizers.rules.appointing import Kind, Period, Proposal, appointment_refusals
from organizers.rules.eligibility import Answer, Check
from organizers.services.appointing import PLAIN, period_fields
from organizers.services.filing import open_filing, redate_filing
from organizers.services.holding import held_appointment, own_case
from organizers.services.nominating import (
    Nominated,
    as_answered,
    as_judged,
    checks_of,
    decision_refusals,
    nomination_refusals,
    record_exceptions,
)
from organizers.services.reminding import refresh_reminders
from reminders.refreshing import together


@transaction.atomic
def correct_appointment(
    *,
    appointment: Appointment,
    period: Period,
    nominated: Nominated,
    today: dt.date,
    by: Account | None,
    version: int | None = None,
    reason: str = "",
    **facts,
) -> Appointment:
    """Puts an appointment right; `facts` are fields of `PLAIN`, and everything that is given stands afterwards.

    The days are judged anew where they change, and of the conditions those whose answer the correction changes; the
    others stay as they were answered. What an old roster brought in has no nomination: of it only the days are judged.
    Raises `ChangedMeanwhile` when somebody saved since `version`, `Refused` with every reason.
    """
    appointment = held_appointment(appointment, version)
    work = _Correction(appointment, period, nominated, facts, by, today)
    if refusals := work.refusals(reason):
        raise Refused(*refusals)
    give_reason(reason)
    with together(today):
        work.save(reason)
        refresh_reminders(appointment, today)
    appointment.refresh_from_db(fields=["version"])
    return appointment


class _Correction:
    """One correction: the rows beside the appointment under lock, what is refused, and what is written."""

    def __init__(self, appointment, period, nominated, facts, by, today):
        self.appointment, self.period, self.facts = appointment, period, facts
        self.by, self.today = by, today
        self.filing, self.trial, self.nomination = (
            model.objects.select_for_update().filter(appointment=appointment).first()
            for model in (Filing, Trial, Nomination)
        )
        is_history = bool(self.nomination and self.nomination.is_history)
        self.nominated = replace(nominated, is_history=is_history)
        self.before, self.after = self._checks() if self.nomination else ([], [])

    def _checks(self) -> tuple[list[Check], list[Check]]:
        """The conditions by what is written down and by what is to be, both as the books stand today."""
        own, seen = self.appointment, self.nominated.seen
        was = Nominated(stated=stated_of(own, self.nomination), seen=seen)
        rank = self.facts.get("rank", own.rank)
        place = (own.person, own.unit, Kind(own.kind))
        return (
            checks_of(*place, own.period, own.rank, was, without=[own.pk]),
            checks_of(*place, self.period, rank, self.nominated, without=[own.pk]),
        )

    @property
    def changed_checks(self) -> list[Check]:
        return [check for check in self.after if check not in self.before]

    @property
    def decided_on(self) -> dt.date | None:
        """The day as it is written down: the filing counts by it, the nomination keeps it."""
        return (self.filing and self.filing.decided_on) or (self.nomination and self.nomination.decided_on)

    @property
    def is_moved(self) -> bool:
        return self.period != self.appointment.period

    def refusals(self, reason) -> list[Refusal]:
        found = own_case(self.appointment.person_id, self.by, "任免") if not self.is_moved else self._days()
        found += [*self._conditions(), *self._decision(), *self._trial(), *self._reason(reason)]
        if not found and not self._changes_anything():
            found.append(Refusal("correction_empty", "没有改动任何内容。"))
        return found

    def _days(self) -> list[Refusal]:
        own = self.appointment
        wanted = Proposal(person_facts(own.person, self.by), unit_facts(own.unit), Kind(own.kind), self.period)
        others = held_by([own.person_id], without=own.pk)[own.person_id]
        return appointment_refusals(wanted, others, self.today)

    def _conditions(self) -> list[Refusal]:
        if self.nomination is None:
            return []
        own = self.appointment
        recorded = set(RuleException.objects.filter(appointment=own).values_list("rule", flat=True))
        stands = {each.rule for each in self.after if each.answer is Answer.EXCEPTION and each.rule in recorded}
        asked = [each for each in self.changed_checks if each.rule not in stands]
        return [
            *nomination_refusals(own.person, asked, self.nominated, self.period, self.facts, self.today),
            *decision_refusals(own.unit, Kind(own.kind), self.period, self.nominated, self.today),
        ]

    def _decision(self) -> list[Refusal]:
        """The unit files by the day of the decision: what it has submitted is not given other days behind its back."""
        filing, decided = self.filing, self.nominated.decided_on
        if filing is None or decided == filing.decided_on:
            return []
        if filing.submitted_on:
            words = f"备案已于 {filing.submitted_on} 提交，人选确定日期不能再更正；写错的请作废这段任职后重新登记。"
            return [Refusal("decided_day", words, field="decided_on")]
        if decided is None:
            return [Refusal("decided_day", "报备案的期限从人选确定之日起算，请填写人选确定日期。", field="decided_on")]
        if decided > self.today and self.nomination is None:
            return [Refusal("decided_day", "人选确定日期不能晚于今日，请核对。", field="decided_on")]
        return []

    def _trial(self) -> list[Refusal]:
        """A conclusion counts from the days it was drawn from; an open trial that begins with the post goes with it."""
        trial, own = self.trial, self.appointment
        if trial is None:
            return []
        was, will = own.period, self.period
        if trial.outcome and will.from_on != was.from_on:
            words = f"试用期已有结论（{trial.document}），任职时间不能再更正。"
            return [Refusal("trial_concluded", words, field="from_on")]
        if trial.outcome not in ("", Outcome.CONFIRMED) and will.to_on != was.to_on:
            words = f"离任时间由试用期结论（{trial.document}）确定，不能更正。"
            return [Refusal("trial_concluded", words, field="to_on")]
        if trial.from_on != own.from_on and trial.from_on < will.from_on.first:
            words = f"试用期从 {trial.from_on} 起，任职时间不能晚于这一天。"
            return [Refusal("trial_begun", words, field="from_on")]
        return []

    def _reason(self, reason) -> list[Refusal]:
        own = self.appointment
        is_other = (
            self.is_moved
            or (own.basis and self.facts.get("basis", own.basis) != own.basis)
            or (self.decided_on and self.nominated.decided_on != self.decided_on)
        )
        if not is_other or reason.strip():
            return []
        words = "更正任职时间、离任时间、任职文号或人选确定日期，请填写更正原因。"
        return [Refusal("correction_reason", words, field="reason")]

    def _changes_anything(self) -> bool:
        own, nomination = self.appointment, self.nomination
        is_other = any(getattr(own, name) != value for name, value in self.facts.items() if name in PLAIN)
        stated = stated_of(own, nomination) if nomination else self.nominated.stated
        return bool(
            is_other
            or self.is_moved
            or stated != self.nominated.stated
            or self.nominated.decided_on != self.decided_on
            or self.nominated.excepted
        )

    def save(self, reason) -> None:
        own = self.appointment
        first, moved = own.from_on, period_fields(self.period)
        plain = {name: self.facts[name] for name in PLAIN if name in self.facts}
        basis = plain.get("basis", own.basis)
        if self.is_moved or basis != own.basis:
            from_on, to_on = duty_span(self.period)
            correct_duty(duty=own.duty, from_on=from_on, to_on=to_on, basis=basis, by=self.by, reason=reason)
        for name, value in (moved | plain).items():
            setattr(own, name, value)
        own.acts += 1
        own.save(update_fields=[*moved, *plain, "acts"])
        if self.nomination:
            self._save_nomination()
        self._save_filing()
        if self.trial and not self.trial.outcome and self.trial.from_on == first != own.from_on:
            self.trial.from_on = own.from_on
            self.trial.save(update_fields=["from_on"])

    def _save_nomination(self) -> None:
        nomination = self.nomination
        for name, value in as_judged(self.nominated, []).items():
            setattr(nomination, name, value)
        nomination.checks = self._answers()
        nomination.save()
        record_exceptions(self.appointment, self.nominated, self.after)

    def _answers(self) -> list[dict]:
        """What the correction does not touch stays as it was answered on its day."""
        asked_no_more = {each.rule for each in self.before} - {each.rule for each in self.after}
        was = Nomination.objects.values_list("checks", flat=True).get(pk=self.nomination.pk)
        kept = {each["rule"]: each for each in was if each["rule"] not in asked_no_more}
        return list((kept | {each.rule: as_answered(each) for each in self.changed_checks}).values())

    def _save_filing(self) -> None:
        """Counted from another day; or opened, where the decision is known only now."""
        decided, filing = self.nominated.decided_on, self.filing
        if filing and decided != filing.decided_on:
            redate_filing(filing, decided)
        is_new = self.nomination and not self.nominated.is_history and filing is None
        if is_new and decided:
            open_filing(appointment=self.appointment, decided_on=decided, today=self.today)


def stated_of(appointment: Appointment, nomination: Nomination) -> Stated:
    """What was stated of the candidate, as it is written down."""
    return Stated(
        is_established=appointment.is_established,
        source=appointment.source,
        health_stated=nomination.health_stated,
        proposed_on=nomination.proposed_on,
        talked_on=nomination.talked_on,
        opinions=frozenset(nomination.opinions),
    )

"""Random people doing random things to one case, through the services alone; after every act the case must be lawful.

What is asked of the services: whatever is accepted leaves a history without an error (a missed date apart, which is
recorded and never refuses), with the standing that follows from it, and with the party status that was approved.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from dates.partial import PartialDate
from directory.models import PartyStatus, Person
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from directory.viewer import Viewer
from membership.models import Case, Outcome
from membership.models.cases import CACHED
from membership.procedure.facts import FACTS, Choice, Kind, ListOf
from membership.procedure.judging import look_at
from membership.procedure.probation import MONTHS
from membership.procedure.ready import ready
from membership.procedure.steps import COMMITTEE_VOTES, STEPS
from membership.returning import REQUESTS, waiting
from membership.services import (
    Act,
    Excused,
    correct_record,
    end_case,
    pause_case,
    record_step,
    refresh_standing,
    resubmit_case,
    resume_case,
    return_case,
    void_record,
    void_return,
)
from membership.services.leaving import ENDINGS
from membership.timelines import Judge, records_of, tell
from reminders.refreshing import together
from tests.membership.cases.walking import begun

ACTS, EACH = 50, 10
NAMES = ("record", "correct", "void", "pause", "resume", "end", "send_back", "answer")
WEIGHTS = (80, 8, 4, 2, 5, 1, 4, 8)
EXCUSED = Excused("确有需要", "校党委会", dt.date(2022, 9, 1), "会议纪要")
ACTORS = [role for role in Role if role not in (Role.SYSTEM_ADMIN,)]


def walks(world, group: int) -> Iterator["Machine"]:
    """EACH random walks from one lawful beginning, each undone before the next."""
    case = begun(world, group)
    for number in range(EACH):
        point = transaction.savepoint()
        yield Machine(world, Case.objects.get(pk=case.pk), EACH * group + number)
        transaction.savepoint_rollback(point)


class Machine:
    """One case and the people around it; random acts, each on a later day."""

    def __init__(self, world, case, seed):
        self.world, self.case, self.seed, self.random = world, case, seed, random.Random(seed)
        self.today = _last_day(case)
        self.judge = Judge(self.today)
        self.done, self.refused = Counter(), Counter()

    def run(self, acts: int = ACTS) -> None:
        """Reminders are brought in step once, at the end: what is tried here is the case."""
        with together(self.today):
            self._run(acts)

    def _run(self, acts: int) -> None:
        for _ in range(acts):
            self.today += dt.timedelta(days=self.random.choice((0, 1, 3, 10, 30, 60, 120)))
            name = self.random.choices(NAMES, WEIGHTS)[0]
            try:
                getattr(self, f"_{name}")(self._viewer())
            except (Refused, ChangedMeanwhile):
                self.refused[name] += 1
            else:
                self.done[name] += 1
                self.check()

    def _viewer(self) -> Viewer:
        role = self.random.choices(
            ACTORS,
            [9 if role in (Role.BRANCH_OFFICER, Role.UNIT_SECRETARY, Role.DEPARTMENT_ADMIN) else 1 for role in ACTORS],
        )[0]
        return Viewer(self.world.accounts[role], self.today)

    # --- acts

    def _record(self, viewer) -> None:
        history = self._history()
        coming = ready(history)
        step = self.random.choice(coming) if coming and self.random.random() < 0.85 else self.random.choice(list(STEPS))
        on = self.today - dt.timedelta(days=self.random.choice((0, 0, 0, 1, 5)))
        facts = self._facts(step, history, on)
        excused = EXCUSED if self.random.random() < 0.7 else Excused()
        version = self.case.version if self.random.random() < 0.9 else 1
        act = Act(step, PartialDate(on), facts, companions=self._companions(step))
        record_step(case=self.case, act=act, by=viewer, today=self.today, excused=excused, version=version)

    def _correct(self, viewer) -> None:
        record = self._any_record()
        on = (record.happened_on or self.today) + dt.timedelta(days=self.random.randint(-40, 40))
        act = Act(record.step, PartialDate(on), record.facts)
        correct_record(record=record, act=act, reason="误记", by=viewer, today=self.today, excused=EXCUSED)

    def _void(self, viewer) -> None:
        void_record(record=self._any_record(), reason="误记", by=viewer, today=self.today)

    def _pause(self, viewer) -> None:
        pause_case(case=self.case, on=self.today, reason="材料不全", by=viewer, today=self.today)

    def _resume(self, viewer) -> None:
        resume_case(case=self.case, reason="已补齐", by=viewer, today=self.today)

    def _end(self, viewer) -> None:
        outcome = self.random.choice(list(ENDINGS))
        end_case(case=self.case, outcome=outcome, on=self.today, reason="决定", by=viewer, today=self.today)

    def _send_back(self, viewer) -> None:
        step = self.random.choice(waiting(self._history()) or REQUESTS)
        limit = self.today + dt.timedelta(days=10)
        given = {"step": step, "on": self.today, "reason": "缺材料", "complete_by": limit}
        return_case(case=self.case, by=viewer, today=self.today, **given)

    def _answer(self, viewer) -> None:
        returned = self.case.returns.unanswered().first()
        if returned is None:
            raise Refused
        if self.random.random() < 0.2:
            void_return(returned=returned, reason="误退", by=viewer, today=self.today)
        else:
            resubmit_case(returned=returned, on=self.today, answer="已补齐", by=viewer, today=self.today)

    # --- facts

    def _any_record(self):
        rows = list(self.case.records.standing().order_by("pk"))
        if not rows:
            raise Refused
        return self.random.choice(rows)

    def _facts(self, step, history, on) -> dict:
        """Mostly what a lawful act has, now and then something else."""
        facts = {name: self._fact(name, kind, on) for name, kind in FACTS[step].items()}
        if step in ("admission_meeting", "conversion_meeting"):
            facts |= {"expected": 21, "present": self.random.choice((10, 11, 18)), "written_ayes": 0}
            facts |= {"ayes": self.random.choice((10, 11, 18)), "nays": 0, "abstentions": 0, "together": False}
            facts["abstentions"] = max(facts["present"] - facts["ayes"], 0)
        if step in COMMITTEE_VOTES:
            facts |= {"expected": 9, "present": self.random.choice((5, 9)), "nays": 0, "abstentions": 0}
            facts["ayes"] = facts["present"]
        joined = history.joined_on
        if step == "admission_approval" and joined:
            last = joined.plus_months(MONTHS).plus_days(-1)
            facts |= {"probation_from": str(joined.first), "probation_to": str(last.first)}
        if step == "conversion_approval" and history.probation.full_on:
            facts["full_member_from"] = str(history.probation.full_on.first)
        return {name: value for name, value in facts.items() if value is not None and self.random.random() < 0.98}

    def _fact(self, name, kind, on):
        if isinstance(kind, Choice):
            best = LIKELY.get(name)
            return best if best in kind.words and self.random.random() < 0.93 else self.random.choice(list(kind.words))
        if isinstance(kind, ListOf):
            return sorted(kind.words) if self.random.random() < 0.9 else []
        if kind is Kind.DATE:
            days = {"to": 8, "until": 90, "issued_on": 0}.get(name, -2)
            return str(on + dt.timedelta(days=days if name != "from" else 0))
        if kind is Kind.YES_NO:
            return name not in ("together", "special_case") if self.random.random() < 0.95 else False
        if kind is Kind.PEOPLE:
            known = {"status": "full", "joined_on": "2010-06-01", "restricted": False, "relative": False}
            return [known | {"in_influence_period": False} for _ in range(self.random.choice((2, 2, 2, 1)))]
        return {Kind.COUNT: 6, Kind.AMOUNT: 24, Kind.TEXT: "合格"}[kind]

    def _companions(self, step) -> tuple:
        if step not in ("mentors", "introducers"):
            return ()
        others = Person.objects.filter(unit=self.case.unit, status="full").order_by("pk")
        return tuple(self.random.sample(list(others), 2))

    # --- what must hold

    def _history(self):
        case = self.case
        case.refresh_from_db()
        records = records_of([case]).get(case.pk, [])
        return self.judge.history(tell(case, records, {}, self.today), case.unit)

    def check(self) -> None:
        history = self._history()
        errors = [each for each in look_at(history)[0] if each.is_error and not each.is_late]
        assert not errors, (self.today, errors)
        self._check_standing(history)
        self._check_status(history)
        case = self.case
        assert not case.records.filter(recorded_by__person=case.person_id).exists()
        assert Case.objects.in_progress().filter(person=case.person_id).count() <= 1
        assert case.is_open or case.closed_on
        self._check_returned()

    def _check_returned(self) -> None:
        """Nothing is decided of what lies with the branch, and nobody above is reminded of it."""
        for back in self.case.returns.unanswered():
            later = self.case.records.standing().filter(step=back.step, recorded_on__gt=back.returned_on)
            assert not later.filter(replaces__isnull=True).exists()
            assert not self.case.deadlines.filter(is_due=True, is_committees=True).exists()

    def _check_standing(self, history) -> None:
        """What is kept beside the records is what follows from them."""
        case = self.case
        if case.outcome not in (Outcome.OPEN, Outcome.ARCHIVED):
            return
        kept = {name: getattr(case, name) for name in (*CACHED, "stage", "next_step")}
        again = Case.objects.select_related("person", "unit").get(pk=case.pk)
        last = case.records.order_by("-recorded_on").values_list("recorded_on", flat=True).first()
        if last == self.today:
            refresh_standing(again, self.today)
            assert kept == {name: getattr(again, name) for name in kept}
            case.refresh_from_db()

    def _check_status(self, history) -> None:
        rows = PartyStatus.objects.filter(person=self.case.person, voided_at__isnull=True).order_by("from_on")
        found = [(row.status, row.from_on) for row in rows if row.basis.endswith(self.case.code)]
        wanted = []
        if history.is_admitted and history.joined_on:
            wanted.append(("probationary", history.joined_on.first))
        if history.stage == "full_member":
            wanted.append(("full", history.full_member_from.first))
        if history.stage == "cancelled":
            wanted.append(("none", history.probation.cancellation.approval.on.first))
        assert found == wanted, (found, wanted)


def _last_day(case) -> dt.date:
    return case.records.order_by("recorded_on").values_list("recorded_on", flat=True).last()


LIKELY = {
    "by": "organizer",
    "body": "branch_committee",
    "result": "pass",
    "conclusion": "pass",
    "decision": "convert",
    "ballot": "secret",
    "level": "target",
    "mode": "in_person",
    "for": "target",
    "kind": "light",
}

"""Where a case stands: the cache beside its records, and what is due in it; written here and nowhere else."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from directory.refusals import Grade
from membership.approving import Approvers
from membership.models import Case, CaseDeadline, CaseReturn, Stage
from membership.models.cases import CACHED
from membership.models.returns import RETURNED
from membership.procedure.deadlines import Actor, Due, deadlines
from membership.procedure.history import History
from membership.procedure.judging import look_at
from membership.procedure.planning import next_step
from membership.timelines import Judge, records_of, tell

_FIELDS = ("acts", "stage", "next_step", *CACHED)
_DUE_FIELDS = ["unit", "is_committees", "step", "due_on", "clause", "grade", "words", "ahead", "is_due"]
BATCH = 1_000
# How many days before its day the completion of a return is shown.
RETURN_AHEAD = 7
# Amber begins so many days before a limit, or later.
NEAR_DAYS = 30


def refresh_standing(case: Case, today: dt.date) -> History:
    """After an act, while the case is held; what the rules now know of it."""
    case.acts += 1
    history, approvers = _stand(case, records_of([case]).get(case.pk, ()), Judge(today), today), Approvers(today)
    returned = _returned([case]).get(case.pk)
    _save([case], [_row(case, each, approvers, returned) for each in _due(case, history, returned)])
    return history


def refresh_many(cases: Iterable[Case], today: dt.date, judge: Judge | None = None) -> int:
    """Many at once, with a handful of statements however many: after an import, a change of policy, an upgrade."""
    judge, cases, approvers = judge or Judge(today), list(cases), Approvers(today)
    for start in range(0, len(cases), BATCH):
        some = cases[start : start + BATCH]
        records, returns = records_of(some), _returned(some)
        due = []
        for case in some:
            history = _stand(case, records.get(case.pk, ()), judge, today)
            returned = returns.get(case.pk)
            due += [_row(case, each, approvers, returned) for each in _due(case, history, returned)]
        _save(some, due)
    return len(cases)


def _stand(case: Case, records, judge: Judge, today) -> History:
    history = judge.history(tell(case, records, {}, today), case.unit)
    _set(case, history)
    return history


def _returned(cases: Iterable[Case]) -> dict[int, CaseReturn]:
    """Case's key → the return that lies with its branch; one query."""
    return {each.case_id: each for each in CaseReturn.objects.unanswered().filter(case__in=list(cases))}


def _due(case: Case, history: History, returned: CaseReturn | None):
    found = deadlines(history) if case.is_open else ()
    if case.is_open and returned:
        found = (*found, _completion(returned))
    _set_nearest(case, found)
    return found


def _completion(returned: CaseReturn) -> Due:
    words = f"补正后重新报送“{returned.title}”"
    return Due(RETURNED, returned.step, returned.complete_by, Actor.BRANCH, "", words, Grade.SCHOOL, ahead=RETURN_AHEAD)


def _set_nearest(case: Case, found) -> None:
    """What the lamp of the case follows; advice (建) never turns red, so it does not count."""
    binding = [each for each in found if each.grade != Grade.ADVICE]
    case.nearest_on = min((each.due_on for each in binding), default=None)
    case.warned_on = min((each.due_on - _shown_for(each) for each in binding), default=None)


def _shown_for(due: Due) -> dt.timedelta:
    """How long before its limit a case is amber: an approval waits on the workbench from the meeting on, and is near
    no sooner than anything else."""
    return dt.timedelta(days=min(due.ahead, NEAR_DAYS))


def _save(cases, due) -> None:
    _write(cases)
    CaseDeadline.objects.filter(case__in=cases).update(is_due=False)
    CaseDeadline.objects.bulk_create(
        due, update_conflicts=True, unique_fields=["case", "key"], update_fields=_DUE_FIELDS
    )


def _write(cases) -> None:
    """One statement whose length does not grow with the fields times the cases, as that of `bulk_update` does."""
    fields = [Case._meta.get_field(name) for name in ("id", *_FIELDS)]
    arrays = ", ".join(f"%s::{field.rel_db_type(connection)}[]" for field in fields)
    names = ", ".join(field.column for field in fields)
    sets = ", ".join(f"{field.column} = told.{field.column}" for field in fields[1:])
    sql = f"""UPDATE membership_case SET {sets} FROM unnest({arrays}) AS told({names})
              WHERE membership_case.id = told.id"""  # noqa: S608 -- columns of the model
    with connection.cursor() as cursor:
        cursor.execute(sql, [[getattr(case, field.attname) for case in cases] for field in fields])


def _set(case: Case, history: History) -> None:
    findings, _ = look_at(history)
    following = next_step(history) if case.is_open else None
    case.stage = history.stage if history.stage in Stage.values else case.stage
    case.next_step = following.step if following else ""
    case.earliest_on, case.due_on = _exact(following and following.earliest), _exact(following and following.due)
    case.is_blocked = bool(following and following.blocked_by)
    case.faults = sum(each.is_error for each in findings)
    _date(case, history)


def _date(case: Case, history: History) -> None:
    """The dates of the way. One that is known to the month or year stands as its first day, and is named as rough."""
    application, activist = history.first("application"), history.first("activist_decision")
    probation = history.probation
    days = {
        "applied_on": application and application.on,
        "activist_on": activist and activist.on,
        "target_on": history.target_from,
        "admitted_on": probation.from_on,
        # A span from one month into the next is no date.
        "probation_to": probation.to_on if probation.to_on and probation.to_on.iso() else None,
        "full_on": history.full_member_from,
    }
    for name, day in days.items():
        setattr(case, name, day.first if day else None)
    case.rough = " ".join(f"{name}:{day.precision}" for name, day in days.items() if day and not day.is_exact)


def _exact(iso: str | None) -> dt.date | None:
    """The first possible day of a date that may be known to the month or year only."""
    if not iso:
        return None
    return dt.date.fromisoformat((iso + "-01-01")[:10])


def _row(case: Case, due: Due, approvers: Approvers, returned: CaseReturn | None) -> CaseDeadline:
    """What was sent back is the branch's to mend: meanwhile nobody reminds the body, and its limit goes on."""
    is_committees = due.actor is Actor.COMMITTEE
    unit = approvers.of(case.unit, case.person) if is_committees and not returned else None
    return CaseDeadline(
        case=case,
        unit=unit or case.unit,
        is_committees=unit is not None,
        key=due.key,
        step=due.step,
        due_on=due.due_on,
        clause=due.clause,
        grade=due.grade,
        words=f"{due.words}（已退回补正，期限不变）" if is_committees and returned else due.words,
        ahead=due.ahead,
        is_due=True,
    )

"""Some nine hundred cases of the demo school over six years, written in bulk and then judged by the rules.

The dice always fall alike; days are counted back from the day on which the school is built, so that something is late,
something is near and something is far on any day. Party status and cases say the same.
"""

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from dates.arithmetic import add_months
from directory.models import Category, PartyStatus, Person, Status
from directory.models.units import BRANCH_LEVEL
from membership.approving import Approvers
from membership.demo.meetings import Kept, Voted, hold_meetings
from membership.demo.members import Members, Somebody
from membership.demo.ways import Happened, Way, before, deliberated, spoilt
from membership.models import Case, CaseReturn, Companion, CompanionRole, Outcome, StepRecord, StepTemplate
from membership.procedure.steps import VOTE_FACTS
from membership.services.outcomes import BASIS
from membership.services.standing import refresh_many
from membership.voting import SUBJECT_OF_STEP
from policy.working_days import working_calendar

_SEED = 20260511
# How many cases of each kind; the school's first college gets its own on top, since its accounts are shown to visitors.
APPLICANTS, ACTIVISTS, TARGETS, ADMITTED, PROBATIONERS, CONVERTING, FULL = 250, 260, 64, 24, 150, 24, 128
_FIRST_COLLEGE = "01"
# The branch whose officer visitors sign in as: its meeting in so many days has somebody to admit.
_SHOWN, _TO_MEETING = "0102", 10
_AGE, _YOUNG = 18, 28
_SLOW, _WRONG = 5, 20  # one case of so many is behind its days; one of so many has a mistake
_RETURNED = 6
_ENDS = (
    (Outcome.WITHDRAWN, "本人提出撤回入党申请"),
    (Outcome.MOVED_OUT, "毕业离校，材料转往工作单位"),
    (Outcome.REMOVED, "培养考察中表现不合格，支委会讨论取消资格"),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """Who, what has happened, and how the case stands otherwise."""

    person: Person
    way: list[Happened]
    outcome: str = Outcome.OPEN
    reason: str = ""
    paused: bool = False


def open_cases(today: dt.date) -> int:
    """All of them; how many there are."""
    planned = [each for each in _plan(today, Random(_SEED)) if _is_of_age(each)]  # noqa: S311
    cases = write(planned, today)
    _tie_statuses(cases)
    return len(cases)


def write(planned: list[Planned], today: dt.date) -> list[Case]:
    """The cases with their records and companions, and where the rules see them stand."""
    approvers = Approvers(today)
    planned = [_deliberated(each, approvers, today) for each in planned]
    cases = _write(planned)
    CaseReturn.objects.bulk_create(_sent_back(cases, planned, approvers, today))
    refresh_many(_with_parents(cases), today)
    return cases


def _deliberated(planned: Planned, approvers: Approvers, today: dt.date) -> Planned:
    if approvers.general_branch_of(planned.person.unit) is None:
        return planned
    return replace(planned, way=deliberated(planned.way, today))


def _sent_back(cases: list[Case], planned: list[Planned], approvers: Approvers, today: dt.date):
    """Of those who wait for the committee one in so many lies with the branch again."""
    waiting = [
        (case, plan.way[-1].ready_on)
        for case, plan in zip(cases, planned, strict=True)
        if plan.way[-1].step == "approval_talk" and case.outcome == Outcome.OPEN and not plan.paused
    ]
    for case, last in waiting[::_RETURNED]:
        on = max(last, today - days(4))
        body = approvers.of(case.unit, case.person)
        if body:
            yield CaseReturn(
                case=case, person=case.person, step="admission_approval", body=body, returned_on=on,
                reason="志愿书缺入党介绍人意见的签名日期；政治审查材料缺一份函调回函", complete_by=on + days(7),
            )  # fmt: skip


def _plan(today: dt.date, dice: Random):
    calendar = working_calendar()
    for number, (person, way) in enumerate(_ways(today, dice, calendar)):
        way = spoilt(way, dice) if number % _WRONG == 7 else way
        open_still = way[-1].step != "archive" and person.status == Status.NONE
        if open_still and number % 41 == 5:
            yield Planned(person, way, *_end(way, number))
        else:
            yield Planned(person, way, paused=open_still and number % 53 == 9)


def _end(way, number) -> tuple[str, str]:
    """An applicant is not yet considered, so there is nothing to remove him from."""
    is_activist = any(each.step == "activist_decision" for each in way)
    return _ENDS[number % 3 if is_activist else number % 2]


def _ways(today, dice, calendar):
    yield from _one_for_the_meeting(_outside(today, dice, calendar), today, calendar)
    yield from _inside(today, dice, calendar)


def _outside(today, dice, calendar):
    """Whoever is no member yet: applicants, activists, targets, and targets whose admission waits for approval."""
    wanted = APPLICANTS + ACTIVISTS + TARGETS + ADMITTED
    people = _drawn(Person.objects.filter(status=Status.NONE), dice, wanted)
    for number, person in enumerate(people):
        # A smaller school has fewer of each kind, and still some of each.
        place = number * 7 % len(people) * wanted // len(people)
        since = today - days(_behind(dice, number))
        if place < APPLICANTS:
            way = _way(dice, calendar, person).from_application(today - days(dice.randint(2, 260)))
            yield person, before(way, since, "activist_decision") or way[:1]
        elif place < APPLICANTS + ACTIVISTS:
            lasts = dice.randint(5, 720)
            long = _way(dice, calendar, person, cultivated=lasts + dice.randint(20, 200))
            way = long.from_target_decision(today - days(lasts) + days(long.cultivated))
            yield person, before(way, max(since, way[2].on), "target_decision")
        else:
            is_admitted = place >= APPLICANTS + ACTIVISTS + TARGETS
            listing = today - days(dice.randint(89, 125) if is_admitted else dice.randint(1, 88))
            way = _way(dice, calendar, person).from_target_decision(listing)
            yield person, before(way, max(since, listing), "admission_approval")


def _one_for_the_meeting(found, today, calendar):
    """The first of the branch that is shown waits for its meeting, whatever the dice had for him."""
    is_sought = True
    for person, way in found:
        if is_sought and person.unit.code == _SHOWN:
            is_sought, dice = False, Random(_SEED)  # noqa: S311
            met = today + days(_TO_MEETING)
            yield person, before(_way(dice, calendar, person).from_meeting(met), today)
        else:
            yield person, way


def _inside(today, dice, calendar):
    """Probationers, those whose year is over and who wait for the meeting, and members whose file is closed."""
    rows = PartyStatus.objects.filter(status=Status.PROBATIONARY)
    joined = dict(rows.order_by("from_on").values_list("person", "from_on"))
    year_ago = add_months(today, -12)
    probationers = _drawn(_joined(Status.PROBATIONARY, year_ago, today - days(60)), dice, PROBATIONERS)
    for number, person in enumerate(probationers):
        way, since = _way(dice, calendar, person).from_meeting(joined[person.pk]), today - days(_behind(dice, number))
        yield person, before(way, max(since, joined[person.pk] + days(49)), "conversion_meeting")
    for person in _drawn(_joined(Status.FULL, add_months(today, -13), year_ago), dice, CONVERTING):
        way = _way(dice, calendar, person).from_meeting(joined[person.pk])
        _still_probationary(person)
        yield person, before(way, today, "conversion_approval")
    oldest = _joined(Status.FULL, add_months(today, -72), year_ago - days(90))
    for person in _drawn(oldest, dice, FULL):
        yield person, before(_way(dice, calendar, person).from_meeting(joined[person.pk]), today)


def _joined(status, first, last):
    joined = PartyStatus.objects.filter(status=Status.PROBATIONARY, from_on__range=(first, last))
    return Person.objects.filter(status=status, pk__in=joined.values("person"))


def _drawn(people, dice: Random, count: int) -> list[Person]:
    """So many of them, a tenth from the first college; nobody who holds an office or an account."""
    found = people.filter(unit__kind__in=BRANCH_LEVEL, duties__isnull=True, account__isnull=True)
    found = list(found.exclude(category=Category.RETIRED).select_related("unit").order_by("roster_no"))
    near = [person for person in found if person.unit.code.startswith(_FIRST_COLLEGE)]
    chosen = {person.pk: person for person in dice.sample(near, min(len(near), count // 10))}
    others = [person for person in found if person.pk not in chosen]
    return [*chosen.values(), *dice.sample(others, min(len(others), count - len(chosen)))]


def _way(dice, calendar, person, cultivated=0) -> Way:
    return Way(dice, calendar, is_young=person.birth_on.year > 1999, cultivated=cultivated)


def _behind(dice, number) -> int:
    """By how many days the branch is behind."""
    return dice.randint(25, 110) if number % _SLOW == 4 else 0


def _still_probationary(person: Person) -> None:
    """Nobody becomes a full member by a date alone: the conversion is still to be decided."""
    rows = PartyStatus.objects.filter(person=person)
    rows.filter(status=Status.FULL).delete()
    rows.filter(status=Status.PROBATIONARY).update(to_on=None)
    Person.objects.filter(pk=person.pk).update(status=Status.PROBATIONARY)


def _is_of_age(planned: Planned) -> bool:
    return add_months(planned.person.birth_on, 12 * _AGE) <= planned.way[0].on


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


# --- rows


def _write(planned: list[Planned]) -> list[Case]:
    templates = list(StepTemplate.objects.published().order_by("-opened_from"))
    codes = Random(_SEED + planned[0].person.pk if planned else _SEED)  # noqa: S311 -- numbers of an invented school
    cases = Case.objects.bulk_create(_case(each, templates, f"{codes.getrandbits(48):012x}") for each in planned)
    members = Members(case.unit for case in cases)
    acts = [(case, each) for case, plan in zip(cases, planned, strict=True) for each in plan.way]
    pairs = _pairs(acts, members)
    votes = [
        Voted(case, each.step, each.on, pairs.get((case.pk, "introducers"), ()))
        for case, each in acts
        if _is_kept(each)
    ]
    kept = hold_meetings(votes, members)
    records = StepRecord.objects.bulk_create(
        [_record(case, each, kept.get((case.pk, each.step))) for case, each in acts], batch_size=2_000
    )
    Companion.objects.bulk_create(_companions(records, pairs))
    return cases


def _pairs(acts, members: Members) -> dict[tuple[int, str], tuple[Somebody, ...]]:
    """Case's key and step → the two whom it names: those who cultivated him recommend him, where they still may."""
    found: dict[tuple[int, str], tuple[Somebody, ...]] = {}
    for case, each in acts:
        if each.step in _ROLES:
            able = members.able(case.unit_id, each.on, but=case.person_id)
            start = case.pk * 3 % max(1, len(able) - 1)
            known = found.get((case.pk, "mentors"))
            found[case.pk, each.step] = known if known and set(known) <= set(able) else tuple(able[start : start + 2])
    return found


def _is_kept(each: Happened) -> bool:
    """A vote on several people at once was no item of a meeting."""
    return each.step in SUBJECT_OF_STEP and not each.facts["together"]


def _case(planned: Planned, templates, code: str) -> Case:
    opened_on, last = planned.way[0].on, planned.way[-1]
    outcome = Outcome.ARCHIVED if last.step == "archive" else planned.outcome
    return Case(
        code=code,
        person=planned.person,
        unit=planned.person.unit,
        template=next(each for each in templates if each.opened_from <= opened_on),
        opened_on=opened_on,
        is_league_member=opened_on.year - planned.person.birth_on.year < _YOUNG,
        is_mobile=False,
        outcome=outcome,
        closed_on=last.ready_on if outcome else None,
        closing_reason=planned.reason,
        paused_on=last.ready_on if planned.paused else None,
        pause_reason="因病休学，经支委会讨论暂缓" if planned.paused else "",
        acts=len(planned.way),
    )


def _record(case: Case, each: Happened, kept: Kept | None) -> StepRecord:
    """What a kept meeting says of the vote stands in the record; beyond it, what was decided."""
    beyond = {name: told for name, told in each.facts.items() if name not in VOTE_FACTS}
    return StepRecord(
        case=case,
        person=case.person,
        step=each.step,
        happened_on=each.on,
        facts=kept.facts | beyond if kept else each.facts,
        item=kept.item if kept else None,
        recorded_on=each.ready_on,
    )


_ROLES = {"mentors": CompanionRole.MENTOR, "introducers": CompanionRole.INTRODUCER}


def _companions(records, pairs) -> list[Companion]:
    return [
        Companion(
            case=record.case,
            person_id=person.pk,
            role=_ROLES[record.step],
            record=record,
            from_on=record.happened_on,
        )
        for record in records
        if record.step in _ROLES
        for person in pairs[record.case_id, record.step]
    ]


def _tie_statuses(cases: list[Case]) -> None:
    """The rows of party status name the case they follow from, as if it had written them."""
    basis = {case.person_id: f"{BASIS} {case.code}" for case in cases}
    rows = list(PartyStatus.objects.filter(person__in=basis, status__in=(Status.PROBATIONARY, Status.FULL)))
    for row in rows:
        row.basis = basis[row.person_id]
    PartyStatus.objects.bulk_update(rows, ["basis"])


def _with_parents(cases: list[Case]):
    return Case.objects.filter(pk__in=[case.pk for case in cases]).select_related("person", "unit", "template")

"""Cases brought as far as a step, with their records as an import would leave them."""

import datetime as dt

from dates.parsing import parse_date
from directory.models import Category, Status
from membership.models import Case, Companion, CompanionRole, StepRecord
from membership.selectors import template_for
from membership.services import refresh_many
from tests.membership.procedure.histories import lawful
from tests.world import TODAY, add_person

# So that the book is filled in on 5 November 2026 and the branch meets on the 12th.
START = dt.date(2025, 7, 8)
MET_ON = dt.date(2026, 11, 12)


def brought_to(world, roster_no, name, upto, *, code="0102", start=START, introducers=(), **gaps) -> Case:
    """Somebody of the unit whose case has everything up to and with the step."""
    person = add_person(world, roster_no, name, code, Status.NONE, category=Category.STAFF)
    person.birth_on = dt.date(1998, 1, 1)
    person.save(update_fields=["birth_on"])
    world.people[roster_no] = person
    case = Case(person=person, unit=person.unit, template=template_for(start), opened_on=start)
    case.is_league_member, case.is_mobile = True, False
    case.save()
    records = StepRecord.objects.bulk_create(_record(case, each) for each in lawful(start, upto=upto, **gaps)["events"])
    named = next((each for each in records if each.step == "introducers"), None)
    Companion.objects.bulk_create(
        Companion(case=case, person=each, role=CompanionRole.INTRODUCER, record=named, from_on=named.happened_on)
        for each in introducers
    )
    refresh_many([case], TODAY)
    case.refresh_from_db()
    return case


def _record(case, event) -> StepRecord:
    facts = {name: value for name, value in event.items() if name not in ("step", "on")}
    on = parse_date(event.get("on") or event["from"])
    return StepRecord(
        case=case, person=case.person, step=event["step"], happened_on=on.first, facts=facts, recorded_on=TODAY
    )

"""Whom a change of the organizers' parameters meets (`policy.impact`).

Posts, dedicated posts and rotation are judged anew. A trial or filing keeps the limit that was written down with it, so
a change meets those to come; how many keep theirs is said beside it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial

from django.db.models import Q
from django.urls import reverse

from organizers.models import Appointment, Filing, Trial
from organizers.policy import OrganizerPolicy
from organizers.rules.appointing import KIND_WORDS, Kind
from organizers.rules.dedicated import dedicated_verdict
from organizers.rules.filing import filing_asked, filing_limit
from organizers.rules.rotation import rotation_verdict
from organizers.rules.staffing import posts_in_words, rank_asked, staffing_verdict
from organizers.selectors import full_time_spans
from organizers.selectors.staffing import posts_of_school
from policy.impact import Affected, impact, unit_changes


@impact(key="organizers.staffing", title="专职组织员配备", sees="organizers.view")
def staffing(before, after, on: dt.date) -> Iterator[Affected]:
    """Units whose posts, rank or conclusion change; seven queries."""
    found = posts_of_school(on)
    units = [each.unit for each in found]
    old, new = before.policies(OrganizerPolicy, units), after.policies(OrganizerPolicy, units)
    for each in found:
        was, will = (_posts(each.staffing, policies[each.unit.pk]) for policies in (old, new))
        if was != will:
            url = reverse("staffing_detail", args=[each.unit.code])
            yield Affected(each.unit.short_name, was, will, url=url)


@impact(key="organizers.dedicated", title="专人专岗", sees="organizers.view")
def dedicated(before, after, on: dt.date) -> Iterator[Affected]:
    """Units where somebody holds another post besides; seven queries."""
    found = [each for each in posts_of_school(on) if each.other_posts]
    units = [each.unit for each in found]
    old, new = before.policies(OrganizerPolicy, units), after.policies(OrganizerPolicy, units)
    for each in found:
        was, will = (dedicated_verdict(each.other_posts, policies[each.unit.pk]) for policies in (old, new))
        if (was.state, was.words) != (will.state, will.words):
            url = reverse("staffing_detail", args=[each.unit.code])
            yield Affected(each.unit.short_name, was.words, will.words, url=url)


@impact(key="organizers.rotation", title="轮岗", sees="organizers.view")
def rotation(before, after, on: dt.date) -> Iterator[Affected]:
    """Full-time organizers whose rotation date or its nearness changes; two queries."""
    rows = list(Appointment.objects.on(on).full_time().select_related("person", "unit").order_by("unit", "pk"))
    spans = full_time_spans({each.person_id for each in rows})
    units = {each.unit for each in rows}
    old, new = before.policies(OrganizerPolicy, units), after.policies(OrganizerPolicy, units)
    for each in rows:
        terms = spans[each.person_id, each.unit_id]
        was, will = (
            rotation_verdict(terms, on, policies[each.unit_id], is_exact=each.is_exact) for policies in (old, new)
        )
        if (was.state, was.words) != (will.state, will.words):
            url = reverse("organizer_detail", args=[each.person.roster_no])
            yield Affected(each.person.name, was.words, will.words, each.unit.short_name, url)


@impact(key="organizers.trial", title="试用期", sees="organizers.view")
def trial(before, after, on: dt.date) -> Iterator[Affected]:
    """The newly promoted of the units whose trial changes; two queries."""
    running = _by_unit(Trial.objects.filter(outcome=""), on)
    url = f"{reverse('organizer_list')}?trial=open"
    for was, will, where, units in unit_changes(OrganizerPolicy, before, after, on, _trial):
        number = sum(running.get((unit.pk, kind), 0) for unit in units for kind in Kind)
        kept = f"；已登记的试用期 {number} 人按原期限" if number else ""
        yield Affected("今后新提拔的组织员", was, will + kept, where, url)


@impact(key="organizers.filing", title="任职备案", sees="organizers.view")
def filing(before, after, on: dt.date) -> Iterator[Affected]:
    """Appointments to come of the units where filing or its limit changes, by kind; three queries."""
    waiting = _by_unit(Filing.objects.filter(submitted_on__isnull=True), on)
    url = f"{reverse('organizer_list')}?filing=to_submit"
    for kind in Kind:
        for was, will, where, units in unit_changes(
            OrganizerPolicy, before, after, on, partial(_filing, kind), KIND_WORDS[kind]
        ):
            number = sum(waiting.get((unit.pk, kind), 0) for unit in units)
            kept = f"；已登记待提交的 {number} 项按原期限" if number else ""
            yield Affected(f"今后任{KIND_WORDS[kind]}组织员的备案", was, will + kept, where, url)


def _by_unit(rows, on: dt.date) -> Counter:
    """How many of what stands beside appointments that go on, by unit and kind; one query."""
    going_on = rows.filter(Q(appointment__to_on__isnull=True) | Q(appointment__to_on__gte=on))
    return Counter(going_on.values_list("appointment__unit", "appointment__kind"))


def _trial(policy) -> str:
    asked = policy.trial_months
    return f"试用期 {asked.value} 个月" if asked.is_asked and asked.value else "不设试用期"


def _filing(kind, policy) -> str:
    if not filing_asked(kind, policy).is_asked:
        return "不要求备案"
    limit = filing_limit(kind, policy)
    return f"人选确定后 {limit.value} 个工作日内报备案" if limit else "报备案，未规定期限"


def _posts(staffing, policy) -> str:
    """What the matrix shows of a unit, in one line."""
    verdict = staffing_verdict(staffing, policy)
    return f"应配 {posts_in_words(staffing, policy)}，级别 {rank_asked(staffing.members, policy)}：{verdict.words}"

"""Whom a change of the organizers' parameters meets: posts, dedicated posts and rotation (`policy.impact`).

Filings and trials are not here: each keeps the limit that was in force on its own day.
"""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from organizers.models import Appointment
from organizers.policy import OrganizerPolicy
from organizers.rules.dedicated import dedicated_verdict
from organizers.rules.rotation import rotation_verdict
from organizers.rules.staffing import posts_in_words, rank_asked, staffing_verdict
from organizers.selectors import full_time_spans
from organizers.selectors.staffing import posts_of_school
from policy.impact import Affected, impact


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


def _posts(staffing, policy) -> str:
    """What the matrix shows of a unit, in one line."""
    verdict = staffing_verdict(staffing, policy)
    return f"应配 {posts_in_words(staffing, policy)}，级别 {rank_asked(staffing.members, policy)}：{verdict.words}"

"""组织员详情: the appointments of one person, where trial, rotation and filing stand, and what they rest on."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from directory.access import access
from directory.models import WorkHistory
from directory.permissions import Sensitivity
from organizers.facts import Holdings
from organizers.models import Appointment, ConcurrentPost, RuleException
from organizers.policy import OrganizerPolicy
from organizers.rules.dedicated import dedicated_verdict
from organizers.rules.rotation import rotation_due
from organizers.selectors import checks_shown, full_time_spans, roster, roster_lines
from organizers.timeline import Term, timeline
from organizers.views.acts import crumbs_of
from policy.reading import policies_on

TABS = {"overview": "概况", "conditions": "任职条件核对", "work": "履历", "posts": "兼任职务"}


@access("organizers.view")
@require_GET
def organizer_detail(request, roster_no):
    """Appointments in units outside the viewer's scope are not shown; without any inside it, there is no page."""
    viewer, today = request.viewer, request.today
    lines = roster_lines(_rows(viewer, roster_no), today)
    voided = _voided(viewer, roster_no)
    if not lines and not voided:
        raise Http404
    person = (voided or [line.appointment for line in lines])[0].person
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "overview"
    current = [line for line in lines if line.appointment.holds_on(today)]
    policies = policies_on(OrganizerPolicy, today, {line.appointment.unit for line in lines})
    holdings = Holdings([person.pk], viewer.paths("organizers.view"))
    context = {
        "person": person,
        "lines": [_row(viewer, line, today) for line in lines],
        "voided": voided,
        "current": [_block(line, policies, holdings, today) for line in current],
        "timeline": _timeline(lines, current, policies, today),
        "tab": tab,
        "tabs": _tabs(roster_no, tab),
        "shows_personal": viewer.sensitivity >= Sensitivity.S2,
        "person_url": reverse("person_detail", args=[roster_no]) if viewer.may_on("people.view", person.unit) else "",
        "history_url": reverse("person_history", args=[roster_no]) if viewer.may("log.view") else "",
        "create_url": _create_url(viewer, person),
        "crumbs": crumbs_of(person),
        "today": today,
        **_tab_context(viewer, person, tab, today),
    }
    return render(request, "organizers/organizer_detail.html", context)


def _rows(viewer, roster_no):
    exceptions = Prefetch("exceptions", RuleException.objects.select_related("approver"))
    rows = roster(viewer).filter(person__roster_no=roster_no)
    return rows.prefetch_related(exceptions).order_by("-from_on", "-pk")


def _voided(viewer, roster_no) -> list[Appointment]:
    """What was written down and taken back; one query."""
    rows = Appointment.voided.visible_to(viewer).filter(person__roster_no=roster_no)
    return list(rows.select_related("person__unit", "unit"))


def _row(viewer, line, today) -> dict:
    """One appointment of the list, present or past."""
    checks = checks_shown(line.appointment, viewer.paths("organizers.view"))
    return {"line": line, "acts": _acts(viewer, line, today), "checks": checks}


def _block(line, policies, holdings, today) -> dict:
    """One current appointment with its verdicts."""
    appointment = line.appointment
    posts = holdings.beside(appointment.person_id, appointment.unit_id, today)
    dedicated = dedicated_verdict(posts, policies[appointment.unit_id])
    return {"line": line, "dedicated": dedicated if appointment.kind == "full_time" else None}


def _timeline(lines, current, policies, today):
    terms = [_term(line) for line in lines]
    serving = next((line.appointment for line in current if line.appointment.kind == "full_time"), None)
    due = words = None
    if serving:
        policy = policies[serving.unit_id]
        spans = full_time_spans([serving.person_id])[serving.person_id, serving.unit_id]
        due = rotation_due(spans, today, policy)
        words = f"满{policy.rotation_years.value}年 {due}" if due else ""
    return timeline(terms, today, due, words or "")


def _term(line) -> Term:
    appointment = line.appointment
    span = appointment.period.possible
    trial = getattr(appointment, "trial", None)
    words = f"{line.named.short_name} {appointment.get_kind_display()}"
    return Term(span.from_on, span.to_on, words, appointment.kind, trial.full_on if trial else None)


def _tabs(roster_no, tab) -> list[dict]:
    address = reverse("organizer_detail", args=[roster_no])
    return [
        {"title": title, "url": address if key == "overview" else f"{address}?tab={key}", "current": key == tab}
        for key, title in TABS.items()
    ]


def _tab_context(viewer, person, tab, today) -> dict:
    may_edit = viewer.may_on("organizers.edit", person.unit) and not viewer.is_own(person)
    if tab == "work":
        return {
            "work": WorkHistory.objects.visible_to(viewer).filter(person=person),
            "work_url": reverse("work_create", args=[person.roster_no]) if may_edit else "",
            "may_void": may_edit,
        }
    if tab == "posts":
        posts = ConcurrentPost.objects.visible_to(viewer).filter(person=person).select_related("appointment__unit")
        return {"posts": [{"post": post, "holds": post.holds_on(today)} for post in posts]}
    return {}


def _acts(viewer, line, today) -> list[dict]:
    """What may be done to an appointment: absent without the right, on oneself, and ending once it is over."""
    appointment = line.appointment
    place = [appointment.person.roster_no, appointment.pk]
    may_edit = viewer.may_on("organizers.edit", appointment.unit) and not viewer.is_own(appointment.person)
    found = []
    if line.filing:
        found.append(("备案", "filing_detail"))
    elif may_edit:
        found.append(("登记备案", "filing_create"))
    if line.trial:
        found.append(("试用期", "trial_detail"))
    elif may_edit:
        found.append(("登记试用期", "trial_create"))
    if may_edit:
        is_over = appointment.to_on is not None and appointment.to_on < today
        found += [("登记兼任", "post_create"), ("更正任职", "appointment_correct")]
        found += [] if is_over else [("办理离任", "appointment_end")]
        found.append(("作废任职", "appointment_void"))
    return [{"title": title, "url": reverse(name, args=place)} for title, name in found]


def _create_url(viewer, person) -> str:
    may = viewer.may_on("organizers.edit", person.unit) and not viewer.is_own(person)
    return f"{reverse('appointment_create')}?person={person.roster_no}" if may else ""

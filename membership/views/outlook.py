"""预计进度: the way ahead of a case, and “what if the meeting is on …”."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from directory.access import access
from membership.forms.outlook import WhatIfForm
from membership.outlook import Outlook
from membership.views.acts import case_of, crumbs_of


@access("cases.accompany")
@require_GET
def case_outlook(request, code):
    """Every step to come on its earliest lawful day; with a step and a day in the address, what that changes."""
    case = case_of(request, code)
    context = {
        "case": case,
        "today": request.today,
        "crumbs": crumbs_of(case, "预计进度"),
        "clear_url": reverse("case_outlook", args=[case.code]),
    }
    if case.is_open:
        context |= _looked(request, Outlook(case, request.today))
    return render(request, "membership/outlook.html", context)


def _looked(request, outlook) -> dict:
    asks = "on" in request.GET
    initial = {"step": outlook.first_asked()}
    options = {"choices": outlook.choices(), "today": request.today, "initial": initial}
    form = WhatIfForm(request.GET if asks else None, **options)
    context = {
        "form": form,
        "held": outlook.held,
        "wait": outlook.days_to_wait,
        "lines": outlook.ahead(),
        "plan": outlook.plan,
        "asked": None,
    }
    if asks and form.is_valid():
        lines, found = outlook.asked(**form.cleaned_data)
        given = next((each for each in lines if each.planned.is_given), None)
        context |= {"lines": lines, "plan": found, "asked": given}
    return context

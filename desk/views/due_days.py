"""到期日历: a month by what falls due, the list of a day, and the subscription."""

import hashlib
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from dates.arithmetic import add_months
from desk.due_days import SIDES, day_url, month_counts, rows_of_day, weeks
from desk.feed import feed
from desk.matters import question_of
from desk.workbench import PAGE_SIZE, row_of
from directory.access import access
from directory.models import School
from directory.viewer import Viewer
from policy.views.months import asked_day, asked_month
from reminders.health import health
from reminders.models import Box
from reminders.subscribing import subscriber

HOME = "到期日历"


@access(access.SIGNED_IN)
@require_safe
def due_calendar(request):
    """One month; the figure of a day opens its list."""
    question = _question(request)
    first = asked_month(request.GET.get("month", ""), request.today)
    counts = month_counts(question, first)
    context = {
        "weeks": weeks(question, first, counts),
        "first": first,
        "today": request.today,
        "list_title": SIDES[question.box],
        "total": sum(each[question.box] for each in counts.values()),
        "sides": [
            {
                "title": f"{title} {sum(each[box] for each in counts.values())}",
                "url": _month_url(question, first, box=box),
                "current": box == question.box,
            }
            for box, title in SIDES.items()
        ],
        "previous": _month_url(question, add_months(first, -1)),
        "this_month": _month_url(question, request.today.replace(day=1)),
        "next": _month_url(question, add_months(first, 1)),
        "crumbs": [{"title": "工作台", "url": question.url()}, {"title": HOME}],
    }
    return render(request, "desk/due_calendar.html", context)


@access(access.SIGNED_IN)
@require_safe
def due_day(request, day):
    """What falls due on one day."""
    question, on = _question(request), asked_day(day)
    page = Paginator(rows_of_day(question, on), PAGE_SIZE).get_page(request.GET.get("page", "1"))
    mine = question.box is Box.TODO
    context = {
        "day": on,
        "today": request.today,
        "page": page,
        "todo": [row_of(reminder, request.today, mine=mine) for reminder in page],
        "list_title": SIDES[question.box],
        "sides": [
            {"title": title, "url": day_url(replace(question, box=box), on), "current": box == question.box}
            for box, title in SIDES.items()
        ],
        "crumbs": [
            {"title": "工作台", "url": question.url()},
            {"title": HOME, "url": _month_url(question, on.replace(day=1))},
            {"title": str(on)},
        ],
    }
    return render(request, "desk/due_day.html", context)


@access(access.PUBLIC)
@require_safe
def calendar_feed(request, token):
    """For calendar programs, which cannot log in: the secret address is the key, and what it opens names nobody."""
    account = subscriber(token)
    if account is None:
        raise Http404
    content = feed(Viewer(account, request.today), name=f"{School.current().name}党务待办")
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    # Whether something is new is judged by the content alone; the date is for the reader.
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(content, content_type="text/calendar; charset=utf-8")
    last = health(timezone.now()).last
    if last:
        response["Last-Modified"] = http_date(last.finished_at.timestamp())
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


def _question(request):
    """The two sides of a calendar are what I settle and what others do."""
    question = replace(question_of(request), kind="", only_late=False)
    return question if question.box in SIDES else replace(question, box=Box.TODO)


def _month_url(question, first, **changed) -> str:
    return replace(question, **changed).at(reverse("due_calendar"), month=f"{first:%Y-%m}")

"""工作日历: a month as a grid of 休 and 班, one day to change, a year to mark as published."""

import datetime as dt

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from dates.arithmetic import add_months
from directory.access import access
from directory.forms.conflicts import conflict_of
from directory.forms.posting import posted
from directory.refusals import ChangedMeanwhile
from policy.forms import CalendarDayForm, YearForm
from policy.models import CalendarDay
from policy.services.calendar import publish_year, set_day
from policy.views.months import FIRST_YEAR, LAST_YEAR, asked_day, asked_month
from policy.views.pages import form_page
from policy.working_days import month_grid

HOME = "工作日历"


@access("settings.manage")
@require_GET
def calendar_month(request):
    """One month; a day opens what makes it 休 or 班."""
    first = asked_month(request.GET.get("month", ""), request.today)
    context = {
        "weeks": month_grid(first),
        "first": first,
        "today": request.today,
        "previous": _address(add_months(first, -1)),
        "next": _address(add_months(first, 1)),
        "years": _years(),
        "crumbs": [{"title": "设置"}, {"title": HOME}],
    }
    return render(request, "policy/calendar_month.html", context)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def calendar_day_update(request, day):
    """What one day is, and by which notice."""
    on = asked_day(day)
    row = CalendarDay.objects.filter(day=on).first() or _by_weekday(on)
    initial = _shown(row) | ({"version": row.version} if row.pk else {})
    form, conflict = CalendarDayForm(request.POST or None, initial=initial), None
    try:
        if posted(request, form, lambda: _save(on, form)):
            messages.success(request, f"已保存 {on}。")
            return redirect(_address(on.replace(day=1)))
    except ChangedMeanwhile as changed:
        conflict, form = _conflict(request, form, changed)
    way = [{"title": "设置"}, {"title": HOME, "url": reverse("calendar_month")}, {"title": str(on)}]
    note = "改动会立即影响以工作日计算的期限：提醒随即重新计算，已经办结的事项不变。"
    return form_page(request, form, f"{on}", way, _address(on.replace(day=1)), conflict=conflict, form_note=note)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def calendar_year_publish(request, year):
    """标为已公布: the notice has come, nothing of that year is 暂算 any more."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    form = YearForm(request.POST or None)
    if posted(request, form, lambda: publish_year(year=year, source=form.cleaned_data["source"]) + 1):
        messages.success(request, f"{year} 年已标为公布。")
        return redirect(_address(dt.date(year, 1, 1)))
    way = [{"title": "设置"}, {"title": HOME, "url": reverse("calendar_month")}, {"title": f"{year} 年"}]
    note = "先按国务院办公厅的通知逐日改好休和班，再标为已公布；此后这一年的期限不再显示“暂算”。"
    return form_page(request, form, f"{year} 年标为已公布", way, _address(dt.date(year, 1, 1)), form_note=note)


def _save(on, form):
    given = form.cleaned_data
    return set_day(day=on, **given | {"is_working": given["is_working"] == "yes"})


def _years() -> list[dict]:
    """The years of the table, and whether something in them is 暂算."""
    rows = CalendarDay.objects.values_list("day__year", "is_provisional").distinct().order_by("day__year")
    found: dict[int, bool] = {}
    for year, provisional in rows:
        found[year] = found.get(year, False) or provisional
    return [
        {"year": year, "is_provisional": provisional, "url": _address(dt.date(year, 1, 1))}
        for year, provisional in found.items()
    ]


def _by_weekday(on) -> CalendarDay:
    return CalendarDay(day=on, is_working=on.weekday() < 5, is_provisional=True)


def _shown(row) -> dict:
    return {
        "is_working": "yes" if row.is_working else "no",
        "word": row.word,
        "source": row.source,
        "is_provisional": row.is_provisional,
    }


def _conflict(request, form, changed):
    data = request.POST.copy()
    data["version"] = changed.current.version
    return conflict_of(form, changed, _shown), CalendarDayForm(data)


def _address(first) -> str:
    return f"{reverse('calendar_month')}?month={first:%Y-%m}"

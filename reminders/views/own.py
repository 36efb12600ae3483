"""我的提醒设置: how one is told, what one was told lately, and one's calendar."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from directory.access import access
from reminders.forms import PreferenceForm
from reminders.models import Channel, Digest, Preference
from reminders.sending import title
from reminders.subscribing import has_subscription, subscribe, unsubscribe
from reminders.telling import channels

SHOWN = 14


@access(access.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def preference_update(request):
    """One's own only: the account is that of the session."""
    form = _form(request, request.POST or None)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "已保存。从下一次提醒起按此发送。")
        return redirect("preference_update")
    return _page(request, form, status=422 if form.errors else 200)


@access(access.SIGNED_IN)
@require_POST
def subscription_create(request):
    """Makes or renews the address of one's calendar; this one answer shows it, and nothing can show it again."""
    path = reverse("calendar_feed", args=[subscribe(account=request.user)])
    return _page(request, _form(request), calendar_url=settings.SITE_URL.rstrip("/") + path)


@access(access.SIGNED_IN)
@require_POST
def subscription_withdraw(request):
    unsubscribe(account=request.user)
    messages.success(request, "已停止订阅，原来的日历地址不再有效。")
    return redirect(reverse("preference_update") + "#calendar")


def _page(request, form, *, status=200, calendar_url=""):
    context = {
        "form": form,
        "calendar_url": calendar_url,
        "has_calendar": has_subscription(request.user),
        "crumbs": [{"title": "我的账号", "url": reverse("profile")}, {"title": "提醒设置"}],
        "cancel_url": reverse("workbench"),
        "address": request.user.person.email if request.user.person_id else "",
        "digests": [_drawn(digest) for digest in Digest.objects.filter(account=request.user)[:SHOWN]],
    }
    return render(request, "reminders/preference.html", context, status=status)


def _form(request, data=None) -> PreferenceForm:
    kept = Preference.objects.filter(account=request.user).first() or Preference(account=request.user)
    return PreferenceForm(data, instance=kept, has_messenger=Channel.MESSENGER in channels())


def _drawn(digest) -> dict:
    kinds = sorted(digest.counts.items(), key=lambda each: -each[1])
    return {"digest": digest, "kinds": [f"{title(key)} {count}" for key, count in kinds]}

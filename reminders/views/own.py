"""我的提醒设置: how one is told, what one was told lately, and one's calendar."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from reminders.forms import PreferenceForm
from reminders.models import Channel, Digest, Preference
from reminders.sending import title
from reminders.telling import channels

SHOWN = 14


@access(access.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def preference_update(request):
    """One's own only: the account is that of the session."""
    kept = Preference.objects.filter(account=request.user).first() or Preference(account=request.user)
    form = PreferenceForm(request.POST or None, instance=kept, has_messenger=Channel.MESSENGER in channels())
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "已保存。从下一次提醒起按此发送。")
        return redirect("preference_update")
    context = {
        "form": form,
        "crumbs": [{"title": "我的账号", "url": reverse("profile")}, {"title": "提醒设置"}],
        "cancel_url": reverse("workbench"),
        "address": request.user.person.email if request.user.person_id else "",
        "digests": [_drawn(digest) for digest in Digest.objects.filter(account=request.user)[:SHOWN]],
    }
    return render(request, "reminders/preference.html", context, status=422 if form.errors else 200)


def _drawn(digest) -> dict:
    kinds = sorted(digest.counts.items(), key=lambda each: -each[1])
    return {"digest": digest, "kinds": [f"{title(key)} {count}" for key, count in kinds]}

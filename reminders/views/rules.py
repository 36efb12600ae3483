"""提醒规则: what is told when, to whom and how often; and what would go out if the night came now."""

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.access import access
from directory.permissions import PERMISSIONS, ROLE_NAMES, Role
from policy.reading import rules_on
from reminders import registry
from reminders.lead_times import usual_days
from reminders.models import Channel, Digest
from reminders.policy import RemindingPolicy
from reminders.telling import channels, would_tell
from reminders.views.pages import tabs


@access("settings.manage")
@require_safe
@transaction.atomic
def rule_list(request):
    """Every rule with its days, from the policy of today; `?preview=1` counts what would be told now."""
    rules = rules_on(request.today)
    pace = rules.policy(RemindingPolicy)
    context = {
        "crumbs": [{"title": "设置"}, {"title": "提醒"}],
        "tabs": tabs("reminder_rules"),
        "rules": [_drawn(source, usual_days(source.ahead, rules)) for source in registry.SOURCES.values()],
        "pace": pace,
        "quiet": _quiet(pace),
        "channels": [Channel(each).label for each in channels()],
        "preview": would_tell(on=request.today) if "preview" in request.GET else None,
        "told_today": Digest.objects.filter(day=request.today).count(),
        "pace_url": reverse("policy_list") + "#group-reminders",
    }
    return render(request, "reminders/rule_list.html", context)


def _drawn(source, days) -> dict:
    parameter = source.ahead if isinstance(source.ahead, str) else ""
    return {
        "source": source,
        "days": "、".join(map(str, days)),
        "days_url": reverse("parameter_detail", args=[parameter]) if parameter else "",
        "roles": [ROLE_NAMES[role] for role in Role if source.acts in PERMISSIONS[role]],
    }


def _quiet(pace) -> str:
    begins, ends = pace.quiet_from.value, pace.quiet_until.value
    return f"{begins}:00–{ends}:00" if begins is not None and ends is not None and begins != ends else ""

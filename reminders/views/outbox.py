"""发送记录: what was sent, what waits, what did not arrive and why."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from directory.access import access
from reminders.delivering import retry
from reminders.models import Delivery, DeliveryState
from reminders.views.pages import tabs

PAGE_SIZE = 50
STUCK = (DeliveryState.FAILED, DeliveryState.NO_ADDRESS)
# The state as the vocabulary of chips has it (screens 5.4).
CHIPS = {
    DeliveryState.WAITING: "未开始",
    DeliveryState.SENDING: "进行中",
    DeliveryState.SENT: "已完成",
    DeliveryState.FAILED: "错误",
    DeliveryState.NO_ADDRESS: "错误",
    DeliveryState.WITHDRAWN: "已取消",
}


@access("settings.manage")
@require_safe
def delivery_list(request):
    """The latest first; one state at a time, or all."""
    state = request.GET.get("state", "")
    state = state if state in DeliveryState.values else ""
    counts = dict(Delivery.objects.order_by().values_list("state").annotate(Count("pk")))
    rows = Delivery.objects.select_related("digest__account__person")
    paginator = Paginator(rows.filter(state=state) if state else rows, PAGE_SIZE)
    paginator.count = counts.get(state, 0) if state else sum(counts.values())
    page = paginator.get_page(request.GET.get("page", "1"))
    context = {
        "crumbs": [{"title": "设置"}, {"title": "提醒", "url": reverse("reminder_rules")}, {"title": "发送记录"}],
        "tabs": tabs("delivery_list"),
        "states": _states(counts, state),
        "page": page,
        "rows": [_drawn(delivery) for delivery in page],
    }
    return render(request, "reminders/delivery_list.html", context)


@access("settings.manage")
@require_POST
def delivery_retry(request, key):
    """Once more, after somebody has mended the address or the server."""
    delivery = get_object_or_404(Delivery.objects.select_related("digest__account__person"), key=key)
    if retry(delivery=delivery, at=timezone.now()):
        messages.success(request, f"已重新排队：{delivery.digest.account}，一两分钟内再次发送（静默时段除外）。")
    else:
        messages.info(request, f"这条消息现为“{delivery.get_state_display()}”，不需要重发。")
    return HttpResponseRedirect(reverse("delivery_list"))


def _states(counts, chosen) -> list[dict]:
    every = [("", "全部", sum(counts.values()))]
    every += [(state.value, state.label, counts.get(state.value, 0)) for state in DeliveryState]
    address = reverse("delivery_list")
    return [
        {
            "title": f"{label} {count}",
            "url": f"{address}?state={value}" if value else address,
            "current": value == chosen,
        }
        for value, label, count in every
        if count or value in ("", chosen)
    ]


def _drawn(delivery) -> dict:
    return {
        "delivery": delivery,
        "chip": CHIPS[delivery.state],
        "account": delivery.digest.account,
        "digest": delivery.digest,
        "is_stuck": delivery.state in STUCK,
    }

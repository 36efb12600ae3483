"""What the pages of 提醒 share."""

from django.urls import reverse

TABS = [("reminder_rules", "规则"), ("delivery_list", "发送记录")]


def tabs(current: str) -> list[dict]:
    return [{"title": title, "url": reverse(name), "current": name == current} for name, title in TABS]

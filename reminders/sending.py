"""What a message says and how it leaves the house: e-mail by Django's backend, messengers by apprise.

Counts and a link only: no name, no unit, nothing about anybody.
"""

from urllib.parse import quote

import apprise
from django.conf import settings
from django.core.mail import EmailMessage

from directory.models import School
from reminders import registry
from reminders.models import Delivery, Digest


class Unsendable(Exception):
    """The person has no address on this channel; trying again is of no use."""


def by_mail(delivery: Delivery) -> None:
    """Raises what the mail backend raises, and `Unsendable` without an address."""
    digest = delivery.digest
    address = digest.account.person.email
    if not address:
        raise Unsendable("人员信息中没有邮箱")
    headers = {"Message-ID": f"<{delivery.key}@{_domain()}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(subject(digest), body(digest), to=[address], headers=headers).send()


def by_messenger(delivery: Delivery) -> None:
    """Raises `Unsendable` where the configured address does not suit the person, OSError when it was not taken."""
    account = delivery.digest.account
    address = settings.MESSENGER_URL.format(roster_no=quote(account.person.roster_no, safe=""))
    messenger = apprise.Apprise()
    if not messenger.add(address):
        raise Unsendable("即时消息地址无效，请核对 MESSENGER_URL")
    if not messenger.notify(title=subject(delivery.digest), body=body(delivery.digest)):
        raise OSError("即时消息服务没有接收")


def subject(digest: Digest) -> str:
    """“党务提醒 11月27日：4 项”, with what is late."""
    late = f"，其中 {digest.late} 项已逾期" if digest.late else ""
    return f"党务提醒 {digest.day.month}月{digest.day.day}日：{digest.total} 项{late}"


def body(digest: Digest) -> str:
    """Greeting, counts by kind, link; as a person would say it."""
    lines = [f"· {title(key)} {count} 项" for key, count in sorted(digest.counts.items(), key=lambda each: -each[1])]
    more = [
        *([f"其中 {digest.late} 项已逾期，请先办理。"] if digest.late else []),
        *([f"其中 {digest.reported} 项为下级党组织逾期未办，请督促。"] if digest.reported else []),
    ]
    ends = [
        "",
        f"请登录{School.current().platform_name}办理：",
        settings.SITE_URL,
        "",
        "提醒时间和方式可在“提醒设置”中修改。本邮件由系统发出，请勿回复。",
    ]
    return "\n".join([f"您好！今天有 {digest.total} 项事项需要您关注：", "", *lines, "", *more, *ends])


def title(key: str) -> str:
    return registry.SOURCES[key].title if key in registry.SOURCES else "其他事项"


def _domain() -> str:
    return settings.SITE_URL.partition("//")[2].partition("/")[0].partition(":")[0] or "localhost"

"""What the living school was told, beside what it should have been told."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from bench.living.expected import Expected, difference
from reminders.models import Delivery, Digest, Notice
from reminders.quiet import quiet_on

_NOTICE = ("reminder__source", "reminder__subject_id", "reminder__due_on", "account", "level", "turn")
_DIGEST = ("account", "day", "total", "late", "reported")
_MAIL = ("digest__account", "digest__day", "state")


def judge(expected: Expected, mails: Path) -> dict[str, dict[str, int]]:
    """For notices, digests and mails how many are missed, doubled, foreign or wrong; all zero when all is well."""
    digests = {(account, day): tuple(counts) for account, day, *counts in Digest.objects.values_list(*_DIGEST)}
    deliveries = {(account, day): state for account, day, state in Delivery.objects.values_list(*_MAIL)}
    keys = {str(key) for key in Delivery.objects.filter(state="sent").values_list("key", flat=True)}
    names = [path.name.partition("@")[0] for path in mails.glob("*.eml")]
    return {
        "notices": difference(expected.notices, list(Notice.objects.values_list(*_NOTICE))),
        "digests": difference(expected.digests, digests),
        "deliveries": difference(expected.mails, deliveries),
        "mail files": difference(keys, names),
        "quiet hours": {"sent": sent_in_quiet_hours(mails)},
    }


def wrongs(judgement: dict[str, dict[str, int]]) -> dict[str, int]:
    """Only what is not as it should be."""
    return {f"{what} {how}": number for what, found in judgement.items() for how, number in found.items() if number}


def copies(mails: Path) -> list[tuple[str, dt.datetime]]:
    """Every copy that left, with its key and the school's time."""
    path = mails / "copies"
    lines = path.read_text().splitlines() if path.exists() else []
    return [(key, dt.datetime.fromisoformat(when)) for key, when in map(str.split, lines)]


def sent_in_quiet_hours(mails: Path) -> int:
    moments = {when for _, when in copies(mails)} | set(
        Delivery.objects.filter(state="sent").values_list("sent_at", flat=True)
    )
    return sum(quiet_on(timezone.localdate(moment)).covers(moment) for moment in moments)

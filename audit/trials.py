"""Nobody finds out a number by trying: a form that refuses a known number, or a search that finds it, is an oracle.

A mask shows the area code, a page the birth date and the gender. About 500 numbers remain, and one of them is answered
differently. So whole numbers that share area code and birth date are counted: for one account, and for all together
against those who work in company. Honest work meets such numbers once in a while, an attack needs hundreds.
"""

import datetime as dt
from collections import defaultdict

from django.db import connection, transaction

from audit.events import record_event
from audit.models import EventKind, NumberTrial
from audit.sealing import keyed_index

BY_ONE, BY_ALL = 5, 20
KEPT = dt.timedelta(days=30)
_PREFIX = 14  # Area code and birth date of 18 digits.


def may_try(account, number: str, *, at: dt.datetime) -> bool:
    """Counts the number; False, with a line in the log, once too many of its kind have been tried within 30 days.

    A number typed again is not counted again. Call it outside the transaction that a refusal rolls back.
    """
    prefix = keyed_index(number[:_PREFIX], "number_trial.prefix")
    whole = keyed_index(number, "number_trial.whole")
    with transaction.atomic():
        _one_at_a_time(prefix)
        NumberTrial.objects.filter(at__lt=at - KEPT).delete()
        tried = NumberTrial.objects.filter(prefix_index=prefix)
        own = {bytes(index) for index in tried.filter(account=account).values_list("whole_index", flat=True)}
        if whole in own:
            return True
        allowed = len(own) < BY_ONE and tried.values("whole_index").distinct().count() < BY_ALL
        if allowed:
            NumberTrial.objects.create(account=account, prefix_index=prefix, whole_index=whole, at=at)
    if not allowed:
        record_event(EventKind.TRIAL_REFUSED, by=account, subject="居民身份证号", reason="短期内填写多个相近号码")
    return allowed


def may_try_all(account, numbers: set[str], *, at: dt.datetime) -> set[str]:
    """The numbers of a whole file at once; gives those that may not be tried. One line in the log stands for them all.

    The lock of a single number is not needed: whoever tries as many at once in two files is counted in the next.
    """
    kinds: dict[bytes, dict[bytes, str]] = {}
    for number in numbers:
        prefix = keyed_index(number[:_PREFIX], "number_trial.prefix")
        kinds.setdefault(prefix, {})[keyed_index(number, "number_trial.whole")] = number
    own, everybody = _tried(account, list(kinds), at)
    counted, refused = [], set()
    for prefix, wanted in kinds.items():
        new = sorted(whole for whole in wanted if whole not in own[prefix])
        room = max(0, min(BY_ONE - len(own[prefix]), BY_ALL - len(everybody[prefix] - set(new))))
        counted += [NumberTrial(account=account, prefix_index=prefix, whole_index=each, at=at) for each in new[:room]]
        refused |= {wanted[each] for each in new[room:]}
    NumberTrial.objects.bulk_create(counted)
    if refused:
        record_event(
            EventKind.TRIAL_REFUSED,
            by=account,
            subject="居民身份证号",
            reason="一次导入多个相近号码",
            numbers=len(refused),
        )
    return refused


def _tried(account, prefixes, at):
    """Numbers tried lately by the account and by everybody, by prefix."""
    own, everybody = defaultdict(set), defaultdict(set)
    tried = NumberTrial.objects.filter(prefix_index__in=prefixes, at__gte=at - KEPT)
    for prefix, whole, by in tried.values_list("prefix_index", "whole_index", "account"):
        everybody[bytes(prefix)].add(bytes(whole))
        if by == account.pk:
            own[bytes(prefix)].add(bytes(whole))
    return own, everybody


def _one_at_a_time(prefix: bytes) -> None:
    """Trials of one prefix wait for each other, so that many at once do not slip through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(prefix[:8], "big", signed=True)])

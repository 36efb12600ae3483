"""Whole ID numbers that come with an act are counted before it (audit/trials.py)."""

from functools import wraps

from django.utils import timezone

from audit.trials import may_try
from directory.numbers import IdNumberUnreadable, parse_id_number
from directory.refusals import refuse

TOO_MANY_TRIALS = "近期已填写过多个同一地区、同一出生日期的证件号，为防止试探，请联系组织部核对后登记。"


def hold_to_trials(account, number: str) -> None:
    """Raises `Refused` where the account has tried too many numbers of this kind; an unreadable one is no trial."""
    try:
        parsed = parse_id_number(number)
    except IdNumberUnreadable:
        return
    if not may_try(account, parsed.number, at=timezone.now()):
        raise refuse("number_trials", TOO_MANY_TRIALS, field="id_number")


def counts_trials(service):
    """For a service with `by` and perhaps `id_number`: the count stands even if the act is refused and rolled back."""

    @wraps(service)
    def counted(*, by, **facts):
        if by is not None and facts.get("id_number"):
            hold_to_trials(by, facts["id_number"])
        return service(by=by, **facts)

    return counted

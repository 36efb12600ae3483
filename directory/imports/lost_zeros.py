"""A spreadsheet that takes a roster number for a figure drops the zeros before it."""

from collections.abc import Iterable

from directory.models import PersonNumber

_MOST = 4  # So many zeros a number may have lost.


def lost_zeros(numbers: Iterable[str], people) -> dict[str, str]:
    """Number as written → the known number of one of the people that has zeros before it; one query at most."""
    meant = {"0" * zeros + number: number for number in numbers if number.isdigit() for zeros in range(1, _MOST + 1)}
    if not meant:
        return {}
    known = PersonNumber.objects.filter(kind=PersonNumber.Kind.ROSTER, roster_no__in=meant, person__in=people)
    return {meant[full]: full for full in known.values_list("roster_no", flat=True)}


def sentence(number: str, full: str) -> str:
    return f"“{number}”没有登记，登记的是“{full}”：号码前面的 0 丢失了，请把这一列设为文本，填写完整号码。"

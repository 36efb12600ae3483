"""Which public notices a listing as target rests on, place by place (第十三条, 2026; DEV-64, DEV-65)."""

from collections.abc import Sequence

from membership.procedure.case import Event

HOME_PLACES, MOBILE_PLACES = frozenset({"unit", "residence"}), frozenset({"origin", "destination"})


def at_each_place(notices: Sequence[Event], *, is_mobile: bool, unnamed: frozenset = frozenset()) -> tuple[Event, ...]:
    """The last one at each place that is asked: of a mobile person origin and destination, of others unit or residence.
    The last of all where none stands at such a place. `unnamed` is where a notice hung that names no place."""
    asked = [frozenset({place}) for place in sorted(MOBILE_PLACES)] if is_mobile else [HOME_PLACES]
    found = [[each for each in notices if places & _places(each, unnamed)][-1:] for places in asked]
    return tuple(dict.fromkeys(each for last in found for each in last)) or tuple(notices[-1:])


def may_rest_on(notices: Sequence[Event], is_mobile: bool | None) -> set[tuple[Event, ...]]:
    """All that the listing may rest on, as far as is known whether the person is mobile and where each notice hung."""
    kinds = (True, False) if is_mobile is None else (is_mobile,)
    hung = (frozenset(), HOME_PLACES | MOBILE_PLACES)
    return {at_each_place(notices, is_mobile=each, unnamed=places) for each in kinds for places in hung}


def _places(notice, unnamed):
    named = notice.get("places")
    return unnamed if named is None else frozenset(named)

"""催办: whoever oversees matters asks those whose turn it is, many at once."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from directory.models import Account
from reminders.models import Urge

# Two people who press the button in the same morning, or one who presses it twice, make one notice.
APART = dt.timedelta(hours=20)


@transaction.atomic
def urge(*, reminders, by: Account, at: dt.datetime) -> int:
    """Asks for these matters (a queryset of open ones that `by` may see); how many nobody had asked for lately."""
    found = list(reminders.select_for_update(of=("self",)).order_by("pk"))
    asked = dict(
        Urge.objects.filter(reminder__in=found).values("reminder").annotate(at=Max("at")).values_list("reminder", "at")
    )
    fresh = [each for each in found if each.pk not in asked or asked[each.pk] <= at - APART]
    Urge.objects.bulk_create(Urge(reminder=each, title=each.title, by=by, at=at) for each in fresh)
    return len(fresh)

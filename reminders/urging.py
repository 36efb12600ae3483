"""催办: whoever oversees matters asks those whose turn it is, many at once."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, Q

from directory.models import Account, Charge
from directory.scope import within
from reminders.models import Urge
from reminders.models.reminders import sources_by
from reminders.telling import OVERSEES

# Two people who press the button in the same morning, or one who presses it twice, make one notice.
APART = dt.timedelta(hours=20)


def urgeable(viewer) -> Q:
    """What it is somebody's turn to settle who stands where the viewer oversees: downwards, never upwards."""
    found = Q(pk__in=[])
    overseen = within(viewer, OVERSEES, "holder") & Q(holder__isnull=False)
    for permission, sources in sources_by("acts").items():
        charged = Charge.objects.filter(overseen, permission=permission)
        found |= Q(source__in=sources, unit__in=charged.values("unit"))
    return found


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

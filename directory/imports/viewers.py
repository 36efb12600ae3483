"""For whom a batch is worked on: the same rights on the same day as on the pages."""

from django.utils import timezone

from directory.models import Account
from directory.viewer import Operator, Viewer


def viewer_of(account: Account | None) -> Viewer | Operator:
    """Today's viewer of the account that uploaded; the operator for what came from the command line."""
    today = timezone.localdate()
    return Viewer(account, today) if account else Operator(today)

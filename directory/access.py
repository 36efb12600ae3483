"""The mark on every view that says who may enter. A test walks the addresses and fails on an unmarked one."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404

PUBLIC = "public"
SIGNED_IN = "signed_in"


def access(mark: str):
    """Marks a view with `PUBLIC`, `SIGNED_IN` or a permission of `directory.permissions` and holds it to that.

    Whoever is not signed in goes to the log-in page and comes back; whoever lacks the permission finds nothing (404).
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if mark != PUBLIC and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if mark not in (PUBLIC, SIGNED_IN) and not request.viewer.may(mark):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access_mark = mark
        return guarded

    return decorate


access.PUBLIC = PUBLIC
access.SIGNED_IN = SIGNED_IN

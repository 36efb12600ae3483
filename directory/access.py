"""The mark on every view that says who may enter. A test walks the addresses and fails on an unmarked one."""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

PUBLIC = "public"
SIGNED_IN = "signed_in"


def access(mark: str):
    """Marks a view with `PUBLIC`, `SIGNED_IN` or a permission of `directory.permissions` and holds it to that.

    Whoever is not signed in goes to the log-in page and comes back; whoever lacks the permission finds nothing (404).
    It stands above every other decorator, so that a refusal looks the same for every method.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if mark != PUBLIC and not request.user.is_authenticated:
                return to_login(request)
            if mark not in (PUBLIC, SIGNED_IN) and not request.viewer.may(mark):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access_mark = mark
        return guarded

    return decorate


access.PUBLIC = PUBLIC
access.SIGNED_IN = SIGNED_IN


def to_login(request):
    """The way to the log-in page and back; a fragment of a page is told instead that the session is over.

    The page that asked for the fragment stays as it is, with everything typed into it.
    """
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Trigger": "session-ended"})
    return redirect_to_login(_return_address(request))


def _return_address(request) -> str:
    """Where to go after log-in: this page, or the page with the form when one was being sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return "/"
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"

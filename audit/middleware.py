"""Opens an occasion for every request, reading ones too: a page that is only opened may write as well."""

from audit.context import acting


class HistoryContextMiddleware:
    """Account, address and page of the request go into every history row it causes.

    The account is asked at the moment of writing, so a log-in already counts as the act of whoever has logged in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user.is_authenticated  # noqa: B018 (reads the session now, not in the middle of a statement)
        source = "admin" if request.path.startswith("/admin/") else "web"
        address = request.META.get("REMOTE_ADDR", "")
        with acting(by=lambda: request.user, source=source, url=request.path, address=address):
            return self.get_response(request)

"""Opens the history context for every request that may change something."""

from audit.context import acting


class HistoryContextMiddleware:
    """Account, address and page of the request go into every history row it causes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        source = "admin" if request.path.startswith("/admin/") else "web"
        by = request.user if request.user.is_authenticated else None
        with acting(by=by, source=source, url=request.path, address=request.META.get("REMOTE_ADDR", "")):
            return self.get_response(request)

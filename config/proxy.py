"""Behind the proxy every request seems to come from the proxy; this puts the visitor's address back."""


class VisitorAddressMiddleware:
    """Takes the last address of X-Forwarded-For, the one that our own proxy wrote; earlier ones anybody can invent.

    The log-in guard counts failures per account and address, and the log shows the address: both need the real one.
    Only the production settings use it, where the web server listens to the proxy alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if forwarded:
            request.META["REMOTE_ADDR"] = forwarded
        return self.get_response(request)

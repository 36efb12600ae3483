"""Headers that Django and django-csp do not set."""

# Nothing of this is used by any page.
_SWITCHED_OFF = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "usb",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{name}=()" for name in _SWITCHED_OFF)


class PageHeadersMiddleware:
    """Pages are nobody's to keep: no proxy, no disk, no back button after log-out. Static files say so themselves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers or "max-age=0" in response.headers["Cache-Control"]:
            response.headers["Cache-Control"] = "no-store, private"
        return response

"""Requests as the pages expect them: texts in UTF-8 and without NUL, whatever a visitor's program sends."""

import re

# What Django makes of bytes that are no UTF-8; no name, code or key holds it.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_IN_A_QUERY = "%EF%BF%BD"
_CHARSET = re.compile(r";\s*charset\*?\s*=[^;]*", re.IGNORECASE)


def read_as_utf_8(application):
    """The same WSGI application, deaf to encodings: Python knows some that are none for text, and Django trips on them
    before the first middleware is asked.
    """

    def deaf(environ, start_response):
        if "charset" in environ.get("CONTENT_TYPE", "").lower():
            environ["CONTENT_TYPE"] = _CHARSET.sub("", environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return deaf


class PlainRequestMiddleware:
    """PostgreSQL takes NUL in no text: it would end as a fault of ours.

    What cannot be meant is simply not found, as everything else that is not there. Form fields say so themselves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            request.path_info = request.META["PATH_INFO"] = request.path_info.replace("\0", UNREADABLE)
            request.path = request.path.replace("\0", UNREADABLE)
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\0" in query:
            request.META["QUERY_STRING"] = query.replace("%00", _IN_A_QUERY).replace("\0", _IN_A_QUERY)
        for name, value in request.COOKIES.items():
            request.COOKIES[name] = value.replace("\0", UNREADABLE)
        return self.get_response(request)

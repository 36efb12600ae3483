"""The viewer of a request, and the two ends of a session."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.utils import timezone

from audit.events import record_event
from audit.models import EventKind
from directory.viewer import Viewer

# A session row is written at most this often, in seconds.
EXTEND_AFTER = 30


class ViewerMiddleware:
    """`request.viewer`: the signed-in account with today's duties. The only place of the web where today is asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.today = timezone.localdate()
        request.viewer = Viewer(request.user, request.today) if request.user.is_authenticated else None
        return self.get_response(request)


class SessionEndMiddleware:
    """Ends a session after a time without use, and in any case some hours after the log-in.

    Polling and autosave announce themselves with `X-Background: 1` and do not extend a session.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._end_or_extend(request)
        return self.get_response(request)

    def _end_or_extend(self, request):
        now, session = int(time.time()), request.session
        begun = session.setdefault("begun_at", now)
        used = session.setdefault("used_at", now)
        if now - begun > settings.SESSION_ABSOLUTE_SECONDS:
            self._end(request, "登录时间已满")
        elif now - used > settings.SESSION_IDLE_SECONDS:
            self._end(request, "长时间没有操作")
        elif now - used > EXTEND_AFTER and request.headers.get("X-Background") != "1":
            session["used_at"] = now

    def _end(self, request, cause):
        record_event(EventKind.LOGOUT, by=request.user, subject=request.user.person, request=request, cause=cause)
        logout(request)

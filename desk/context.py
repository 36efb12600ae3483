"""The context processor of every page."""

from functools import partial

from desk.frame import Frame

_NAMES = (
    "school_name",
    "platform_name",
    "navigation",
    "scope",
    "header_links",
    "account_name",
    "account_role",
    "idle_seconds",
)


def frame(request):
    """The frame's variables; each is a callable, which a template calls only where it draws the frame."""
    made = Frame(request)
    return {name: partial(getattr, made, name) for name in _NAMES}

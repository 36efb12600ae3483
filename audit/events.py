"""Writing the log's events: logins, refusals, reveals, exports, prints, rights, settings."""

from audit.models import Event, EventKind


def record_event(kind: EventKind, *, by=None, subject=None, reason="", request=None, username="", **detail) -> Event:
    """Adds one line to the log.

    `subject` is a model instance or a text; `request` lends the address. Personal numbers never go into `detail`.
    """
    instance = subject if hasattr(subject, "_meta") else None
    return Event.objects.create(
        kind=kind,
        account=by,
        username=username or (by.get_username() if by else ""),
        address=request.META.get("REMOTE_ADDR") if request else None,
        subject_model=instance._meta.label_lower if instance else "",
        subject_id=instance.pk if instance else None,
        subject=str(subject or "")[:200],
        reason=reason,
        detail=detail,
    )

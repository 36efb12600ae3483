"""Writing the log's events: logins, refusals, reveals, exports, prints, rights, settings."""

from audit.context import occasion
from audit.masking import mask_deeply, mask_numbers
from audit.models import Event, EventKind


def record_event(kind: EventKind, *, by=None, subject=None, reason="", request=None, username="", **detail) -> Event:
    """Adds one line to the log.

    `subject` is a model instance or a text. Source, address and account come from the open occasion where not given.
    Identity and mobile numbers are blotted out wherever a text holds one.
    """
    instance = subject if hasattr(subject, "_meta") else None
    current = occasion()
    facts = current.facts if current else {}
    if by is None and not username and current:
        by = current.account()
    return Event.objects.create(
        kind=kind,
        account=by,
        username=mask_numbers(username or (by.get_username() if by else facts.get("operator", "")))[:150],
        source=facts.get("source", "web" if request else ""),
        address=(request.META.get("REMOTE_ADDR") if request else facts.get("address")) or None,
        subject_model=instance._meta.label_lower if instance else "",
        subject_id=instance.pk if instance else None,
        subject=mask_numbers(str(subject or ""))[:200],
        reason=mask_numbers(reason)[:500],
        detail=mask_deeply(detail),
    )

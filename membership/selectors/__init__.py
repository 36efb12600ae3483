"""Questions about cases and what they are shown by."""

from membership.selectors.templates import template_for

__all__ = ["template_for"]

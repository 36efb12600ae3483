"""What the school settles about development on the admin site: step templates, and who approves."""

from membership.admin import authority, templates

__all__ = ["authority", "templates"]

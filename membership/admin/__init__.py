"""What the school settles about development on the admin site: step templates, who approves, the confirmed text."""

from membership.admin import authority, editions, templates

__all__ = ["authority", "editions", "templates"]

"""Every address of the product with the mark of its view, found by walking the URL resolver."""

from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its name (or its route where it has none), its route, and who may enter by the mark."""

    name: str
    route: str
    mark: str | None
    callback: object

    def __str__(self):
        return f"{self.name} (/{self.route})"


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver, route, namespace):
    for pattern in resolver.url_patterns:
        below = route + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, below, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}" if pattern.name else below
            yield Address(name, below, mark_of(pattern.callback), pattern.callback)


def mark_of(callback) -> str | None:
    """The mark that `access` left; views of the admin site are held to the site's own."""
    if hasattr(callback, "access_mark"):
        return callback.access_mark
    site = getattr(callback, "admin_site", None) or getattr(getattr(callback, "model_admin", None), "admin_site", None)
    return site.access_mark if isinstance(site, AdminSite) else None

"""Panels that apps above add to the pages of a unit and a person; the page fetches them, so no import leads upward."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class PagePanel:
    """A fragment at `url_name`, whose only argument is the unit's code or the person's roster number."""

    title: str
    url_name: str
    permission: str
    order: int = 100


_UNIT: list[PagePanel] = []
_PERSON: list[PagePanel] = []


def add_unit_panel(panel: PagePanel) -> None:
    _UNIT.append(panel)


def add_person_panel(panel: PagePanel) -> None:
    _PERSON.append(panel)


def unit_panels(viewer, unit) -> list[dict]:
    """What the viewer may see beside a unit, as the page's template takes it."""
    return _drawn(_UNIT, viewer, unit.code)


def person_panels(viewer, person) -> list[dict]:
    return _drawn(_PERSON, viewer, person.roster_no)


def _drawn(panels, viewer, key) -> list[dict]:
    allowed = [panel for panel in panels if viewer.may(panel.permission)]
    return [
        {"title": panel.title, "url": reverse(panel.url_name, args=[key])}
        for panel in sorted(allowed, key=lambda one: one.order)
    ]

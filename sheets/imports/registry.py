"""The kinds of rosters that the product knows, by key, in the order in which a school brings them in."""

from sheets.imports.contract import Importer

ORDER = ("units", "people", "duties", "organizers")
_IMPORTERS: dict[str, Importer] = {}


def register(importer: Importer) -> Importer:
    """Adds an importer; two with one key are a mistake of the programmer."""
    if importer.key in _IMPORTERS:
        raise ValueError(f"two importers are called {importer.key}")
    _IMPORTERS[importer.key] = importer
    return importer


def importer_of(key: str) -> Importer | None:
    return _IMPORTERS.get(key)


def importers() -> list[Importer]:
    """All kinds; what `ORDER` does not name comes last."""
    known = {key: place for place, key in enumerate(ORDER)}
    return sorted(_IMPORTERS.values(), key=lambda each: (known.get(each.key, len(known)), each.key))

"""The roster that this app can bring in; found at start (sheets/imports/registry.py)."""

from organizers.imports.importer import OrganizerImporter
from sheets.imports.registry import register

register(OrganizerImporter())

"""The rosters of the directory, and what is worked out again when one is taken back; found at start."""

from directory import undoing
from directory.imports.duties import DutyImporter
from directory.imports.people import PeopleImporter
from directory.imports.units import UnitImporter
from sheets.imports.registry import register

__all__ = ["undoing"]

register(UnitImporter())
register(PeopleImporter())
register(DutyImporter())

"""What this app takes in from workbooks; found at start (sheets/imports/registry.py)."""

from membership.ledger.checking import LedgerCheck
from membership.underway import undoing
from membership.underway.importer import CaseImporter
from sheets.imports.registry import register

register(LedgerCheck())
register(CaseImporter())

__all__ = ["undoing"]

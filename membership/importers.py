"""The ledger that is judged in the browser; found at start (sheets/imports/registry.py)."""

from membership.ledger.checking import LedgerCheck
from sheets.imports.registry import register

register(LedgerCheck())

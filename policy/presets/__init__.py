"""Presets: one file per source document and one with the national rules, each value beside its clause.

`files` reads and checks them without a database, `loading` publishes one as version 1 of an empty school.
"""

from policy.presets.files import DOCUMENTS, NATIONAL, Preset, preset_policy, read_preset

__all__ = ["DOCUMENTS", "NATIONAL", "Preset", "preset_policy", "read_preset"]

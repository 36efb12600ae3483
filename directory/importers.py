"""The rosters of the directory, and what is worked out again when one is taken back; found at start."""

from directory import undoing

__all__ = ["undoing"]

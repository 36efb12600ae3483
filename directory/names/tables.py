"""Two shipped tables, one fact per Chinese character, read when the first name is read.

A table is one compressed text: all its characters in code order on the first line, then one line for each of them.
Importing this module reads nothing.
"""

import zlib
from bisect import bisect_left
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class CharacterTable:
    """The text that a table holds for a character."""

    def __init__(self, packed: bytes):
        self.characters, *self._lines = zlib.decompress(packed).decode().split("\n")

    def find(self, char: str) -> str | None:
        place = bisect_left(self.characters, char)
        if place < len(self.characters) and self.characters[place] == char:
            return self._lines[place]
        return None


def pack(facts: dict[str, str]) -> bytes:
    """The table file for these facts; the same facts always give the same bytes."""
    ordered = sorted(facts)
    return zlib.compress("\n".join(["".join(ordered), *(facts[char] for char in ordered)]).encode(), 9)


@cache
def table(name: str) -> CharacterTable:
    """`readings` or `strokes`."""
    return CharacterTable((DATA / f"{name}.txt.z").read_bytes())


@cache
def written_list(name: str) -> dict[str, tuple[str, ...]]:
    """A list kept by hand (`surnames`, `given_names`): what it is about, and its readings in order."""
    entries = {}
    for line in (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, readings = line.split("\t")
            entries[word] = tuple(readings.split(","))
    return entries

"""Makes data/strokes.txt.z: the strokes of each Chinese character in the order in which they are written.

    python -m directory.names.build_strokes UNIHAN_FOLDER STROKE_DICTIONARY

UNIHAN_FOLDER holds Unihan_OtherMappings.txt.bz2 and Unihan_IRGSources.txt.bz2 of the Unicode Character Database
(Debian package unicode-data); STROKE_DICTIONARY is stroke.dict.yaml of rime-stroke (Debian package rime-data-stroke).

The dictionary often gives two spellings of a character: a vertical stroke with a hook counts as a bend in Taiwan and
as a vertical stroke on the mainland. The official list (通用规范汉字表) arranges its 8,105 characters in stroke order
within each of its three levels; kTGH holds the places. So of the spellings the one is taken that keeps this order, and
where none does (or none is known) that of a neighbour: the order within a level is the official one throughout.
Beyond the list, the mainland spelling is the last given whose length is the stroke count of Unicode.

A line of the table is `strokes` (1 横 2 竖 3 撇 4 点 5 折) and, for a character of the list, a blank and its place;
a character of which only the number of strokes is known has that number behind a #.
"""

import bz2
import sys
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path

from directory.names.tables import DATA, pack

LEVELS = ((1, 3500), (3501, 6500), (6501, 8105))
MAINLAND, OTHER = 100, 99
_DIGITS = str.maketrans("hspnz", "12345")

Spelling = tuple[int, str]


def read_unihan(path: Path, field: str) -> dict[str, str]:
    facts = {}
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if f"\t{field}\t" in line:
                code, _, text = line.rstrip("\n").split("\t")
                facts[chr(int(code[2:], 16))] = text
    return facts


def read_spellings(path: Path) -> dict[str, list[str]]:
    spellings = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        char, _, strokes = line.partition("\t")
        if len(char) == 1 and strokes:
            spellings[char].append(strokes.split("\t")[0].translate(_DIGITS))
    return spellings


def arrange(level: list[str], spellings: dict[str, list[str]]) -> dict[str, str]:
    """The spellings that keep the order of a level; characters that fit none take their neighbour's."""
    chain = heaviest_chain([[(len(each), each) for each in spellings.get(char, [])] for char in level])
    known = [place for place, spelling in enumerate(chain) if spelling]
    arranged = {}
    for place, char in enumerate(level):
        before = bisect_right(known, place)
        arranged[char] = chain[known[max(before - 1, 0)]][1]
    return arranged


def heaviest_chain(choices: list[list[Spelling]]) -> list[Spelling | None]:
    """One spelling or none for each place, never descending, as many as can be, the mainland ones preferred."""
    ranks = {spelling: rank for rank, spelling in enumerate(sorted({each for one in choices for each in one}), 1)}
    best: list[tuple[int, tuple | None]] = [(0, None)] * (len(ranks) + 1)
    for place, spellings in enumerate(choices):
        found = []
        for number, spelling in enumerate(spellings, 1):
            weight, links = _heaviest(best, ranks[spelling])
            own = MAINLAND if number == len(spellings) else OTHER
            found.append((ranks[spelling], weight + own, (place, spelling, links)))
        for rank, weight, links in found:
            _record(best, rank, weight, links)
    chain: list[Spelling | None] = [None] * len(choices)
    links = _heaviest(best, len(ranks))[1]
    while links:
        place, chain[place], links = links
    return chain


def _heaviest(best: list, rank: int) -> tuple:
    """The heaviest chain that ends at this rank or below (a binary indexed tree of maxima)."""
    found = (0, None)
    while rank:
        found = max(found, best[rank], key=lambda each: each[0])
        rank -= rank & -rank
    return found


def _record(best: list, rank: int, weight: int, links: tuple) -> None:
    while rank < len(best):
        if weight > best[rank][0]:
            best[rank] = (weight, links)
        rank += rank & -rank


def build(unihan: Path, dictionary: Path) -> dict[str, str]:
    places = {
        char: int(text.split(":")[1])
        for char, text in read_unihan(unihan / "Unihan_OtherMappings.txt.bz2", "kTGH").items()
    }
    totals = read_unihan(unihan / "Unihan_IRGSources.txt.bz2", "kTotalStrokes")
    spellings = read_spellings(dictionary)
    facts = {char: f"#{text.split()[0]}" for char, text in totals.items()}
    for char, known in spellings.items():
        total = int(totals[char].split()[0]) if char in totals else 0
        facts[char] = next((each for each in reversed(known) if len(each) == total), known[-1])
    for first, last in LEVELS:
        level = sorted((char for char, place in places.items() if first <= place <= last), key=places.get)
        facts |= {char: f"{strokes} {places[char]:04}" for char, strokes in arrange(level, spellings).items()}
    return facts


if __name__ == "__main__":
    table = build(Path(sys.argv[1]), Path(sys.argv[2]))
    (DATA / "strokes.txt.z").write_bytes(pack(table))
    sys.stdout.write(f"{len(table)} characters\n")

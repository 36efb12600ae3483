"""How a name is read aloud: every reading that somebody may type, the usual one first.

The general dictionary reads 单雄信 as dan and 曾国藩 as ceng: a character that is a surname is read by a list of its
own (`surnames.tsv`), compound surnames first; characters in given names follow `given_names.tsv`, then the dictionary.
All further readings follow, because a clerk searches by the reading he believes. A person may override the reading
of his name; the override then comes first.

A syllable is written with its tone digit (shan4), ü as v. A word in Latin letters is one syllable without a tone; what
nobody can read (𭀀, a letter of another script) is a tilde and its code, and so sorts behind everything else.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from directory.names.cleaning import MIDDLE_DOT, is_han, is_variation_mark
from directory.names.tables import table, written_list

MOST_READINGS = 8
MOST_VARYING = 4
LONGEST_SURNAME = 5
_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}

# What is read as one, and its readings.
Sounded = tuple[str, tuple[str, ...]]


def readings(name: str, override: str | None = None) -> list[tuple[str, ...]]:
    """Whole readings of a name, the usual one first, at most eight; each a tuple of syllables."""
    found = _dictionary_readings(name)
    spoken = override_syllables(override)
    if spoken:
        found = (spoken, *(each for each in found if each != spoken))[:MOST_READINGS]
    return list(found)


@lru_cache(maxsize=1024)
def _dictionary_readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Combinations, first those that depart least from the first readings; only the first few characters vary."""
    options = [choices for _, choices in sounded_units(name)]
    varying = [place for place, choices in enumerate(options) if len(choices) > 1][:MOST_VARYING]
    options = [choices if place in varying else choices[:1] for place, choices in enumerate(options)]
    ranked = sorted(product(*(range(len(choices)) for choices in options)), key=sum)[:MOST_READINGS]
    return tuple(tuple(choices[rank] for choices, rank in zip(options, ranks, strict=True)) for ranks in ranked)


@lru_cache(maxsize=1024)
def sounded_units(name: str) -> tuple[Sounded, ...]:
    """What is read one by one, each with its readings: Chinese characters and whole words of other scripts."""
    surname, given = split_surname(name)
    return (*_surname_units(surname), *(unit for piece in _pieces(given) for unit in _units(piece)))


@lru_cache(maxsize=4096)
def _surname_units(surname: str) -> tuple[Sounded, ...]:
    """A compound surname is read as one; its characters may also be a single surname and the first given name."""
    if not surname:
        return ()
    listed = written_list("surnames").get(surname)
    if len(surname) == 1:
        return ((surname, listed or given_readings(surname)),)
    together = [reading.split(" ") for reading in listed]
    apart = [written_list("surnames").get(surname[0], ()), *(given_readings(char)[:1] for char in surname[1:])]
    return tuple(
        (char, tuple(dict.fromkeys([*(each[place] for each in together), *apart[place]])))
        for place, char in enumerate(surname)
    )


def split_surname(name: str) -> tuple[str, str]:
    """Surname and given name of a Chinese name. A name with a middle dot or in other letters has no surname here."""
    if MIDDLE_DOT in name or not name or not is_han(name[0]):
        return "", name
    listed = written_list("surnames")
    for length in range(min(LONGEST_SURNAME, len(name) - 1), 1, -1):
        if name[:length] in listed:
            return name[:length], name[length:]
    return name[:1], name[1:]


@lru_cache(maxsize=20_000)
def given_readings(char: str) -> tuple[str, ...]:
    """Readings of a character within a given name."""
    listed = written_list("given_names").get(char)
    if listed:
        return listed
    known = table("readings").find(char)
    return tuple(known.split(",")) if known else (f"~{ord(char):05x}",)


def override_syllables(override: str | None) -> tuple[str, ...]:
    """Syllables of a reading typed by hand: “Shàn xióng xìn”, “shan4 xiong2 xin4” and “shan xiong xin” alike."""
    if not override:
        return ()
    return tuple(_typed_syllable(word) for word in re.split(r"[\s·'’,，、-]+", override) if word)


def fold_letters(text: str) -> str:
    """Small plain letters without accents and tone marks; lü and nü, as pinyin has them, become lv and nv."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("u:", "ü"))
    decomposed = re.sub("(?<=[ln])u\u0308", "v", decomposed)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def toneless(syllable: str) -> str:
    return syllable.rstrip("12345") if syllable[0] != "~" else syllable


def _typed_syllable(word: str) -> str:
    tone = next((digit for mark, digit in _TONE_MARKS.items() if mark in unicodedata.normalize("NFD", word)), "")
    return fold_letters(word).replace("ve", "ue") + tone


def _pieces(text: str) -> list[str]:
    return [piece for piece in re.split(rf"[\s{MIDDLE_DOT}]+", text) if piece]


def _units(piece: str) -> list[Sounded]:
    """Each Chinese character of a piece, and each run of other letters as one word."""
    units: list[Sounded] = []
    word = ""
    for char in piece + " ":
        if not is_han(char) and char.isalpha():
            word += char
            continue
        if word:
            units.append((word, (_word_reading(word),)))
            word = ""
        if is_han(char) and not is_variation_mark(char):
            units.append((char, given_readings(char)))
    return units


def _word_reading(word: str) -> str:
    folded = fold_letters(word)
    return folded if folded.isascii() else "~" + "".join(f"{ord(char):05x}" for char in folded[:4])

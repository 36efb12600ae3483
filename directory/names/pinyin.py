"""Order by pinyin, and the keys under which a name is found.

A name is found through an index of short exact keys, because neither a pattern search nor trigrams serve names of two
or three characters. `search_keys` says what is stored for a name, `query_keys` what a typed text must contain; the two
belong together.
"""

import re
import unicodedata
from itertools import pairwise

from directory.names.cleaning import MIDDLE_DOT, is_han, is_variation_mark
from directory.names.readings import fold_letters, readings, sounded_units, split_surname, toneless

__all__ = ["query_keys", "readings", "search_keys", "sort_key"]

MOST_KEYS = 60
LONGEST_KEY = 60
LONGEST_SORT_KEY = 200
LONGEST_QUERY = 100
BEHIND_EVERYTHING = "zzz"
# Names of more syllables are found by characters, whole syllables and beginnings, not by mixtures of both.
MIXED_SYLLABLES = 4

# Passports write lü and nü as lyu and nyu; within a word, n and yu are two syllables (hun yuan).
_PASSPORT = re.compile("(l|^n)yu")
_TOKEN = re.compile(r"[^\s·]+")


def sort_key(name: str, override: str | None = None) -> str:
    """Key of digits and small letters for order by pinyin: every collation of a database sorts it alike.

    Syllable by syllable without tones, so that 李安 stands before 连战; then the tones; then the characters.
    What has no reading stands behind everything else.
    """
    spoken = (readings(name, override) or [()])[0]
    syllables = "0".join([toneless(each) for each in spoken]).replace("~", BEHIND_EVERYTHING)
    tones = "".join([each[-1] if each[-1] in "12345" and each[0] != "~" else "0" for each in spoken])
    codes = "".join([f"{ord(char):05x}" for char in name])
    return f"{syllables}0{tones}{codes}"[:LONGEST_SORT_KEY]


def search_keys(name: str, override: str | None = None) -> list[str]:
    """Everything under which a name is found: at most sixty different keys, the most telling first.

    Characters and adjacent pairs; for each reading its syllables, its beginnings up to each syllable, its initials and
    their beginnings, syllables followed by initials (shanxx), the given name alone; for the usual reading every
    beginning, so that the list follows the typing.
    """
    keys = _character_keys(name)
    for _, choices in sounded_units(name):
        keys += [toneless(each) for each in choices if each[0] != "~"]
    spoken = _spoken(name, override)
    given_from = sum(not is_variation_mark(char) for char in split_surname(name)[0])
    for kind in (_initials, _beginnings, _given_name, _mixtures):
        for syllables in spoken:
            keys += kind(syllables, given_from)
    if spoken:
        whole = "".join(spoken[0])
        keys += [whole[:end] for end in range(1, len(whole))]
    return [key for key in dict.fromkeys(keys) if len(key) <= LONGEST_KEY][:MOST_KEYS]


def query_keys(text: str) -> tuple[list[str], str]:
    """What a typed text asks for: keys that must all be among a name's search keys, and what is left over.

    The rest is what no name contains (digits of a roster number, signs); an empty list of keys finds nobody by name.
    Chinese characters ask for themselves or their pairs; letters for a reading, in one word (shanxiongxin, sxx, shanxx)
    or in several in any order (xin shan). Tone marks and digits of tones are ignored.
    """
    words, han, rest = [], "", []
    for token in _TOKEN.findall(_plain(text[:LONGEST_QUERY])):
        inside = "".join(char for char in token if is_han(char) and not is_variation_mark(char))
        letters = _letters("".join(char for char in token if not is_han(char) and not is_variation_mark(char)))
        han += inside
        if letters:
            words.append(letters)
        elif not inside or any(char.isalnum() and not is_han(char) for char in token):
            rest.append("".join(char for char in token if not is_han(char)))
    keys = dict.fromkeys([*_asked_characters(han), *_asked_readings(words)])
    return list(keys), " ".join(rest)


def _spoken(name: str, override: str | None) -> list[tuple[str, ...]]:
    """Readings without tones and without what cannot be read, each once."""
    spoken = [tuple([toneless(each) for each in one if each[0] != "~"]) for one in readings(name, override)]
    return [syllables for syllables in dict.fromkeys(spoken) if syllables]


def _character_keys(name: str) -> list[str]:
    """Every character of a Chinese name and every pair of neighbours; words of other scripts whole."""
    units = [unit for unit, _ in sounded_units(name)]
    singles = [unit if is_han(unit[0]) else fold_letters(unit) for unit in units]
    pairs = [one + other for one, other in pairwise(units) if is_han(one[0]) and is_han(other[0])]
    return [*singles, *pairs]


def _initials(syllables: tuple[str, ...], _given_from: int) -> list[str]:
    letters = "".join(each[0] for each in syllables)
    return [letters[:end] for end in range(len(letters), 0, -1)]


def _beginnings(syllables: tuple[str, ...], _given_from: int) -> list[str]:
    return ["".join(syllables[:end]) for end in range(len(syllables), 0, -1)]


def _given_name(syllables: tuple[str, ...], given_from: int) -> list[str]:
    given = syllables[given_from:] if given_from else ()
    return ["".join(given), "".join(each[0] for each in given)] if given else []


def _mixtures(syllables: tuple[str, ...], _given_from: int) -> list[str]:
    """Syllables followed by initials: shanx, shanxx, shanxiongx."""
    count = len(syllables)
    if count > MIXED_SYLLABLES:
        return []
    initials = "".join(each[0] for each in syllables)
    splits = ((full, end) for full in range(1, count) for end in range(full + 1, count + 1))
    return ["".join(syllables[:full]) + initials[full:end] for full, end in splits]


def _plain(text: str) -> str:
    """Full-width signs become plain ones, dots and apostrophes part or vanish, invisible marks go."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text))
    plain = re.sub("[·•‧∙⋅・●.]", MIDDLE_DOT, re.sub("['’‘`]", "", plain))
    return "".join(char for char in plain if unicodedata.category(char) != "Cf")


def _letters(token: str) -> str:
    """A word of letters as a key is spelled, digits of tones removed; empty when it isn't one."""
    folded = fold_letters(token)
    # After a whole syllable: “S1” is a roster number.
    folded = re.sub(r"(?<=[a-z][a-z])[1-5](?![0-9])", "", folded)
    if not folded.isalpha():
        return ""
    return _PASSPORT.sub(r"\1v", folded).replace("lve", "lue").replace("nve", "nue") if folded.isascii() else folded


def _asked_characters(han: str) -> list[str]:
    return [han] if len(han) == 1 else [one + other for one, other in pairwise(han)]


def _asked_readings(words: list[str]) -> list[str]:
    """Single letters are initials of one name and belong together: “s x x”, “shan x x”."""
    return ["".join(words)] if any(len(word) == 1 for word in words) else words

"""Makes data/readings.txt.z: how each Chinese character is read, the usual reading first, at most three.

    python -m directory.names.build_readings FOLDER

FOLDER holds Unihan_Readings.txt.bz2 of the Unicode Character Database (Debian's package unicode-data has it). The
single-character table of the pypinyin package is the second source. Where a modern dictionary (通用规范汉字字典,
现代汉语词典) knows the character, only its readings count; else the first two of pypinyin, which lists classical ones.
They stand in the order of how often they were counted in modern texts; a reading below 2 % of those counts is left
out (会 as kuai), a neutral tone comes last. Tones are digits, ü is v, üe is ue.
"""

import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

from directory.names.tables import DATA, pack

MOST = 3
LEAST_SHARE = 0.02
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_DICTIONARIES = ("kTGHZ2013", "kXHC1983")


def plain(marked: str) -> str:
    """zhōng → zhong1, lǜ → lv4, lüè → lue4; a neutral tone is 5."""
    letters, tone = "", "5"
    for char in unicodedata.normalize("NFD", marked.replace("ɡ", "g")):
        if char in _TONES:
            tone = _TONES[char]
        elif char == "\u0308":
            letters = letters[:-1] + "v"
        elif char.isascii():
            letters += char
    return letters.replace("ve", "ue") + tone


def read_unihan(folder: Path) -> dict[str, dict[str, str]]:
    """Field → character → text of the field."""
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    with bz2.open(folder / "Unihan_Readings.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, text = line.rstrip("\n").split("\t")
                fields[field][chr(int(code[2:], 16))] = text
    return fields


def readings_of(char: str, fields: dict[str, dict[str, str]]) -> list[str]:
    """Readings with tone digits, the usual one first, each syllable once whatever its tone."""
    known = [plain(each) for each in pinyin_dict.get(ord(char), "").split(",") if each]
    known += [plain(each) for each in fields["kMandarin"].get(char, "").split()]
    modern = {plain(each) for field in _DICTIONARIES for each in _dictionary(fields[field].get(char, ""))}
    counted = {plain(word): int(n) for word, n in re.findall(r"(\S+?)\((\d+)\)", fields["kHanyuPinlu"].get(char, ""))}
    chosen = [each for each in known if each in modern] or known[: MOST - 1]
    least = LEAST_SHARE * sum(counted.values())
    chosen = [each for each in chosen if counted.get(each, 0) >= least] or chosen
    chosen.sort(key=lambda each: (each.endswith("5"), -counted.get(each, 0)))
    by_syllable: dict[str, str] = {}
    for each in chosen:
        if re.fullmatch(r"[a-z]*[aeiouv][a-z]*[1-5]", each):
            by_syllable.setdefault(each[:-1], each)
    return list(by_syllable.values())[:MOST]


def build(folder: Path) -> dict[str, str]:
    fields = read_unihan(folder)
    characters = {chr(code) for code in pinyin_dict} | set(fields["kMandarin"])
    found = {char: ",".join(readings_of(char, fields)) for char in characters}
    return {char: readings for char, readings in found.items() if readings}


def _dictionary(text: str) -> list[str]:
    return [word for entry in text.split() for word in entry.split(":")[-1].split(",")]


if __name__ == "__main__":
    facts = build(Path(sys.argv[1]))
    (DATA / "readings.txt.z").write_bytes(pack(facts))
    sys.stdout.write(f"{len(facts)} characters\n")

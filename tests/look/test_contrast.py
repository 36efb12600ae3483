"""The colours of tokens.css keep the contrast that the page of the design promises: text 4.5, marks and edges 3."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "src" / "css" / "tokens.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", TOKENS.split("}")[0]))

TONES = ("bad", "warn", "ok", "info", "off")
TEXT = [
    *[(text, ground) for text in ("text", "text-2", "text-3") for ground in ("surface", "bg", "surface-2")],
    *[("action", ground) for ground in ("surface", "bg", "action-tint")],
    ("surface", "action"), ("surface", "action-hover"),
    ("surface", "party"), ("surface", "party-deep"), ("surface", "party-2"),
    *[(f"{tone}-t", ground) for tone in TONES for ground in (f"{tone}-f", "surface", "bg")],
    ("text", "h0"), ("text", "h1"), ("text", "h2"), ("surface", "h3"), ("surface", "h4"), ("text", "party-tint"),
    ("text-3", "action-tint"),
]  # fmt: skip
EDGES = [
    ("line-strong", "surface"), ("line-strong", "bg"), ("focus", "surface"), ("focus", "bg"),
    *[(f"{tone}-m", ground) for tone in ("bad", "warn", "ok", "info") for ground in (f"{tone}-f", "surface")],
    *[(f"c{number}", "surface") for number in range(1, 9)],
]  # fmt: skip


def _light(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front, ground):
    lighter, darker = sorted((_light(COLOURS[front]), _light(COLOURS[ground])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one():
    assert round((1 + 0.05) / (0 + 0.05)) == 21 and round(contrast("text", "surface"), 1) == 15.8


@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read(front, ground):
    assert contrast(front, ground) >= 4.5


@pytest.mark.parametrize(("front", "ground"), EDGES)
def test_marks_and_edges_can_be_seen(front, ground):
    assert contrast(front, ground) >= 3

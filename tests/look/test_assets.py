"""What the browser downloads: foreign files as published, weight within the budget, nothing newer than Chromium 90."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
TEMPLATES = STATIC.parent / "templates"
KILOBYTE = 1024


def _weight(pattern):
    return sum(len(gzip.compress(path.read_bytes())) for path in STATIC.glob(pattern))


def test_styles_keep_to_sixty_kilobytes_compressed():
    assert _weight("src/css/*.css") + _weight("vendor/bootstrap/*.css") <= 60 * KILOBYTE


def test_scripts_keep_to_sixty_kilobytes_compressed():
    assert _weight("src/js/*.js") + _weight("vendor/htmx/*.js") <= 60 * KILOBYTE


def test_charts_keep_to_a_quarter_megabyte_and_the_sprite_to_twelve_kilobytes():
    assert _weight("vendor/echarts/*.js") <= 250 * KILOBYTE
    assert _weight("src/img/icons.svg") <= 12 * KILOBYTE


def test_foreign_files_are_those_that_the_table_names():
    table = (STATIC / "vendor" / "README.md").read_text()
    named = re.findall(r"\| `(\S+)` \|.*\| `([0-9a-f]{64})` \|", table)
    assert len(named) == 3
    for name, digest in named:
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize(
    "beyond_the_floor",
    [":has(", "color-mix(", "oklch(", "light-dark(", "@layer", "@container", "dvh", "subgrid", "font-style: italic"],
)
def test_styles_stay_within_the_browser_floor(beyond_the_floor):
    for path in (STATIC / "src" / "css").glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        assert beyond_the_floor not in rules, path.name


def test_templates_hold_no_inline_style_or_script():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', text), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path


def test_nothing_comes_from_another_host():
    for path in [*TEMPLATES.rglob("*.html"), *(STATIC / "src").rglob("*.*s")]:
        addresses = re.findall(r"https?://[^\s\"')]+", path.read_text())
        assert [address for address in addresses if "www.w3.org" not in address] == [], path


def test_every_icon_that_a_template_asks_for_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "src" / "img" / "icons.svg").read_text()))
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        asked = set(re.findall(r'{% icon "([\w-]+)"', text))
        asked |= {f"m-{name}" for name in re.findall(r'{% mark "([\w-]+)"', text)}
        assert asked <= drawn, (path, asked - drawn)


def test_nothing_prints_before_somebody_asks_for_it():
    """A dialog that opens by itself stands before the page that it prints."""
    scripts = "".join(path.read_text() for path in STATIC.glob("src/js/*.js"))
    assert scripts.count("window.print") == scripts.count('"[data-print]": () => window.print()') == 1
    assert not [path for path in TEMPLATES.rglob("*.html") if re.search(r"data-print-\w|onload=", path.read_text())]

"""The keys of a table of fields, in a real browser."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parents[3] / "static/src/js/grid.js"
ROW = (
    '<tr><td><input id="a{0}" type="number"></td><td><input id="b{0}" value="12"></td>'
    '<td><select id="c{0}"></select></td></tr>'
)


@pytest.fixture
def grid(page_desktop):
    rows = "".join(ROW.format(number) for number in range(3))
    page_desktop.set_content(f"<form><table data-grid><tbody>{rows}</tbody></table></form>")
    page_desktop.add_script_tag(path=SCRIPT)
    return page_desktop


def here(page) -> str:
    return page.evaluate("document.activeElement.id")


def test_arrows_move_enter_goes_down_and_tab_right(grid):
    grid.focus("#a0")
    walked = []
    for key in ("ArrowDown", "Enter", "Enter", "ArrowRight", "ArrowUp", "Tab"):
        grid.keyboard.press(key)
        walked.append(here(grid))
    assert walked == ["a1", "a2", "a2", "b2", "b1", "c1"]


def test_inside_a_text_the_arrow_moves_the_caret_first(grid):
    grid.focus("#b0")
    grid.evaluate("document.activeElement.setSelectionRange(1, 1)")
    grid.keyboard.press("ArrowLeft")
    assert here(grid) == "b0"
    grid.keyboard.press("ArrowLeft")
    assert here(grid) == "a0"

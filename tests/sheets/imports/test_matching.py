"""Which headings are understood, and which have to be asked about."""

import pytest

from sheets.container import SheetRefused
from sheets.imports.matching import match_columns
from sheets.reading import Sheet
from sheets.tables import Column, find_table

COLUMNS = [
    Column("学工号", ("工号", "学号"), is_required=True),
    Column("姓名", is_required=True),
    Column("入党时间", ("入党日期",)),
    Column("所在党支部", ("党支部",)),
]


def sheet(header, *rows, above=()):
    return [Sheet("名册", [*([line] for line in above), list(header), *map(list, rows)])]


def meant(found):
    return {each.shown: (each.column, each.is_certain) for each in found.headings}


def test_names_synonyms_and_what_means_nothing_are_not_asked():
    found = match_columns(
        sheet(["序号", "工号", "姓 名*", "党支部", "错误原因"], [1, "30001", "单雄信", "一支部", ""]), COLUMNS, {}
    )
    assert not found.must_ask
    assert meant(found) == {
        "序号": ("", True), "工号": ("学工号", True), "姓 名*": ("姓名", True), "党支部": ("所在党支部", True),
    }  # fmt: skip
    assert found.headings[1].samples == ("30001",)


@pytest.mark.parametrize(
    ("header", "lacking", "twice", "guess"),
    [
        (["人员编号", "姓名"], ["学工号"], [], {"人员编号": ("", True)}),
        (["学工号", "姓名", "入党的时间"], [], [], {"入党的时间": ("入党时间", False)}),
        (["学工号", "姓名", "入党时间", "入党日期"], [], ["入党时间"], {}),
        (["学工号", "姓名", "入党时间", "入党的时间"], None, None, {}),
    ],
)
def test_what_is_asked(header, lacking, twice, guess):
    found = match_columns(sheet(header, ["1", "2", "3", "4"]), COLUMNS, {})
    if lacking is None:
        assert not found.must_ask
        return
    assert found.must_ask
    assert (found.lacking, found.twice) == (lacking, twice)
    assert guess.items() <= meant(found).items()


def test_what_was_said_before_is_certain():
    header = ["人员编号", "姓名", "入党的时间"]
    chosen = {"人员编号": "学工号", "入党的时间": ""}
    found = match_columns(sheet(header, ["30001", "单雄信", "2019"]), COLUMNS, chosen)
    assert not found.must_ask
    table = find_table(sheet(header, ["30001", "单雄信", "2019"]), COLUMNS, chosen)
    assert (table.columns, table.left_out) == ({"学工号", "姓名"}, ("入党的时间",))
    assert table.rows[0].cells["学工号"] == "30001"


def test_the_header_is_found_below_titles_even_when_little_of_it_is_known():
    found = match_columns(sheet(["编号", "姓名"], ["30001", "单雄信"], above=("江海大学名册", "2026年")), COLUMNS, {})
    assert (found.row, found.lacking) == (3, ["学工号"])


def test_nothing_known_at_all_and_two_rosters_are_refused():
    with pytest.raises(SheetRefused, match="没有找到表头"):
        match_columns(sheet(["甲", "乙"], ["1", "2"]), COLUMNS, {})
    two = [*sheet(["学工号", "姓名"], ["1", "2"]), Sheet("另一张", [["学工号", "姓名"], ["3", "4"]])]
    with pytest.raises(SheetRefused, match="只保留一张"):
        match_columns(two, COLUMNS, {})


def test_hidden_rows_are_noted():
    hidden = Sheet("名册", [["学工号", "姓名"], ["1", "甲"], ["2", "乙"]], hidden=frozenset({3, 9}))
    assert find_table([hidden], COLUMNS).notes == (
        "有 1 行在表中是隐藏的（第 3 行），也按名册内容读取；不需要的请删除后重新上传。",
    )

"""Cells that hold more than one thing."""

import datetime as dt

import pytest

from membership.ledger import cells
from membership.ledger.cells import Named


def days(cell) -> list[str]:
    return [each.iso() for each in cells.several_dates(cell)]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        ("无", []),
        ("2019-09-01", ["2019-09-01"]),
        (dt.date(2019, 9, 1), ["2019-09-01"]),
        (20190901, ["2019-09-01"]),
        ("20190901", ["2019-09-01"]),
        ("2019.09", ["2019-09"]),
        ("2019年", ["2019"]),
        (2019, ["2019"]),
        ("2019年9月1日", ["2019-09-01"]),
        ("2019-09-01至2019-09-05", ["2019-09-01", "2019-09-05"]),
        ("2019.9.1-2019.9.5", ["2019-09-01", "2019-09-05"]),
        ("2019.3-2019.4", ["2019-03", "2019-04"]),
        ("20190901-20190905", ["2019-09-01", "2019-09-05"]),
        ("2019/9/1～2019/9/5", ["2019-09-01", "2019-09-05"]),
        ("2019年9月1日—5日", ["2019-09-01", "2019-09-05"]),
        ("2019年9月28日至10月2日", ["2019-09-28", "2019-10-02"]),
        ("2019.9.1-9.5", ["2019-09-01", "2019-09-05"]),
        ("20190901-05", ["2019-09-01", "2019-09-05"]),
        ("2019.3.1、2019.6.1，2019.9", ["2019-03-01", "2019-06-01", "2019-09"]),
        ("2019年3月\n2019年9月", ["2019-03", "2019-09"]),
        ("第一次：2019-03-01；第二次：2019-09-01", ["2019-03-01", "2019-09-01"]),
    ],
)
def test_every_date_in_a_cell_is_found(cell, found):
    assert days(cell) == found


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("2019-02-30", "2019年2月只有 28 天"),
        ("2019.13.01", "月份应为 1–12"),
        ("2019-09-01 张三 2019-09-05", "看不懂"),
        ("去年秋天", "看不懂日期"),
        ("2019-02-28至2019-02-30", "只有 28 天"),
        ("2019.9-10", "分不清"),
        (2019.1, "分不清是1月还是10月"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(cell, words):
    with pytest.raises(ValueError, match=words):
        cells.several_dates(cell)


def test_a_span_has_two_days_in_their_order():
    first, last = cells.span("2019-09-01至09-05")
    assert (first.iso(), last.iso()) == ("2019-09-01", "2019-09-05")
    assert cells.span("2019-09-01")[1] is None
    with pytest.raises(ValueError, match="早于开始日期"):
        cells.span("2019-09-05至2019-09-01")
    with pytest.raises(ValueError, match="3 个日期"):
        cells.span("2019-09-01、2019-09-02、2019-09-03")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        ("/", []),
        ("张三", [Named("张三")]),
        ("张三、李四", [Named("张三"), Named("李四")]),
        ("张三,李四", [Named("张三"), Named("李四")]),
        ("张三 李四", [Named("张三"), Named("李四")]),
        ("张 三", [Named("张三")]),
        ("张三和李四", [Named("张三和李四")]),
        ("张三 和 李四", [Named("张三"), Named("李四")]),
        ("张三\n李四", [Named("张三"), Named("李四")]),
        ("张三（正式党员）、李四(预备党员)", [Named("张三", "full"), Named("李四", "probationary")]),
        ("阿依古丽·买买提、李四", [Named("阿依古丽·买买提"), Named("李四")]),
    ],
)
def test_two_people_in_one_cell(cell, found):
    assert cells.people(cell) == found


def test_a_sentence_is_no_list_of_people():
    with pytest.raises(ValueError, match="用顿号隔开"):
        cells.people("由党支部在支委会上研究指定的两名正式党员担任具体姓名见支部会议记录本第三页")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("赞成19票，反对0票，弃权1票", {"ayes": 19, "nays": 0, "abstentions": 1}),
        ("19票赞成、1票反对", {"ayes": 19, "nays": 1}),
        ("同意：19 不同意：2", {"ayes": 19, "nays": 2}),
        ("不同意2票，同意19票", {"ayes": 19, "nays": 2}),
        ("同意19", {"ayes": 19}),
        ("", {}),
    ],
)
def test_a_vote_in_words(cell, found):
    assert cells.votes(cell) == found


def test_what_tells_no_vote_is_refused():
    with pytest.raises(ValueError, match="看不出票数"):
        cells.votes("通过")


def test_results_and_numbers():
    assert [cells.outcome(each) for each in ("合格", "不合格", "86", "")] == ["pass", "fail", None, None]
    assert [cells.count(each) for each in (21, "21人", "６个月", "无")] == [21, 21, 6, None]
    with pytest.raises(ValueError, match="应是整数"):
        cells.count("二十")

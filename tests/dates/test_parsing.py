"""Every spelling found in real rosters is read; every broken one is refused with a sentence that helps."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.parsing import DateUnreadable, date_from_serial, parse_date, parse_day
from dates.partial import PartialDate

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2019-09-01", "2019.09.01", "2019.9.1", "2019/9/1", "20190901", "2019年9月1日", "2019年09月01日",
        "2019-9-1", "2019-09-01 00:00:00", "2019-09-01T00:00:00.000Z", "2019/9/1 0:00", "2019年9月1日12时30分",
        "２０１９．０９．０１", "２０１９年９月１日", "2019年 9月 1日", " 2019.9.1 ",
        "\u30002019.9.1\u3000", "2019 9 1",
        "2019。9。1", "2019．9．1", "2019—9—1", "2019–09–01", "2019·09·01", "2019年9月1", "2019.9.1.",
        "2019\u200b-09-01",
        20190901, 20190901.0, date(2019, 9, 1), datetime(2019, 9, 1, 8, 30),
    ],
)  # fmt: skip
def test_a_full_date_is_read_in_every_spelling(text):
    assert parse_date(text) == PartialDate.of_day(2019, 9, 1)


@pytest.mark.parametrize(
    "text",
    ["2019.09", "2019.9", "201909", "2019年9月", "2019-09", "2019/9", "２０１９．９", "2019年9", 201909, "2019 9"],
)
def test_a_month_keeps_its_precision(text):
    assert parse_date(text) == PartialDate.of_month(2019, 9)


@pytest.mark.parametrize("text", ["2019", "2019年", "２０１９", 2019, 2019.0])
def test_a_year_keeps_its_precision(text):
    assert parse_date(text) == PartialDate.of_year(2019)


@pytest.mark.parametrize(
    ("text", "day"),
    [("今天", TODAY), ("昨天", date(2026, 11, 19)), ("前天", date(2026, 11, 18)), ("明天", date(2026, 11, 21))],
)
def test_words_count_from_the_day_that_is_passed_in(text, day):
    assert parse_date(text, TODAY) == PartialDate(day)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "  ", "\u3000", "无", "暂无", "/", "—", "-", "0", 0, "0000-00-00", "0000-00-00 00:00:00", "00000000",
        "0000.00.00", "1900-01-00", "1900/1/0", date(1899, 12, 30), datetime(1899, 12, 31),
    ],
)  # fmt: skip
def test_empty_cells_and_zero_dates_mean_no_date(text):
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-13-01", "月份应为 1–12"),
        ("2026.13", "月份应为 1–12"),
        ("201913", "月份应为 1–12"),
        ("2019-00-00", "月份应为 1–12"),
        ("2026-02-30", "2026年2月只有 28 天"),
        ("20240230", "2024年2月只有 29 天"),
        ("2019.9.31", "2019年9月只有 30 天"),
        ("2019-09-00", "只知道月份就写 2019.09"),
        ("2019901", "有 7 位数字，少了"),
        ("201909011", "有 9 位数字，多了"),
        ("43709", "像是表格的日期序号"),
        ("99", "有 2 位数字，少了"),
        ("190901", "年份像是只有两位"),
        ("990901", "年份像是只有两位"),
        ("19.9.1", "年份只有两位"),
        ("19年9月1日", "年份只有两位"),
        ("99-09", "年份只有两位"),
        ("209-9-1", "年份是 3 位"),
        ("2019.009.1", "月或日超过两位"),
        ("01/09/2019", "按年、月、日的顺序写"),
        ("1819-09-01", "年份应在 1900–2100 之间"),
        ("2919.9", "年份应在 1900–2100 之间"),
        ("2019年上半年", "请写明月份"),
        ("2019年第一季度", "请写明月份"),
        ("2019.9月底", "请写明月份"),
        ("2019.9-2020.6", "有两个日期"),
        ("2019-2021", "有两个日期"),
        ("20190901至20200901", "有两个日期"),
        ("2019.9.1、2020.9.1", "有两个日期"),
        ("2019.9-10", "分隔符"),
        ("2019/9-1", "分隔符"),
        ("九月", "看不懂日期"),
        ("王小明", "看不懂日期"),
        (2019.1, "分不清是1月还是10月"),
        (float("nan"), "不是日期"),
        (True, "看不懂日期"),
        (date(1850, 1, 1), "年份应在 1900–2100 之间"),
        ("9" * 5000, "位数字，多了"),
    ],
)  # fmt: skip
def test_a_broken_date_is_refused_with_what_to_do(text, words):
    with pytest.raises(DateUnreadable) as refused:
        parse_date(text, TODAY)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("text", ["今天", "昨天"])
def test_today_means_nothing_where_no_day_is_passed_in(text):
    with pytest.raises(DateUnreadable, match="请写具体日期"):
        parse_date(text)


def test_a_day_must_be_known_where_the_day_counts():
    assert parse_day("2019.9.1") == date(2019, 9, 1)
    assert parse_day("") is None
    with pytest.raises(DateUnreadable, match="“2019年9月”没有写到日"):
        parse_day("2019.09")


@pytest.mark.parametrize(
    ("serial", "day"), [(61, date(1900, 3, 1)), (43709, date(2019, 9, 1)), (73415, date(2100, 12, 31))]
)
def test_serial_numbers_of_spreadsheets(serial, day):
    assert date_from_serial(serial) == day


@pytest.mark.parametrize("serial", [-1, 0, 60, 73416, 20190901])
def test_a_serial_number_outside_the_calendar_is_refused(serial):
    with pytest.raises(DateUnreadable, match="不是日期"):
        date_from_serial(serial)


@given(st.dates(date(1920, 1, 1), date(2100, 12, 31)), st.sampled_from(["-", ".", "/", "年月日", "", " "]))
def test_what_is_written_is_read_back(day, mark):
    words = f"{day.year}年{day.month}月{day.day}日"
    text = words if mark == "年月日" else day.strftime(f"%Y{mark}%m{mark}%d")
    assert parse_date(text) == PartialDate(day)


@given(st.dates(date(1920, 1, 1), date(2100, 12, 31)), st.sampled_from(["day", "month", "year"]))
def test_its_own_notation_is_read_back(day, precision):
    first = {"day": day, "month": day.replace(day=1), "year": date(day.year, 1, 1)}[precision]
    known = PartialDate(first, precision)
    assert parse_date(known.iso()) == known
    assert parse_date(known.in_words()) == known


@given(st.one_of(st.text(), st.text(alphabet="0123456789年月日.-/ :至T今天"), st.integers(), st.floats()))
def test_nothing_but_a_date_or_a_sentence_comes_out(text):
    try:
        known = parse_date(text, TODAY)
    except DateUnreadable as refused:
        assert "请" in str(refused)
    else:
        assert known is None or 1900 <= known.first.year <= 2100

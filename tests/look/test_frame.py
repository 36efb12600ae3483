"""The drawing tags: the ten status words, grades, dates in words, numbers of rows and pages."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.template import engines

from desk.templatetags.frame import GRADES, STATUSES, chip, error_count, grade, said, serial, zh_date, zh_weekday


def draw(source, **context):
    return engines["django"].from_string("{% load frame %}" + source).render(context)


def test_there_are_ten_status_words_and_each_has_a_mark_of_its_own():
    assert len(STATUSES) == 10
    assert len({status.mark for status in STATUSES.values()}) == 10


def test_a_chip_says_mark_word_and_days():
    drawn = chip("已逾期", "3 天")
    assert "chip-bad" in drawn and "#m-late" in drawn
    assert "已逾期" in drawn and "3 天" in drawn


def test_only_overdue_is_red_among_the_status_words():
    assert [word for word, status in STATUSES.items() if status.tone == "bad"] == ["已逾期"]


def test_an_unknown_word_is_drawn_plainly_and_nothing_passes_unescaped():
    assert chip("<b>新词</b>") == '<span class="chip chip-off"><span>&lt;b&gt;新词&lt;/b&gt;</span></span>'


def test_a_grade_is_explained_and_has_no_status_colour():
    for word in GRADES:
        assert GRADES[word][1] in grade(word)
        assert "chip" not in grade(word)


def test_days_in_words():
    assert zh_date(date(2026, 3, 5)) == "2026年3月5日"
    assert zh_weekday(date(2026, 11, 20)) == "星期五"
    assert zh_date(None) == "" and zh_weekday(None) == ""


def test_an_icon_beside_a_word_is_silent_and_a_lone_one_has_a_name():
    assert 'aria-hidden="true"' in draw("{% icon 'search' %}")
    assert 'aria-label="搜索"' in draw("{% icon 'search' 20 '搜索' %}")


def test_rows_are_numbered_through_the_pages():
    page = Paginator(range(120), 50).page(3)
    assert serial(page, 0) == 101
    assert serial(object(), 4) == ""


def test_page_numbers_leave_out_the_middle():
    page = Paginator(range(1000), 50).page(10)
    drawn = draw("{% page_numbers page as numbers %}{{ numbers|join:' ' }}", page=page)
    assert drawn == "1 … 8 9 10 11 12 … 20"


def test_errors_of_all_forms_are_counted_and_absent_forms_are_none():
    class Wrong:
        errors = {"name": ["请填写姓名。"], "on": ["请填写日期。", "不能晚于今天。"]}

    assert error_count(Wrong(), Wrong()) == 6
    assert error_count("", None) == 0


def test_an_empty_field_is_named():
    class Asked(forms.Form):
        name = forms.CharField(label="姓名")
        reason = forms.CharField(label="原因", error_messages={"required": "请写明原因。"})

    form = Asked({})
    assert [said(field) for field in form] == [["请填写“姓名”。"], ["请写明原因。"]]

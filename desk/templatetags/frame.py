"""Small drawing tags: icons, marks, status chips, grades, dates in words, numbers of pages.

They are plain string builders, not includes: a list of fifty rows calls them some hundred times.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.core.paginator import Page
from django.forms import Field
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

WEEKDAYS = "一二三四五六日"


class Status(NamedTuple):
    """How one of the ten status words looks: a mark that is its own in grey too, and a tone."""

    mark: str
    tone: str


STATUSES = {
    "已完成": Status("m-done", "plain"),
    "办理中": Status("m-doing", "info"),
    "待补正": Status("m-returned", "warn"),
    "待组织确认": Status("m-ask", "info"),
    "即将到期": Status("m-soon", "warn"),
    "已逾期": Status("m-late", "bad"),
    "未开始": Status("m-open", "off"),
    "还不能办理": Status("m-blocked", "blocked"),
    "不适用": Status("m-none", "off"),
    "暂算": Status("m-about", "about"),
}
# Verdicts of matrices and imports share the tones but are not states of a matter.
VERDICTS = {
    "达标": Status("m-right", "ok"),
    "未达标": Status("m-wrong", "bad"),
    "通过": Status("m-right", "ok"),
    "未通过": Status("m-wrong", "bad"),
    "错误": Status("m-wrong", "bad"),
    "冲突": Status("m-ask", "warn"),
}
OTHER = Status("", "off")

GRADES = {
    "规": ("law", "中央和国家的规定，必须遵守"),
    "校": ("school", "本校制定或采用的制度"),
    "建": ("advice", "建议，不作硬性要求"),
}


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """An outline icon of the sprite. Without a label it is decoration beside a word."""
    css = "icon icon-20" if size == 20 else "icon"
    return _drawing(name, css, label)


@register.simple_tag
def mark(name: str, label: str = "") -> SafeString:
    """One of the twelve-pixel marks of the status vocabulary."""
    return _drawing(f"m-{name}", "glyph", label)


@lru_cache(maxsize=512)
def _drawing(name: str, css: str, label: str) -> SafeString:
    href = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', css, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', css, href)


@register.simple_tag
@lru_cache(maxsize=2048)
def chip(word: str, note: str = "") -> SafeString:
    """A status word with its mark, and the days or counts that belong to it: 已逾期 3天."""
    status = STATUSES.get(word) or VERDICTS.get(word) or OTHER
    drawing = _drawing(status.mark, "glyph", "") if status.mark else ""
    words = format_html('{} <span class="note">{}</span>', word, note) if note else word
    return format_html('<span class="chip chip-{}">{}<span>{}</span></span>', status.tone, drawing, words)


@register.simple_tag
@lru_cache(maxsize=8)
def grade(word: str) -> SafeString:
    """规, 校 or 建: how binding the sentence beside it is. Never coloured like a status."""
    css, meaning = GRADES.get(word, ("advice", ""))
    return format_html(
        '<span class="grade grade-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        css, meaning, word, meaning or word,
    )  # fmt: skip


@register.filter
def zh_date(day: date | None) -> str:
    """A day in prose: 2026年11月20日. Tables use Y-m-d."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@register.filter
def zh_weekday(day: date | None) -> str:
    """星期五."""
    return f"星期{WEEKDAYS[day.weekday()]}" if day else ""


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """The page numbers to offer, with … where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag
def serial(page: object, place: int) -> int | str:
    """序: the running number of a row (place counts from 0), through all pages; empty where unknown."""
    start = getattr(page, "start", None)
    if start is None and isinstance(page, Page):
        start = page.start_index()
    return start + place if start is not None else ""


@register.simple_tag
def error_count(*forms: object) -> int:
    """How many lines the summary has, over one form or several; a field may have more than one."""
    return sum(len(words) for form in forms if form for words in form.errors.values())


@register.filter
def said(field) -> list[str]:
    """What is wrong with a field. Where only Django's own word for an empty one stands, it names the field instead."""
    default = Field.default_error_messages["required"]
    return [f"请填写“{field.label}”。" if words == default else words for words in field.errors]

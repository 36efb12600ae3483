"""What the pages of the wizard show."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse

from audit.reading import Wanted
from audit.tracking import trails
from audit.undoing import CHANGED, USED, Undoing
from desk.log.page import log_rows
from sheets.imports.batches import news_for
from sheets.imports.contract import Importer
from sheets.imports.registry import importers
from sheets.imports.report import Report, outcome_words
from sheets.models import ImportBatch, State

SIZE, MOST_NEWS = 50, 5
_TABS = {"": "全部", "new": "新增", "changed": "更新", "conflict": "冲突", "error": "错误"}
_WHY = {
    CHANGED: "导入之后又有改动",
    USED: "已被之后的登记引用",
}
STEPS = ("选择类型与模板", "上传", "匹配列", "预检", "确认与结果")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the preview: `faults` are (column, message) of its cells, else `words` say what will be done."""

    row: int
    name: str
    label: str
    words: str
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Something that stays when a batch is taken back, and what stops it."""

    subject: str
    url: str
    why: str
    who: str
    at: object


def kinds_for(viewer) -> list[Importer]:
    """The rosters that this viewer may bring in."""
    return [each for each in importers() if each.has_wizard and viewer.may(each.permission)]


def steps(current: int) -> list[dict]:
    """①–⑤, with the one that is open."""
    return [
        {"number": place, "title": title, "current": place == current, "done": place < current}
        for place, title in enumerate(STEPS, start=1)
    ]


def tabs(report: Report, chosen: str, base: str) -> list[dict]:
    """全部|新增|更新|冲突|错误, each with its count."""
    counts = {"": report.rows, **report.counts}
    return [
        {
            "title": f"{title} {counts.get(key, 0)}",
            "url": f"{base}?show={key}" if key else base,
            "current": key == chosen,
        }
        for key, title in _TABS.items()
    ]


def page_of_lines(report: Report, chosen: str, number: str):
    """One page of rows; only what stands on it is put into words."""
    page = Paginator(lines_of(report, chosen), SIZE).get_page(number)
    rows = {line.row for line in page.object_list}
    faults = defaultdict(list)
    for fault in report.faults:
        if fault.row in rows:
            faults[fault.row].append((fault.column, fault.message))
    page.object_list = [
        Shown(line.row, line.name, line.label, line.words, tuple(faults.get(line.row, ()))) for line in page.object_list
    ]
    return page


def lines_of(report: Report, chosen: str):
    """All lines, or those of one action; a lazy sequence answers that itself by `only(action)`."""
    if not chosen:
        return report.lines
    only = getattr(report.lines, "only", None)
    return only(chosen) if only else [line for line in report.lines if line.action == chosen]


def chosen_tab(text: str) -> str:
    return text if text in _TABS else ""


def outcome(batch: ImportBatch) -> str:
    """The counts in one sentence."""
    return outcome_words(batch.counts)


def news(viewer) -> list[ImportBatch]:
    """For the workbench: what came to an end while its owner was away; how it is shown is added."""
    kinds = {each.key: each for each in importers() if viewer.may(each.permission)}
    if not kinds:
        return []
    found = [batch for batch in news_for(viewer.account)[:MOST_NEWS] if batch.kind in kinds]
    for batch in found:
        importer = kinds[batch.kind]
        batch.title, batch.told = importer.title, batch.reason or f"{importer.outcome(batch.counts)}。"
        batch.url = reverse(importer.page_url_name, args=[batch.code])
        batch.is_to_confirm = batch.state == State.CHECKED and importer.has_wizard
        batch.stands = batch.get_state_display() if importer.has_wizard or batch.reason else "已完成"
    return found


def stopped(undoing: Undoing, viewer) -> list[Stopped]:
    """What stays, in the words of the log."""
    if not undoing.stops:
        return []
    reasons = {stop.place: stop for stop in undoing.stops}
    rows = log_rows(list(reasons), Wanted(trails()), viewer, shows_address=False)
    found = []
    for row, stop in zip(rows, undoing.stops, strict=True):
        who, at = (row.who, row.at) if stop.why == CHANGED else ("", None)
        found.append(Stopped(row.subject, row.subject_url, _WHY.get(stop.why, "导入前的内容没有记录"), who, at))
    return found


def crumbs(*titles: str) -> list[dict]:
    return [{"title": "数据"}, {"title": "导入", "url": reverse("import_list")}, *({"title": each} for each in titles)]

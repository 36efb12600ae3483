"""A page of the log, as templates/desk/_log_rows.html draws it."""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.contrib.auth import get_user_model

from audit.context import SOURCES
from audit.reading import LABELS, HistoryLine, Place, Wanted, lines, places
from desk.log.naming import Named, Names, relations
from desk.log.wording import changes, shown_fields, summary, title
from directory.models import Person, Unit

SIZE = 50
_DETAILS = {
    "act": "", "duty": "", "field": "", "cause": "", "from_on": "自 ", "conditions": "条件：", "rows": "行数 ",
    "batch": "批次 ", "new": "新增 ", "changed": "修改 ", "same": "不变 ", "conflict": "冲突 ", "error": "错误 ",
    "stopped": "未撤销 ",
}  # fmt: skip
_VALUES = {"id_number": "居民身份证号", "phone": "手机号"}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line in words."""

    at: dt.datetime
    who: str
    role: str
    action: str
    subject: str
    subject_url: str
    changes: list[str]
    summary: str
    reason: str
    source: str
    address: str


@dataclass(frozen=True)
class LogPage:
    """One page with the cursors of its neighbours."""

    rows: list[LogRow] = field(default_factory=list)
    before: str = ""
    after: str = ""
    has_previous: bool = False
    has_next: bool = False


def log_page(wanted: Wanted, viewer, *, shows_address: bool = True) -> LogPage:
    """The lines asked for, at most `SIZE`, newest first."""
    found = places(wanted, SIZE + 1)
    more = len(found) > SIZE
    kept = (found[1:] if wanted.before else found[:SIZE]) if more else found
    if not kept:
        return LogPage(has_previous=bool(wanted.after), has_next=bool(wanted.before), before=str(wanted.after or ""))
    return LogPage(
        rows=log_rows(kept, wanted, viewer, shows_address=shows_address),
        before=str(kept[0]),
        after=str(kept[-1]),
        has_previous=more if wanted.before else bool(wanted.after),
        has_next=more if not wanted.before else True,
    )


def log_rows(found: list[Place], wanted: Wanted, viewer, *, shows_address: bool = True) -> list[LogRow]:
    """The lines that stand at these places, in words."""
    read = lines(found, wanted.trails)
    names = Names(viewer)
    for line in read:
        _want(line, names)
    rows = [_history_row(line, names) if isinstance(line, HistoryLine) else _event_row(line, names) for line in read]
    if wanted.objects is None:
        rows = [_folded(row, line, names) for row, line in zip(rows, read, strict=True)]
    return rows if shows_address else [replace(row, address="") for row in rows]


def _want(line, names):
    account = get_user_model()
    if not isinstance(line, HistoryLine):
        names.want(account, line.event.account_id)
        if model := _PAGES.get(line.event.subject_model):
            names.want(model, line.event.subject_id)
        return
    names.want(account, line.facts.get("user"))
    if line.trail.model in _PAGES.values():
        names.want(line.trail.model, line.now["pgh_obj_id"])
    related = relations(line.trail)
    for one in shown_fields(line.trail):
        if one.column in related:
            for row in filter(None, (line.now, line.before)):
                names.want(related[one.column], row.get(one.column))


# Things with a page of their own.
_PAGES = {model._meta.label_lower: model for model in (Person, Unit)}


def _history_row(line, names) -> LogRow:
    who, role = _who(line.facts, names)
    source = line.facts.get("source", "database")
    return LogRow(
        at=line.place.at,
        who=who,
        role=role,
        action=LABELS[line.label],
        subject=title(line, names),
        subject_url=_subject(line, names).url,
        changes=changes(line, names),
        summary=summary(line),
        reason=line.facts.get("reason", ""),
        source=SOURCES.get(source, source),
        address=line.facts.get("address", ""),
    )


def _folded(row, line, names) -> LogRow:
    """One line for all that an act did to the rows of one whole; its page tells them one by one."""
    if not isinstance(line, HistoryLine) or line.count == 1:
        return row
    column = line.trail.model._meta.get_field(line.trail.folds)
    whole = names.of(column.related_model, line.now[column.column])
    subject = f"{line.trail.model._meta.verbose_name}：{whole.words}"
    return replace(row, subject=subject, subject_url=whole.url, changes=[], summary=f"{summary(line)} {line.count} 项")


def _who(facts, names) -> tuple[str, str]:
    """Who acted, and how he is known: an account, the operator of a command, a task, or a database account."""
    if "user" in facts:
        return names.of(get_user_model(), facts["user"]).words, facts.get("username", "")
    if facts.get("source") == "command":
        return facts.get("operator") or "系统", facts.get("command", "")
    if facts.get("source") == "task":
        return "系统", facts.get("task", "")
    if "database_user" in facts:
        return f"数据库账号 {facts['database_user']}", facts.get("program", "")
    return ("未登录" if facts.get("source") == "web" else "系统"), ""


def _subject(line, names) -> Named:
    """The thing whose page tells more: the row itself, or the first thing it belongs to."""
    if line.trail.model in _PAGES.values():
        return names.of(line.trail.model, line.now["pgh_obj_id"])
    for name in line.trail.owners:
        owner = line.trail.model._meta.get_field(name)
        if owner.related_model in _PAGES.values() and line.now.get(owner.column) is not None:
            return names.of(owner.related_model, line.now[owner.column])
    return Named("")


def _event_row(line, names) -> LogRow:
    event = line.event
    model = _PAGES.get(event.subject_model)
    return LogRow(
        at=line.place.at,
        who=_actor(event, names),
        role=event.username,
        action=event.get_kind_display(),
        subject=event.subject,
        subject_url=names.of(model, event.subject_id).url if model else "",
        changes=[],
        summary=_summary(event.detail),
        reason=event.reason,
        source=event.get_source_display(),
        address=event.address or "",
    )


def _actor(event, names) -> str:
    if event.account_id:
        return names.of(get_user_model(), event.account_id).words
    return event.username or ("系统" if event.source in ("command", "task") else "未登录")


def _summary(detail) -> str:
    """The details in the order of `_DETAILS`: PostgreSQL keeps none."""
    named = {key: detail[key] for key in (*_DETAILS, *detail) if key in detail}
    return "；".join(_detail(key, value) for key, value in named.items() if value not in ("", None, {}))


def _detail(key, value) -> str:
    if isinstance(value, dict):
        value = "，".join(f"{name} {words}" for name, words in value.items())
    if isinstance(value, list):
        value = "、".join(map(str, value))
    return f"{_DETAILS.get(key, '')}{_VALUES.get(value, value)}"

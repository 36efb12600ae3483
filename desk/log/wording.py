"""A change in words: “学历 由 硕士 改为 博士”. Sealed numbers appear as their masks, keys as names, codes as words."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from audit.reading import HistoryLine
from audit.tracking import Trail
from desk.log.naming import Names

EMPTY = "（空）"
LONGEST = 200
# Kept for the machinery; no reader of the log would miss them.
_HIDDEN = {"id", "version", "path"}
_SUFFIXES = ("_sealed", "_index", "_precision")
# So much of an ISO date is known.
_KNOWN = {"year": 4, "month": 7, "day": 10}
_VERBS = {"insert": "登记", "delete": "删除前"}


def shown_fields(trail: Trail) -> list[models.Field]:
    """The fields of a tracked model that the log speaks of, in the model's order."""
    recorded = {field.name for field in trail.history._meta.fields}
    return [
        field
        for field in trail.model._meta.concrete_fields
        if field.name in recorded and field.name not in _HIDDEN and not field.name.endswith(_SUFFIXES)
    ]


def changes(line: HistoryLine, names: Names) -> list[str]:
    """One sentence for each field that differs; for a new or deleted row, one for each that holds something."""
    now = _words(line.trail, line.now, names)
    if line.label != "update" or not line.before:
        return [f"{field.verbose_name} {now[field.name]}" for field in shown_fields(line.trail) if now[field.name]]
    before = _words(line.trail, line.before, names)
    found = [
        f"{field.verbose_name} 由 {before[field.name] or EMPTY} 改为 {now[field.name] or EMPTY}"
        for field in shown_fields(line.trail)
        if now[field.name] != before[field.name]
    ]
    return found + _changed_under_the_mask(line, now, before) or [_unseen(line)]


def title(line: HistoryLine, names: Names) -> str:
    """What the row is about, such as “任职：单雄信 数学学院党委 书记”."""
    words = _words(line.trail, line.now, names)
    label = " ".join(filter(None, (words.get(name, "") for name in line.trail.label)))
    return f"{line.trail.model._meta.verbose_name}：{label or line.now['pgh_obj_id']}"


def summary(line: HistoryLine) -> str:
    return _VERBS.get(line.label, "改动")


def _words(trail, row, names) -> dict[str, str]:
    return {field.name: trail.words.get(field.name, str)(_value(field, row, names)) for field in shown_fields(trail)}


def _value(field, row, names) -> str:
    value = row.get(field.column)
    if value is None or value == "":
        return ""
    if field.many_to_one or field.one_to_one:
        return names.of(field.related_model, value).words
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value, row)[:LONGEST]


def _plain(field, value, row) -> str:
    if isinstance(field, models.BooleanField):
        return "是" if value else "否"
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(dt.datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    if isinstance(field, models.DateField):
        return value[: _KNOWN.get(row.get(field.name.removesuffix("_on") + "_precision"), 10)]
    if isinstance(field, ArrayField):
        return "、".join(map(str, value))
    return str(value)


def _changed_under_the_mask(line, now, before) -> list[str]:
    """Another number may bear the same mask; the keyed index tells."""
    found = []
    for column in line.now:
        stem = column.removesuffix("_index")
        if stem == column or line.now[column] == line.before.get(column):
            continue
        mask = now.get(f"{stem}_mask", "")
        if mask == before.get(f"{stem}_mask", ""):
            label = _label(line.trail, f"{stem}_mask") or "证件号码"
            found.append(f"{label} 已更换为另一号码{f'（{mask}）' if mask else ''}")
    return found


def _unseen(line) -> str:
    """Nothing that is shown differs: the seal, a hidden field, or a secret one, whose values no history keeps."""
    if any(column.endswith("_sealed") and line.now[column] != line.before.get(column) for column in line.now):
        return "号码未变，仅重新加密"
    hidden = [name for name in sorted(_HIDDEN - {"version"}) if line.now.get(name) != line.before.get(name)]
    return f"{'、'.join(_label(line.trail, name) for name in hidden or line.trail.secret)} 已更改"


def _label(trail, name) -> str:
    fields = {field.name: field for field in trail.model._meta.concrete_fields}
    return str(fields[name].verbose_name) if name in fields else ""

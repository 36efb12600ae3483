"""What a second saver is shown: field by field what the first one saved and what he typed."""


def conflict_of(form, changed, shown, sealed=()) -> dict:
    """The fields that somebody else has changed since the form was opened and that would now be overwritten.

    `shown(record)` gives a record's values as the form shows them, of the record and of its history alike; `sealed`
    maps fields that are written and never shown to the columns of their masks.
    """
    opened = changed.current.events.filter(version=form.cleaned_data["version"]).order_by("-pgh_id").first()
    now, before = shown(changed.current), shown(opened) if opened else {}
    rows = []
    for name in now.keys() & form.fields.keys() - {"version"}:
        theirs, mine = _in_box(form, name, now[name]), _in_box(form, name, form[name].value())
        if theirs != mine and (not opened or theirs != _in_box(form, name, before[name])):
            rows.append(_row(form[name], theirs, theirs, mine))
    for name, mask in dict(sealed).items():
        theirs = getattr(changed.current, mask)
        if form[name].value() and theirs != getattr(opened, mask, None):
            rows.append(_row(form[name], theirs, "", form[name].value()))
    order = list(form.fields)
    return {
        "by": changed.editor or "他人",
        "at": changed.at,
        "rows": sorted(rows, key=lambda row: order.index(row["name"])),
    }


def _row(bound, theirs, theirs_value, mine) -> dict:
    """`theirs_value` is what adopting puts into the box: nothing for a sealed field, which then stays as it is."""
    return {
        "name": bound.name,
        "label": bound.label,
        "theirs": _worded(bound, theirs),
        "theirs_value": theirs_value,
        "mine": _worded(bound, mine),
        "mine_value": mine,
        "field_id": bound.id_for_label,
    }


def _in_box(form, name, value) -> str:
    """The value as it stands in the box; what was typed in another form counts by its meaning."""
    field = form.fields[name]
    if name in form.cleaned_data and value == form[name].value():
        value = form.cleaned_data[name]
    shown = field.prepare_value(value)
    return "" if shown is None else str(shown)


def _worded(bound, value) -> str:
    """Choices and ticks in words."""
    choices = {"True": "是", "False": "否"} | {str(key): words for key, words in getattr(bound.field, "choices", [])}
    return str(choices.get(value, value))

"""What a second saver is shown: field by field what stands now and what he typed."""


def conflict_of(form, current: dict, changed, sealed: dict[str, str] | None = None) -> dict:
    """`current` is the record as the form would show it now; only fields that differ are listed.

    A field that the other person changed and this one left alone differs too: saving would undo it. `sealed` are the
    masks of fields that are written but never shown: listed when something was typed there.
    """
    rows = [
        _row(form[name], mask, form[name].value(), "") for name, mask in (sealed or {}).items() if form[name].value()
    ]
    for bound in form.visible_fields():
        if bound.name not in current:
            continue
        theirs, mine = _shown(form, bound.name, current[bound.name]), _shown(form, bound.name, bound.value())
        if theirs != mine:
            rows.append(_row(bound, theirs, mine, theirs))
    return {"by": changed.editor or "他人", "at": changed.at, "rows": rows}


def _row(bound, theirs, mine, theirs_value):
    return {
        "name": bound.name,
        "label": bound.label,
        "theirs": _worded(bound, theirs),
        "theirs_value": theirs_value,
        "mine": _worded(bound, mine),
        "mine_value": mine,
        "field_id": bound.id_for_label,
    }


def _shown(form, name, value) -> str:
    """The value as it stands in the box; dates typed in another form are compared by their meaning."""
    field = form.fields[name]
    if name in form.cleaned_data and value == form[name].value():
        value = form.cleaned_data[name]
    shown = field.prepare_value(value)
    return "" if shown is None else str(shown)


def _worded(bound, value) -> str:
    choices = dict(getattr(bound.field, "choices", []))
    return str(choices.get(value, value))

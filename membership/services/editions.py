"""Confirming the new text of the regulation, once: what only it demands then refuses instead of asking for a reason."""

import datetime as dt

from audit.events import record_event
from audit.models import EventKind
from directory.changes import Fact, changes
from directory.constraints import refusing_conflicts
from directory.models import Account
from directory.refusals import Refusal, Refused
from membership.models import EditionConfirmation
from membership.procedure.editions import SWITCH_ON


@refusing_conflicts()
@changes(Fact.POLICY)
def confirm_edition(
    *, edition: str, document: str, on: dt.date, by: Account, today: dt.date, request=None
) -> EditionConfirmation:
    """The school has compared the text and goes by it, under that document. Raises `Refused` with every reason."""
    if refusals := list(_refusals(edition, document, on, today)):
        raise Refused(*refusals)
    made = EditionConfirmation.objects.create(
        edition=edition, document=document.strip(), confirmed_on=on, confirmed_by=by
    )
    record_event(EventKind.SETTINGS, by=by, subject=made, request=request, changed={"文本确认": made.document})
    return made


def _refusals(edition, document, on, today):
    if done := EditionConfirmation.objects.filter(edition=edition).select_related("confirmed_by").first():
        words = f"{done} 已由 {done.confirmed_by} 于 {done.confirmed_on} 确认，不必再确认。"
        yield Refusal("edition.once", words, field="edition")
    if not document.strip():
        yield Refusal("edition.document", "请写明据以核对和执行的文件。", field="document")
    if not SWITCH_ON <= on <= today:
        yield Refusal("edition.day", f"确认日期应在 {SWITCH_ON}（施行之日）和今天（{today}）之间。", field="on")

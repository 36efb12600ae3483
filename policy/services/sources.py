"""Recording documents and clauses, loading their wording, and confirming a clause."""

import datetime as dt

from directory.changes import Fact, changes
from directory.constraints import refusing_conflicts
from directory.models import Account
from directory.refusals import ChangedMeanwhile, Refusal, Refused, refuse
from directory.services.holding import last_change
from policy.models import Clause, Document

_FACTS = ("document", "article", "article_is_certain", "paraphrase", "wording", "reading")


@refusing_conflicts()
def record_document(**facts) -> Document:
    """A document to take clauses from. Raises `Refused`."""
    if Document.objects.filter(code=facts["code"]).exists():
        raise refuse("document.code", "这个代号已登记，请换一个。", field="code")
    return Document.objects.create(**facts)


@refusing_conflicts()
@changes(Fact.POLICY)
def save_clause(*, clause: Clause | None = None, version: int | None = None, **facts) -> Clause:
    """A clause, new or anew. Another article or paraphrase takes the confirmation away: it was of the former one.

    Raises `Refused`, or `ChangedMeanwhile` when somebody saved since `version`.
    """
    row = Clause.objects.select_for_update().get(pk=clause.pk) if clause else Clause()
    if clause and version is not None and row.version != version:
        raise ChangedMeanwhile(row, *last_change(row))
    if refusals := _clause_refusals(row, facts):
        raise Refused(*refusals)
    if clause and any(getattr(row, name) != facts[name] for name in ("document", "article", "paraphrase")):
        row.confirmed_by = row.confirmed_on = None
    for name in _FACTS:
        setattr(row, name, facts[name])
    row.save()
    return row


@refusing_conflicts()
@changes(Fact.POLICY)
def confirm_clause(*, clause: Clause, by: Account, on: dt.date) -> Clause:
    """The institution has compared the clause with its text: from now on a binding rule under it may block."""
    row = Clause.objects.select_for_update().get(pk=clause.pk)
    if not row.wording.strip():
        raise refuse("clause.wording", "请先录入原文，再确认：确认的是与原文一致。")
    row.confirmed_by, row.confirmed_on = by, on
    row.save()
    return row


def _clause_refusals(row, facts) -> list[Refusal]:
    found = []
    if not facts["article"] and facts["article_is_certain"]:
        found.append(
            Refusal("clause.article", "没有条次的，请去掉“条次已经核对”，系统会显示“条次待核”。", field="article")
        )
    same = Clause.objects.filter(document=facts["document"], article=facts["article"], paraphrase=facts["paraphrase"])
    if same.exclude(pk=row.pk).exists():
        found.append(Refusal("clause.once", "这一条的同一要点已登记。", field="paraphrase"))
    return found

"""Publishing a preset as version 1 of a school that has none yet."""

from django.db import transaction
from django.utils import timezone

from directory.models import Account
from directory.refusals import refuse
from policy.models import Clause, Document, PolicyValue, PolicyVersion, State
from policy.presets.files import NATIONAL, Preset, read_preset


@transaction.atomic
def load_preset(code: str, by: Account | None = None) -> PolicyVersion:
    """Version 1 with the national values and the document's above, in force from the document's day.

    A document without a date holds from the beginning. Raises `Refused` where there is a version already, `KeyError`
    for an unknown code.
    """
    preset = read_preset(code)
    if PolicyVersion.objects.exists():
        raise refuse(
            "policy.preset",
            "已有制度版本，不能再载入预设。请在“设置 → 制度参数”中起草新版本，逐项修改后发布。",
        )
    version = PolicyVersion.objects.create(
        number=1, title=preset.document.short_name or preset.document.name, effective_on=preset.document.holds_from
    )
    national = read_preset(NATIONAL)
    clauses = record_clauses(national) | record_clauses(preset)
    PolicyValue.objects.bulk_create(_values(version, (national, preset), clauses, by))
    version.state, version.published_by, version.published_at = State.PUBLISHED, by, timezone.now()
    version.save()
    return version


def record_clauses(preset: Preset) -> dict:
    """The preset's documents and clauses as rows, by their facts; those that stand there already are kept."""
    documents = {each.code: _document(each) for each in preset.documents}
    return {clause: _clause(clause, documents[clause.document.code]) for clause in preset.clauses}


def _document(facts) -> Document:
    row = {
        name: getattr(facts, name)
        for name in ("name", "issuer", "number", "short_name", "issued_on", "effective_on", "is_national")
    }
    return Document.objects.get_or_create(code=facts.code, defaults=row)[0]


def _clause(facts, document) -> Clause:
    more = {"reading": facts.reading, "article_is_certain": facts.article_is_certain}
    return Clause.objects.get_or_create(
        document=document, article=facts.article, paraphrase=facts.paraphrase, defaults=more
    )[0]


def _values(version, presets, clauses, by) -> list[PolicyValue]:
    """A document's value stands in place of the national one for the same parameter and kind."""
    given = {(each.parameter, each.kind): each for preset in presets for each in preset.values}
    return [
        PolicyValue(
            policy=version,
            parameter=each.parameter,
            kind=each.kind,
            value=each.value,
            strength=each.strength,
            clause=clauses[each.clause],
            from_on=version.effective_on,
            since_number=version.number,
            entered_by=by,
        )
        for each in given.values()
    ]

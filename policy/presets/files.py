"""Reading preset files. Plain Python: no Django, no database.

    [document]
    code = "D3"
    …
    [[clause]]
    article = "第四条"
    paraphrase = "…"
    must = { "organizers.full_time_least" = 1 }
    normally = { "organizers.section_rank_from" = 200 }

A value stands inside its clause, under the word that says how strongly it binds; so none is without one. Where a value
is for one kind of person, it is written `{ value = 3, kind = "科级" }`. What a document is silent about is not written.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policy import policy as _kept  # noqa: F401 -- declares what the presets name besides
from policy.citing import citation, document_citation
from policy.declaring import DECLARATIONS, GROUPS, Declaration, Setting, Strength, as_value, value_problem

NATIONAL = "national"
DOCUMENTS = ("D1", "D2", "D3", "D4", "D5")
FOLDER = Path(__file__).parent
# A document without a date holds from the beginning: that of the republic will do.
BEGINNING = dt.date(1949, 10, 1)

STRENGTHS = {"must": Strength.MUST, "normally": Strength.NORMALLY, "may": Strength.MAY}
READINGS = ("I", "V", "S", "M")
_DOCUMENT = {"code", "name", "issuer", "number", "short_name", "issued_on", "effective_on", "is_national"}
_CLAUSE = {"article", "paraphrase", "reading", "article_is_certain", "document", *STRENGTHS}


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The document as its first page says."""

    code: str
    name: str
    issuer: str = ""
    number: str = ""
    short_name: str = ""
    issued_on: dt.date | None = None
    effective_on: dt.date | None = None
    is_national: bool = False

    @property
    def citation(self) -> str:
        return document_citation(self.issuer, self.name, self.number)

    @property
    def holds_from(self) -> dt.date:
        return self.effective_on or BEGINNING


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """One clause: the article, our paraphrase, and how sure we are of it (regulations.md: V, S, M, I)."""

    document: DocumentFacts
    article: str
    paraphrase: str
    reading: str = "I"
    article_is_certain: bool = True

    @property
    def citation(self) -> str:
        return citation(self.document.citation, self.article, is_certain=self.article_is_certain)


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a preset."""

    parameter: str
    value: int | bool | str | tuple
    strength: Strength
    clause: ClauseFacts
    kind: str = ""

    @property
    def setting(self) -> Setting:
        unit = DECLARATIONS[self.parameter].unit
        confirmed = self.clause.reading in ("I", "V")
        return Setting(self.value, unit, self.clause.citation, self.strength, confirmed)


@dataclass(frozen=True, slots=True)
class Preset:
    """What one file holds."""

    document: DocumentFacts
    documents: tuple[DocumentFacts, ...]
    clauses: tuple[ClauseFacts, ...]
    values: tuple[Given, ...]


def path_of(code: str) -> Path:
    return FOLDER / f"{code}.toml"


@cache
def read_preset(code: str) -> Preset:
    """The preset of that code. Raises ValueError with all that is wrong, KeyError for no such file."""
    if code not in (NATIONAL, *DOCUMENTS):
        raise KeyError(f"没有制度预设 {code}，可选 {'、'.join(DOCUMENTS)}。")
    raw = tomllib.loads(path_of(code).read_text(encoding="utf-8"))
    if problems := preset_problems(raw):
        raise ValueError("；".join(problems))
    return _preset(raw)


def preset_policy(carrier: type, code: str, kind: str = ""):
    """`preset_policy(OrganizerPolicy, "D3")`: the national values beneath, the document's above, the rest not asked."""
    fields = {}
    for preset in (read_preset(NATIONAL), read_preset(code)):
        for given in sorted(preset.values, key=lambda each: bool(each.kind)):
            if given.kind in ("", kind):
                fields |= _field_of(carrier, given)
    return carrier(**fields)


def preset_problems(raw: dict) -> list[str]:
    """Everything that is wrong in a preset, one sentence each; empty when it may be loaded."""
    documents = [raw.get("document", {}), *raw.get("more_documents", [])]
    problems = [f"[document] 中有不认识的项 {key}" for each in documents for key in each.keys() - _DOCUMENT]
    problems += [f"[document] 缺少 {key}" for each in documents for key in ("code", "name") if not each.get(key)]
    codes = {each.get("code") for each in documents}
    for number, clause in enumerate(raw.get("clause", []), start=1):
        problems += [f"第 {number} 个条款：{problem}" for problem in _clause_problems(clause, codes)]
    return problems + [f"不认识的部分 {key}" for key in raw.keys() - {"document", "more_documents", "clause"}]


def _clause_problems(clause, codes) -> Iterator[str]:
    yield from (f"不认识的项 {key}" for key in clause.keys() - _CLAUSE)
    if not str(clause.get("paraphrase", "")).strip():
        yield "缺少要点 paraphrase"
    if not clause.get("article") and clause.get("article_is_certain", True):
        yield "缺少条次 article；确实不知道的写 article_is_certain = false"
    if clause.get("reading", "I") not in READINGS:
        yield f"reading 应为 {'、'.join(READINGS)} 之一"
    if clause.get("document") not in (None, *codes):
        yield f"没有登记文件 {clause['document']}"
    for word in STRENGTHS:
        for parameter, written in clause.get(word, {}).items():
            yield from _value_problems(parameter, written)


def _value_problems(parameter, written) -> Iterator[str]:
    declaration = DECLARATIONS.get(parameter)
    if declaration is None:
        yield f"没有参数 {parameter}"
        return
    value, kind = _unfolded(written)
    if value is None:
        yield f"{parameter} 没有值；文件没有规定的不写"
    elif problem := value_problem(declaration, value):
        yield f"{parameter}：{problem}"
    if kind and kind not in declaration.kinds:
        yield f"{parameter} 不分“{kind}”"


def _preset(raw) -> Preset:
    documents = tuple(DocumentFacts(**each) for each in (raw["document"], *raw.get("more_documents", [])))
    by_code = {each.code: each for each in documents}
    clauses, values = [], []
    for each in raw.get("clause", []):
        facts = {key: each[key] for key in each.keys() - {*STRENGTHS, "document"}}
        clause = ClauseFacts(document=by_code[each.get("document", documents[0].code)], **{"article": "", **facts})
        clauses.append(clause)
        values += _given(each, clause)
    return Preset(documents[0], documents, tuple(clauses), tuple(values))


def _given(written, clause) -> Iterator[Given]:
    for word, strength in STRENGTHS.items():
        for parameter, each in written.get(word, {}).items():
            value, kind = _unfolded(each)
            yield Given(parameter, as_value(value), strength, clause, kind)


def _unfolded(written):
    return (written.get("value"), written.get("kind", "")) if isinstance(written, dict) else (written, "")


def _field_of(carrier, given) -> dict[str, Setting]:
    declaration: Declaration = DECLARATIONS[given.parameter]
    if GROUPS[declaration.group].carrier is not carrier:
        return {}
    return {given.parameter.partition(".")[2]: given.setting}

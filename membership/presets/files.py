"""Reading step templates from files. Plain Python: no Django, no database.

    name = "25步·2026"
    opened_from = 2026-05-11

    [[step]]
    number = "1"
    stage = 1
    title = "递交入党申请书"
    actor = "入党申请人"
    codes = ["application"]
    documents = [{ form = "F01", name = "入党申请书", paper = "application", retention = "personal_file" }]

Steps and documents stand in their order. A step without `codes` is the school's own; `recorder` (branch, committee,
either) says who records it, `is_awaited` that the step behind it waits.
"""

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path

from membership.procedure.covering import StepLine

SHIPPED = ("25-2014", "25-2026")
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document that a step leaves."""

    name: str
    form: str = ""
    paper: str = ""
    is_required: bool = True
    retention: str = ""


@dataclass(frozen=True, slots=True)
class StepFacts(StepLine):
    """A step as the file says it."""

    actor: str = ""
    recorder: str = "branch"
    is_awaited: bool = False
    note: str = ""
    documents: tuple[DocumentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """One file."""

    name: str
    opened_from: dt.date
    opened_until: dt.date | None
    note: str
    steps: tuple[StepFacts, ...]


def read_template(code: str) -> TemplateFacts:
    """The shipped template of that code."""
    return template_of(tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))


def template_of(raw: dict) -> TemplateFacts:
    """What a file or a test wrote, typed. Raises TypeError for a key that is not known."""
    facts = {key: each for key, each in raw.items() if key != "step"}
    steps = tuple(_step(each) for each in raw["step"])
    return TemplateFacts(**{"opened_until": None, "note": "", **facts}, steps=steps)


def _step(raw) -> StepFacts:
    documents = tuple(DocumentFacts(**each) for each in raw.get("documents", ()))
    return StepFacts(**{**raw, "codes": tuple(raw.get("codes", ())), "documents": documents})

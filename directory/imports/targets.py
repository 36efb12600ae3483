"""What a person's record will hold: each column as an expression over the stage (`s`) and the record (`p`)."""

from django.db import connection

# Until the transaction ends whoever saves a person waits, and nobody takes a number that was free when it was looked
# for. People come first and in this mode: a form holds a person's row before it writes anything, so that neither can
# wait for the other.
LOCK = """
LOCK TABLE directory_person IN EXCLUSIVE MODE;
LOCK TABLE directory_personnumber, directory_partystatus, directory_persontext IN SHARE ROW EXCLUSIVE MODE
"""
# For the rest of the transaction: joins over a whole file in memory, and no compiling of statements that run once.
ROOM = "SET LOCAL work_mem = '64MB'; SET LOCAL jit = off"
# Blanked by the empty text; NULL in the stage leaves the record as it is.
_TEXTS = (
    "reading",
    "ethnicity",
    "native_place",
    "email",
    "education",
    "degree",
    "grade_class",
)


def _text(name, otherwise="''"):
    return f"coalesce(s.{name}, p.{name}, {otherwise})"


def _day(name):
    return f"nullif(coalesce(s.{name}, p.{name}), '-infinity'::date)"


def _sealed(name, kind):
    """A number that is given anew, or blanked; sealing the same number anew would look like a change."""
    return (
        f"CASE WHEN s.{kind}_index IS NOT NULL AND s.{kind}_index IS DISTINCT FROM p.{kind}_index THEN s.{name}"
        f" WHEN s.{kind}_mask = '' THEN {_BLANK[name]} ELSE {_KNOWN[name]} END"
    )


_SEALED = [f"{kind}_{part}" for kind in ("id", "phone") for part in ("sealed", "index", "mask")]
_BLANK = {name: "''" if name.endswith("mask") else "NULL" for name in _SEALED}
_KNOWN = {name: f"coalesce(p.{name}, '')" if name.endswith("mask") else f"p.{name}" for name in _SEALED}
_BIRTH = _day("birth_on")

# As directory.services.people.fill has it: a number fills in the birth date and gender that nobody knows.
TARGETS = {
    "roster_no": "coalesce(s.roster_no, p.roster_no)",
    "name": "coalesce(s.name, p.name)",
    **{name: _text(name) for name in _TEXTS},
    "gender": "coalesce(nullif(coalesce(s.gender, p.gender, ''), ''), s.id_gender, '')",
    "birth_on": f"coalesce({_BIRTH}, s.id_birth_on)",
    "birth_precision": f"CASE WHEN {_BIRTH} IS NULL THEN 'day'"
    " WHEN s.birth_on IS NOT NULL THEN s.birth_precision ELSE p.birth_precision END",
    **{name: _sealed(name, name.partition("_")[0]) for name in _SEALED},
    "category": _text("category", "'other'"),
    "joined_work_on": _day("joined_work_on"),
    "expected_leave_on": _day("expected_leave_on"),
}
# Two sealed values of one number differ, so that their index is compared.
COMPARED = [name for name in TARGETS if not name.endswith("_sealed")]


def differs() -> str:
    """Whether anything in the record changes."""
    told = ", ".join(TARGETS[name] for name in COMPARED)
    known = ", ".join(f"p.{name}" for name in COMPARED)
    return f"(({told}) IS DISTINCT FROM ({known}))"


def execute(statement: str, **facts) -> int:
    """Runs a statement with named parameters; the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return cursor.rowcount

"""What an app promises that has rosters to bring in; pages, batches, undo and the command are the engine's.

An app lists its importers in `<app>/importers.py`:

    from sheets.imports.registry import register
    register(UnitImporter())
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sheets.imports.report import Report, outcome_words
from sheets.reading import Sheet
from sheets.tables import Column

# In one go while the page waits; more goes to the worker.
ROWS_IN_PAGE = 20_000


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Upload:
    """A file on its way in.

    `content` is the unsealed .xlsx, whose container has been checked. `viewer` says who acts, on which day and where he
    may (it is handed through to the importer, which asks it). `choices` are the cleaned values of the importer's own
    fields, as JSON carries them. `columns` maps headings that the user assigned by hand (`sheets.tables.heading` form)
    to names of columns, "" to leave one out. `answers` are given to conflicts by row: "same", "new" or "skip".
    `code` is the batch's. `progress(done, total)` may be called as often as one likes.
    """

    content: bytes
    file_name: str
    viewer: Any
    choices: dict = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)
    code: str = ""
    progress: Callable[[int, int], None] = _silent


class Importer:
    """One kind of roster. Subclasses say what a row means and who may write it.

    `key` stands in addresses and on the command line, `title` on the screen; `permission` is what a viewer needs
    somewhere (where exactly, the importer asks row by row). `version` is printed on the template; a change of columns
    raises it. `fields` are form fields asked with the file (name → Django form field); their values come back in
    `Upload.choices`. `rows_in_page` is how many rows may be checked while a page waits, `writes_in_page` how many may
    be carried out (the rest goes to the worker), `most_rows` how many a file may have.
    `list_url_name` names the page where the result is seen. `keeps_stage`: the importer keeps the last check of a batch
    itself, and `stored(upload)` gives it back without working it out again. `has_wizard`: it stands in the list of
    rosters to bring in; a kind without it has pages of its own, below `page_url_name` of a batch's code.
    """

    key: str = ""
    title: str = ""
    permission: str = ""
    columns: list[Column] = []
    notes: list[str] = []
    version: str = "1"
    fields: dict[str, Any] = {}
    rows_in_page: int = ROWS_IN_PAGE
    writes_in_page: int = ROWS_IN_PAGE
    most_rows: int = ROWS_IN_PAGE
    list_url_name: str = ""
    keeps_stage: bool = False
    has_wizard: bool = True
    page_url_name: str = "import_detail"

    def prepared(self, sheets: list[Sheet]) -> list[Sheet]:
        """The worksheets as their headings are to be understood, where this kind has to tell equal ones apart."""
        return sheets

    def outcome(self, counts: dict[str, int]) -> str:
        """What came of a batch, in one sentence without its full stop."""
        return outcome_words(counts)

    def check(self, upload: Upload) -> Report:
        """What the file would do. Writes nothing (but a stage of its own); refuses nothing by an exception."""
        raise NotImplementedError

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """Does it, inside the caller's transaction and occasion: all rows, or with `only_clean` all rows without fault.

        Raises `NotClean` when something stands in the way; the caller's transaction is then rolled back.
        """
        raise NotImplementedError

    def stored(self, upload: Upload) -> Report | None:
        """The last check's report, where `keeps_stage`; None when it is gone."""
        return None

    def forget(self, code: str) -> None:
        """Removes what was kept for a batch, where `keeps_stage`."""

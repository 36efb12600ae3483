"""What the forms of a batch share: one form over several pages, whose entries all travel with it.

Nothing is kept on the server between two pages: whoever goes back finds what he typed, and two windows do not meet.
"""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from directory.forms.fields import DayField, set_today
from directory.forms.refusing import RefusingForm
from membership.models import Case
from membership.services import Excused

EXCEPTION = {
    "excuse": forms.CharField(label="原因", max_length=300, required=False),
    "approver": forms.CharField(label="批准人", max_length=60, required=False),
    "decided": DayField(label="批准日期", required=False, help_text=""),
    "document": forms.CharField(label="文件或会议", max_length=120, required=False),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the way through a batch."""

    key: str
    title: str


PEOPLE, REVIEW = Page("people", "人员"), Page("review", "复核")


class BatchForm(RefusingForm):
    """All entries of a batch. A page that was not looked at yet stands as proposed, and nothing is said of it.

    `pages` are those after the choice of people; `of_page[key]` are the names of a page's fields, and `columns` the
    facts asked of each person there.
    """

    pages: tuple[Page, ...] = ()

    def __init__(self, data, *, viewer, batch, cases):
        self.viewer, self.batch, self.cases = viewer, batch, cases
        self.seen = [key for key in data.getlist("seen") if key in {page.key for page in self.pages}]
        super().__init__(data.copy())
        self.of_page: dict[str, list[str]] = {page.key: [] for page in self.pages}
        self.build()
        for case in cases:
            for name, field in EXCEPTION.items():
                self.add(REVIEW.key, own(case, name), _copied(field, case.person.name))
            self.add("", own(case, "version"), forms.IntegerField(required=False))
        set_today(self, viewer.on)
        self._propose()

    def build(self) -> None:
        """Adds the fields of every page."""
        raise NotImplementedError

    def proposals(self) -> dict[str, object]:
        """What stands in a field that nobody has looked at yet."""
        return {own(case, "version"): case.version for case in self.cases}

    def add(self, page: str, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        if "." in name:
            # One of many in a table: its column has the words, the ear needs them here.
            field.widget.attrs.pop("data-date", None)
            field.widget.attrs["aria-label"] = field.label
        if page:
            self.of_page[page].append(name)

    def _propose(self) -> None:
        fresh = {case.code for case in self.cases if own(case, "version") not in self.data}
        unseen = {name for name in self.paged if name.partition(".")[0] in fresh}
        unseen |= {name for key, names in self.of_page.items() if key not in self.seen for name in names}
        for name, value in self.proposals().items():
            if name not in self.data and (name in unseen or name not in self.paged):
                self.data[name] = "" if value is None else str(value)

    def go_on_with(self, cases) -> None:
        """The rest of the people, each as he stands now: whoever has read what was said may save again."""
        self.cases = list(cases)
        versions = Case.objects.filter(pk__in=[case.pk for case in self.cases]).values_list("code", "version")
        self.data |= {f"{code}.version": str(version) for code, version in versions}

    @property
    def paged(self) -> set[str]:
        return {name for names in self.of_page.values() for name in names}

    def upto(self, key: str) -> bool:
        """Whether everything up to that page is right; what comes after it is not asked yet."""
        self.full_clean()
        later = False
        for page in self.pages:
            if later:
                for name in self.of_page[page.key]:
                    self._errors.pop(name, None)
            later = later or page.key == key
        return not self._errors

    def forget_errors(self) -> None:
        self.full_clean()
        self._errors.clear()

    def visible(self, key: str) -> list[BoundField]:
        """The fields of a page that all people share."""
        return [self[name] for name in self.of_page[key] if "." not in name]

    def shared_words(self) -> list[tuple[str, str]]:
        """What all share, for the review; none where the page says it in its own way."""
        return []

    def carried(self, key: str) -> list[BoundField]:
        """Everything of other pages that was looked at, to travel with this one."""
        left_out = {
            name for page, names in self.of_page.items() if page == key or page not in self.seen for name in names
        }
        return [self[name] for name in self.fields if name not in left_out]

    def excused(self, case) -> Excused:
        given = [self.cleaned_data.get(own(case, name)) for name in EXCEPTION]
        return Excused(given[0] or "", given[1] or "", given[2], given[3] or "")

    def exception(self, case) -> list[BoundField]:
        return [self[own(case, name)] for name in EXCEPTION]

    def version(self, case) -> int | None:
        return self.cleaned_data.get(own(case, "version"))


def own(case, name: str) -> str:
    """The name of a field that asks something of one person."""
    return f"{case.code}.{name}"


def _copied(field: forms.Field, whose: str) -> forms.Field:
    """The same question about somebody: its label says of whom, for the list of errors and for the ear."""
    kind = type(field)
    more = {"help_text": ""} if kind is DayField else {"max_length": field.max_length}
    return kind(label=f"{whose} {field.label}", required=False, **more)

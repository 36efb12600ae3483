"""当前范围: the unit that narrows every list, written in the address as `?unit=code`."""

from django.http import Http404
from django.urls import reverse

from directory.models import Unit
from directory.permissions import PERMISSIONS
from directory.scope import covers_school

# Lists that the scope narrows; from any other page a choice leads to the workbench.
SCOPED = {
    "workbench", "matter_print", "matter_export", "urge_create", "unit_ranking", "due_calendar", "due_day",
    "person_list", "organizer_list", "staffing_list", "filing_list", "case_board", "case_list", "case_funnel",
    "case_print",
}  # fmt: skip


def chosen_unit(request) -> Unit | None:
    """The unit that the address names, looked up once a request; what the viewer may not see is not found."""
    code = request.GET.get("unit", "").strip()
    if not code:
        return None
    if not hasattr(request, "chosen_unit"):
        # PostgreSQL takes no NUL.
        code = code.replace("\0", "")
        request.chosen_unit = Unit.objects.visible_to(request.viewer).filter(code=code).first()
    if request.chosen_unit is None:
        raise Http404
    return request.chosen_unit


class ScopeChoices:
    """The bar under the header: everything the viewer may see, the units of his duties, and the one chosen."""

    def __init__(self, request):
        self.request = request
        match = request.resolver_match
        self.is_list = bool(match and match.url_name in SCOPED)
        self.tops = {
            grant.unit_code: grant for grant in request.viewer.grants if "units.view" in PERMISSIONS[grant.role]
        }

    def as_context(self) -> dict | None:
        """As templates/includes/_scope.html draws it; None for whoever sees only his own file."""
        if not self.tops:
            return None
        unit = chosen_unit(self.request) if self.is_list else None
        whole = {"label": self._whole(), "url": self._url(None), "current": unit is None}
        choices = [whole] + [
            self._choice(code, name, unit) for code, name in self._named(unit) if name != whole["label"]
        ]
        return {
            "label": unit.short_name if unit else whole["label"],
            "choices": choices,
            "more_url": reverse("unit_tree"),
        }

    def _whole(self) -> str:
        """The word for everything within reach."""
        names = [grant.unit_name for grant in self.tops.values()]
        if covers_school(grant.path for grant in self.tops.values()):
            return "全校"
        return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个党组织"

    def _named(self, unit) -> list[tuple[str, str]]:
        named = {} if self._whole() == "全校" else {code: grant.unit_name for code, grant in self.tops.items()}
        if unit:
            named[unit.code] = unit.short_name
        return list(named.items())

    def _choice(self, code, name, unit) -> dict:
        return {"label": name, "url": self._url(code), "current": bool(unit and unit.code == code)}

    def _url(self, code) -> str:
        """This list under another scope, from its beginning; other filters stay."""
        words = self.request.GET.copy() if self.is_list else self.request.GET.copy().__class__(mutable=True)
        for name in ("unit", "page", "after", "before"):
            words.pop(name, None)
        if code:
            words["unit"] = code
        path = self.request.path if self.is_list else reverse("workbench")
        return f"{path}?{words.urlencode()}" if words else path

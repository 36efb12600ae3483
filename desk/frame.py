"""What every page's frame shows: navigation, scope, figures, and whose account this is."""

from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.db.models import IntegerField, Subquery
from django.urls import reverse

from desk.navigation import navigation
from desk.scope import ScopeChoices
from directory.models import Account, School, Unit
from directory.permissions import Role
from reminders import registry
from reminders.models import Box, Reminder

# A figure in the header is counted up to here: “99+”.
COUNTED = 100
_ROLE_WORDS = dict(Unit._meta.permissions)


class CappedCount(Subquery):
    """The number of rows of a subquery that is cut off at a limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


@lru_cache(maxsize=1024)
def _facts_query(viewer, grants, roles, sources) -> tuple[str, tuple]:
    """The statement with its parameters: it follows from these four alone, and takes longer to write than to answer.

    What it answers is asked anew for every page: a deadline that is settled is gone from the next one.
    """
    figures = {box: Reminder.objects.boxed(box, viewer) for box in (Box.TODO, Box.LATE)}
    counts = {f"count_{box.value}": CappedCount(rows.values("pk")[:COUNTED]) for box, rows in figures.items()}
    person = Account.objects.filter(pk=viewer.account.pk).values("person__name")
    found = School.objects.annotate(person_name=Subquery(person[:1]), **counts).order_by("pk")[:1]
    return found.values("name", "platform_name", "person_name", *counts).query.sql_with_params()


class Frame:
    """Computed on first use: a fragment that shows no frame costs no query."""

    def __init__(self, request):
        self.request = request
        self.viewer = getattr(request, "viewer", None)

    @cached_property
    def _facts(self) -> dict:
        """The school's words, the account's name and the figures, in one query."""
        if not self.viewer:
            return School.objects.values("name", "platform_name").first() or vars(School())
        grants, roles = self.viewer.grants, self.viewer.roles
        with connection.cursor() as cursor:
            cursor.execute(*_facts_query(self.viewer, grants, roles, tuple(registry.SOURCES.values())))
            found = cursor.fetchone()
            names = [column.name for column in cursor.description]
        return dict(zip(names, found, strict=True)) if found else vars(School())

    @property
    def school_name(self) -> str:
        return self._facts["name"]

    @property
    def platform_name(self) -> str:
        return self._facts["platform_name"]

    @cached_property
    def navigation(self) -> list[dict]:
        return navigation(self.viewer, self.request.path) if self.viewer else []

    @cached_property
    def scope(self) -> dict | None:
        return ScopeChoices(self.request).as_context() if self.viewer else None

    @cached_property
    def header_links(self) -> list[dict]:
        return [self._link(Box.TODO, "tasks"), self._link(Box.LATE, "bell")] if self.viewer else []

    def _link(self, box, icon) -> dict:
        count = self._facts.get(f"count_{box.value}", 0)
        url = f"{reverse('workbench')}?{urlencode({'box': box.value})}"
        return {"title": box.label, "icon": icon, "url": url, "count": "99+" if count >= COUNTED else count}

    @property
    def account_name(self) -> str:
        return self._facts.get("person_name") or (self.viewer.account.get_username() if self.viewer else "")

    @property
    def account_role(self) -> str:
        """What the account is here: its widest duty, or a member looking at his own file."""
        if not self.viewer:
            return ""
        if not self.viewer.grants:
            return "本人" if Role.MEMBER in self.viewer.roles else ""
        first = self.viewer.grants[0]
        return f"{first.unit_name} {_ROLE_WORDS[f'act_as_{first.role}']}"

    @property
    def idle_seconds(self) -> int:
        return settings.SESSION_IDLE_SECONDS if self.viewer else 0

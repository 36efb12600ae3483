"""What tests/desk/test_imports_killed.py runs in processes of its own, to be killed in the middle.

`prepare N`: a school with N people to be appointed. `batch`: their roster, checked; prints its code. `confirm CODE`:
the page's confirmation, as the web process carries it out. `ask CODE`: only asks for it, for the worker. `undo CODE`:
for the next round. `state CODE`: JSON.
"""

import json
import sys

import django

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from desk.imports.acting import take_back  # noqa: E402
from directory.models import Duty, Person  # noqa: E402
from directory.permissions import Role  # noqa: E402
from directory.viewer import Viewer  # noqa: E402
from organizers.models import Appointment  # noqa: E402
from sheets.imports import batches, running  # noqa: E402
from sheets.models import ImportBatch  # noqa: E402
from tests.organizers.rosters import row, workbook  # noqa: E402
from tests.sheets.imports.bringing import keep  # noqa: E402
from tests.world import TODAY, add_person, build_world  # noqa: E402


def prepare(number):
    world = build_world()
    for place in range(int(number)):
        add_person(world, f"7{place:06}", "方小舟", "0101", sequence=100 + place)


def batch():
    viewer = Viewer(_staff(), TODAY)
    taken = Appointment.objects.values("person")
    people = Person.objects.filter(roster_no__startswith="7", roster_no__regex=r"^\d{7}$").exclude(pk__in=taken)
    numbers = people.order_by("roster_no").values_list("roster_no", flat=True)
    rows = [row(each, "方小舟", 联系党支部编码="0101") for each in numbers]
    kept = keep("organizers", workbook(rows), viewer)
    batches.ask_check(batch=kept)
    running.work(kept.pk, lambda account: viewer)
    print(kept.code)


def confirm(code):
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(_staff(), backend="django.contrib.auth.backends.ModelBackend")
    print("go", flush=True)
    client.post(reverse("import_confirm", args=[code]))


def ask(code):
    batches.ask_import(batch=ImportBatch.objects.get(code=code), only_clean=False)


def undo(code):
    """For the next round."""
    if ImportBatch.objects.get(code=code).state == "done":
        take_back(batch=ImportBatch.objects.get(code=code), by=_staff())


def state(code):
    found = ImportBatch.objects.get(code=code)
    told = {"state": found.state, "reason": found.reason, "attempts": found.attempts, "counts": found.counts}
    duties = Duty.objects.filter(kind="organizer_full_time", person__roster_no__startswith="7").count()
    print(json.dumps(told | {"appointments": Appointment.objects.count(), "duties": duties}))


def _staff():
    return Person.objects.get(account__username=Role.DEPARTMENT_STAFF.value).account


if __name__ == "__main__":
    {each.__name__: each for each in (prepare, batch, confirm, ask, undo, state)}[sys.argv[1]](*sys.argv[2:])

import datetime as dt

import pytest
from django.utils import timezone

from directory.refusals import Grade
from reminders.services import recompute
from tests.reminders.sources import fixed, register
from tests.world import TODAY

WANTED = {
    "law.late": ("01", -3, Grade.PARTY),
    "school.late": ("01", -40, Grade.SCHOOL),
    "advice.past": ("01", -9, Grade.ADVICE),
    "law.today": ("0101", 0, Grade.PARTY),
    "school.soon": ("02", 30, Grade.SCHOOL),
    "advice.far": ("01", 99, Grade.ADVICE),
}


@pytest.fixture
def reminded(world, own_sources):
    """Six reminders in two second-level units, of every grade, early and late."""
    for key, (code, offset, grade) in WANTED.items():
        due = fixed(world.units[code], TODAY + dt.timedelta(days=offset), f"事项 {key}")
        register(f"tests.{key}", due, grade=grade, ahead=(120,), sees="organizers.view", acts="organizers.edit")
    recompute(on=TODAY, at=timezone.now())

"""What the product gives out, it takes in again without a change."""

import pytest

from directory.permissions import Role
from membership.models import Case, StepRecord
from tests.membership.board.school import fill
from tests.sheets.imports.bringing import keep, preview

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["pipeline", "applicants", "activists", "shown"])
def test_an_exported_register_brought_in_again_changes_nothing(world, client_as, viewer_as, kind):
    fill(world)
    before = (Case.objects.count(), StepRecord.objects.count())
    answer = client_as(Role.DEPARTMENT_STAFF).get(f"/cases/list/export/?kind={kind}&state=all")
    content = b"".join(answer.streaming_content)
    viewer = viewer_as(Role.DEPARTMENT_STAFF)
    report = preview(keep("cases", content, viewer), viewer)
    assert [(line.name, line.action, line.words) for line in report.lines if line.action != "same"] == []
    assert report.is_clean and report.rows > 0
    assert (Case.objects.count(), StepRecord.objects.count()) == before

"""What is said of a roster number that nobody within reach has."""

import pytest

from directory.permissions import Role
from directory.strangers import unknown_number
from directory.viewer import Operator
from tests.world import TODAY

NOBODY = "没有这个工号，请核对；人员须先登记。"
OUTSIDE = "该工号不在您的管理范围，请联系组织部。"


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.DEPARTMENT_ADMIN, NOBODY),
        (Role.DEPARTMENT_STAFF, NOBODY),
        (Role.AUDITOR, NOBODY),
        (Role.UNIT_SECRETARY, OUTSIDE),
        (Role.ORGANIZER_FULL_TIME, OUTSIDE),
        (Role.ORGANIZER_PART_TIME, OUTSIDE),
        (Role.BRANCH_OFFICER, OUTSIDE),
        (Role.MEMBER, OUTSIDE),
    ],
)
def test_only_whoever_sees_the_whole_school_learns_that_there_is_none(viewer_as, role, words):
    assert unknown_number(viewer_as(role).paths("organizers.view")) == words


def test_the_command_line_sees_the_whole_school(world):
    assert unknown_number(Operator(TODAY).paths("organizers.import"), "学工号").startswith("没有这个学工号")

"""The left navigation and the frame: what one may not use is absent."""

import pytest
from django.urls import reverse

from desk.navigation import SECTIONS, navigation, pages_of
from directory.models import School
from directory.permissions import ALL_PERMISSIONS, Role

SEEN = {
    Role.DEPARTMENT_ADMIN: ["工作台", "组织架构", "组织员队伍", "发展党员", "党员管理", "数据", "设置"],
    Role.DEPARTMENT_STAFF: ["工作台", "组织架构", "组织员队伍", "发展党员", "党员管理", "数据"],
    Role.UNIT_SECRETARY: ["工作台", "组织架构", "组织员队伍", "发展党员", "党员管理"],
    Role.ORGANIZER_FULL_TIME: ["工作台", "组织架构", "组织员队伍", "发展党员", "党员管理"],
    Role.ORGANIZER_PART_TIME: ["工作台", "组织架构", "组织员队伍", "发展党员", "党员管理"],
    Role.BRANCH_OFFICER: ["工作台", "组织架构", "发展党员", "党员管理"],
    Role.MEMBER: ["工作台"],
    Role.AUDITOR: ["工作台", "组织架构", "组织员队伍", "发展党员", "党员管理", "设置"],
    Role.SYSTEM_ADMIN: ["工作台", "组织架构", "设置"],
}


def test_each_role_sees_its_sections(world, viewer_as):
    seen = {role: [section["title"] for section in navigation(viewer_as(role), "/")] for role in Role}
    assert seen == SEEN


def test_every_page_of_the_navigation_opens(world, viewer_as, client_as):
    for role in Role:
        client = client_as(role)
        for page in pages_of(viewer_as(role)):
            assert client.get(page.url).status_code == 200, (role, page)


def test_every_permission_named_exists():
    named = {page.permission for section in SECTIONS for page in section.pages} - {None}
    assert named <= ALL_PERMISSIONS


@pytest.mark.parametrize(
    ("path", "current", "here"),
    [
        ("/", "工作台", True),
        ("/units/", "组织架构", True),
        ("/units/0101/", "组织架构", False),
        ("/people/30001/", "党员管理", False),
        ("/nowhere/", None, False),
    ],
)
def test_the_section_of_this_page_is_marked(path, current, here, world, viewer_as):
    sections = navigation(viewer_as(Role.DEPARTMENT_ADMIN), path)
    assert [section["title"] for section in sections if section["current"]] == ([current] if current else [])
    places = [*sections, *(child for section in sections for child in section["children"])]
    assert any(place["here"] for place in places) is here


def test_the_school_names_itself_everywhere(world, client_as):
    School.objects.update(name="江海大学", platform_name="党建工作平台")
    text = client_as(Role.MEMBER).get(reverse("workbench")).content.decode()
    assert "江海大学" in text
    assert "工作台 — 党建工作平台" in text


def test_the_log_in_page_has_the_schools_name_and_no_navigation(db, client):
    School.objects.update(name="江海大学")
    text = client.get(reverse("login")).content.decode()
    assert "江海大学" in text
    assert "app-nav" not in text


def test_the_frame_names_the_account_and_its_duty(world, client_as):
    text = client_as(Role.UNIT_SECRETARY).get(reverse("workbench")).content.decode()
    assert "职员丙" in text
    assert "数学学院党委 二级党组织书记" in text


def test_the_frame_costs_one_query(world, client_as, django_assert_num_queries):
    """Session, account, duties with their grants, the frame's facts; the page itself asks nothing."""
    client = client_as(Role.MEMBER)
    client.get(reverse("search"))
    with django_assert_num_queries(4):
        client.get(reverse("search"))


def test_a_page_without_school_row_still_opens(world, client_as):
    School.objects.all().delete()
    assert client_as(Role.DEPARTMENT_ADMIN).get(reverse("workbench")).status_code == 200

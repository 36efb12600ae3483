"""Founding, renaming, moving and closing units: what happens, and what is refused with a sentence."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType

from directory.models import Unit, UnitKind, UnitName, UnitPlacement
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from directory.services import units as acts
from directory.services.statuses import set_party_status
from directory.viewer import Viewer
from tests.world import TODAY

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + dt.timedelta(days=1)


def sentences(refused) -> str:
    return "；".join(str(refusal) for refusal in refused.value.refusals)


def fresh(unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def found(world, **changed):
    facts = {
        "code": "0103",
        "kind": UnitKind.BRANCH,
        "full_name": "中共江海大学数学学院研究生支部委员会",
        "short_name": "数学研究生支部",
        "parent": world.units["01"],
        "established_on": dt.date(2026, 9, 1),
    }
    return acts.found_unit(**(facts | changed))


def test_a_unit_is_founded_with_name_and_placement(world):
    unit = found(world)
    assert unit.path == f"{world.units['01'].path}{unit.pk}/"
    assert unit.names.get().from_on == unit.placements.get().from_on == dt.date(2026, 9, 1)
    assert not unit.needs_organizer


def test_everything_wrong_with_a_founding_is_said_at_once(world):
    with pytest.raises(Refused) as refused:
        found(world, code="01", kind=UnitKind.GROUP, full_name="　", short_name="")
    words = sentences(refused)
    assert "党小组不能设在二级党委之下" in words and "已被使用" in words
    assert "请填写全称" in words and "请填写简称" in words
    assert not Unit.objects.filter(short_name="").exists()


def test_a_rename_keeps_the_old_name_for_papers_of_its_time(world):
    unit = world.units["02"]
    acts.rename_unit(
        unit=unit, full_name="中共江海大学化工学院总支部委员会", short_name="化工学院党总支", from_on=TODAY, today=TODAY
    )
    assert fresh(unit).short_name == "化工学院党总支"
    assert UnitName.objects.on(TODAY - dt.timedelta(days=1)).get(unit=unit).short_name == "化学学院党总支"


def test_a_rename_from_tomorrow_comes_by_itself(world):
    unit = world.units["02"]
    acts.rename_unit(unit=unit, full_name="新全称", short_name="新简称", from_on=TOMORROW, today=TODAY)
    assert fresh(unit).short_name == "化学学院党总支"
    assert acts.refresh_current(today=TOMORROW) == 1
    assert fresh(unit).short_name == "新简称"


def test_two_names_on_one_day_are_refused(world):
    unit = world.units["02"]
    acts.rename_unit(unit=unit, full_name="甲", short_name="甲", from_on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="已登记过名称"):
        acts.rename_unit(unit=unit, full_name="乙", short_name="乙", from_on=TODAY, today=TODAY)
    assert fresh(unit).short_name == "甲"


def test_a_moved_unit_takes_its_people_and_rights_along(world):
    branch, chemistry = world.units["0101"], world.units["02"]
    acts.move_unit(unit=branch, parent=chemistry, from_on=TODAY, today=TODAY, basis="校党发〔2026〕3号")
    assert fresh(branch).path == f"{chemistry.path}{branch.pk}/"
    assert Unit.objects.visible_to(Viewer(world.accounts[Role.UNIT_SECRETARY], TODAY)).filter(pk=branch.pk).count() == 0
    before = UnitPlacement.objects.on(TODAY - dt.timedelta(days=1)).get(unit=branch)
    assert before.parent == world.units["01"] and before.path.startswith(world.units["01"].path)


def test_everything_below_a_moved_unit_keeps_its_place_under_it(world):
    college = found(world, code="04", kind=UnitKind.GENERAL_BRANCH, parent=world.units["00"])
    below = found(world, code="0401", parent=college)
    acts.move_unit(unit=college, parent=world.units["01"], from_on=TODAY, today=TODAY)
    assert fresh(below).path == f"{world.units['01'].path}{college.pk}/{below.pk}/"
    assert UnitPlacement.objects.on(TODAY).get(unit=below).path == fresh(below).path
    assert UnitPlacement.objects.on(dt.date(2026, 10, 1)).get(unit=below).path == below.path


def test_a_move_set_in_advance_comes_by_itself(world):
    branch, chemistry = world.units["0101"], world.units["02"]
    acts.move_unit(unit=branch, parent=chemistry, from_on=TOMORROW, today=TODAY)
    assert fresh(branch).parent == world.units["01"]
    assert acts.refresh_current(today=TOMORROW) == 1
    assert fresh(branch).parent == chemistry
    assert acts.refresh_current(today=TOMORROW) == 0


@pytest.mark.parametrize("parent", ["01", "0101"])
def test_a_unit_under_itself_or_its_own_branch_is_refused(world, parent):
    with pytest.raises(Refused, match="不能隶属于它自己或它的下级"):
        acts.move_unit(unit=world.units["01"], parent=world.units[parent], from_on=TODAY, today=TODAY)
    assert fresh(world.units["01"]).parent == world.units["00"]


def test_two_placements_on_one_day_are_refused(world):
    branch = world.units["0101"]
    acts.move_unit(unit=branch, parent=world.units["02"], from_on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="已登记过隶属关系"):
        acts.move_unit(unit=branch, parent=world.units["01"], from_on=TODAY, today=TODAY)
    assert UnitPlacement.objects.filter(unit=branch).count() == 2


def test_what_stops_a_closing_is_said_with_links(world):
    with pytest.raises(Refused) as refused:
        acts.close_unit(unit=world.units["01"], on=TODAY)
    assert {refusal.rule for refusal in refused.value.refusals} == {
        "closing_children",
        "closing_people",
        "closing_duties",
    }
    assert all(refusal.url and refusal.action for refusal in refused.value.refusals)
    assert fresh(world.units["01"]).closed_on is None


def test_an_empty_unit_is_closed_and_takes_nobody_any_more(world):
    unit = found(world)
    acts.close_unit(unit=unit, on=TODAY, reason="合并")
    assert fresh(unit).closed_on == TODAY
    assert not UnitName.objects.on(TODAY).filter(unit=unit).exists()
    with pytest.raises(Refused, match="已撤销"):
        set_party_status(person=world.people["30001"], unit=unit, status="full", from_on=TODAY, today=TODAY)


def test_a_unit_is_not_closed_before_a_name_it_will_bear(world):
    unit = found(world)
    acts.rename_unit(unit=unit, full_name="甲", short_name="甲", from_on=TOMORROW, today=TODAY)
    with pytest.raises(Refused, match="2026-11-21 起已登记过名称，日期须晚于这一天"):
        acts.close_unit(unit=unit, on=TODAY)
    assert fresh(unit).closed_on is None


def test_a_correction_carries_the_version_that_was_opened(world):
    unit = world.units["03"]
    version = fresh(unit).version
    acts.update_unit(unit=unit, version=version, needs_organizer=False)
    with pytest.raises(ChangedMeanwhile):
        acts.update_unit(unit=unit, version=version, position=3)
    assert (fresh(unit).needs_organizer, fresh(unit).position) == (False, 0)


def test_a_new_kind_must_fit_above_and_below(world):
    unit = world.units["02"]
    with pytest.raises(Refused, match="不能设在党小组之下"):
        acts.update_unit(unit=unit, version=fresh(unit).version, kind=UnitKind.GROUP)
    acts.update_unit(unit=unit, version=fresh(unit).version, kind=UnitKind.SECOND_COMMITTEE)
    assert fresh(unit).kind == UnitKind.SECOND_COMMITTEE


def test_a_new_kind_changes_what_its_secretary_may_do(world):
    ContentType.objects.clear_cache()
    secretary = world.accounts[Role.BRANCH_OFFICER]
    branch = world.units["0101"]
    acts.move_unit(unit=branch, parent=world.units["00"], from_on=TODAY, today=TODAY)
    acts.update_unit(unit=branch, version=fresh(branch).version, kind=UnitKind.DIRECT_BRANCH)
    assert Role.UNIT_SECRETARY in Viewer(secretary, TODAY).roles

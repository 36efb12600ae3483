"""The tree from a list: any order, circles refused, the same file twice changes nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Unit, UnitName, UnitPlacement
from directory.permissions import Role
from directory.viewer import Operator
from sheets.imports.running import report_of
from sheets.models import State
from tests.organizers.rosters import workbook
from tests.sheets.imports.bringing import carry_out, keep, preview
from tests.world import FOUNDED, TODAY

pytestmark = pytest.mark.django_db
HEADER = ["党组织名称", "党组织简称", "党组织代码", "党组织类型", "上级党组织", "成立日期", "变更日期"]


def unit(name, short="", code="", kind="", parent="", **more):
    return {
        "党组织名称": name,
        "党组织简称": short,
        "党组织代码": code,
        "党组织类型": kind,
        "上级党组织": parent,
        **more,
    }


@pytest.fixture
def viewer(viewer_as):
    return viewer_as(Role.DEPARTMENT_STAFF)


@pytest.fixture
def told(viewer):
    def told(*rows, header=HEADER):
        report = preview(keep("units", workbook(rows, header), viewer), viewer)
        return [(fault.row, fault.column, fault.message) for fault in report.faults]

    return told


@pytest.fixture
def bring_in(viewer):
    def bring_in(*rows, answers=None):
        batch = carry_out(keep("units", workbook(rows, HEADER), viewer), viewer, answers=answers)
        assert batch.state == State.DONE, report_of(batch, viewer)
        return {key: count for key, count in batch.counts.items() if count}

    return bring_in


PHYSICS = [
    unit("物理学院研究生第一党支部", "物理研一", parent="物理学院党委"),
    unit("中共江海大学物理学院委员会", "物理学院党委", "04", "党委", "校党委", 成立日期="2001.09.01"),
    unit("物理党小组", "", "", "", "物理研一"),
    unit("物理学院教工党支部", "物理教工", "0407", "教工党支部", "04"),
]


def test_parents_may_stand_below_their_children(bring_in, world):
    assert bring_in(*PHYSICS) == {"new": 4}
    found = {
        each.short_name: each for each in Unit.objects.filter(path__contains=f"/{Unit.objects.get(code='04').pk}/")
    }
    assert {name: (each.code, each.kind, each.parent.short_name) for name, each in found.items()} == {
        "物理学院党委": ("04", "second_committee", "校党委"),
        "物理研一": ("0401", "branch", "物理学院党委"),
        "物理教工": ("0407", "branch", "物理学院党委"),
        "物理党小组": ("040101", "group", "物理研一"),
    }
    assert {each.established_on for each in found.values()} == {dt.date(2001, 9, 1)}
    assert found["物理党小组"].path == f"{found['物理研一'].path}{found['物理党小组'].pk}/"


def test_the_same_file_twice_changes_nothing(bring_in, world):
    bring_in(*PHYSICS)
    versions = sorted(Unit.objects.values_list("pk", "version"))
    assert bring_in(*PHYSICS) == {"same": 4}
    assert sorted(Unit.objects.values_list("pk", "version")) == versions


def test_circles_are_refused_in_words(told):
    rows = [
        unit("甲总支", parent="乙总支"),
        unit("乙总支", parent="丙总支"),
        unit("丙总支", parent="甲总支"),
        unit("丁支部", parent="甲总支"),
    ]
    found = [(number, column) for number, column, _ in told(*rows)]
    assert found == [(2, "上级党组织"), (3, "上级党组织"), (4, "上级党组织"), (5, "上级党组织")]
    assert told(*rows)[0][2] == "上级关系成环：甲总支 → 乙总支 → 丙总支 → 甲总支，请核对上级党组织。"
    assert told(unit("自己", parent="自己"))[0][1] == "上级党组织"


def test_faults_of_rows(told):
    found = told(
        unit("", parent="校党委"),
        unit("戊支部", parent="没有这个学院"),
        unit("己支部", kind="俱乐部", parent="01"),
        unit("庚支部", kind="二级党委", parent="0101"),
        unit("辛支部", kind="党支部", parent="01", 成立日期="2019.13"),
        unit("壬支部", code="！！", kind="党支部", parent="01"),
        unit("癸支部", kind="党支部"),
        unit("子支部", code="0150", kind="党支部", parent="01"),
        unit("丑支部", code="0150", kind="党支部", parent="01"),
    )
    assert [(number, column) for number, column, _ in found] == [
        (2, "党组织名称"),
        (3, "上级党组织"),
        (4, "党组织类型"),
        (5, "上级党组织"),
        (6, "成立日期"),
        (7, "党组织代码"),
        (8, "上级党组织"),
        (10, "党组织代码"),
    ]
    assert found[-1][2] == "与第 9 行重复，请删去一行。"


def test_a_new_name_under_a_known_code_is_asked(viewer, bring_in, world):
    row = unit("中共江海大学化工学院总支部委员会", "化工学院党总支", "02", 变更日期="2026-09-01")
    report = preview(keep("units", workbook([row], HEADER), viewer), viewer)
    assert [each.question for each in report.conflicts] == [
        "代码 02 登记为“中共江海大学化学学院总支部委员会”，与本行是同一个党组织改名吗？"
    ]
    assert bring_in(row, answers={2: "same"}) == {"changed": 1}
    names = list(UnitName.objects.filter(unit__code="02").order_by("from_on").values_list("short_name", "from_on"))
    assert names == [("化学学院党总支", FOUNDED), ("化工学院党总支", dt.date(2026, 9, 1))]
    assert bring_in(row) == {"same": 1}


@pytest.mark.parametrize(("answer", "state"), [("skip", State.DONE), ("new", State.CHECKED), ("", State.CHECKED)])
def test_other_answers_to_the_question(viewer, world, answer, state):
    row = [unit("化工学院总支部委员会", "化工", "02"), unit("新支部", parent="02")]
    batch = carry_out(keep("units", workbook(row, HEADER), viewer), viewer, answers={2: answer} if answer else None)
    assert batch.state == state
    assert Unit.objects.get(code="02").short_name == "化学学院党总支"


def test_a_move_and_a_kind(bring_in, world):
    assert bring_in(unit("化学教工支部", code="0201", parent="01", 变更日期="2026-09-01")) == {"changed": 1}
    moved = Unit.objects.get(code="0201")
    assert moved.parent.code == "01"
    assert UnitPlacement.objects.filter(unit=moved).count() == 2


def test_a_unit_below_itself(told):
    assert told(unit("中共江海大学数学学院委员会", code="01", parent="0101"))[0][1:] == (
        "上级党组织",
        "党组织不能隶属于它自己或它的下级。",
    )


def test_the_first_file_of_an_empty_school(db):
    """From the command line, before anybody has an account."""
    operator = Operator(TODAY)
    rows = [
        unit("学院党支部", "学院支部", parent="学院党委"),
        unit("中共江海大学学院委员会", "学院党委", kind="党委", parent="中共江海大学委员会"),
        unit("中共江海大学委员会", "校党委", kind="党委", 成立日期="1952-09-01"),
    ]
    batch = keep("units", workbook(rows, HEADER), operator)
    assert carry_out(batch, operator).counts["new"] == 3
    assert list(Unit.objects.order_by("path").values_list("code", flat=True)) == ["00", "01", "0101"]


def test_queries_do_not_grow_with_rows(viewer, world):
    asked = []
    for number in (3, 40):
        rows = [unit(f"新支部{place}", kind="党支部", parent="01") for place in range(number)]
        batch = keep("units", workbook(rows, HEADER), viewer)
        with CaptureQueriesContext(connection) as queries:
            assert preview(batch, viewer).counts["new"] == number
        asked.append(sum("SAVEPOINT" not in each["sql"] for each in queries.captured_queries))
    assert asked[1] <= asked[0] <= 7

"""人员名册 as a workbook says what the records say, whichever way they are kept."""

import datetime as dt
import io

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Category, Person, Status
from directory.numbers import make_id_number
from directory.permissions import Sensitivity
from directory.rosters import COLUMNS, write_people
from tests.world import add_person

pytestmark = pytest.mark.django_db
BORN = dt.date(1988, 3, 5)
NUMBER = make_id_number(BORN, 7)


def written(people, sensitivity=Sensitivity.S2) -> list[list]:
    facts = {"number": "DC-7", "by": "职员甲", "at": dt.datetime(2026, 11, 20), "scope": "校党委", "sorted_by": "拼音"}
    with write_people(people, sensitivity=sensitivity, **facts) as file:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.read()))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def row_of(world, **facts) -> dict:
    person = add_person(world, "50001", "单雄信", "0101", sequence=0)
    for name, value in facts.items():
        setattr(person, name, value)
    person.set_id_number(NUMBER)
    person.set_phone("13812345678")
    person.save()
    _, _, header, row = written(Person.objects.filter(pk=person.pk).order_by("id"))
    return dict(zip(header, row, strict=True))


def test_above_the_rows_stand_title_unit_date_order_and_number(world):
    title, line, header, *rows = written(Person.objects.order_by("sort_pinyin", "id"))
    assert title[0] == "人员名册"
    assert line[0] == "填报单位：校党委　填报日期：2026-11-20　按拼音排序　导出编号：DC-7　导出人：职员甲"
    assert header == ["序", *(title for title, *_ in COLUMNS)]
    assert [(row[0], row[2]) for row in rows] == [
        (place, person.roster_no) for place, person in enumerate(Person.objects.order_by("sort_pinyin", "id"), start=1)
    ]


def test_numbers_are_masked_and_days_are_days(world):
    row = row_of(world, birth_on=BORN, expected_leave_on=dt.date(2027, 6, 30))
    assert (row["居民身份证号"], row["手机号"]) == ("110199************", "138****5678")
    assert (row["出生日期"], row["预计离校日期"]) == (BORN, dt.date(2027, 6, 30))
    assert row["所在党组织"] == "中共江海大学数学学院教工第一支部委员会"


@pytest.mark.parametrize(("precision", "written_so"), [("month", "1988-03"), ("year", "1988")])
def test_a_partial_birth_date_stays_partial(world, precision, written_so):
    first = dt.date(1988, 3 if precision == "month" else 1, 1)
    assert row_of(world, birth_on=first, birth_precision=precision)["出生日期"] == written_so


@pytest.mark.parametrize("status", Status)
def test_every_status_in_words(world, status):
    assert row_of(world, status=status)["党籍"] == status.label


@pytest.mark.parametrize("category", Category)
def test_every_category_in_words(world, category):
    assert row_of(world, category=category)["人员类别"] == category.label


@pytest.mark.parametrize("sensitivity", [Sensitivity.S1, Sensitivity.S2])
def test_a_column_beyond_the_viewer_is_not_there(world, sensitivity):
    header = written(Person.objects.order_by("id"), sensitivity)[2]
    assert header[1:] == [title for title, _, needed, _ in COLUMNS if needed <= sensitivity]


def test_nobody_is_a_roster_too(world):
    assert len(written(Person.objects.filter(pk__in=[]).order_by("id"))) == 3
    assert len(written(Person.objects.filter(roster_no="nobody").order_by("id"))) == 3


def test_one_query_however_many_rows(world):
    for rows in (1, 5):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            written(Person.objects.order_by("roster_no")[:rows])
        assert len(queries) <= 1

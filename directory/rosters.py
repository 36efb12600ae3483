"""人员名册 as a workbook: the list's rows in its order, numbers masked, nothing that a spreadsheet would execute.

PostgreSQL copies the rows out as they shall stand there, so their number does not matter (sheets/streaming.py).
"""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, Func, IntegerField, TextField, Value, When, Window
from django.db.models.functions import Cast, Concat, Left, RowNumber

from dates.partial import Precision
from directory.models import Category, Status
from directory.permissions import Sensitivity
from sheets.streaming import PlainRoster, write_plain_roster
from sheets.tables import Column

TITLE = "人员名册"
# Day 0 of a spreadsheet's calendar, as far as days from March 1900 on are concerned.
_DAY_ZERO = "1899-12-30"


class _Serial(Func):
    """The spreadsheet's number of a day."""

    template = f"(%(expressions)s - DATE '{_DAY_ZERO}')"
    output_field = IntegerField()


class IsoText(Func):
    template = "to_char(%(expressions)s, 'YYYY-MM-DD')"
    output_field = TextField()


def _plain(name):
    return lambda marks: F(name)


def _words(name, choices):
    """What the choice is called."""
    whens = [When(**{name: key}, then=Value(words)) for key, words in choices.choices]
    return lambda marks: Case(*whens, default=F(name), output_field=TextField())


def day_cell(marks, name):
    """A true date in the workbook."""
    serial = Cast(_Serial(F(name)), TextField())
    return Case(When(**{f"{name}__isnull": False}, then=Concat(Value(marks.day), serial)), output_field=TextField())


def _birth(marks):
    """A day as a day; what is known to the month or the year as text."""
    iso = IsoText(F("birth_on"))
    return Case(
        When(birth_precision=Precision.MONTH.value, then=Left(iso, 7)),
        When(birth_precision=Precision.YEAR.value, then=Left(iso, 4)),
        default=day_cell(marks, "birth_on"),
        output_field=TextField(),
    )


# Heading, width, how sensitive, and what stands there.
COLUMNS = [
    ("姓名", 14, Sensitivity.S1, _plain("name")),
    ("学工号", 14, Sensitivity.S1, _plain("roster_no")),
    ("性别", 6, Sensitivity.S1, _plain("gender")),
    ("民族", 10, Sensitivity.S1, _plain("ethnicity")),
    ("出生日期", 12, Sensitivity.S2, _birth),
    ("居民身份证号", 22, Sensitivity.S2, _plain("id_mask")),
    ("手机号", 14, Sensitivity.S2, _plain("phone_mask")),
    ("所在党组织", 40, Sensitivity.S1, _plain("unit__full_name")),
    ("党籍", 10, Sensitivity.S1, _words("status", Status)),
    ("人员类别", 10, Sensitivity.S1, _words("category", Category)),
    ("学历", 12, Sensitivity.S1, _plain("education")),
    ("学位", 12, Sensitivity.S1, _plain("degree")),
    ("年级班级", 18, Sensitivity.S1, _plain("grade_class")),
    ("预计离校日期", 14, Sensitivity.S1, lambda marks: day_cell(marks, "expected_leave_on")),
]


def write_people(people, *, number: str, by: str, at, scope: str, sorted_by: str, sensitivity: Sensitivity):
    """A file open for reading. `people` is a queryset in the list's order; `number` is that of the log's line."""
    columns = [column for column in COLUMNS if column[2] <= sensitivity]
    line = f"填报单位：{scope}　填报日期：{at:%Y-%m-%d}　按{sorted_by}排序　导出编号：{number}　导出人：{by}"
    headings = [Column("序", width=6), *(Column(title, width=width) for title, width, _, _ in columns)]

    def feed(write, marks):
        copy_out(people, [make(marks) for _, _, _, make in columns], write)

    return write_plain_roster(PlainRoster(TITLE, [line], headings, feed))


def copy_out(rows, cells, write) -> None:
    """A numbered line per row of the queryset in its order, each cell an expression; read as one query, never kept."""
    named = {f"cell_{place}": cell for place, cell in enumerate(cells)}
    numbered = rows.select_related(None).annotate(serial=Window(RowNumber(), order_by=rows.query.order_by), **named)
    try:
        sql, params = numbered.values_list("serial", *named).query.sql_with_params()
    except EmptyResultSet:  # Nobody can fit the conditions, and Django asks the database nothing.
        return
    with connection.cursor() as cursor:
        statement = cursor.mogrify(sql, params).decode()
        cursor.copy_expert(f"COPY ({statement}) TO STDOUT (NULL '')", _Writes(write))


class _Writes:
    """What psycopg2 takes for a file."""

    def __init__(self, write):
        self.write = write

"""The stage stores and refuses what the form does: the same rows through the form one by one, and through SQL."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from directory.forms.people import PersonCreateForm, PersonUpdateForm
from directory.imports import columns
from directory.models import Person, PersonNumber
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.refusals import Refused
from directory.services.people import register_person, update_person
from directory.viewer import Viewer
from tests.directory.imports.files import IMPORTER, upload
from tests.examples import examples
from tests.world import TODAY

BORN = dt.date(1988, 3, 5)
OWN, FRESH = make_id_number(BORN, 7), make_id_number(BORN, 9)
# The number of 15 digits that people born in 1988 had until 1999.
OLD = "110199880305011"
WRONG = FRESH[:-1] + ("1" if FRESH[-1] != "1" else "2")

# Column → field of the form, and what may stand in the cell.
CELLS = {
    columns.NAME: ("name", ["查若谷", "单雄信", "阿卜杜‧热合曼", "𠮷野 青", "王?", "张三、李四", "12345", "王" * 61]),
    columns.READING: ("reading", ["cha ruo gu", 'cha "ruo\\" gu', "x" * 121]),
    columns.GENDER: ("gender", ["男", "女", "不详"]),
    columns.ETHNICITY: ("ethnicity", ["汉族", " 回族　", "族" * 21]),
    columns.BIRTH: (
        "birth_on",
        [
            "1988-03-05",
            "1988.03",
            "1988",
            "１９８８．３．５",
            "19880306",
            "1988年3月",
            "2030-01-01",
            "88.3.5",
            "1988上半年",
        ],
    ),
    columns.NATIVE_PLACE: ("native_place", ["江苏南通", "江" * 60, "江" * 61, "a\\b\tc"]),
    columns.ID_NUMBER: ("id_number", [WRONG, "11019988030500", "abc"]),
    columns.PHONE: ("phone", ["13812345678", "１３８１２３４５６７８", "025-80001234", "123", "138 1234 5678"]),
    columns.EMAIL: ("email", ["c@example.edu.cn", "C.D+e@例子.cn", "a@b", "nobody", "x" * 250 + "@example.cn"]),
    columns.CATEGORY: ("category", ["教职工", "本科生", "硕士生", "博士生", "离退休", "其他", "学生"]),
    columns.EDUCATION: ("education", ["大学本科", "学" * 31]),
    columns.DEGREE: ("degree", ["学士", "学" * 31]),
    columns.GRADE_CLASS: ("grade_class", ["2023级1班", "班" * 61]),
    columns.JOINED_WORK: ("joined_work_on", ["2010-09-01", "2010.09", "20100901"]),
    columns.LEAVE: ("expected_leave_on", ["2048-03-31", "2048年3月31日", "明年"]),
}
NOTHING = ["", "无"]
CATEGORY_KEYS = {"教职工": "staff", "本科生": "undergraduate", "硕士生": "master", "博士生": "doctor"} | {
    "离退休": "retired", "其他": "other", "学生": "学生",
}  # fmt: skip
KEPT = [
    "roster_no", "name", "reading", "sort_pinyin", "sort_strokes", "search_keys", "gender", "ethnicity", "birth_on",
    "birth_precision", "native_place", "id_number", "id_mask", "phone", "phone_mask", "email", "category", "education",
    "degree", "grade_class", "joined_work_on", "expected_leave_on", "unit_id", "status", "version",
]  # fmt: skip


def cleared(name):
    return [] if name in (columns.NAME, columns.CATEGORY) else ["〈清空〉"]


def cells(*id_numbers):
    """Some columns of a row, each with one of its cells, or empty, or cleared; ID numbers of one's own for each row."""
    options = {
        name: st.sampled_from([*known, *(id_numbers if name == columns.ID_NUMBER else ()), *NOTHING, *cleared(name)])
        for name, (_, known) in CELLS.items()
    }
    return st.fixed_dictionaries({}, optional=options)


@pytest.mark.django_db
@pytest.mark.sql
@settings(
    max_examples=examples(100),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(known={}, new={columns.NAME: "单雄信", columns.BIRTH: "1988-03-05"}, bare={})
@example(known={}, new={}, bare={columns.READING: r'zeng "zhao\" ming'})
@given(known=cells(OWN), new=cells(FRESH, f" {FRESH[:6]}-{FRESH[6:].lower()}"), bare=cells(OLD))
def test_form_and_stage_agree(world, known, new, bare):
    """Every example is rolled back, so that all of them find the same school."""
    rows = [
        {columns.NUMBER: "30001", columns.NAME: "单雄信"} | known,
        {columns.NUMBER: "50001", columns.NAME: "查若谷", columns.UNIT_CODE: "0101"} | new,
        {columns.NUMBER: "30002", columns.NAME: "曾照明"} | bare,
    ]
    with transaction.atomic():
        _furnish(world)
        by_form = _outcome(lambda: _through_the_form(world, rows))
        by_stage = _outcome(lambda: _through_the_stage(world, rows))
        transaction.set_rollback(True)
    assert by_stage[0] == by_form[0]
    assert by_stage[1] == by_form[1]


def _furnish(world):
    """30001 has a full record, 30002 an empty one."""
    facts = {"gender": "男", "native_place": "山西", "id_number": OWN, "phone": "13812345678", "email": "a@example.cn"}
    _update(world.people["30001"], facts)


def _update(person, facts):
    person = Person.objects.get(pk=person.pk)
    return update_person(person=person, version=person.version, on=TODAY, by=None, **facts)


def _outcome(act):
    """What an act refuses and what it leaves, without leaving it."""
    with transaction.atomic():
        refused = act()
        people = Person.objects.order_by("roster_no")
        stored = [[person.roster_no, *(getattr(person, name) for name in KEPT)] for person in people]
        numbers = PersonNumber.objects.order_by("person__roster_no", "kind", "roster_no", "id_index")
        stored.append(list(numbers.values_list("person__roster_no", "kind", "roster_no")))
        transaction.set_rollback(True)
    return refused, stored


def _through_the_form(world, rows):
    """Refused cells by row; the form is filled in as it stands open, with the row's cells over it."""
    refused = set()
    for number, row in enumerate(rows, start=2):
        person = Person.objects.filter(roster_no=row[columns.NUMBER]).first()
        form = _form(world, person, row)
        fields = set(form.errors) if not form.is_valid() else set()
        if not fields:
            try:
                _save(world, person, form)
            except Refused as error:
                fields = {refusal.field for refusal in error.refusals}
        refused |= {(number, _column(field)) for field in fields}
    return refused


def _form(world, person, row):
    viewer = Viewer(world.accounts[Role.DEPARTMENT_STAFF], TODAY)
    if person:
        form = PersonUpdateForm(today=TODAY, by=viewer.account, person=person)
    else:
        form = PersonCreateForm(viewer=viewer)
    data = {name: form[name].value() or "" for name in form.fields} | {"version": person.version if person else 1}
    data = {name: _text(form, name, value) for name, value in data.items()} | {"roster_no": row[columns.NUMBER]}
    if not person:
        data |= {"unit": row[columns.UNIT_CODE], "category": "other"}
    for name, (field, _) in CELLS.items():
        given = row.get(name, "")
        if given not in ("", "无"):
            data[field] = CATEGORY_KEYS[given] if name == columns.CATEGORY else given
        if given == "〈清空〉":
            data[field] = "清空" if field in ("id_number", "phone") else ""
    if person:
        return PersonUpdateForm(data, today=TODAY, by=viewer.account, person=person)
    return PersonCreateForm(data, viewer=viewer)


def _text(form, name, value):
    return str(form.fields[name].prepare_value(value)) if name in form.fields else value


def _save(world, person, form):
    facts = form.facts()
    with transaction.atomic():
        if person:
            update_person(person=person, version=person.version, on=TODAY, by=None, **facts)
        else:
            register_person(unit=form.cleaned_data["unit"], on=TODAY, by=None, **facts)


def _column(field):
    return next((name for name, (other, _) in CELLS.items() if other == field), field)


def _through_the_stage(world, rows):
    # Who opens a form for somebody known, or for somebody new, has said so; the file is asked (test_people.py).
    given = upload(world, *rows, answers={2: "same", 3: "new", 4: "same"})
    IMPORTER.check(given)
    report = IMPORTER.carry_out(given, only_clean=True)
    assert not report.conflicts
    return {(fault.row, fault.column) for fault in report.faults}

"""人员名册 as a workbook: the list's rows in its order, numbers masked, nothing that a spreadsheet would execute."""

from dates.partial import PartialDate
from directory.permissions import Sensitivity
from sheets.tables import Column
from sheets.writing import Roster, write_long_roster

# Heading, width, how sensitive, and what stands there.
COLUMNS = [
    ("姓名", 14, Sensitivity.S1, lambda person: person.name),
    ("学工号", 14, Sensitivity.S1, lambda person: person.roster_no),
    ("性别", 6, Sensitivity.S1, lambda person: person.gender),
    ("民族", 10, Sensitivity.S1, lambda person: person.ethnicity),
    ("出生日期", 12, Sensitivity.S2, lambda person: _birth(person)),
    ("居民身份证号", 22, Sensitivity.S2, lambda person: person.id_mask),
    ("手机号", 14, Sensitivity.S2, lambda person: person.phone_mask),
    ("所在党组织", 40, Sensitivity.S1, lambda person: person.unit.full_name),
    ("党籍", 10, Sensitivity.S1, lambda person: person.get_status_display()),
    ("人员类别", 10, Sensitivity.S1, lambda person: person.get_category_display()),
    ("学历", 12, Sensitivity.S1, lambda person: person.education),
    ("学位", 12, Sensitivity.S1, lambda person: person.degree),
    ("年级班级", 18, Sensitivity.S1, lambda person: person.grade_class),
    ("预计离校日期", 14, Sensitivity.S1, lambda person: person.expected_leave_on),
]
_CHUNK = 2000


def write_people(people, *, number: str, by: str, at, scope: str, sorted_by: str, sensitivity: Sensitivity):
    """A file open for reading. `people` is a queryset in the list's order; `number` is that of the log's line."""
    columns = [column for column in COLUMNS if column[2] <= sensitivity]
    line = f"填报单位：{scope}　填报日期：{at:%Y-%m-%d}　按{sorted_by}排序　导出编号：{number}　导出人：{by}"
    headings = [Column("序", width=6), *(Column(title, width=width) for title, width, _, _ in columns)]
    rows = (
        [serial, *(value(person) for _, _, _, value in columns)]
        for serial, person in enumerate(people.iterator(chunk_size=_CHUNK), start=1)
    )
    return write_long_roster(Roster("人员名册", [line], headings, rows))


def _birth(person):
    if not person.birth_on:
        return ""
    birth = PartialDate(person.birth_on, person.birth_precision)
    return birth.first if birth.is_exact else birth.iso()

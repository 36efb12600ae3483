"""What is wrong with a row, one statement for each rule, each giving row, column and sentence.

They say what the form's services say (directory/services/people.py, statuses.py); a property test holds both together.
A cell that cannot be read has its sentence already, and gets no second one.
"""

from directory.imports import columns
from directory.imports.matching import LATEST
from directory.imports.targets import execute

TAKEN_ID = "该证件号已在校内登记，请联系组织部。"
TAKEN_NUMBER = "该学工号已在校内登记，请联系组织部。"
_BIRTH = "(r.birth_on <> '-infinity' AND r.birth_on IS NOT NULL)"
_WORDS = """to_char({on}, CASE {precision} WHEN 'year' THEN 'FMYYYY"年"' WHEN 'month' THEN 'FMYYYY"年"FMMM"月"'
     ELSE 'FMYYYY"年"FMMM"月"FMDD"日"' END)"""


def _may_not_be(first, first_precision, day):
    latest = LATEST.format(on=first, precision=first_precision)
    return f"NOT ({first} <= {day} AND {day} <= {latest})"


def _contradiction(on, precision):
    written = _WORDS.format(on=on, precision=precision)
    inside = _WORDS.format(on="r.id_birth_on", precision="'day'")
    return f"'出生日期 ' || {written} || ' 与身份证号里的 ' || {inside} || ' 不一致，请核对这两项。'"


def rule(column, message, condition):
    """One rule over `roster`; a text in quotes is the sentence itself."""
    return f"SELECT r.row, '{column}', {message} FROM roster AS r WHERE {condition}"


def _twice(column, key, words, more="true"):
    """Two rows of the file that mean the same."""
    return f"""
    SELECT r.row, '{column}', '与第 ' || other.row || ' 行是同一{words}，请只保留一行。'
    FROM roster AS r
    JOIN (SELECT {key} AS key, min(r.row) AS row, max(r.row) AS last FROM roster AS r WHERE {more} AND {key} IS NOT NULL
          GROUP BY 1 HAVING count(*) > 1) AS twice ON twice.key = {key}
    CROSS JOIN LATERAL (SELECT CASE WHEN r.row = twice.row THEN twice.last ELSE twice.row END AS row) AS other
    WHERE {more}"""


_SAME_PEOPLE = "r.by_id IS NOT NULL AND r.by_number IS NOT NULL AND r.by_id <> r.by_number"
_FAULTY = (
    "EXISTS (SELECT FROM directory_stagedfault AS f WHERE f.batch = %(batch)s AND f.row = r.row"
    f" AND f.column IN ('{columns.ID_NUMBER}', '{columns.NUMBER}'))"
)
# Where a number cannot be read and none other is there, nobody knows whether somebody is new.
_NEW = f"r.person_id IS NULL AND NOT r.is_open AND NOT (r.roster_no IS NULL AND {_FAULTY})"

# The order matters: the first sentence on a cell is the one that stands.
RULES = {
    "outside": rule(columns.ID_NUMBER, f"'{TAKEN_ID}'", "NOT r.is_inside AND r.by_id IS NOT NULL"),
    "outside_number": rule(columns.NUMBER, f"'{TAKEN_NUMBER}'", "NOT r.is_inside AND r.by_id IS NULL"),
    "two_people": rule(
        columns.NUMBER,
        "CASE WHEN other.is_inside THEN '学工号与身份证号不是同一个人的，请核对这两项。' "
        f"ELSE '{TAKEN_NUMBER}' END",
        f"{_SAME_PEOPLE} AND r.is_inside",
    ).replace(
        "FROM roster AS r",
        "FROM roster AS r LEFT JOIN LATERAL (SELECT p.unit_id IN (SELECT id FROM directory_unit"
        " WHERE path LIKE ANY(%(paths)s)) AS is_inside FROM directory_person AS p WHERE p.id = r.by_number) AS other"
        " ON true",
    ),
    "twice_number": _twice(columns.NUMBER, "r.roster_no", "个学工号"),
    "twice_id": _twice(columns.ID_NUMBER, "r.id_index", "个身份证号"),
    "twice_person": _twice(columns.NAME, "r.person_id", "个人", "r.answer IS DISTINCT FROM 'skip' AND r.is_inside"),
    "number_taken": rule(
        columns.NUMBER, f"'{TAKEN_NUMBER}'", "r.is_weak AND r.is_inside AND r.answer = 'new'"
    ),
    "lost_zeros": rule(
        columns.NUMBER,
        "'学工号像是丢失了前面的 0，请把该列设为文本格式后重新填写。'",
        "r.roster_is_number AND r.by_number IS NULL AND EXISTS (SELECT FROM directory_personnumber AS n"
        " WHERE n.kind = 'roster' AND n.roster_no LIKE '0%%' AND ltrim(n.roster_no, '0') = r.roster_no)",
    ),
    "number_needed": rule(columns.NUMBER, "'请填写学工号。'", f"r.roster_no IS NULL AND {_NEW}"),
    "name_needed": rule(columns.NAME, "'姓名是空的，请填写姓名。'", f"r.name IS NULL AND {_NEW}"),
    "unit_needed": rule(
        "{unit_column}", "'请填写所在党组织的编码或名称。'",
        f"r.unit_id IS NULL AND {_NEW} AND NOT EXISTS (SELECT FROM directory_stagedfault AS f WHERE"
        f" f.batch = %(batch)s AND f.row = r.row AND f.column IN"
        f" ('{columns.UNIT_CODE}', '{columns.UNIT_NAME}', '{columns.COMMITTEE}'))",
    ),
    "masked_id": rule(
        columns.ID_NUMBER, "'身份证号隐去了几位，与登记的不一致，请填写完整号码，或留空不修改。'",
        "r.id_index IS NULL AND r.id_mask LIKE '%%*%%' AND r.is_inside AND r.id_mask IS DISTINCT FROM r.own_id_mask",
    ),
    "masked_phone": rule(
        columns.PHONE, "'手机号隐去了几位，与登记的不一致，请填写完整号码，或留空不修改。'",
        "r.phone_index IS NULL AND r.phone_mask LIKE '%%*%%' AND r.is_inside"
        " AND r.phone_mask IS DISTINCT FROM r.own_phone_mask",
    ),
    "birth_contradicts": rule(
        columns.BIRTH, _contradiction("r.birth_on", "r.birth_precision"),
        f"r.id_index IS NOT NULL AND {_BIRTH} AND {_may_not_be('r.birth_on', 'r.birth_precision', 'r.id_birth_on')}",
    ),
    "known_birth_contradicts": rule(
        columns.BIRTH, _contradiction("r.own_birth_on", "r.own_birth_precision"),
        "r.id_index IS NOT NULL AND r.birth_on IS NULL AND r.own_birth_on IS NOT NULL AND r.is_inside AND "
        + _may_not_be("r.own_birth_on", "r.own_birth_precision", "r.id_birth_on"),
    ),
}  # fmt: skip

STAGE = """
INSERT INTO directory_stagedfault (batch, row, "column", message, is_judged)
SELECT %(batch)s, found.*, true FROM ({rule}) AS found ON CONFLICT (batch, row, "column") DO NOTHING
"""


def judge(batch: str, paths: list[str], *, unit_column: str) -> None:
    """Every rule over `roster`; what is wrong goes to the stage's faults. `unit_column` is the file's own."""
    for statement in RULES.values():
        execute(STAGE.format(rule=statement.replace("{unit_column}", unit_column)), batch=batch, paths=paths)

"""人员台账 and the published registers as workbooks: the list's rows in its order, numbers masked (tables.md 1.2).

PostgreSQL copies the rows out as they shall stand there (directory/rosters.py). Columns of a published register that
nothing here is known of stay empty in their place, so that the file can go where the register is asked for.
"""

import datetime as dt

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case as Choose
from django.db.models import F, OuterRef, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Left, NullIf

from dates.partial import Precision
from directory.models import Category
from directory.permissions import Sensitivity
from directory.rosters import IsoText, copy_out, day_cell
from membership.models import Book, CaseReturn, Companion, CompanionRole, Lamp, Outcome, Stage, StepRecord
from membership.models.cases import lamp_on
from membership.procedure.steps import STEPS
from membership.selectors.templates import step_names
from sheets.streaming import PlainRoster, write_plain_roster
from sheets.tables import Column
from sheets.writing import Roster, write_roster

# More is not written within the wait for a page.
EXPORTED = 200_000
_TEXT = TextField()


class Making:
    """What the cells are made with: the workbook's marks, the day, and the templates that the rows are counted by."""

    def __init__(self, marks, on: dt.date, templates):
        self.marks, self.on, self.steps = marks, on, step_names(templates)


def _plain(name):
    return lambda making: F(name)


def _day(name):
    return lambda making: day_cell(making.marks, name)


def _known(name):
    """A date of the way: as a day, or as text where only its month or year is known."""

    def found(making):
        iso = IsoText(F(name))
        return Choose(
            When(rough__contains=f"{name}:{Precision.MONTH}", then=Left(iso, 7)),
            When(rough__contains=f"{name}:{Precision.YEAR}", then=Left(iso, 4)),
            default=day_cell(making.marks, name),
            output_field=_TEXT,
        )

    return found


def _opened(making):
    """As exactly as the application from which it is taken."""
    when = When(opened_on=F("applied_on"), then=_known("applied_on")(making))
    return Choose(when, default=day_cell(making.marks, "opened_on"), output_field=_TEXT)


def _empty(making):
    return Value("", output_field=_TEXT)


def _words(name, choices):
    """What the choice is called."""
    whens = [When(**{name: key}, then=Value(str(words))) for key, words in choices.choices]
    return lambda making: Choose(*whens, default=Value(""), output_field=_TEXT)


def _birth(making):
    """A day as a day; what is known to the month or the year as text."""
    iso = IsoText(F("person__birth_on"))
    return Choose(
        When(person__birth_precision=Precision.MONTH.value, then=Left(iso, 7)),
        When(person__birth_precision=Precision.YEAR.value, then=Left(iso, 4)),
        default=day_cell(making.marks, "person__birth_on"),
        output_field=_TEXT,
    )


def _leaving(making):
    """预计毕业年月."""
    return Coalesce(Left(IsoText(F("person__expected_leave_on")), 7), Value(""), output_field=_TEXT)


def _next(making):
    """Number and title as the case's own template has them."""
    whens = [
        When(template=template, next_step=code, then=Value(f"{step.number} {step.title}"))
        for (template, code), step in making.steps.items()
    ]
    chart = [When(next_step=code, then=Value(step.title)) for code, step in STEPS.items()]
    return Choose(*whens, *chart, default=Value(""), output_field=_TEXT)


def _lamp(making):
    late, soon = lamp_on(Lamp.LATE, making.on), lamp_on(Lamp.SOON, making.on)
    return Choose(
        When(late, then=Value("已逾期")), When(soon, then=Value("即将到期")), default=Value(""), output_field=_TEXT
    )


def _returned(making):
    """What lies with the branch to be completed."""
    rows = CaseReturn.objects.unanswered().filter(case=OuterRef("pk"))
    return Coalesce(Subquery(rows.values("reason")[:1]), Value(""), output_field=_TEXT)


def _companions(*roles):
    def names(making):
        rows = Companion.objects.on(making.on).filter(case=OuterRef("pk"), role__in=roles).order_by()
        joined = rows.values("case").annotate(names=StringAgg("person__name", "、", order_by="pk"))
        return Coalesce(Subquery(joined.values("names")), Value(""), output_field=_TEXT)

    return names


def _last(step, **conditions):
    """The standing records of the step, the last one first."""
    facts = {f"facts__{key}": value for key, value in conditions.items()}
    rows = StepRecord.objects.standing().filter(case=OuterRef("pk"), step=step, **facts)
    return rows.order_by("-happened_on", "-pk")


def _fact(step, name, **conditions):
    """A fact of the last record of the step, in the words it was kept in."""

    def found(making):
        rows = _last(step, **conditions)
        return Coalesce(Subquery(rows.values(value=KeyTextTransform(name, "facts"))[:1]), Value(""), output_field=_TEXT)

    return found


def _answer(step, words: dict[str, str], **conditions):
    """What came of the last record of the step, in the words of the register."""
    whens = [When(facts__result=result, then=Value(said)) for result, said in words.items()]

    def found(making):
        said = Choose(*whens, default=Value(""), output_field=_TEXT)
        return Coalesce(Subquery(_last(step, **conditions).values(value=said)[:1]), Value(""), output_field=_TEXT)

    return found


def _book(making):
    """The number of the book that he holds."""
    rows = Book.objects.filter(case=OuterRef("pk"), spoilt_on__isnull=True)
    return Coalesce(Subquery(rows.values("number")[:1]), Value(""), output_field=_TEXT)


def _happened(step, reached=None):
    """The day of the last record of the step, as exactly as it is known; where `reached` is named, only with that."""

    def found(making):
        iso = IsoText(F("happened_on"))
        day = Choose(
            When(precision=Precision.MONTH.value, then=Left(iso, 7)),
            When(precision=Precision.YEAR.value, then=Left(iso, 4)),
            default=day_cell(making.marks, "happened_on"),
            output_field=_TEXT,
        )
        rows = _last(step).filter(happened_on__isnull=False)
        last = Coalesce(Subquery(rows.values(value=day)[:1]), Value(""), output_field=_TEXT)
        if reached is None:
            return last
        return Choose(When(**{f"{reached}__isnull": False}, then=last), default=Value(""), output_field=_TEXT)

    return found


def _full(making):
    """转正时间 as it was decided, else as it follows."""
    decided = _fact("conversion_approval", "full_member_from")(making)
    computed = Choose(
        When(full_on__isnull=False, then=_known("full_on")(making)), default=Value(""), output_field=_TEXT
    )
    told = Coalesce(NullIf(decided, Value(""), output_field=_TEXT), computed, output_field=_TEXT)
    return Choose(When(full_on__isnull=True, then=Value("")), default=told, output_field=_TEXT)


def _postgraduate(making):
    """培养层次 of those whom the columns are for."""
    whens = [When(person__category=key, then=Value(Category(key).label)) for key in ("master", "doctor")]
    return Choose(*whens, default=Value(""), output_field=_TEXT)


def _ended(*outcomes):
    """The reason of an end of these kinds."""
    return lambda making: Choose(
        When(outcome__in=outcomes, then=F("closing_reason")), default=Value(""), output_field=_TEXT
    )


def _removed(making):
    return Choose(When(outcome=Outcome.REMOVED, then=Value("是")), default=Value("否"), output_field=_TEXT)


_S1, _S2 = Sensitivity.S1, Sensitivity.S2
_NUMBER, _NAME = ("学号（职工号）", 14, _S1, _plain("person__roster_no")), ("姓名", 12, _S1, _plain("person__name"))
_SEX, _NATION = ("性别", 6, _S1, _plain("person__gender")), ("民族", 8, _S1, _plain("person__ethnicity"))
_ID = ("身份证号", 22, _S2, _plain("person__id_mask"))
_MENTORS = _companions(CompanionRole.MENTOR)
# No figure of an examination is kept.
_GRADE = {"pass": "合格", "fail": "不合格"}
_CONSENT, _PASSED = {"agree": "同意", "refuse": "不同意"}, {"pass": "通过", "fail": "不通过"}
_APPROVED = {"approve": "批准", "refuse": "不批准"}

SHOWN = [
    _NAME, _NUMBER,
    ("所在党支部", 34, _S1, _plain("unit__full_name")),
    ("人员类别", 10, _S1, _words("person__category", Category)),
    ("年级班级", 14, _S1, _plain("person__grade_class")),
    ("阶段", 14, _S1, _words("stage", Stage)),
    ("申请入党", 12, _S1, _known("applied_on")),
    ("积极分子", 12, _S1, _known("activist_on")),
    ("发展对象", 12, _S1, _known("target_on")),
    ("接收", 12, _S1, _known("admitted_on")),
    ("预备期满", 12, _S1, _known("probation_to")),
    ("转正", 12, _S1, _known("full_on")),
    ("下一步", 26, _S1, _next),
    ("最近期限", 12, _S1, _day("nearest_on")),
    ("灯", 10, _S1, _lamp),
    ("待补正", 24, _S1, _returned),
    ("联系人、介绍人", 18, _S1, _companions(*CompanionRole)),
    ("状态", 14, _S1, _words("outcome", Outcome)),
]  # fmt: skip
APPLICANTS = [
    ("学号", 14, _S1, _plain("person__roster_no")),
    ("学生类别", 10, _S1, _words("person__category", Category)),
    _NAME, _SEX,
    ("出生日期", 12, _S2, _birth),
    _ID, _NATION,
    ("年级", 14, _S1, _plain("person__grade_class")),
    ("所在基层党组织", 30, _S1, _plain("unit__parent__full_name")),
    ("所属党支部", 34, _S1, _plain("unit__full_name")),
    ("发展程度", 14, _S1, _words("stage", Stage)),
    ("提交书面申请书时间", 18, _S1, _happened("application")),
    ("确定为入党积极分子时间", 22, _S1, _happened("activist_decision")),
    ("确定为发展对象时间", 18, _S1, _happened("target_decision")),
    ("培养层次", 10, _S1, _postgraduate),
    ("培养类型", 10, _S1, _empty), ("教育类别", 10, _S1, _empty), ("培养方式", 10, _S1, _empty),
    ("预计毕业年月", 12, _S1, _leaving),
    ("学籍状态", 10, _S1, _empty),
    ("籍贯", 14, _S1, _plain("person__native_place")),
]  # fmt: skip
ACTIVISTS = [
    _NUMBER, _NAME, _SEX, _NATION,
    ("文化程度", 14, _S1, _plain("person__education")),
    ("工作或学习单位", 18, _S1, _plain("person__grade_class")),
    ("申请入党时间", 12, _S1, _happened("application")),
    ("党支部研究确定入党积极分子时间", 28, _S1, _happened("activist_decision")),
    ("参加积极分子培训时间", 20, _S1, _fact("training", "from", level="activist")),
    ("所在党支部", 34, _S1, _plain("unit__full_name")),
    ("培养联系人", 16, _S1, _MENTORS),
]  # fmt: skip
PIPELINE = [
    ("学号", 14, _S1, _plain("person__roster_no")), _NAME,
    ("所在党组织", 30, _S1, _plain("unit__parent__full_name")),
    ("所属党支部", 34, _S1, _plain("unit__full_name")),
    ("提交书面申请时间", 16, _S1, _happened("application")),
    ("信息填报时间", 14, _S1, _opened),
    ("备注", 20, _S1, _plain("pause_reason")),
    ("阶段", 14, _S1, _words("stage", Stage)),
    ("不通过原因", 24, _S1, _ended(Outcome.NOT_ADMITTED, Outcome.REMOVED, Outcome.CANCELLED)),
    ("通过时间", 12, _S1, _empty),
    ("确定为入党积极分子时间", 22, _S1, _happened("activist_decision")),
    ("参加培训开始时间", 16, _S1, _fact("training", "from", level="activist")),
    ("参加培训结束时间", 16, _S1, _fact("training", "to", level="activist")),
    ("积极分子结业考试成绩", 20, _S1, _answer("training", _GRADE, level="activist")),
    ("确定为发展对象时间", 18, _S1, _happened("target_decision")),
    ("参加培训开始时间", 16, _S1, _fact("training", "from", level="target")),
    ("参加培训结束时间", 16, _S1, _fact("training", "to", level="target")),
    ("发展对象结业考试成绩", 20, _S1, _answer("training", _GRADE, level="target")),
    ("发展对象审核状态", 16, _S1, _answer("target_filing", _CONSENT)),
    ("列入发展计划时间", 16, _S1, _empty), ("列入计划审核状态", 16, _S1, _empty),
    ("领取志愿书时间", 14, _S1, _fact("application_book", "issued_on")),
    ("志愿书领取审核状态", 18, _S1, _answer("pre_review", _PASSED)), ("志愿书编码", 16, _S1, _book),
    ("发展公示", 12, _S1, _fact("public_notice", "from", **{"for": "admission"})),
    ("入党时间", 12, _S1, _happened("admission_meeting", reached="admitted_on")),
    ("发展审核状态", 12, _S1, _answer("admission_approval", _APPROVED)),
    ("转正公示", 12, _S1, _fact("public_notice", "from", **{"for": "conversion"})),
    ("转正时间", 12, _S1, _full),
    ("转正审核状态", 12, _S1, _answer("conversion_approval", _APPROVED)),
    ("是否移除", 10, _S1, _removed),
    ("创建时间", 12, _S1, _opened),
    _ID,
    ("专业", 12, _S1, _empty),
]  # fmt: skip
# Word in the address → title of the file, and its columns: heading, width, how sensitive, what stands there.
KINDS = {
    "shown": ("发展党员人员台账", SHOWN),
    "applicants": ("学生申请入党人员信息", APPLICANTS),
    "activists": ("入党积极分子名册", ACTIVISTS),
    "pipeline": ("发展中的党员", PIPELINE),
}


def write_cases(rows, kind: str, *, on: dt.date, number: str, by: str, unit: str, order: str, sensitivity: Sensitivity):
    """A file open for reading. `rows` are cases in the list's order; `number` is that of the log's line."""
    title, every = KINDS[kind]
    columns = [column for column in every if column[2] <= sensitivity]
    line = f"填报单位：{unit}　填报日期：{on}　按{order}排序　导出编号：{number}　导出人：{by}"
    headings = [
        Column("序号" if kind == "activists" else "序", width=6),
        *(Column(each[0], width=each[1]) for each in columns),
    ]
    templates = rows.order_by().values_list("template", flat=True).distinct()

    def feed(write, marks):
        making = Making(marks, on, templates)
        copy_out(rows, [make(making) for _, _, _, make in columns], write)

    return write_plain_roster(PlainRoster(title, [line], headings, feed))


PLAN = "发展计划"
_PLAN = [
    ("党组织", 40, lambda row: row["unit"].full_name),
    ("控制数", 10, lambda row: "" if row["places"] is None else row["places"]),
    ("已用", 10, lambda row: row["usage"].used),
    ("已预留", 10, lambda row: row["usage"].reserved),
    ("余", 10, lambda row: "" if row["left"] is None else row["left"]),
    ("文号", 24, lambda row: row["document"]),
]


def write_plan(rows: list[dict], *, year: int, on: dt.date, number: str, by: str, unit: str) -> bytes:
    """The yearly plan of a unit and of those below it; an empty 控制数 is bound by the unit above."""
    lines = [f"填报单位：{unit}　填报日期：{on}", f"导出编号：{number}　导出人：{by}"]
    columns = [Column("序", width=6), *(Column(name, width=width) for name, width, _ in _PLAN)]
    cells = [[place, *(value(row) for _, _, value in _PLAN)] for place, row in enumerate(rows, start=1)]
    return write_roster(Roster(f"{year}年{PLAN}", lines, columns, cells))

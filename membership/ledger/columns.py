"""The layout of a ledger of people under way, with the headings that schools and systems give the same columns.

The order is that of the procedure. `EVENTS` (events.py) says which step each column speaks of.
"""

from sheets.reading import Sheet
from sheets.tables import HEADER_WITHIN, Column, heading

NUMBER, NAME, ID_NUMBER, BIRTH, PHONE = "学工号", "姓名", "身份证号", "出生日期", "手机号"
UNIT, COMMITTEE, CATEGORY, LEAGUE, LEAVE = "所在党支部", "所在二级党组织", "人员类别", "政治面貌", "预计毕业时间"
STAGE = "所处阶段"
APPLIED, TALKED, TALKER = "申请入党时间", "谈话时间", "谈话人"
RECOMMENDED, ACTIVIST, ACTIVIST_FILED = "团推优时间", "确定为入党积极分子时间", "积极分子备案时间"
MENTORS, MENTORED = "培养联系人", "指定培养联系人时间"
ACTIVIST_COURSE, ACTIVIST_COURSE_FROM, ACTIVIST_COURSE_TO, ACTIVIST_PASSED = (
    "积极分子培训时间",
    "积极分子培训开始时间",
    "积极分子培训结束时间",
    "积极分子培训结业情况",
)
REVIEWED, REPORTED = "考察时间", "思想汇报时间"
TARGET, TARGET_FILED, TARGET_NOTICE, TARGET_LISTED = (
    "确定为发展对象时间",
    "发展对象备案时间",
    "发展对象公示时间",
    "列为发展对象时间",
)
INTRODUCERS, INTRODUCED = "入党介绍人", "确定入党介绍人时间"
POLITICAL, POLITICAL_RESULT = "政治审查时间", "政治审查结论"
COURSE, COURSE_FROM, COURSE_TO, COURSE_PASSED = (
    "发展对象培训时间",
    "发展对象培训开始时间",
    "发展对象培训结束时间",
    "发展对象培训结业情况",
)
COMMITTEE_REVIEW, PRE_REVIEW, NOTICE = "支委会审查时间", "上级党委预审时间", "发展公示时间"
BOOK_ISSUED, BOOK, BOOK_NUMBER = "领取入党志愿书时间", "填写入党志愿书时间", "入党志愿书编号"
DELIBERATED, CONVERSION_DELIBERATED = "党总支审议时间", "转正党总支审议时间"
MEETING, EXPECTED, PRESENT, AYES, NAYS, ABSTAINED, VOTES = (
    "支部大会时间",
    "应到会人数",
    "实到会人数",
    "赞成票数",
    "反对票数",
    "弃权票数",
    "无记名投票结果",
)
JOINED, APPROVAL_TALK, APPROVED, OATH = "入党时间", "上级组织谈话时间", "上级党委审批时间", "入党宣誓时间"
PROBATION_REVIEWED, APPLIED_CONVERSION, CONVERSION_NOTICE = "预备期考察时间", "转正申请书时间", "转正公示时间"
EXTENDED, EXTENDED_MONTHS, EXTENSION_APPROVED = "延长预备期时间", "延长预备期月数", "延长预备期审批时间"
CONVERSION, FULL, CONVERSION_APPROVED, ARCHIVED = "转正支部大会时间", "转正时间", "转正审批时间", "材料归档时间"
VERSION = "1"

_DAY = "写成 2019-09-01、2019年9月1日、20190901 均可；只知道年月写 2019.09，只知道年份写 2019年"
_SPAN = "起止写在一格里，如 2019-09-01 至 2019-09-05"
_SEVERAL = "几次写在一格里，用顿号隔开"
_PASSED = "合格、结业、不合格"
SECOND = "（2）"
# One system prints these headings twice: first of the activists' course, then of the targets'.
TWICE = ("参加培训开始时间", "参加培训结束时间", "参加培训开始/结束时间", "参加培训时间")

COLUMNS = [
    Column("序号", ("序", "编号"), width=6),
    Column(
        NUMBER,
        ("学号/工号", "学号/职工号", "学号（职工号）", "学号", "工号", "职工号", "工作证号", "教学工号", "人员编号"),
        note="按文本填写，不要丢失前面的 0",
        example="20230117",
    ),
    Column(NAME, is_required=True, note="与身份证一致", example="单雄信", width=12),
    Column(
        ID_NUMBER,
        (
            "公民身份证号", "公民身份号码", "身份证", "身份证号码", "居民身份证号", "居民身份证号码", "证件号码",
            "证件号",
        ),
        note="18 位，按文本填写；用来认人和核对年龄，只随原文件加密保存 30 天",
        width=22,
    ),
    Column(BIRTH, ("出生年月", "出生年月日", "生日"), note="填了身份证号可不填", example="2003-02-11"),
    Column(
        PHONE,
        ("手机", "手机号码", "电话", "移动电话", "联系电话", "联系方式"),
        note="不核对，下载时隐去",
        width=16,
    ),
    Column(
        UNIT,
        ("所属支部", "所在支部", "党支部", "所属党支部", "党支部名称", "支部名称"),
        note="全称、简称、曾用名均可",
        example="数学教工一支部",
        width=26,
    ),
    Column(
        COMMITTEE,
        (
            "二级党组织", "所属党委", "分党委", "党总支", "所属党总支", "二级党组织名称", "所在党组织",
            "所在基层党组织", "所在二级党组织名称",
        ),
        note="支部名称重复时用来区分",
        width=26,
    ),
    Column(CATEGORY, ("人员类型", "学生类别"), example="本科生", width=10),
    Column(LEAGUE, example="共青团员", width=10),
    Column(LEAVE, ("预计毕业年月", "预计毕业日期", "预计离校时间", "毕业时间"), note=_DAY, example="2027.06"),
    Column(
        STAGE,
        ("阶段", "发展程度", "入党成熟度", "发展阶段", "当前阶段"),
        note="入党申请人、入党积极分子、发展对象、预备党员、正式党员",
        example="预备党员",
    ),
    Column(
        APPLIED,
        (
            "提交书面申请书时间", "提交书面申请时间", "入党申请时间", "递交入党申请书时间", "递交申请书时间",
            "申请入党日期", "递交入党申请书日期", "入党申请书时间", "递交",
        ),
        note=_DAY,
        example="2018-09-10",
    ),
    Column(TALKED, ("谈心谈话时间", "谈话日期", "派人谈话时间", "入党谈话时间", "谈话"), note=_DAY),
    Column(TALKER, note="写职务的才核对：书记、副书记、组织委员、组织员", example="组织委员"),
    Column(RECOMMENDED, ("团支部推优时间", "推优时间", "团组织推优时间", "共青团推优时间"), note=_DAY),
    Column(
        ACTIVIST,
        (
            "确定积极分子时间", "党支部研究确定入党积极分子时间", "确定入党积极分子时间", "列为入党积极分子时间",
            "列为积极分子时间", "确定为积极分子时间", "确定入党积极分子日期", "支委会通过",
        ),
        note=_DAY,
        example="2019-10-08",
    ),
    Column(ACTIVIST_FILED, ("报党委备案", "积极分子报党委备案时间", "入党积极分子备案时间"), note=_DAY),
    Column(
        MENTORS,
        ("培养联系人（2人）", "联系人", "培养人", "入党培养联系人"),
        note="两人写在一格里，用顿号隔开",
        example="张三、李四",
        width=16,
    ),
    Column(MENTORED, ("指定联系人", "指定联系人时间", "确定培养联系人时间"), note=_DAY),
    Column(
        ACTIVIST_COURSE,
        ("参加积极分子培训时间", "入党积极分子培训时间", "参加培训开始/结束时间", "参加培训时间"),
        note=_SPAN,
        width=24,
    ),
    Column(ACTIVIST_COURSE_FROM, ("参加培训开始时间",), note="与结束时间分成两列的填写"),
    Column(ACTIVIST_COURSE_TO, ("参加培训结束时间",)),
    Column(
        ACTIVIST_PASSED,
        ("积极分子培训班结业情况", "积极分子结业考试成绩", "积极分子结业情况"),
        note=f"{_PASSED}；写分数的不核对",
    ),
    Column(REVIEWED, ("培养考察时间", "积极分子考察时间", "半年考察时间"), note=_SEVERAL, width=24),
    Column(REPORTED, ("思想汇报", "思想汇报日期", "递交思想汇报时间"), note=_SEVERAL, width=24),
    Column(
        TARGET,
        ("确定发展对象时间", "确定为发展对象日期", "确定发展对象日期", "支委会确定发展对象时间", "拟列为发展对象时间"),
        note=f"支委会研究确定的日期；{_DAY}",
        example="2020-10-12",
    ),
    Column(
        TARGET_FILED,
        ("发展对象报党委备案时间", "上级党委同意列为发展对象时间", "党委备案时间", "上级党委备案时间"),
        note="上级党委备案（2026年修订以后为同意）的日期",
    ),
    Column(TARGET_NOTICE, ("拟发展对象公示时间", "发展对象公示", "发展对象公示日期"), note=_SPAN, width=24),
    Column(TARGET_LISTED, ("列为发展对象日期",), note="2026年修订的细则施行后，公示结束列为发展对象的日期"),
    Column(
        INTRODUCERS,
        ("入党介绍人（2人）", "介绍人", "介绍人（2人）"),
        note="两人写在一格里，用顿号隔开",
        example="张三（正式党员）、李四",
        width=16,
    ),
    Column(INTRODUCED, ("确定介绍人时间",), note=_DAY),
    Column(POLITICAL, ("政审材料日期", "政审时间", "政治审查日期", "政审日期"), note=_DAY),
    Column(POLITICAL_RESULT, ("政审结论", "政审情况"), note="合格、不合格"),
    Column(
        COURSE,
        ("参加发展对象培训时间", f"参加培训开始/结束时间{SECOND}", f"参加培训时间{SECOND}", "集中培训时间"),
        note=_SPAN,
        width=24,
    ),
    Column(COURSE_FROM, (f"参加培训开始时间{SECOND}",), note="与结束时间分成两列的填写"),
    Column(COURSE_TO, (f"参加培训结束时间{SECOND}",)),
    Column(
        COURSE_PASSED,
        ("发展对象培训班结业情况", "发展对象结业考试成绩", "发展对象结业情况"),
        note=f"{_PASSED}；写分数的不核对",
    ),
    Column(COMMITTEE_REVIEW, ("支委会讨论时间", "支部委员会审查时间"), note=_DAY),
    Column(PRE_REVIEW, ("上级党委预审日期", "预审时间", "预审日期", "党委预审时间"), note="预审合格的日期"),
    Column(NOTICE, ("发展公示", "公示日期", "公示时间", "接收公示时间", "拟发展公示时间"), note=_SPAN, width=24),
    Column(BOOK_ISSUED, ("领取志愿书时间", "发放志愿书时间"), note=_DAY),
    Column(BOOK, ("填写志愿书时间",), note=_DAY),
    Column(BOOK_NUMBER, ("志愿书编码", "志愿书编号"), note="建立个案时登记，核对台账时不看"),
    Column(
        MEETING,
        (
            "支部大会召开时间", "支部大会日期", "支部党员大会时间", "接收大会时间", "支部大会通过时间",
            "支部大会讨论时间",
        ),
        note="通过接收预备党员的支部大会",
        example="2021-06-18",
    ),
    Column(EXPECTED, ("应到会有表决权人数", "应到人数", "应到"), note="有表决权的正式党员人数", width=8),
    Column(PRESENT, ("实到会有表决权人数", "实到人数", "实到"), note="有表决权的实到人数", width=8),
    Column(AYES, ("赞成", "同意", "同意票数", "赞成票"), width=8),
    Column(NAYS, ("反对", "不同意", "反对票", "不同意票数"), width=8),
    Column(ABSTAINED, ("弃权", "弃权票"), width=8),
    Column(VOTES, ("投票结果", "表决结果", "表决情况"), note="写成 赞成19票，反对0票，弃权1票", width=24),
    Column(
        JOINED,
        ("入党日期", "加入党组织时间", "加入党组织日期", "接收为预备党员时间"),
        note="没有支部大会时间一列的，即支部大会通过之日",
        example="2021-06-18",
    ),
    Column(
        DELIBERATED,
        ("入党总支审查日期", "党总支审查时间", "党总支审议日期"),
        note="支部大会以后、上级党委审批以前",
    ),
    Column(APPROVAL_TALK, ("上级组织谈话日期", "组织谈话时间", "审批前谈话时间"), note=_DAY),
    Column(
        APPROVED,
        ("上级党委审批日期", "审批时间", "审批日期", "党委审批时间", "党委批准时间", "批准时间"),
        note="批准接收预备党员的日期",
    ),
    Column(OATH, ("宣誓时间", "入党宣誓日期"), note=_DAY),
    Column(PROBATION_REVIEWED, ("预备党员考察时间",), note=_SEVERAL, width=24),
    Column(APPLIED_CONVERSION, ("递交转正申请书时间", "转正申请时间", "转正申请日期", "转正申请书日期"), note=_DAY),
    Column(CONVERSION_NOTICE, ("转正公示", "转正公示日期"), note=_SPAN, width=24),
    Column(EXTENDED, ("延长预备期日期", "延长预备期大会时间"), note="决定延长的支部大会"),
    Column(EXTENDED_MONTHS, ("延长月数", "延长期限"), note="写成 6 或 6个月", width=10),
    Column(EXTENSION_APPROVED, ("延长预备期党委审批日期", "延长预备期党委审批时间"), note="批准延长的日期"),
    Column(CONVERSION, ("转正大会时间", "讨论转正时间", "转正支部大会日期"), note="讨论通过转正的支部大会"),
    Column(CONVERSION_DELIBERATED, ("转正总支审查日期", "转正党总支审查时间"), note="转正大会以后、上级党委审批以前"),
    Column(FULL, ("转正日期", "转为正式党员时间"), note="成为正式党员之日，即预备期满的次日", example="2022-06-18"),
    Column(CONVERSION_APPROVED, ("转正上级党委审批日期", "转正审批日期", "转正党委审批时间"), note=_DAY),
    Column(ARCHIVED, ("归档时间", "材料归档日期"), note=_DAY),
]  # fmt: skip
NOTES = [
    "一人一行。只核对写出来的内容：没有的列、空着的格子视为没有登记，不作为问题。",
    "每一步按它自己的日期适用当时的版本：2026年5月11日以前按2014年版，从这一天起按2026年修订版。",
    "日期写到日、月或年都可以；只有每一种可能都得出同样结论时才判定。",
    "“参加培训开始时间”“参加培训结束时间”出现两次的，前一次作为积极分子培训，后一次作为发展对象培训。",
    "核对不改动任何人的登记；上传的文件加密保存，30 天后清除。",
]


def tell_apart(sheets: list[Sheet]) -> list[Sheet]:
    """The second of two equal headings is marked as such, where both are known to stand side by side."""
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            seen: set[str] = set()
            for column, cell in enumerate(row):
                text = heading(cell)
                if text in TWICE and text in seen:
                    sheet.rows[place][column] = f"{text}{SECOND}"
                seen.add(text)
    return sheets

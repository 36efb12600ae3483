"""The published layout of an organizers' roster, with the headings that other systems give the same columns."""

from organizers.rules.staffing import Rank
from sheets.tables import Column

YEAR, NUMBER, NAME, PHONE = "年度", "工作证号", "姓名", "联系方式"
COMMITTEE_CODE, COMMITTEE_NAME = "联系党委编码", "联系党委名称"
BRANCH_CODE, BRANCH_NAME = "联系党支部编码", "联系党支部名称"
FROM_ON, TO_ON, KIND, RANK = "任职时间", "离任时间", "专兼职", "级别"
TEMPLATE_VERSION = "2"

RANK_WORDS = {"科级": Rank.SECTION, "副科级": Rank.DEPUTY_SECTION, "不设职级": Rank.NONE}
# 正科级 is how cadre lists write the same; 级别未定 is what the screens say where nobody has said.
RANKS_ALSO = {"正科级": Rank.SECTION, "级别未定": None}

_NUMBER_WORDS = ("学工号", "工号", "学号/工号", "学号/职工号", "学号（职工号）", "教学工号", "职工号")
_COMMITTEE_WORDS = ("联系党委", "党委名称", "所属党委", "所在二级党组织", "二级党组织", "分党委", "二级党组织名称")
_BRANCH_WORDS = ("联系党支部", "党支部名称", "所属支部", "所在支部", "党支部", "所在党支部", "所属党支部", "支部名称")
_DAY_NOTE = "写成 2019-09-01、2019年9月1日 均可"

COLUMNS = [
    Column(YEAR, ("名册年度",), note="名册的年度，四位数字", example="2026", width=8),
    Column(NUMBER, _NUMBER_WORDS, is_required=True, note="与人员名册一致，按文本填写", example="30001"),
    Column(
        NAME,
        ("组织员姓名", "组织员"),
        is_required=True,
        note="须与该工作证号登记的姓名一致",
        example="单雄信",
        width=12,
    ),
    Column(
        PHONE,
        ("联系电话", "手机", "手机号", "手机号码", "移动电话", "电话"),
        note="留空表示不修改；已隐去中间四位的号码与登记一致时不修改",
        example="13800005678",
        width=16,
    ),
    Column(
        COMMITTEE_CODE,
        ("党委编码", "二级党组织编码", "党组织编码", "组织编码"),
        note="二级党组织的组织代码",
        example="01",
    ),
    Column(
        COMMITTEE_NAME, _COMMITTEE_WORDS, note="编码与名称须指同一党组织，可只填一项", example="数学学院党委", width=26
    ),
    Column(BRANCH_CODE, ("党支部编码", "支部编码"), note="支部级组织员填写", example="0101"),
    Column(BRANCH_NAME, _BRANCH_WORDS, note="支部级组织员填写", example="数学教工一支部", width=26),
    Column(
        FROM_ON,
        ("任职日期", "任职起始时间", "聘任时间", "开始时间"),
        is_required=True,
        note=_DAY_NOTE,
        example="2019-03-01",
    ),
    Column(TO_ON, ("离任日期", "结束时间", "任职结束时间"), note=f"离任的才填写，是任职的最后一天；{_DAY_NOTE}"),
    Column(
        KIND,
        ("专职/兼职", "专兼职类别", "组织员类别"),
        note="可不设此列，上传时统一选择",
        example="专职",
        choices=("专职", "兼职"),
        width=10,
    ),
    Column(
        RANK,
        ("组织员级别", "组织员职级"),
        note="组织员岗位的级别；留空表示不修改，新增的为级别未定",
        example="科级",
        choices=tuple(RANK_WORDS),
        width=10,
    ),
]
NOTES = [
    "请勿改动第一行表头；可在表头上方加标题行，不认识的列不导入并在预检时列出。",
    "空单元格或“无”表示不修改。有误的行在预检中逐行列出：改好再传，或勾选“只导入无错误的行”。",
    "同一人在同一层级同一时间只能任一处组织员；改任请先填写原任职的离任时间。",
]

"""The layout of a roster of people, with the headings that other systems give the same columns (党员花名册)."""

from directory.models import Category, Gender
from sheets.tables import Column

NUMBER, NAME, READING, GENDER, ETHNICITY = "学工号", "姓名", "姓名读音", "性别", "民族"
ID_NUMBER, BIRTH, NATIVE_PLACE = "身份证号", "出生日期", "籍贯"
PHONE, EMAIL = "手机号", "邮箱"
UNIT_CODE, UNIT_NAME, COMMITTEE = "组织编码", "所在党支部", "所在二级党组织"
CATEGORY, EDUCATION, DEGREE, GRADE_CLASS = "人员类别", "学历", "学位", "年级班级"
JOINED_WORK, LEAVE = "参加工作日期", "预计离校日期"
STATUS, JOINED, FULL, SUSPENDED, LEFT, MOVED = (
    "党员类型",
    "入党时间",
    "转正时间",
    "停止党籍时间",
    "转出时间",
    "转入时间",
)
# Known, and of no meaning here: the number of a line, and what follows from the birth date.
IGNORED = ("序", "序号", "排序", "年龄")
# Other systems' rosters: a party status, or that a member abroad keeps his relation, which changes no status.
HELD = "停止党籍或出国关系保留"
VERSION = "1"

_DAY = "写成 2019-09-01、2019年9月1日 均可"
_PARTIAL = "写成 2019-09-01、2019年9月1日 均可；只知道年月写 2019.09，只知道年份写 2019"

COLUMNS = [
    Column(
        NUMBER,
        ("学号/工号", "学号/职工号", "学号（职工号）", "学号", "工号", "职工号", "工作证号", "教学工号", "人员编号"),
        note="新增人员必填；按文本填写，不要丢失前面的 0",
        example="20230117",
    ),
    Column(
        NAME, ("党员姓名",), is_required=True, note="与身份证一致；少数民族姓名中间用 ·", example="单雄信", width=12
    ),
    Column(READING, ("读音", "拼音"), note="系统读错时填写", example="shan xiong xin"),
    Column(GENDER, choices=tuple(Gender.values), example="男", width=6),
    Column(ETHNICITY, example="汉族", width=8),
    Column(
        ID_NUMBER,
        (
            "公民身份证号",
            "公民身份号码",
            "身份证",
            "身份证号码",
            "居民身份证号",
            "居民身份证号码",
            "证件号码",
            "证件号",
        ),
        note="18 位，按文本填写；加密保存，页面只显示前六位",
        width=22,
    ),
    Column(BIRTH, ("出生年月", "出生年月日", "生日"), note=f"{_PARTIAL}；填了身份证号可不填", example="1988-03-05"),
    Column(NATIVE_PLACE, example="江苏南京"),
    Column(PHONE, ("手机", "手机号码", "电话", "移动电话", "联系电话", "联系方式"), note="加密保存", width=16),
    Column(EMAIL, ("电子邮箱", "电子邮件"), width=24),
    Column(
        UNIT_CODE,
        ("党组织编码", "组织代码", "党组织代码", "党支部编码", "支部编码"),
        note="编码与名称须指同一党组织，可只填一项；新增人员必填一项",
        example="0101",
    ),
    Column(
        UNIT_NAME,
        ("所在党组织", "所属支部", "所在支部", "党支部", "所属党支部", "党支部名称", "支部名称", "党组织名称"),
        note="全称、简称、曾用名均可",
        example="数学教工一支部",
        width=26,
    ),
    Column(
        COMMITTEE,
        ("二级党组织", "所属党委", "分党委", "二级党组织名称", "所在二级党组织名称", "所属二级党组织"),
        note="支部名称重复时用来区分",
        example="数学学院党委",
        width=26,
    ),
    Column(CATEGORY, ("人员类型", "学生类别"), choices=tuple(Category.labels), example="教职工", width=10),
    Column(EDUCATION, ("最高学历", "文化程度"), example="大学本科", width=12),
    Column(DEGREE, ("最高学位",), example="学士", width=10),
    Column(GRADE_CLASS, ("班级", "年级、班级"), example="2023级1班"),
    Column(JOINED_WORK, ("参加工作时间",), note=_DAY),
    Column(LEAVE, ("预计离校时间", "预计毕业时间", "预计毕业日期"), note=_DAY),
    Column(
        STATUS,
        ("党籍", "党籍状态", "党员类别", "党员状态", "政治面貌", "状态"),
        choices=("正式党员", "预备党员", "停止党籍", "已离开本校", "非党员"),
        note="填写后须有相应的时间：预备党员填入党时间，正式党员还要填转正时间",
        example="正式党员",
    ),
    Column(JOINED, ("入党日期", "加入党组织日期", "加入党组织时间"), note=_PARTIAL, example="2019-06-15"),
    Column(
        FULL,
        ("转正日期", "转为正式党员时间"),
        note=f"{_PARTIAL}；没有预备期的，与入党时间填同一天",
        example="2020-06-15",
    ),
    Column(SUSPENDED, ("停止党籍日期", "停止党籍"), note=f"停止党籍的才填写；{_PARTIAL}"),
    Column(LEFT, ("转出日期", "组织关系转出时间", "组织关系转出日期"), note=f"已离开本校的才填写；{_PARTIAL}"),
    Column(MOVED, ("转入日期", "组织关系转入时间", "组织关系转入日期"), note=f"在校内转到另一党组织的才填写；{_DAY}"),
]
NOTES = [
    "可在表头上方加标题行；不认识的列按原名保存在人员页的“其他信息”里，不需要的请在上传后选择不导入。",
    "空单元格或“无”表示不修改；要清空已登记的内容，填写〈清空〉。",
    "按身份证号、再按现用或曾用学工号认人；都没有时按姓名加出生日期查找，并请您确认是不是同一个人。",
    "党员类型、入党时间、转正时间写入党籍记录；与已登记的不一致时不覆盖，逐行说明。",
]

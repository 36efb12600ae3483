"""Sample content for the pages of units, people, search, workbench and log: all persons and units are invented."""

from datetime import date
from types import SimpleNamespace as Row

from tests.look import samples


def _words(**values):
    """A stand-in for a model: plain attributes and the display words of its choices."""
    return Row(**values)


SCHOOL = _words(code="01", short_name="校党委", full_name="中国共产党东江理工大学委员会", parent=None)
MATHS = _words(
    code="0203", short_name="数学学院党委", full_name="中国共产党东江理工大学数学学院委员会", parent=SCHOOL,
    get_kind_display="二级党委", established_on=date(2008, 5, 16), closed_on=None, needs_organizer=True,
    is_temporary=False, is_functional=False,
)  # fmt: skip
BRANCH = _words(code="020301", short_name="教工第一支部", full_name="数学学院教工第一支部", get_kind_display="党支部")


def person(name, roster_no, gender, category, status_word, grade_class, leave=None):
    return _words(
        name=name, roster_no=roster_no, gender=gender, unit=BRANCH, get_category_display=category,
        get_status_display=status_word, grade_class=grade_class, expected_leave_on=leave, reading="shan xiong xin",
        ethnicity="汉族",
        native_place="山东济南", education="博士研究生", degree="理学博士", email="shan@example.edu.cn",
        joined_work_on=date(2011, 7, 1), id_mask="110199************", phone_mask="138****5678",
    )  # fmt: skip


PEOPLE = [
    person("单雄信", "T20110123", "男", "教职工", "正式党员", ""),
    person("欧阳若彤", "20220305", "女", "本科生", "预备党员", "数学 2201 班", date(2026, 6, 30)),
    person("曾㵑", "20230117", "男", "硕士生", "正式党员", "应数 2023 级", date(2026, 6, 30)),
    person("𠮷田丽", "20230118", "女", "博士生", "预备党员", "基数 2023 级", date(2027, 6, 30)),
    person("迪丽努尔·艾合买提", "20210733", "女", "本科生", "正式党员", "数学 2102 班", date(2025, 6, 30)),
]


def dated(from_on, to_on=None, **values):
    return _words(from_on=from_on, to_on=to_on, basis=values.pop("basis", ""), **values)


def status(from_on, to_on, word, **values):
    return dated(
        from_on, to_on, get_status_display=word, unit=MATHS, from_precision=values.pop("precision", "day"),
        is_provisional=False, voided_at=None, void_reason="", **values,
    )  # fmt: skip


TREE_ROWS = [
    {"unit": MATHS, "url": "/unit/", "members": 236, "staff": 64, "students": 172, "branches": 8, "organizers": 1},
    {"unit": _words(code="0204", short_name="化学学院党委", get_kind_display="二级党委"), "url": "/unit/",
     "members": 512, "staff": 121, "students": 391, "branches": 15, "organizers": 1},
    {"unit": _words(code="0211", short_name="图书馆直属党支部", get_kind_display="直属党支部"), "url": "/unit/",
     "members": 23, "staff": 23, "students": 0, "branches": 1, "organizers": 0},
]  # fmt: skip

UNIT_TREE = {
    "nodes": samples.TREE, "rows": TREE_ROWS, "today": samples.TODAY,
    "create_url": "#", "import_url": "#", "export_url": "#",
    "totals": {"members": 771, "staff": 208, "students": 563, "branches": 24, "organizers": 2},
    "crumbs": [{"title": "组织架构", "url": ""}],
}  # fmt: skip

UNIT = {
    "unit": MATHS, "nodes": samples.TREE,
    "crumbs": [{"title": "组织架构", "url": "/units/"}, {"title": "数学学院党委", "url": ""}],
    "counters": [
        {"label": "党员", "figure": 236, "hint": "教工 64 · 学生 172", "url": "#"},
        {"label": "党支部", "figure": 8, "hint": "其中 1 个缺书记", "url": "#", "mark": "late"},
        {"label": "专职组织员", "figure": "1 / 1", "hint": "应配 1 人，达标", "url": "#", "mark": "right"},
        {"label": "预备党员", "figure": 15, "hint": "2 人一个月内期满", "url": "#", "mark": "soon", "tone": "warn"},
    ],
    "duties": [
        dated(date(2023, 5, 10), person=PEOPLE[0], get_kind_display="书记", unit=MATHS),
        dated(date(2023, 5, 10), person=PEOPLE[2], get_kind_display="组织委员", unit=BRANCH),
    ],
    "names": [
        dated(date(2015, 3, 1), full_name="中国共产党东江理工大学数学学院委员会", basis="东理党〔2015〕6号"),
        dated(date(2008, 5, 16), date(2015, 3, 1), full_name="中国共产党东江理工大学数学系总支部委员会"),
    ],
    "placements": [dated(date(2008, 5, 16), parent=SCHOOL)],
    "children": [
        {"unit": BRANCH, "url": "#", "members": 32, "secretary": "单雄信"},
        {"unit": BRANCH, "url": "#", "members": 41, "secretary": ""},
    ],
    "panels": [{"title": "组织员", "url": "/panel/"}],
    "update_url": "#", "rename_url": "#", "move_url": "#", "close_url": "#", "history_url": "#", "people_url": "#",
    "create_child_url": "#",
}  # fmt: skip

UNIT_TABS = {
    key: UNIT | {"tab": key, "former": [], "organizers": UNIT["duties"]} for key in ("leaders", "children", "changes")
}

UNIT_CLOSE = {
    "unit": BRANCH, "crumbs": UNIT["crumbs"], "cancel_url": "/unit/", "transfer_url": "#",
    "refusals": [
        {"message": "还有 32 人在册，请先转出。", "grade": "校", "url": "#", "action": "查看人员并转出"},
        {"message": "还有 2 项任职未结束，请先办理离任。", "grade": "校", "url": "#", "action": "查看班子成员"},
    ],
}  # fmt: skip

PERSON = {
    "person": PEOPLE[0], "birth": "1983-07-02", "shows_personal": True,
    "reveal_id_url": "/fragment/", "reveal_phone_url": "/fragment/",
    "crumbs": [{"title": "党员管理", "url": "/people/"}, {"title": "单雄信", "url": ""}],
    "numbers": [_words(roster_no="B20060541")], "texts": [_words(name="政治面貌备注", text="2005 年在原单位入党")],
    "statuses": [
        status(date(2012, 6, 20), None, "正式党员", basis="东理组〔2012〕31号"),
        status(date(2011, 6, 1), date(2012, 6, 20), "预备党员", precision="month"),
    ],
    "duties": [dated(date(2023, 5, 10), unit=MATHS, get_kind_display="书记", basis="东理党〔2023〕18号")],
    "update_url": "#", "history_url": "#", "status_url": "#", "duty_url": "#", "panels": [],
}  # fmt: skip

SEARCH = {
    "search_words": "sxx",
    "groups": [
        {"kind": "人", "more": True, "hits": [
            {"title": "单雄信", "url": "#", "note": "数学学院 · 教工第一支部 · 正式党员 · T20110123"},
            {"title": "沈晓星", "url": "#", "note": "化学学院 · 本科生第二支部 · 预备党员 · 20220411"},
        ]},
        {"kind": "组织", "hits": [{"title": "数学学院党委", "url": "/units/0203/", "note": "0203 · 二级党委"}]},
    ],
}  # fmt: skip

WORKBENCH = {
    "greeting": "张老师，上午好。", "today": samples.TODAY, "computed_at": samples.NOON,
    "counters": [
        {"label": "待办", "figure": 12, "hint": "今天要做", "url": "#", "mark": "doing"},
        {"label": "即将到期", "figure": 7, "hint": "30 天内", "url": "#", "mark": "soon", "tone": "warn"},
        {"label": "已逾期", "figure": 2, "hint": "先办这些", "url": "#", "mark": "late", "tone": "bad"},
        {"label": "待他人办理", "figure": 5, "hint": "已提交，等批复", "url": "#", "mark": "returned"},
    ],
    "tabs": [{"title": "全部", "url": "#", "current": True}, {"title": "组织员", "url": "#"}],
    "todo": [
        {"status": "已逾期", "note": "3 天", "grade": "规", "title": "李四 应谈话（申请后1个月内）",
         "due_on": date(2026, 11, 17),
         "clause": "《发展党员工作细则》第七条", "unit": "数学学院党委", "url": "#", "mine": True,
         "id": 1, "told": ["11-20 已催办"]},
        {"status": "即将到期", "note": "剩 2 天", "grade": "规", "title": "王五 半年考察未填（2026下半年）",
         "due_on": date(2026, 11, 22),
         "clause": "《发展党员工作细则》第九条", "unit": "数学学院党委", "url": "#", "mine": True,
         "id": 1, "told": ["11-20 已催办"]},
        {"status": "即将到期", "note": "剩 98 天", "grade": "建", "title": "王立新 在同一党组织将满8年，应轮岗",
         "due_on": date(2027, 3, 1),
         "clause": "本校办法第二十条", "unit": "数学学院党委", "url": "#", "mine": False,
         "id": 2, "told": [], "holder": "组织部"},
    ],
    "acts": {"print_url": "#", "export_url": "#", "urge_url": "#", "together_url": "#"}, "kept": [("box", "todo")],
    "panels": [
        {"template": "look/_panel.html", "panel": {"title": "专职组织员", "figure": "18 / 20"}},
        {"template": "look/_panel.html", "panel": {"title": "本年学时达标", "figure": "14 / 18"}},
        {"template": "look/_panel.html", "panel": {"title": "轮岗提示", "figure": "2"}},
    ],
}  # fmt: skip

LOG = {
    "crumbs": [{"title": "设置", "url": "#"}, {"title": "操作日志", "url": ""}],
    "rows": [
        {"at": samples.NOON, "who": "李慧敏", "role": "组织部科员", "action": "修改", "subject": "单雄信",
         "subject_url": "#", "changes": ["学历 由 硕士研究生 改为 博士研究生", "学位 由（空）改为 理学博士"],
         "reason": "按学位证书更正",
         "source": "网页", "address": "10.12.3.40"},
        {"at": samples.NOON, "who": "张明远", "action": "查看完整号码",
         "subject": "欧阳若彤", "subject_url": "#",
         "summary": "居民身份证号", "reason": "核对预审材料", "source": "网页", "address": "10.12.3.41"},
        {"at": samples.NOON, "who": "系统", "action": "导入", "subject": "数学学院党委",
         "subject_url": "#", "summary": "批次",
         "changes": [f"第 {number} 行 新增组织员" for number in range(2, 7)],
         "reason": "2026 年核对", "source": "导入", "batch_url": "#"},
    ],
}  # fmt: skip

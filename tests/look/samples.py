"""Sample content for the look: all persons and units are invented."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

NOON = datetime(2026, 11, 20, 10, 32, tzinfo=ZoneInfo("Asia/Shanghai"))


def frame(request):
    """What the context processor of desk gives every page."""
    return {
        "school_name": "东江理工大学",
        "platform_name": "组织员与党员发展工作平台",
        "navigation": NAVIGATION,
        "scope": {
            "label": "数学学院党委",
            "choices": [
                {"label": "全校", "url": "?scope=all", "current": False},
                {"label": "数学学院党委", "url": "?scope=0203", "current": True},
                {"label": "数学学院 · 教工第一支部", "url": "?scope=020301", "current": False},
            ],
            "more_url": "/tree/",
        },
        "header_links": [
            {"title": "待办", "url": "/", "icon": "tasks", "count": 12},
            {"title": "提醒", "url": "/", "icon": "bell", "count": 3},
        ],
        "account_name": "张明远",
        "account_role": "组织部科员",
        "idle_seconds": 1800,
        "printed": {"number": "DY-2026-0417", "at": NOON},
    }


NAVIGATION = [
    {"title": "工作台", "url": "/workbench/", "icon": "home", "key": "w", "current": False},
    {"title": "组织架构", "url": "/tree/", "icon": "tree", "key": "z", "current": False},
    {
        "title": "组织员队伍", "url": "/list/", "icon": "people", "key": "d", "current": True,
        "children": [
            {"title": "花名册", "url": "/list/", "here": True},
            {"title": "配备达标", "url": "/kit/"},
            {"title": "备案与任期", "url": "/kit/"},
            {"title": "培训学时", "url": "/kit/"},
        ],
    },
    {"title": "发展党员", "url": "/kit/", "icon": "steps", "key": "f"},
    {"title": "组织生活", "url": "/kit/", "icon": "calendar", "key": "h"},
    {"title": "党员管理", "url": "/kit/", "icon": "card"},
    {"title": "教育培训", "url": "/kit/", "icon": "book"},
    {"title": "重点任务", "url": "/kit/", "icon": "tasks", "key": "r"},
    {"title": "数据", "url": "/kit/", "icon": "table"},
    {"title": "设置", "url": "/kit/", "icon": "gear"},
]  # fmt: skip

CRUMBS = [{"title": "组织员队伍", "url": "/list/"}, {"title": "花名册", "url": ""}]

REFUSALS = [
    {
        "message": "集中培训未满 3 天或 24 学时。", "grade": "规", "clause": "《发展党员工作细则》第十七条",
        "arithmetic": "已登记 16 学时，还差 8 学时", "url": "#", "action": "登记培训",
    },
    {
        "message": "本单位应配专职组织员 1 人，现有 0 人。", "grade": "校", "clause": "本校办法第六条",
        "arithmetic": "党员 236 人，每单位不少于 1 人", "url": "#", "action": "新增人选",
    },
    {"message": "建议在期末考试周之前召开支部大会。", "grade": "建", "arithmetic": "距离校还有 222 天"},
]  # fmt: skip

STATUS_WORDS = [
    ("已完成", ""), ("办理中", ""), ("待补正", ""), ("待组织确认", ""), ("即将到期", "剩 5 天"),
    ("已逾期", "3 天"), ("未开始", ""), ("还不能办理", ""), ("不适用", ""), ("暂算", ""),
]  # fmt: skip

ORGANIZERS = [
    ("王立新", "男", "数学学院党委", "专职", "正科", "2019-03-01", "7年8个月", 12, "即将到期", "3个月后", "已完成", ""),
    ("方晓岚", "女", "化学学院党委", "专职", "—", "2026-01-15", "10个月", 16, "暂算", "", "已逾期", "3 天"),
    ("单雄信", "男", "机械工程学院党委", "专职", "副科", "2021-09-01", "5年2个月", 16, "已完成", "", "已完成", ""),
    ("欧阳若彤", "女", "外国语学院党总支", "兼职", "—", "2024-03-08", "2年8个月", 8, "不适用", "", "待补正", ""),
    ("曾㵑", "男", "医学院党委", "兼职", "科员", "2023-06-20", "3年5个月", 4, "不适用", "", "办理中", ""),
    ("查良永", "男", "马院党总支", "专职", "正科", "2018-12-01", "7年11个月", 16, "即将到期", "11天", "已完成", ""),
    ("仇英", "女", "图书馆直属党支部", "兼职", "—", "2025-10-11", "1年1个月", 10, "不适用", "", "未开始", ""),
]  # fmt: skip

CONFLICT = {
    "by": "李慧敏",
    "at": NOON,
    "rows": [
        {"label": "政审日期", "theirs": "2026-11-18", "theirs_value": "2026-11-18", "mine": "2026-11-19",
         "mine_value": "2026-11-19", "field_id": "id_reading"},
        {"label": "学历", "theirs": "硕士研究生", "theirs_value": "硕士研究生", "mine": "", "mine_value": "",
         "field_id": "id_email"},
    ],
}  # fmt: skip


def node(title, kind, count, children=(), **more):
    """One entry of the tree as directory/unit_tree.html wants it."""
    return {"title": title, "kind": kind, "count": count, "url": "/tree/", "children": list(children), **more}


TREE = [
    node("东江理工大学党委", "党委", 6042, [
        node("数学学院党委", "二级党委", 236, [
            node("教工第一支部", "支部", 32),
            node("教工第二支部", "支部", 32),
            node("本科生第一支部", "支部", 41, [
                node("第一党小组", "小组", 12), node("第二党小组", "小组", 29),
            ], warn=True),
            node("研究生支部（临时）", "临时支部", 18),
        ], open=True, here=True),
        node("化学学院党委", "二级党委", 512, [node("教工支部", "支部", 40)], letters="hxxydw"),
        node("外国语学院党总支", "党总支", 188, [node("英语系支部", "支部", 56)]),
        node("机械工程学院党委", "二级党委", 181, more_url="/nodes/"),
        node("图书馆直属党支部", "直属支部", 23),
        node("原成人教育学院党总支", "党总支", 0, closed=True),
    ], open=True),
]  # fmt: skip

TODAY = date(2026, 11, 20)

"""The left navigation. What a viewer may not use is absent, not greyed."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Page:
    """One line; `permission` None admits everybody who is signed in."""

    title: str
    url_name: str
    permission: str | None = None

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True, slots=True)
class Section:
    """A group of pages under one word; `key` is the letter after g. A page of the same title stands for the group."""

    title: str
    icon: str
    pages: tuple[Page, ...]
    key: str = ""


SECTIONS = (
    Section("工作台", "home", (Page("工作台", "workbench"), Page("到期日历", "due_calendar")), "w"),
    Section("组织架构", "tree", (Page("组织架构", "unit_tree", "units.view"),), "z"),
    Section(
        "组织员队伍",
        "people",
        (
            Page("花名册", "organizer_list", "organizers.view"),
            Page("配备达标", "staffing_list", "organizers.view"),
            Page("任职备案", "filing_list", "organizers.view"),
        ),
        "d",
    ),
    Section(
        "发展党员",
        "steps",
        (
            Page("进度看板", "case_board", "cases.view"),
            Page("人员台账", "case_list", "cases.view"),
            Page("漏斗", "case_funnel", "cases.view"),
            Page("批次办理", "together_list", "cases.record"),
            Page("会议", "meeting_list", "cases.view"),
            Page("年度计划", "plan_now", "cases.view"),
            Page("质量检查", "quality_check_list", "checks.view"),
            Page("台账核对", "ledger_list", "checks.edit"),
        ),
        "f",
    ),
    Section("党员管理", "card", (Page("人员名册", "person_list", "people.list"),), "r"),
    Section("数据", "table", (Page("导入", "import_list", "data.import"),)),
    Section(
        "设置",
        "gear",
        (
            Page("制度参数", "policy_list", "settings.manage"),
            Page("工作日历", "calendar_month", "settings.manage"),
            Page("提醒", "reminder_rules", "settings.manage"),
            Page("账号权限", "account_list", "accounts.manage"),
            Page("操作日志", "log_list", "log.view"),
            Page("运行状态", "status", "settings.manage"),
            Page("系统设置", "admin:index", "admin.enter"),
        ),
    ),
)


def pages_of(viewer) -> list[Page]:
    """Every page the viewer may open from the navigation."""
    return [page for section in SECTIONS for page in section.pages if _admits(page, viewer)]


def navigation(viewer, path: str) -> list[dict]:
    """The sections as templates/includes/_navigation.html draws them; `path` is the address of this page."""
    allowed = {page: page.url for page in pages_of(viewer)}
    here = _nearest(allowed.values(), path)
    return [_drawn(section, allowed, here, path) for section in SECTIONS if any(p in allowed for p in section.pages)]


def _admits(page, viewer) -> bool:
    return page.permission is None or viewer.may(page.permission)


def _nearest(urls, path) -> str:
    """The page under which this address lies: the longest address that it begins with."""
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")


def _drawn(section, allowed, here, path) -> dict:
    pages = [page for page in section.pages if page in allowed]
    alone = len(section.pages) == 1 and section.pages[0].title == section.title
    children = [{"title": page.title, "url": allowed[page], "here": allowed[page] == path} for page in pages]
    return {
        "title": section.title,
        "icon": section.icon,
        "key": section.key,
        "url": allowed[pages[0]],
        "current": any(allowed[page] == here for page in pages),
        "here": alone and allowed[pages[0]] == path,
        "children": [] if alone else children,
    }

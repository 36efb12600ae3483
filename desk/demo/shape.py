"""The tree of the demo school and how many people each branch holds. Pure and deterministic."""

from dataclasses import dataclass
from itertools import cycle

from directory.models import Category, UnitKind

SCHOOL = "江海大学"
_COLLEGES = """
    数学 物理 化学 生命科学 地球科学 材料科学 机械工程 电气工程 计算机 软件 土木工程 建筑 环境 化工 海洋
    经济 管理 法 马克思主义 文 外国语 新闻传播 历史 教育 体育 艺术
""".split()  # noqa: SIM905
_OFFICES = ("机关", "后勤", "图书馆", "离退休")
_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be founded; `weight` is its share of people (0 for units that are not branches)."""

    code: str
    kind: UnitKind
    full_name: str
    short_name: str
    parent: str | None
    weight: int = 0
    category: Category = Category.OTHER


def plan_units(*, branches: int = 260) -> list[PlannedUnit]:
    """About 30 second-level units with `branches` branches between them, parents before children."""
    school = f"中共{SCHOOL}"
    plan = [PlannedUnit("00", UnitKind.COMMITTEE, f"{school}委员会", "校党委", None)]
    tops = _second_level(school)
    plan += tops
    holders = [top for top in tops if top.kind != UnitKind.DIRECT_BRANCH]
    counts = _share(branches - 1, len(holders))
    for top, count in zip(holders, counts, strict=True):
        plan += _branches(top, count)
    return plan


def plan_large_units() -> list[PlannedUnit]:
    """Four levels, 1 + 50 + 500 + 2,500 units: the shape that every measurement at 1,000,000 people uses."""
    plan = [PlannedUnit("00", UnitKind.COMMITTEE, f"中共{SCHOOL}委员会", "校党委", None)]
    for a in range(1, 51):
        top = PlannedUnit(f"{a:02}", UnitKind.SECOND_COMMITTEE, f"中共第{a}学院委员会", f"第{a}学院党委", "00")
        plan.append(top)
        for b in range(1, 11):
            middle = PlannedUnit(
                f"{a:02}{b:02}", UnitKind.GENERAL_BRANCH, f"{top.full_name}第{b}总支", f"第{b}总支", top.code
            )
            plan.append(middle)
            plan += [
                PlannedUnit(
                    f"{middle.code}{c:02}",
                    UnitKind.BRANCH,
                    f"{middle.full_name}第{c}支部",
                    f"第{c}支部",
                    middle.code,
                    10,
                    Category.STAFF if c == 1 else Category.UNDERGRADUATE,
                )
                for c in range(1, 6)
            ]
    return plan


def _second_level(school) -> list[PlannedUnit]:
    tops = []
    for number, college in enumerate(_COLLEGES, start=1):
        kind = UnitKind.GENERAL_BRANCH if number % 5 == 3 else UnitKind.SECOND_COMMITTEE
        words = ("总支部委员会", "党总支") if kind == UnitKind.GENERAL_BRANCH else ("委员会", "党委")
        name = f"{college}学院"
        tops.append(PlannedUnit(f"{number:02}", kind, f"{school}{name}{words[0]}", f"{name}{words[1]}", "00"))
    for number, office in enumerate(_OFFICES, start=len(tops) + 1):
        if office == "图书馆":
            full, short, kind = f"{school}图书馆直属支部委员会", "图书馆直属党支部", UnitKind.DIRECT_BRANCH
            tops.append(PlannedUnit(f"{number:02}", kind, full, short, "00", 20, Category.STAFF))
            continue
        full, short, kind = f"{school}{office}委员会", f"{office}党委", UnitKind.SECOND_COMMITTEE
        tops.append(PlannedUnit(f"{number:02}", kind, full, short, "00"))
    return tops


def _share(total: int, parts: int) -> list[int]:
    """Uneven shares that add up: large colleges have three times the branches of small ones."""
    weights = [weight for weight, _ in zip(cycle((9, 6, 12, 7, 15, 5, 8, 11)), range(parts), strict=False)]
    counts = [max(2, total * weight // sum(weights)) for weight in weights]
    for index in range(total - sum(counts)):
        counts[index % parts] += 1
    return counts


def _branches(top: PlannedUnit, count: int) -> list[PlannedUnit]:
    stem = top.full_name.removesuffix("委员会").removesuffix("总支部")
    if "离退休" in top.short_name:
        series = [("离退休", Category.RETIRED, 22)]
    elif top.short_name in ("机关党委", "后勤党委"):
        series = [("教工", Category.STAFF, 16)]
    else:
        series = [
            ("教工", Category.STAFF, 14),
            ("本科生", Category.UNDERGRADUATE, 26),
            ("硕士生", Category.MASTER, 24),
            ("教工", Category.STAFF, 12),
            ("本科生", Category.UNDERGRADUATE, 30),
            ("博士生", Category.DOCTOR, 18),
        ]
    numbers: dict[str, int] = {}
    planned = []
    for index, (word, category, weight) in zip(range(1, count + 1), cycle(series), strict=False):
        numbers[word] = numbers.get(word, 0) + 1
        short = f"{word}第{ordinal(numbers[word])}党支部"
        uneven = weight + (index * 7 + int(top.code)) % 9 - 4
        planned.append(
            PlannedUnit(f"{top.code}{index:02}", UnitKind.BRANCH, f"{stem}{short}", short, top.code, uneven, category)
        )
    return planned


def ordinal(number: int) -> str:
    """一, 二, … 十, 十一, … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _ORDINALS[tens - 1] + "十"
    return head + (_ORDINALS[ones - 1] if ones else "")


def sizes(plan: list[PlannedUnit], people: int) -> dict[str, int]:
    """How many people each branch holds; the shares add up to `people`.

    In the small school one branch has 3 people and one more than 50, the two ends that rules speak of.
    """
    branches = [unit for unit in plan if unit.weight]
    total = sum(unit.weight for unit in branches)
    found = {unit.code: people * unit.weight // total for unit in branches}
    codes = [unit.code for unit in branches]
    if len(codes) < 1000 and people >= 1000:
        small, large = codes[7], codes[16]
        found[large] += found[small] - 3 + 35
        found[small] = 3
        codes = [code for code in codes if code not in (small, large)]
    rest = people - sum(found.values())
    step = 1 if rest > 0 else -1
    for index in range(abs(rest)):
        found[codes[(index * 11 + 3) % len(codes)]] += step
    return found

"""The parameters of the organizers' rules, each with its clause and its strength. Plain Python, no database.

Numbers stand here and nowhere else; a rule receives the whole object, so its tests need nothing but figures.
"""

from dataclasses import dataclass
from enum import StrEnum

D2 = "西双版纳职业技术学院《组织员队伍建设管理办法》"
D3 = "沪交医委〔2021〕30号"


class Strength(StrEnum):
    """How the document words it: 须 binds, 一般 asks for a recorded reason, 可 permits."""

    MUST = "须"
    NORMALLY = "一般"
    MAY = "可"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure with its unit of measure, the article that lays it down, and how strongly."""

    value: int
    unit: str
    clause: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class OrganizerPolicy:
    """组织员制度参数: what the school has laid down for posts and rotation."""

    full_time_least: Parameter  # 至少配备 1 名专职组织员
    section_rank_from: Parameter  # 党员人数 200 人以上，级别一般为科级
    extra_post_from: Parameter  # 党员人数 500 人以上，可视实际适当增设
    rotation_years: Parameter  # 在同一党组织担任专职组织员满 8 年，可交流轮岗
    rotation_notice_days: Parameter  # how long before the day the prompt begins; the school's own setting


STANDARD = OrganizerPolicy(
    full_time_least=Parameter(1, "名", f"{D3} 第四条", Strength.MUST),
    section_rank_from=Parameter(200, "人", f"{D3} 第四条", Strength.NORMALLY),
    extra_post_from=Parameter(500, "人", f"{D3} 第四条", Strength.MAY),
    rotation_years=Parameter(8, "年", f"{D2} 第二十条", Strength.MAY),
    rotation_notice_days=Parameter(180, "天", "本校提醒设置", Strength.NORMALLY),
)

"""Party organizations as rosters name them: by code, or by any way of writing a name, inside the importer's scope."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from directory.models import Unit, UnitName
from directory.scope import within

_ENDINGS = (("总支部委员会", "党总支"), ("支部委员会", "支部"), ("工作委员会", "党工委"), ("委员会", "党委"))


@dataclass
class UnitBook:
    """Units in scope with their present and former names; what lies outside is not in it."""

    by_code: dict[str, Unit] = field(default_factory=dict)
    by_name: dict[str, list[Unit]] = field(default_factory=dict)
    names: dict[int, set[str]] = field(default_factory=dict)
    root: Unit | None = None
    school: str = ""

    @classmethod
    def open(cls, viewer, permission: str) -> "UnitBook":
        """All units where the viewer holds the permission; three queries."""
        units = list(Unit.objects.filter(within(viewer, permission, "pk")).select_related("parent"))
        root = next((unit for unit in units if unit.parent_id is None), None)
        top = Unit.objects.filter(parent__isnull=True, kind="committee").values_list("full_name", flat=True).first()
        book = cls({unit.code: unit for unit in units}, root=root, school=school_word(top or ""))
        book.names = defaultdict(set)
        for unit in units:
            book.names[unit.pk] |= {book.plain(unit.full_name), book.plain(unit.short_name)}
        known = {unit.pk for unit in units}
        for unit, *names in UnitName.objects.values_list("unit", "full_name", "short_name"):
            if unit in known:
                book.names[unit] |= {book.plain(name) for name in names}
        book.by_name = defaultdict(list)
        for unit in units:
            for name in book.names[unit.pk]:
                book.by_name[name].append(unit)
        return book

    def unit(self, code: str, name: str, what: str, under: Unit | None = None) -> Unit:
        """The unit that code and name mean, a name also within one committee; raises ValueError with a sentence."""
        if code:
            return self._by_code(code, name, what)
        found = [
            unit for unit in self.by_name.get(self.plain(name), []) if under is None or unit.path.startswith(under.path)
        ]
        if not found:
            raise ValueError(self._unknown(f"{what}“{name[:30]}”", "请核对名称或填写编码", under))
        if len(found) > 1:
            raise ValueError(f"有 {len(found)} 个党组织叫“{name[:30]}”，请填写{what}编码。")
        return found[0]

    def open_unit(self, code: str, name: str, what: str, today, under: Unit | None = None) -> Unit:
        """The same for a unit that people join today: it exists, and lies below `under` if that is given."""
        if code and code not in self.by_code and any(known.lstrip("0") == code for known in self.by_code):
            raise ValueError(f"{what}编码“{code[:20]}”像是丢失了前面的 0，请把该列设为文本格式后重新填写。")
        unit = self.unit(code, name, what, under)
        if unit.closed_on and unit.closed_on <= today:
            raise ValueError(f"{unit.short_name}已撤销，请另选党组织。")
        if under and not unit.path.startswith(under.path):
            raise ValueError(f"“{unit.short_name}”不属于“{under.short_name}”，请核对。")
        return unit

    def plain(self, name: str) -> str:
        return plain_name(name, self.school)

    def _unknown(self, named: str, way: str, under: Unit | None = None) -> str:
        """Only whoever sees the whole school learns that there is none; for others it may lie elsewhere."""
        if self.root:
            return f"{named}{f'在{under.short_name}之下' if under else ''}没有登记，{way}。"
        return f"{named}不在您的管理范围，{way}或联系组织部。"

    def _by_code(self, code, name, what) -> Unit:
        unit = self.by_code.get(code)
        if unit is None:
            raise ValueError(self._unknown(f"{what}编码“{code[:20]}”", "请核对编码"))
        if name and self.plain(name) not in self.names[unit.pk]:
            raise ValueError(f"{what}编码 {code} 是“{unit.short_name}”，与名称“{name[:30]}”不一致，请核对。")
        return unit


def plain_name(name: str, school: str = "") -> str:
    """One spelling for the ways a unit is written: with or without 中共, the school, 委员会 in full."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).removeprefix("中共").removeprefix(school)
    for ending, word in _ENDINGS:
        if plain.endswith(ending):
            return plain.removesuffix(ending) + word
    return plain


def school_word(full_name: str) -> str:
    """中共江海大学委员会 is the committee of 江海大学."""
    return full_name.removeprefix("中共").removesuffix("委员会")

"""From JSON to a case (docs/timelines.md), with every reason why one could not be read.

Malformed is what no rule could look at: an unknown step, a word outside its list, a step twice where it happens once.
A date that no calendar has is not malformed: it becomes a finding, and the step has then no day.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from dates.partial import PartialDate, Precision
from membership.policy import NOTICE_POINTS
from membership.procedure.case import Branch, Case, DateFault, Event, Paper, Person
from membership.procedure.days import Day
from membership.procedure.facts import (
    APPROVING,
    BRANCH_KINDS,
    DOCUMENT_KINDS,
    FACTS,
    MAY_LIE_AHEAD,
    PEOPLE,
    STAGE_WORDS,
    Choice,
    Kind,
    ListOf,
)
from membership.procedure.steps import STEPS
from policy.declaring import DECLARATIONS, as_value, value_problem

FIRST_YEAR, LAST_YEAR = 1900, 2100
# How far ahead a planned day may lie (a notice's last day, retirement) before it is a slip of the pen.
YEARS_AHEAD = 60
LONGEST = 200  # characters of one reason; a file may quote anything
MOST = 10_000  # Hours or days of a course, members of a branch; more is a slip of the pen.

_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

_CLAIMED = ("target_from", "probation_from", "probation_to", "full_member_from", "party_seniority_from", "since")


class Unreadable(ValueError):
    """Why a case could not be read: every reason, in Chinese."""

    def __init__(self, *reasons: str):
        self.reasons = reasons
        super().__init__("；".join(reasons))


def read_case(raw: object, judged_on: dt.date) -> Case:
    """The case; `judged_on` is the day of judging for a case that names none. Raises Unreadable with all reasons."""
    return _Reader(raw, judged_on).case()


def undated_event(step: str, facts: dict, judged_on: dt.date) -> Event:
    """A step of which no day is told, read like all others on a day that stands for none. Raises Unreadable."""
    read = read_case({"id": step, "events": [{"step": step, "on": judged_on.isoformat(), **facts}]}, judged_on)
    return dataclasses.replace(read.events[step][0], on=None)


def name_of(raw: object) -> object:
    """How a case that may be unreadable is named in the verdict."""
    return raw.get("id") if isinstance(raw, dict) and isinstance(raw.get("id"), str | int) else None


@lru_cache(maxsize=65_536)
def _day(text: str) -> Day | None:
    """The days that an ISO text may mean; None where no calendar has it. Raises ValueError for another form."""
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    try:
        if len(text) == 10:
            known = PartialDate(dt.date.fromisoformat(text))
        elif len(text) == 7:
            known = PartialDate(dt.date.fromisoformat(f"{text}-01"), Precision.MONTH)
        else:
            known = PartialDate(dt.date(int(text), 1, 1), Precision.YEAR)
    except ValueError:
        return None
    return Day.of(known) if known.first.year >= FIRST_YEAR else None


def _may_be_several(code: str, events: list[Event]) -> bool:
    """A step that repeats; or one that was asked for again, of which all but one were answered with no."""
    said_no = sum(each.get("result") == "refuse" for each in events)
    return STEPS[code].repeats or (STEPS[code].asked_again and said_no >= len(events) - 1)


class _Reader:
    """Reads one case and gathers every reason on the way."""

    def __init__(self, raw, judged_on):
        self.raw, self.as_of = raw, judged_on
        self.reasons: list[str] = []
        self.faults: list[DateFault] = []

    def case(self) -> Case:
        if not isinstance(self.raw, dict):
            raise Unreadable("每一项应是一个对象，写明 id 和 events。")
        self.as_of = self._as_of()
        read = self._parts()
        if self.reasons:
            raise Unreadable(*self.reasons)
        return Case(**read)

    def _parts(self) -> dict:
        raw = self.raw
        return {
            "id": self._id(),
            "as_of": self.as_of,
            "events": self._events(),
            "person": self._person(),
            "branch": self._branch(),
            "policy": self._policy(),
            "partial": self._flag(raw, "partial", "partial") or False,
            "unknown": self._steps("unknown"),
            "absent": self._absent(),
            "claimed": self._claimed(),
            "papers": self._papers(),
            "date_faults": tuple(self.faults),
        }

    def _refuse(self, reason: str) -> None:
        self.reasons.append(reason if len(reason) <= LONGEST else f"{reason[:LONGEST]}……")

    def _id(self):
        if isinstance(self.raw.get("id"), str | int) and not isinstance(self.raw["id"], bool):
            return self.raw["id"]
        self._refuse("缺少 id，或 id 不是文字、数字。")
        return None

    def _as_of(self) -> dt.date:
        written = self.raw.get("as_of")
        if written is None:
            return self.as_of
        day = self._iso(written, "as_of")
        if day and day.is_exact and FIRST_YEAR <= day.first.year <= LAST_YEAR:
            return day.first
        self._refuse(f"as_of“{written}”应是一个具体的日期，例如 2026-11-20。")
        return self.as_of

    def _iso(self, written, where) -> Day | None:
        """The day, or None for one that no calendar has; another form is a reason."""
        try:
            return _day(written)
        except (TypeError, ValueError):
            self._refuse(f"{where} 的日期“{written}”不是 2019-09-08、2019-09 或 2019 的写法。")
            return None

    def _date(self, written, step, where, *, ahead=False, name="日期") -> Day | None:
        """A day that can have been; what cannot becomes a finding DATE and is then unknown."""
        before = len(self.reasons)
        day = self._iso(written, where)
        if len(self.reasons) > before:
            return None
        latest = dt.date(self.as_of.year + YEARS_AHEAD, 12, 31) if ahead else self.as_of
        if day is None:
            self._fault(step, written, f"{name}“{written}”在日历上不存在，请核对。")
        elif day.first > latest:
            self._fault(step, written, f"{name} {written} 还没有到（核对日 {self.as_of}），请核对。")
        else:
            return day
        return None

    def _fault(self, step, written, words) -> None:
        self.faults.append(DateFault(step, str(written), words))

    # --- events

    def _events(self) -> dict[str, tuple[Event, ...]]:
        raw = self.raw.get("events")
        if not isinstance(raw, list):
            self._refuse("缺少 events，或 events 不是列表。")
            return {}
        found: dict[str, list[Event]] = {}
        for number, each in enumerate(raw, start=1):
            if event := self._event(each, f"第 {number} 个步骤"):
                found.setdefault(event.step, []).append(event)
        for code, events in found.items():
            if len(events) > 1 and not _may_be_several(code, events):
                self._refuse(f"步骤 {code}（{STEPS[code].title}）只能有一次，现有 {len(events)} 次。")
        return {code: tuple(sorted(events, key=_order)) for code, events in found.items()}

    def _event(self, raw, where) -> Event | None:
        if not isinstance(raw, dict):
            self._refuse(f"{where} 应是一个对象，写明 step 和 on。")
            return None
        code = raw.get("step")
        if not isinstance(code, str) or code not in STEPS:
            self._refuse(f"{where} 的 step“{code}”不是已知的步骤。")
            return None
        where = f"{where}（{code}）"
        facts = dict(self._facts(raw, code, where))
        written = "" if STEPS[code].is_once else str(raw)  # Tells two events of one day apart, whatever their order.
        return Event(code, self._on(raw, code, facts, where), facts, written)

    def _on(self, raw, code, facts, where) -> Day | None:
        """A notice and a training are dated by their first day, everything else by `on`."""
        if code in ("public_notice", "training") and raw.get("from") is not None:
            return facts.get("from")
        if raw.get("on") is not None:
            return self._date(raw["on"], code, where)
        if code not in ("public_notice", "training"):
            self._refuse(f"{where}缺少日期 on。")
        return None

    def _facts(self, raw, code, where) -> Iterator[tuple[str, object]]:
        kinds = FACTS[code]
        for name, written in raw.items():
            if name in kinds and written is not None:
                value = self._fact(written, kinds[name], code, name, f"{where}的 {name}")
                if value is not None:
                    yield name, value
        if code == "public_notice" and raw.get("for") is None:
            self._refuse(f"{where}缺少 for：为哪一环节公示。")

    def _fact(self, written, kind, code, name, where):
        if kind is Kind.DATE:
            return self._date(written, code, where, ahead=(code, name) in MAY_LIE_AHEAD)
        if type(kind) is Choice:
            return self._choice(written, kind, where)
        if type(kind) is ListOf:
            return self._list(written, kind, where)
        return self._people(written, code, where) if kind is Kind.PEOPLE else self._simple(written, kind, where)

    def _simple(self, written, kind, where):
        is_bounded = kind in (Kind.AMOUNT, Kind.PEOPLE_COUNTED)
        if type(written) in kind.types and not (is_bounded and not 0 <= written <= MOST):
            return written
        self._refuse(f"{where} 应是{kind.words}，现为“{written}”。")
        return None

    def _choice(self, written, kind, where):
        if isinstance(written, str) and written in kind.words:
            return kind.words[written]
        self._refuse(f"{where} 应是 {'、'.join(kind.words)} 之一，现为“{written}”。")
        return None

    def _list(self, written, kind, where):
        if isinstance(written, list) and all(isinstance(each, str) and each in kind.words for each in written):
            return tuple(sorted(set(written)))
        self._refuse(f"{where} 应是列表，各项取自 {'、'.join(sorted(kind.words))}。")
        return None

    def _people(self, written, code, where):
        """Mentors and introducers, each with what is known of him."""
        if not (isinstance(written, list) and all(isinstance(each, dict) for each in written)):
            self._refuse(f"{where} 应是列表，每人一个对象。")
            return None
        return tuple(
            {
                name: value
                for name, kind in PEOPLE.items()
                if each.get(name) is not None
                and (value := self._fact(each[name], kind, code, name, f"{where} 的 {name}")) is not None
            }
            for each in written
        )

    # --- the rest of the case

    def _object(self, key) -> dict:
        raw = self.raw.get(key)
        if raw is None:
            return {}
        if not isinstance(raw, dict):
            self._refuse(f"{key} 应是一个对象。")
            return {}
        return raw

    def _flag(self, raw, key, where) -> bool | None:
        written = raw.get(key)
        return None if written is None else self._simple(written, Kind.YES_NO, where)

    def _person(self) -> Person:
        raw = self._object("person")
        born, leaves = raw.get("born_on"), raw.get("leaves_on")
        return Person(
            born_on=None if born is None else self._date(born, "person.born_on", "person.born_on", name="出生日期"),
            is_student=self._flag(raw, "student", "person.student"),
            is_league_member=self._flag(raw, "league_member", "person.league_member"),
            # Named and empty: nobody knows of any leaving. Not named: unknown.
            leaves_on=(False if "leaves_on" in raw else None)
            if leaves is None
            else self._date(leaves, "person.leaves_on", "person.leaves_on", ahead=True, name="预计离开日期"),
            is_mobile=self._flag(raw, "mobile", "person.mobile"),
        )

    def _branch(self) -> Branch:
        raw = self._object("branch")
        count = raw.get("full_members")
        words = {
            key: None if raw.get(key) is None else self._choice(raw[key], choice, f"branch.{key}")
            for key, choice in (("kind", BRANCH_KINDS), ("approves", APPROVING))
        }
        full = None if count is None else self._simple(count, Kind.PEOPLE_COUNTED, "branch.full_members")
        return Branch(
            full,
            self._flag(raw, "has_committee", "branch.has_committee"),
            **words,
            is_below_general=self._flag(raw, "below_general_branch", "branch.below_general_branch"),
        )

    def _policy(self) -> tuple[tuple[str, object], ...]:
        """Parameters that hold for this case alone."""
        read = []
        for key, written in sorted(self._object("policy").items()):
            declaration, written = DECLARATIONS.get(key), _points(key, written)
            if declaration is None or declaration.group != "membership":
                self._refuse(f"policy 中没有参数 {key}。")
            elif problem := value_problem(declaration, written) or _unknown_points(key, written):
                self._refuse(f"policy 的 {key}：{problem}")
            else:
                read.append((key.partition(".")[2], as_value(written)))
        return tuple(read)

    def _steps(self, key) -> frozenset[str]:
        written = self.raw.get(key)
        if written is None:
            return frozenset()
        if isinstance(written, list) and all(isinstance(each, str) and each in STEPS for each in written):
            return frozenset(written)
        self._refuse(f"{key} 应是步骤名称的列表。")
        return frozenset()

    def _absent(self) -> frozenset[str]:
        """Steps that did not happen; of one that repeats: that no more of them did than stand there."""
        absent, told = self._steps("absent"), self.raw.get("events")
        steps = [each.get("step") for each in told if isinstance(each, dict)] if isinstance(told, list) else []
        for code in sorted(absent):
            if code in steps and STEPS[code].is_once:
                self._refuse(f"absent 写明没有 {code}（{STEPS[code].title}），events 中却有这一步，请核对。")
        return absent

    def _claimed(self) -> dict:
        raw = self._object("claimed")
        read = {}
        if raw.get("stage") is not None:
            read["stage"] = self._choice(raw["stage"], Choice(STAGE_WORDS), "claimed.stage")
        for key in _CLAIMED:
            if raw.get(key) is not None and (
                day := self._date(raw[key], f"claimed.{key}", f"claimed.{key}", ahead=True)
            ):
                read[key] = day
        return {key: value for key, value in read.items() if value is not None}

    def _papers(self) -> tuple[Paper, ...]:
        raw = self.raw.get("documents")
        if raw is None:
            return ()
        if not (isinstance(raw, list) and all(isinstance(each, dict) for each in raw)):
            self._refuse("documents 应是列表，每份材料一个对象。")
            return ()
        return tuple(self._paper(each, f"第 {number} 份材料") for number, each in enumerate(raw, start=1))

    def _paper(self, raw, where) -> Paper:
        kind = self._choice(raw.get("kind"), Choice({each: each for each in DOCUMENT_KINDS}), where) or raw.get("kind")
        about = raw.get("about")
        if about is not None and not (isinstance(about, str) and about in STEPS):
            self._refuse(f"{where} 的 about“{about}”不是已知的步骤。")
        return Paper(
            kind=kind if isinstance(kind, str) else "",
            on=None if raw.get("on") is None else self._date(raw["on"], "documents", where),
            signed=self._flag(raw, "signed", f"{where} 的 signed"),
            original=self._flag(raw, "original", f"{where} 的 original"),
            about=about if isinstance(about, str) else "",
        )


def _points(key, written):
    """A notice may also be named as in its `for`."""
    is_list = key == "membership.public_notice_points" and isinstance(written, list)
    return (
        [NOTICE_POINTS.get(each, each) if isinstance(each, str) else each for each in written] if is_list else written
    )


def _unknown_points(key, written) -> str:
    """A stage that the school's parameter does not know would be asked of nobody."""
    if key != "membership.public_notice_points" or written is None:
        return ""
    known = tuple(NOTICE_POINTS.values())
    unknown = [each for each in written if each not in known]
    return f"没有“{unknown[0]}”这一环节，可写 {'、'.join(known)}。" if unknown else ""


def _order(event: Event) -> tuple:
    return event.order

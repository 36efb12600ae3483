"""`manage.py check_timelines FILE.json [--as-of DAY] [--preset NAME]`: histories judged (docs/timelines.md)."""

import datetime as dt
import json
from argparse import ArgumentTypeError
from collections import Counter
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from dates.working_days import CalendarEntry, WorkingCalendar
from membership.policy import MembershipPolicy
from membership.procedure.judging import judge_json
from membership.procedure.policies import PoliciesOn
from policy.calendar.seeding import seed_rows
from policy.presets import DOCUMENTS, NATIONAL, preset_policy, read_preset
from policy.reading import Through
from policy.working_days import working_calendar

LONGEST_NUMBER = 100  # digits
WORDS = {"legal": "合规", "illegal": "不合规", "unreadable": "无法读取"}


class Command(BaseCommand):
    help = "核对发展党员经历：逐个案件输出一行 JSON，末尾在标准错误输出汇总。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="案件列表，JSON 文件")
        parser.add_argument("--as-of", type=_day, help="核对日，例如 2026-11-20；默认今天")
        names = ", ".join((NATIONAL, *DOCUMENTS))
        parser.add_argument("--preset", help=f"按哪一份制度核对（{names}）；默认按本校已发布的制度")

    def handle(self, *, file, as_of, preset, **options):
        cases = _cases(file)
        policies_on, calendar = self._rules(preset)
        on = as_of or timezone.localdate()
        counted: Counter[str] = Counter()
        for raw in cases:
            verdict = judge_json(raw, on, policies_on, calendar)
            counted[verdict.word] += 1
            self.stdout.write(_line(verdict))
        shown = "，".join(f"{words} {counted[word]}" for word, words in WORDS.items())
        self.stderr.write(f"共核对 {len(cases)} 个案件：{shown}。")

    def _rules(self, preset) -> tuple[PoliciesOn, WorkingCalendar]:
        """A preset needs no database; otherwise what the school has published, without one the national values."""
        if preset is not None:
            return _preset(preset), _seeded_calendar()
        try:
            return _published(), working_calendar()
        except DatabaseError:
            self.stderr.write("没有连上数据库，按全国规定和随系统提供的工作日历核对。")
            return _preset(NATIONAL), _seeded_calendar()


def _line(verdict) -> str:
    """One line of JSON; half a character that a file may hold cannot be written out and is escaped."""
    written = verdict.as_json()
    line = json.dumps(written, ensure_ascii=False)
    return line if line.encode(errors="ignore").decode() == line else json.dumps(written)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"应为 2026-11-20 这样的日期，现为“{text}”。") from None


def _cases(file: Path) -> list:
    """The list in the file. Raises CommandError (exit status 2) where there is none."""
    try:
        cases = json.loads(file.read_text(encoding="utf-8-sig"), parse_int=_whole)
    except OSError as error:
        raise CommandError(f"无法读取 {file}：{error.strerror}。", returncode=2) from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise CommandError(f"{file} 不是 UTF-8 编码的 JSON：{error}。", returncode=2) from error
    if not isinstance(cases, list):
        raise CommandError(f"{file} 应是案件的列表，以 [ 开头。", returncode=2)
    return cases


def _whole(digits: str) -> int | Decimal:
    """A number that is too long to be reckoned with is kept as no fact takes it: its case alone is then unreadable."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else Decimal(digits)


def _preset(name: str) -> PoliciesOn:
    """The document's values from its own day on, the national ones before it."""
    if name not in (NATIONAL, *DOCUMENTS):
        raise CommandError(f"没有制度 {name}，可选 {'、'.join((NATIONAL, *DOCUMENTS))}。", returncode=2)
    begins = read_preset(name).document.holds_from
    national, own = preset_policy(MembershipPolicy, NATIONAL), preset_policy(MembershipPolicy, name)
    return lambda day: own if day >= begins else national


def _published() -> PoliciesOn:
    """What the school published, day by day; the national values beneath while it has published nothing."""
    through, national = Through(MembershipPolicy), preset_policy(MembershipPolicy, NATIONAL)
    known: dict[dt.date, MembershipPolicy] = {}

    def on(day):
        if day not in known:
            held = through.policy(day)
            known[day] = national if held == MembershipPolicy() else held
        return known[day]

    return on


def _seeded_calendar() -> WorkingCalendar:
    return WorkingCalendar(
        CalendarEntry(row["day"], row["is_working"], row["word"], row["is_provisional"]) for row in seed_rows()
    )

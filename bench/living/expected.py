"""What the living school should have been told, from duties, paths and `reminders.rules.turns` in plain Python.

Nothing here asks the statements that are being tried: each night is played by hand over rows read once.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bench.living.matters import RULES, Matter
from dates.working_days import WorkingCalendar
from directory.models import Account, Duty, Unit
from directory.permissions import PERMISSIONS, role_of
from directory.refusals import Grade
from reminders.models import Preference
from reminders.rules import Level, Pace, turns
from reminders.telling import OVERSEES

PACE = Pace(repeat=7, above=3, department=14)
_USUAL = Preference()


@dataclass(frozen=True, slots=True)
class Call:
    """One matter named to one person: by which right, for which turn."""

    matter: Matter
    level: Level
    turn: int
    late: int

    @property
    def rule(self):
        return RULES[self.matter.source]

    @property
    def is_late(self) -> bool:
        return self.late > 0 and self.rule.grade != Grade.ADVICE

    @property
    def passes(self) -> bool:
        """Overdue matters of party rules pass every switch."""
        return self.late > 0 and self.rule.grade == Grade.PARTY


@dataclass
class Expected:
    """The nights so far. Keys are accounts; a notice is (source, subject, due day, account, level, turn)."""

    matters: list[Matter]
    calendar: WorkingCalendar
    locked: dict[int, dt.date]
    notices: set[tuple] = field(default_factory=set)
    digests: dict[tuple[int, dt.date], tuple[int, int, int]] = field(default_factory=dict)
    mails: dict[tuple[int, dt.date], str] = field(default_factory=dict)

    def __post_init__(self):
        self.units = {unit.pk: unit for unit in Unit.objects.all()}
        (self.root,) = (pk for pk, unit in self.units.items() if unit.parent_id is None)
        self.accounts = {each.person_id: each for each in Account.objects.select_related("person")}
        self.people = {each.pk: each for each in self.accounts.values()}
        self.duties = list(Duty.objects.all())
        self.habits = {each.account_id: each for each in Preference.objects.all()}
        self.told: dict[tuple, int] = defaultdict(int)

    def night(self, on: dt.date) -> None:
        """Plays one night: whoever is told something that day, and what his digest and his mail are."""
        holders = self._holders(on)
        calls: dict[int, list[Call]] = defaultdict(list)
        for matter in self.matters:
            if matter.is_open(on) and matter.due_on - dt.timedelta(days=RULES[matter.source].ahead[0]) <= on:
                for account, call in self._calls(matter, on, holders).items():
                    calls[account].append(call)
        for account, said in calls.items():
            self._tell(account, said, on)

    def _holders(self, on) -> dict[tuple[int, str], set[int]]:
        """(unit, permission) → accounts that hold it there on that day and can log in."""
        found = defaultdict(set)
        for duty in self.duties:
            account = self.accounts.get(duty.person_id)
            role = role_of(duty.kind, self.units[duty.unit_id].kind)
            if account and role and _covers(duty, on) and not self._is_locked(account.pk, on):
                for permission in PERMISSIONS[role]:
                    found[duty.unit_id, permission].add(account.pk)
        return found

    def _is_locked(self, account, on) -> bool:
        """Accounts are locked in the morning: that night's digest was already written."""
        return account in self.locked and self.locked[account] < on

    def _nearest(self, unit: int | None, permission, holders) -> int | None:
        """The nearest unit upwards where somebody holds the permission."""
        while unit is not None and not holders.get((unit, permission)):
            unit = self.units[unit].parent_id
        return unit

    def _calls(self, matter, on, holders) -> dict[int, Call]:
        """Account → what it is told of this matter; once a day, by the nearest of its rights."""
        rule, late = RULES[matter.source], (on - matter.due_on).days
        acting = self._nearest(matter.unit, rule.acts, holders)
        above = self.units[acting].parent_id if acting else None
        places = {
            Level.ACTS: (acting, rule.acts),
            Level.ABOVE: (self._nearest(above, OVERSEES, holders), OVERSEES),
            Level.DEPARTMENT: (self.root if acting != self.root else None, OVERSEES),
        }
        found: dict[int, Call] = {}
        for level, turn in sorted(
            turns(matter.due_on, rule.ahead, PACE, on, binding=rule.grade != Grade.ADVICE).items()
        ):
            call = Call(matter, level, turn, late)
            for account in holders.get(places[level], ()):
                if self.told[matter, account, level] < turn and not self._pauses(account, call, on):
                    found.setdefault(account, call)
        return found

    def _pauses(self, account, call, on) -> bool:
        pauses = self.habits.get(account, _USUAL).pauses_on_holidays
        return pauses and not call.passes and not self.calendar.entry(on).is_working

    def _tell(self, account, said: list[Call], on) -> None:
        for call in said:
            matter = call.matter
            self.told[matter, account, call.level] = call.turn
            self.notices.add((matter.source, matter.subject, matter.due_on, account, int(call.level), call.turn))
        reported = sum(call.level in (Level.ABOVE, Level.DEPARTMENT) for call in said)
        self.digests[account, on] = (len(said), sum(call.is_late for call in said), reported)
        if self.habits.get(account, _USUAL).by_mail or any(call.passes for call in said):
            self.mails[account, on] = self._end_of_mail(account, on)

    def _end_of_mail(self, account, on) -> str:
        if not self.people[account].person.email:
            return "no_address"
        return "withdrawn" if self.locked.get(account) == on else "sent"

    def pairs(self) -> int:
        """How many (rule, subject, due day, person)."""
        return len({notice[:4] for notice in self.notices})


def _covers(duty, on) -> bool:
    return duty.from_on <= on and (duty.to_on is None or on <= duty.to_on)


def difference(expected: set | dict, found: list | dict) -> dict[str, int]:
    """Missed, doubled and foreign ones; of a mapping also those whose value differs."""
    if isinstance(found, dict):
        wrong = sum(expected[key] != found[key] for key in expected.keys() & found.keys())
        return {"missed": len(expected.keys() - found), "foreign": len(found.keys() - expected), "wrong": wrong}
    times = Counter(found)
    doubled = sum(number - 1 for number in times.values())
    return {"missed": len(expected - times.keys()), "doubled": doubled, "foreign": len(times.keys() - expected)}

"""What the importer reads: counts, faults and questions of a stage; its rows in words, fetched when looked at."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Count

from dates.partial import PartialDate
from directory.imports import columns
from directory.imports.targets import COMPARED, TARGETS
from directory.models import Category, Status, Unit
from directory.models.staging import StagedBatch, StagedFault, StagedPlan, StagedStatus
from sheets.imports.report import Conflict, Fault, Line, Report, no_counts

_PAGE = 1000
# Column of the record → its name on the screen; birth date and numbers are put into words together.
_NAMES = {
    "roster_no": columns.NUMBER, "name": columns.NAME, "reading": columns.READING, "gender": columns.GENDER,
    "ethnicity": columns.ETHNICITY, "native_place": columns.NATIVE_PLACE, "email": columns.EMAIL,
    "category": columns.CATEGORY, "education": columns.EDUCATION, "degree": columns.DEGREE,
    "grade_class": columns.GRADE_CLASS, "joined_work_on": columns.JOINED_WORK, "expected_leave_on": columns.LEAVE,
}  # fmt: skip
_LINES = f"""
SELECT plan.row, plan.action, plan.question, coalesce(s.name, p.name, ''), s.unit_id, p.unit_id,
       ARRAY[{", ".join(f"({TARGETS[name]})::text" for name in COMPARED)}],
       ARRAY[{", ".join(f"(p.{name})::text" for name in COMPARED)}],
       s.texts::text
FROM directory_stagedplan AS plan
JOIN directory_stagedperson AS s ON s.batch = plan.batch AND s.row = plan.row
LEFT JOIN directory_person AS p ON p.id = plan.person_id
WHERE plan.batch = %(batch)s AND plan.row > %(after)s {{only}}
ORDER BY plan.row LIMIT %(limit)s
"""


class StagedLines(Sequence):
    """The rows of a stage in the order of the file, or those with one action; a slice is one look at the stage."""

    def __init__(self, batch: str, action: str = ""):
        self.batch, self.action = batch, action

    def only(self, action: str) -> "StagedLines":
        """The rows with that action."""
        return StagedLines(self.batch, action)

    def __len__(self):
        return self._plans().count()

    def __getitem__(self, place):
        if not isinstance(place, slice):
            found = self[place : place + 1] if place >= 0 else self[len(self) + place :][:1]
            if not found:
                raise IndexError(place)
            return found[0]
        start, stop, step = place.indices(len(self))
        rows = list(self._plans().order_by("row").values_list("row", flat=True)[start:stop]) if stop > start else []
        return self._lines(rows[0] - 1, len(rows))[::step] if rows else []

    def __iter__(self):
        after = -1
        while lines := self._lines(after, _PAGE):
            yield from lines
            after = lines[-1].row

    def _plans(self):
        plans = StagedPlan.objects.filter(batch=self.batch)
        return plans.filter(action=self.action) if self.action else plans

    def _lines(self, after, limit) -> list[Line]:
        only = "AND plan.action = %(action)s" if self.action else ""
        with connection.cursor() as cursor:
            facts = {"batch": self.batch, "after": after, "limit": limit, "action": self.action}
            cursor.execute(_LINES.format(only=only), facts)
            rows = cursor.fetchall()
        return _in_words(self.batch, rows)


def report_of(batch: str) -> Report:
    """The stage of a batch as a report."""
    plans = StagedPlan.objects.filter(batch=batch)
    counts = no_counts() | dict(plans.values_list("action").annotate(Count("id")).order_by())
    faults = StagedFault.objects.filter(batch=batch).order_by("row", "id").values_list("row", "column", "message")
    asked = [
        Conflict(line.row, line.name, line.words)
        for line in (StagedLines(batch, "conflict") if counts["conflict"] else ())
    ]
    notes = StagedBatch.objects.filter(batch=batch).values_list("notes", flat=True).first() or ()
    return Report(counts, _in_order(Fault(*fault) for fault in faults), StagedLines(batch), asked, tuple(notes))


def _in_order(faults) -> list[Fault]:
    places = {column.name: place for place, column in enumerate(columns.COLUMNS)}
    return sorted(faults, key=lambda fault: (fault.row, places.get(fault.column, len(places))))


def _in_words(batch, rows) -> list[Line]:
    numbers = [row[0] for row in rows]
    faults, statuses = {}, {}
    for row, message in StagedFault.objects.filter(batch=batch, row__in=numbers).values_list("row", "message"):
        faults.setdefault(row, []).append(message)
    for each in StagedStatus.objects.filter(batch=batch, row__in=numbers).order_by("row", "from_on"):
        statuses.setdefault(each.row, []).append(each)
    units = dict(Unit.objects.filter(pk__in={row[4] for row in rows}).values_list("pk", "short_name"))
    return [
        Line(
            number,
            name,
            action,
            _words(action, question, faults.get(number, ()), change, statuses.get(number, ()), units),
        )
        for number, action, question, name, *change in rows
    ]


def _words(action, question, faults, change, statuses, units) -> str:
    if action == "error":
        return "；".join(faults)
    if action == "conflict":
        return question
    if action == "same":
        return ""
    unit, own_unit, told, known, texts = change
    words = [] if action == "new" else _differences(told, known)
    if unit and unit != own_unit and not statuses:
        words.append(f"党组织：{units.get(unit, '')}")
    words += [_status_words(each, own_unit, units) for each in statuses]
    return "；".join(words) or ("其他信息将更新" if texts else "")


def _status_words(each, own_unit, units) -> str:
    where = f"，{units[each.unit_id]}" if each.unit_id != own_unit and each.unit_id in units else ""
    since = PartialDate(each.from_on, each.from_precision).iso()
    return f"党籍：{Status(each.status).label}，{since} 起{where}"


def _differences(told, known) -> list[str]:
    """“民族 汉族 → 回族”; a sealed number is only said to change."""
    before, after = dict(zip(COMPARED, known, strict=True)), dict(zip(COMPARED, told, strict=True))
    words = [
        f"{title} {_shown(name, before[name])} → {_shown(name, after[name])}"
        for name, title in _NAMES.items()
        if (before[name] or "") != (after[name] or "")
    ]
    if (before["birth_on"], before["birth_precision"]) != (after["birth_on"], after["birth_precision"]):
        words.append(f"出生日期 {_birth(before)} → {_birth(after)}")
    for kind, title in (("id", columns.ID_NUMBER), ("phone", columns.PHONE)):
        if before[f"{kind}_index"] != after[f"{kind}_index"]:
            words.append(f"{title}将{'更新' if after[f'{kind}_index'] else '清空'}")
    return words


def _shown(name, value) -> str:
    return (Category(value).label if name == "category" else value) if value else "（无）"


def _birth(record) -> str:
    length = {"day": 10, "month": 7, "year": 4}[record["birth_precision"] or "day"]
    return record["birth_on"][:length] if record["birth_on"] else "（无）"

"""A roster of 100,000 people × 20 columns in and out, beside what cannot be saved (BENCH_ROWS for fewer).

L is reading the file, COPY and one upsert into a plain indexed twin of the table. It holds no history, no sealing, no
search keys, no foreign keys and no other table; what these cost is printed as lines of their own. C is COPY TO CSV of
the same columns. Preview and confirmation are what the worker runs, in a process of its own (bench/bringing.py), the
file's container and child included. L is measured before and behind each import; where others use the machine, the
ratio of processor time (Python, child and PostgreSQL) says more than that of time.
"""

import datetime as dt
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import python_calamine
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from audit.sealing import sealing
from bench.bringing import processor_time
from bench.measure import HEADER, line
from desk.demo.names import invented_names
from directory.models import Person, Unit
from directory.models.people import ID_PURPOSE, PHONE_PURPOSE
from directory.names.pinyin import search_keys, sort_key
from directory.names.strokes import stroke_key
from directory.numbers import make_id_number
from directory.rosters import copy_out, day_cell
from sheets.staging import copy_in
from sheets.streaming import PlainRoster, copied_line, write_plain_roster
from sheets.tables import Column

ROWS = int(os.environ.get("BENCH_ROWS", 100_000))
NAMES = 60_000
HEADINGS = [
    *("学工号", "姓名", "性别", "民族", "身份证号", "出生日期", "学历", "学位", "籍贯", "手机号", "邮箱", "组织编码"),
    *("人员类别", "参加工作日期", "预计离校日期", "入党时间", "转正时间", "转入时间", "党员类型", "备注"),
]
_FRESH = "import sys, django; django.setup(); from bench.bringing import main; main(sys.argv[1])"
_DAY_ZERO = dt.date(1899, 12, 30)


def main() -> None:
    if not Unit.objects.exists():
        call_command("demo_school", members=5_000, verbosity=0)
    names = [each[0] for each in invented_names(min(NAMES, ROWS))]
    first, changed = (_file(names, phones, note) for phones, note in (("139", "骨干"), ("139", "困难")))
    print(f"\nroster of {ROWS:,} people × {len(HEADINGS)} columns, {len(first) / 1e6:.1f} MB\n{HEADER}")
    limit = _imports(first, changed)
    _extras(limit, names)
    _exports()


def _imports(first, changed) -> float:
    before = _limit(first)
    line("L: calamine, COPY, upsert into a plain indexed twin", before["time"])
    for words, content, goal in (
        ("all new", first, "≤ 2 × L"),
        ("the same file again: 0 changes", first, "≤ 1.5 × L"),
        ("one column changed in every row", changed, "≤ 2 × L"),
    ):
        check, carry_out, memory = _import(content)
        behind = _limit(first)
        _vacuum()
        limit = {name: (before[name] + behind[name]) / 2 for name in before}
        before = behind
        _tell(f"import, {words} {memory['counts']}", check, carry_out, limit, f"{goal}; {memory['words']}")
    return limit["time"]


def _tell(words, check, carry_out, limit, goal):
    both = (check["cpu"] + carry_out["cpu"]) / limit["cpu"]
    line(words, check["time"] + carry_out["time"], limit["time"], f"processor {both:.1f} × L; {goal}")
    for name, each in (("preview", check), ("confirmation", carry_out)):
        line(f"    {name}", each["time"], limit["time"], f"processor {each['cpu'] / limit['cpu']:.1f} × L")
        for part, figure in sorted(each["parts"].items(), key=lambda part: -part[1]):
            if figure >= limit["time"] / 50:
                line(f"        {part}", figure, limit["time"])


def _import(content) -> tuple[dict, dict, dict]:
    """Figures of the preview and of the confirmation, and the most memory of the process and of its child."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        done = subprocess.run([sys.executable, "-c", _FRESH, file.name], stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout)
    own, child, idle = told["peak"], told["child_peak"], told["idle"]
    words = f"most memory {own:.0f} MB ({idle:.0f} idle), child {child:.0f} MB (≤ 250)"
    return told["check"], told["carry_out"], {"words": words, "counts": told["counts"]}


def _vacuum():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _file(names, phones, note) -> bytes:
    """The roster as a spreadsheet program would hand it over: texts, true dates."""
    leaves = list(Unit.objects.filter(kind="branch").values_list("code", flat=True).order_by("code"))

    def feed(write, marks):
        for serial in range(ROWS):
            cells = _person(serial, names, leaves, phones, note)
            write(copied_line([serial + 1, *(_cell(each, marks) for each in cells)]))

    columns = [Column("序"), *map(Column, HEADINGS)]
    with write_plain_roster(PlainRoster("人员名册", [f"填报日期：{timezone.localdate()}"], columns, feed)) as file:
        return file.read()


def _cell(value, marks):
    return f"{marks.day}{(value - _DAY_ZERO).days}" if isinstance(value, dt.date) else value


def _person(n, names, leaves, phones, note) -> list:
    born = dt.date(1915, 1, 1) + dt.timedelta(days=n * 7919 % 15_000)
    sequence = 900 - (n // 15_000) * 2 - n % 2
    joined = dt.date(2005, 1, 1) + dt.timedelta(days=n % 6000)
    return [
        f"7{n:08}", names[n % len(names)], "男" if sequence % 2 else "女", ("汉族", "汉族", "回族", "满族")[n % 4],
        make_id_number(born, sequence), born, ("大学本科", "硕士研究生", "博士研究生")[n % 3],
        ("学士", "硕士", "博士")[n % 3], ("江苏南通", "浙江绍兴", "安徽黄山")[n % 3], f"{phones}{n:08}",
        f"p{n}@example.edu.cn", leaves[n % len(leaves)], ("教职工", "本科生", "硕士生")[n % 3],
        dt.date(2003, 7, 1) + dt.timedelta(days=n % 3000), dt.date(2027, 6, 30), joined,
        joined + dt.timedelta(days=366), "", "正式党员", note,
    ]  # fmt: skip


_TWIN = """
CREATE TABLE bench_twin (LIKE directory_person INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES);
CREATE UNLOGGED TABLE bench_loaded (
    roster_no text, name text, gender text, ethnicity text, id_number text, birth_on date, education text, degree text,
    native_place text, phone text, email text, unit_code text, category text, joined_work_on date,
    expected_leave_on date, joined_on date, full_on date, moved_on text, status text, note text)
"""
_UPSERT = """
INSERT INTO bench_twin (roster_no, name, reading, sort_pinyin, sort_strokes, search_keys, gender, ethnicity, birth_on,
    birth_precision, native_place, id_mask, phone_mask, email, category, education, degree, grade_class, joined_work_on,
    expected_leave_on, unit_id, status, version)
SELECT l.roster_no, l.name, '', l.name, l.name, '{}', l.gender, l.ethnicity, l.birth_on, 'day', l.native_place,
    l.id_number, l.phone, l.email, l.category, l.education, l.degree, '', l.joined_work_on, l.expected_leave_on,
    u.id, l.status, 1
FROM bench_loaded AS l JOIN directory_unit AS u ON u.code = l.unit_code
ON CONFLICT (roster_no) DO UPDATE SET name = EXCLUDED.name
"""


def _limit(content) -> dict[str, float]:
    """Iterating the rows with calamine, COPY of the same rows, one upsert: milliseconds, also of processor time."""
    with connection.cursor() as cursor:
        cursor.execute(_TWIN)
    begun, spent = time.perf_counter(), processor_time()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = iter(book.get_sheet_by_index(0).iter_rows())
    for _ in range(3):
        next(rows)
    columns = [
        each.name for each in connection.introspection.get_table_description(connection.cursor(), "bench_loaded")
    ]
    text = "".join("\t".join(map(str, row[1:])) + "\n" for row in rows)
    copy_in("bench_loaded", columns, [text.encode()])
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT)
        found = {"time": (time.perf_counter() - begun) * 1000, "cpu": processor_time() - spent}
        cursor.execute("DROP TABLE bench_twin, bench_loaded")
    return found


def _extras(limit, names):
    """What L does not hold, each alone: in Python, and into twins with the same rows."""
    number, phone = sealing(ID_PURPOSE), sealing(PHONE_PURPOSE)
    for words, job in (
        ("two numbers of every row sealed and indexed", lambda: [(number(str(n)), phone(str(n))) for n in range(ROWS)]),
        (f"keys of {len(names):,} names", lambda: [(search_keys(n), sort_key(n), stroke_key(n)) for n in names]),
    ):
        begun = time.perf_counter()
        job()
        line(words, (time.perf_counter() - begun) * 1000, limit)
    source = Person.objects.filter(roster_no__startswith="7", roster_no__regex="^7[0-9]{8}$")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_people AS SELECT * FROM directory_person WHERE id = ANY(%s)",
            [list(source.values_list("pk", flat=True))],
        )
        for words, index in (("without", ""), ("with", "CREATE INDEX ON bench_keys USING gin (search_keys)")):
            cursor.execute("CREATE TABLE bench_keys AS SELECT id, search_keys FROM directory_person LIMIT 0")
            if index:
                cursor.execute(index)
            begun = time.perf_counter()
            cursor.execute("INSERT INTO bench_keys SELECT id, search_keys FROM bench_people")
            line(
                f"search keys of {ROWS:,} rows stored {words} their index", (time.perf_counter() - begun) * 1000, limit
            )
            cursor.execute("DROP TABLE bench_keys")
        begun = time.perf_counter()
        cursor.execute("UPDATE directory_person SET grade_class = 'x' WHERE id IN (SELECT id FROM bench_people)")
        with_history = (time.perf_counter() - begun) * 1000
        cursor.execute("ALTER TABLE directory_person DISABLE TRIGGER USER")
        begun = time.perf_counter()
        cursor.execute("UPDATE directory_person SET grade_class = '' WHERE id IN (SELECT id FROM bench_people)")
        bare = (time.perf_counter() - begun) * 1000
        cursor.execute("ALTER TABLE directory_person ENABLE TRIGGER USER")
        cursor.execute("DROP TABLE bench_people")
    line("history of an update of every row", with_history - bare, limit)


_CELLS = (
    "name", "roster_no", "gender", "ethnicity", "birth_on", "birth_precision", "id_mask", "phone_mask", "unit__code",
    "unit__full_name", "status", "category", "education", "degree", "grade_class", "joined_work_on",
    "expected_leave_on", "native_place", "email",
)  # fmt: skip
_DAYS = {"birth_on", "joined_work_on", "expected_leave_on"}


def _exports():
    """Twenty columns of the rows that came in, the serial number included."""
    rows = Person.objects.filter(roster_no__regex="^7[0-9]{8}$").order_by("sort_pinyin", "id")
    columns = ", ".join(f"u.{name[6:]}" if name.startswith("unit__") else f"p.{name}" for name in _CELLS)
    statement = (
        f"COPY (SELECT p.id, {columns} FROM directory_person AS p JOIN directory_unit AS u ON u.id = p.unit_id"
        " WHERE p.roster_no ~ '^7[0-9]{8}$' ORDER BY p.sort_pinyin, p.id) TO STDOUT (FORMAT csv)"
    )
    limit, figure = _fastest(lambda: _to_nowhere(statement)), _fastest(lambda: _export(rows))
    with _memory() as memory:
        _export(rows)
    line(f"export of {rows.count():,} rows × 20", figure, limit, f"≤ 6 × C; +{memory():.0f} MB (≤ 40)")


def _to_nowhere(statement):
    with connection.cursor() as cursor, Path(os.devnull).open("wb") as nowhere:
        cursor.copy_expert(statement, nowhere)


def _export(rows):
    def feed(write, marks):
        copy_out(rows, [day_cell(marks, name) if name in _DAYS else F(name) for name in _CELLS], write)

    columns = [Column("序"), *map(Column, _CELLS)]
    write_plain_roster(PlainRoster("人员名册", ["测量"], columns, feed)).close()


def _fastest(job) -> float:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        job()
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)


@contextmanager
def _memory():
    """The most that this process grows inside, asked many times a second; gives MB."""
    before, most, done = _resident(), [0.0], threading.Event()

    def watch():
        while not done.wait(0.02):
            most[0] = max(most[0], _resident())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield lambda: most[0] - before
    done.set()
    watcher.join()


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1024**2

"""Looks for known numbers in anything that has been written down: as digits, as hexadecimal, as base64."""

import base64
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from django.db import connection
from psycopg2 import extensions

_RUNS = re.compile(r"\d{11,}[Xx]?")


class Numbers:
    """A set of identity and mobile numbers."""

    def __init__(self, numbers):
        self.numbers = set(numbers)
        self.lengths = sorted({len(number) for number in self.numbers})
        heads = {number[:6] for number in self.numbers}
        self.hex_heads = [(head, re.compile(head.encode().hex())) for head in heads]
        self.base64_heads = {base64.b64encode(head.encode()).decode() for head in heads}

    def found_in(self, text: str) -> set[str]:
        """Every number of the set that the text holds."""
        found = {part for run in _RUNS.findall(text) for part in self._parts(run) if part in self.numbers}
        return found | self._in_hex(text)

    def _parts(self, run):
        run = run.upper()
        for length in self.lengths:
            yield from (run[start : start + length] for start in range(len(run) - length + 1))

    def _in_hex(self, text):
        """As PostgreSQL prints bytes; whatever begins like a number is read on."""
        found = set()
        for _, head in self.hex_heads:
            for match in head.finditer(text):
                for length in self.lengths:
                    raw = text[match.start() : match.start() + 2 * length]
                    found |= {bytes.fromhex(raw).decode("latin-1")} & self.numbers if _is_hex(raw) else set()
        return found

    def in_base64(self, text: str) -> set[str]:
        return {head for head in self.base64_heads if head in text}


def text_of(content: bytes) -> str:
    """What is written there; a workbook is unpacked."""
    if not content.startswith(b"PK"):
        return content.decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("latin-1") for name in package.namelist())


def _is_hex(raw) -> bool:
    return len(raw) % 2 == 0 and re.fullmatch(r"[0-9a-f]+", raw) is not None


def dump(database: str) -> str:
    """The whole database as a plain dump; by COPY where no fitting pg_dump is at hand."""
    program = _pg_dump()
    return _dumped(program, database) if program else _copied()


def _pg_dump():
    """A pg_dump that is not older than the server."""
    wanted = connection.pg_version // 10000
    places = [Path(found)] if (found := shutil.which("pg_dump")) else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"), reverse=True)
    for program in places:
        version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
        if (found := re.search(r"(\d+)\.", version)) and int(found[1]) >= wanted:
            return program
    return None


def _dumped(program, database) -> str:
    words = extensions.parse_dsn(connection.connection.dsn)
    options = [
        f"--{name}={words[key]}"
        for name, key in (("host", "host"), ("port", "port"), ("username", "user"))
        if key in words
    ]
    environ = {"PGPASSWORD": connection.settings_dict["PASSWORD"] or "", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([program, *options, "--dbname", database], capture_output=True, env=environ)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "replace")


def _copied() -> str:
    text = io.StringIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} TO STDOUT", text)
    return text.getvalue()

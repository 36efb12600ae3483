"""The clock: a file that every process reads, standing still or running on from a moment."""

import datetime as dt
import os
import time
from pathlib import Path

SHANGHAI = dt.timezone(dt.timedelta(hours=8))


class Clock:
    """`<moment>`: it stands still; `<moment> <seconds since 1970>`: since then it has run on."""

    def __init__(self, path: Path):
        self.path = path

    def now(self) -> dt.datetime:
        moment, _, since = self.path.read_text().partition(" ")
        ran = time.time() - float(since) if since else 0
        return (dt.datetime.fromisoformat(moment) + dt.timedelta(seconds=ran)).astimezone(dt.UTC)

    def set(self, moment: dt.datetime, *, running: bool = False) -> None:
        """Nobody ever reads half a moment."""
        fresh = self.path.with_name("clock.new")
        fresh.write_text(moment.isoformat() + (f" {time.time()}" if running else ""))
        fresh.replace(self.path)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of a day in Shanghai."""
    return dt.datetime.combine(day, dt.time(hour, minute), SHANGHAI)


def note(path: Path, line: str) -> None:
    """One line at the end of a file that many processes write."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)

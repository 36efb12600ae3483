"""Runs: every command has a folder and processes of its own, and a dead command's leavings are cleared by the next.

A run's folder is locked while the command lives. The system drops the lock with its holder, however it died: a run
whose lock can be taken is dead.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from devtools import ROOT, VAR

MAIN = "up"  # its folder holds the demo school and outlives the command
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Run:
    """One living command: its folder, its lock, and the processes started for it by name."""

    folder: Path
    lock: IO | None = None
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start(self, name: str, command: list[str], *, log: Path, **words) -> subprocess.Popen:
        """Start in a session of its own, so that Ctrl-C reaches only us and we choose the order of stopping."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, **words
            )
        self.processes[name] = process
        with (self.folder / "sessions").open("a") as sessions:
            sessions.write(f"{process.pid}\n")
        return process

    def stop(self, name: str, *, patience: float = 15) -> None:
        """PostgreSQL is told to disconnect everybody (SIGINT); the others end what they are doing (SIGTERM)."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGINT if name == "postgres" else signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def close(self) -> None:
        """Stop everything, the last started first; nothing may interrupt this, and a throw-away run leaves nothing."""
        with undisturbed():
            for name in reversed(list(self.processes)):
                self.stop(name)
            if self.lock:
                (self.folder / "sessions").unlink(missing_ok=True)
                discard(self.folder)
                self.lock.close()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Signals are ignored meanwhile, and heard again afterwards: a process started later would inherit its deafness."""
    heard = {number: signal.signal(number, signal.SIG_IGN) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in heard.items():
            signal.signal(number, handler)


def open_run(place: Path, name: str) -> Run | None:
    """Clear what dead runs left, then open this one; None while a run of that name is alive."""
    with locked(VAR / "runs.lock"):
        for folder in place.glob("*.run"):
            sweep(folder, marks=[str(place), str(ROOT)])
        folder = place / f"{name}.run"
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)
        lock = take_lock(folder / "lock")
        return Run(folder, lock) if lock else None


def is_alive(place: Path, name: str) -> bool:
    folder = place / f"{name}.run"
    lock = take_lock(folder / "lock") if folder.exists() else None
    if lock:
        lock.close()
    return folder.exists() and lock is None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def take_lock(path: Path) -> IO | None:
    """The open, locked file, or None while another process holds it."""
    handle = path.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def sweep(folder: Path, *, marks: list[str]) -> None:
    """End the processes of a dead run and discard its folder."""
    lock = take_lock(folder / "lock")
    if lock is None:
        return
    with lock:
        end_leftovers(folder / "sessions", marks=marks)
        discard(folder)


def discard(folder: Path) -> None:
    if folder.name != f"{MAIN}.run":
        shutil.rmtree(folder, ignore_errors=True)


def end_leftovers(record: Path, *, marks: list[str], patience: float = 5) -> None:
    """End every process of the recorded sessions, first politely."""
    sessions = {int(word) for word in record.read_text().split()} if record.exists() else set()
    for how in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + patience
        while (left := leftovers(sessions, marks=marks)) and time.monotonic() < deadline:
            for pid in left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, how)
            time.sleep(0.2)
    record.unlink(missing_ok=True)


def leftovers(sessions: set[int], *, marks: list[str]) -> list[int]:
    """Living processes of these sessions whose command line names this clone.

    The system may have given a session's number to a stranger since; the stranger's command names no mark.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*") if sessions else ():
        with contextlib.suppress(OSError):
            state, _, _, session = (entry / "stat").read_text().rpartition(") ")[2].split()[:4]
            words = (entry / "cmdline").read_text(errors="replace")
            if int(session) in sessions and state != "Z" and any(mark in words for mark in marks):
                found.append(int(entry.name))
    return found

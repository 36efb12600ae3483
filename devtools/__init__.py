"""What `dev.py` is made of; the standard library alone, because it runs before anything is installed."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
LOGS = VAR / "log"
VENV = ROOT / ".venv"


class Trouble(Exception):
    """Something a person has to put right; the text says what and how."""


class Stopped(BaseException):
    """Somebody asked for the end: Ctrl-C, a closed terminal or a service manager; carries the signal's number."""


def say(line: str) -> None:
    print(line, flush=True)


def python(*words: str) -> list[str]:
    """The command line of the environment's own Python."""
    return [str(VENV / "bin" / "python"), *words]

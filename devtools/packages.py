"""Brings .venv to exactly what requirements-dev.lock says."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from devtools import ROOT, VAR, VENV, Trouble, python, say
from devtools.index import configured_index, uv_environment
from devtools.runs import locked
from devtools.uv import find_uv

LOCK_FILE = ROOT / "requirements-dev.lock"


def settle_packages() -> None:
    """Nothing happens while the lock is the one that .venv was last brought to."""
    stamp = VENV / ".lock-stamp"
    with locked(VAR / "packages.lock"):
        usable = has_python()
        if usable and stamp.exists() and stamp.read_text() == lock_sum():
            return
        say("installing packages")
        index = configured_index(os.environ)
        uv, environ = find_uv(index), uv_environment(index, os.environ)
        if not usable:
            run([uv, "venv", "-q", "--clear", "--no-project", "--python", sys.executable, str(VENV)], environ)
        sync = [uv, "pip", "sync", "-q", "--require-hashes", "--python", *python()]
        run([*sync, str(LOCK_FILE)], environ)
        stamp.write_text(lock_sum())


def has_python() -> bool:
    """Whether .venv's Python still runs; it does not once the Python it was made from is gone."""
    try:
        return subprocess.run(python("-c", ""), capture_output=True).returncode == 0
    except OSError:
        return False


def lock_sum() -> str:
    return hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()


def run(command: list[str], environ: dict[str, str]) -> None:
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise Trouble(f"{Path(command[0]).name} failed:\n{(done.stderr or done.stdout).strip()}")

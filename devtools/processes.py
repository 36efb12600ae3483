"""What Django's processes are told, and how a command is run in front of the person who asked for it."""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from devtools import ROOT, VAR, VENV, Stopped, Trouble, python, say
from devtools.servers import Site

SECRETS = VAR / "secrets.env"


def environment(site: Site, *, settings: str = "demo", hosts: Iterable[str] = ()) -> dict[str, str]:
    """This clone's keys (what is set already wins), the two servers, and the programs of both on the path."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = [str(VENV / "bin"), str(site.programs.postgres_folder), os.environ.get("PATH", os.defpath)]
    return {
        "EMAIL_FILE_PATH": str(VAR / "mail"),
        **read_secrets(SECRETS),
        **inherited,
        **site.urls,
        "ALLOWED_HOSTS": ",".join([os.environ.get("ALLOWED_HOSTS") or "127.0.0.1,localhost", *hosts]),
        "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}",
        "PYTHONUTF8": "1",
        "VIRTUAL_ENV": str(VENV),
        "PATH": os.pathsep.join(path),
    }


def read_secrets(path: Path) -> dict[str, str]:
    """The keys of this clone, made once; without the sealing keys nobody can read the sealed numbers again."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        sealing, index = (base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2))
        text = f"SECRET_KEY={secrets.token_urlsafe(50)}\nSEALING_KEYS=demo:{sealing}\nSEALING_INDEX_KEY={index}\n"
        write_private(path, text)
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)


def write_private(path: Path, text: str) -> None:
    """Readable for us alone and never half-written; if another command was first, its file stays."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def manage(*command: str, environ: dict[str, str], what: str | None = None) -> str:
    """A management command's output; on failure everything it said."""
    if what:
        say(what)
    done = subprocess.run(python("manage.py", *command), env=environ, cwd=ROOT, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise Trouble(f"manage.py {command[0]} failed:\n{(done.stderr or done.stdout).strip()}")
    return done.stdout


def attended(command: list[str], environ: dict[str, str]) -> int:
    """Run in the foreground; whatever ends us ends it first."""
    process = subprocess.Popen(command, env=environ, cwd=ROOT)
    try:
        return process.wait()
    except Stopped:
        # A terminal sends Ctrl-C to both of us; anything else reached only us.
        if not sys.stdin.isatty():
            process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except (Stopped, subprocess.TimeoutExpired):
            process.kill()
            process.wait()
        raise

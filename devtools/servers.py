"""One PostgreSQL and one broker for a run, on unix sockets that nobody else may reach."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

from devtools import LOGS, Trouble
from devtools.place import Owner, Programs, find_place, find_programs
from devtools.runs import MAIN, Run, open_run

LASTING = {"shared_buffers": "256MB"}
THROW_AWAY = {**LASTING, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
BENCH = {
    **THROW_AWAY,
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
}


@dataclass
class Site:
    """A run with the addresses of its two servers; what a child process has to be told."""

    run: Run
    programs: Programs
    urls: dict[str, str] = field(default_factory=dict)


def open_site(name: str, *, options: dict[str, str]) -> Site | None:
    """Open the run and start the servers that the environment does not name; None while that run is alive."""
    owner = Owner.find()
    place = find_place(owner)
    site = Site(Run(place), find_programs(owner, place))
    run = open_run(place, name)
    if run is None:
        return None
    site.run = run
    try:
        start_missing(site, owner, options)
    except BaseException:
        run.close()
        raise
    return site


def start_missing(site: Site, owner: Owner, options: dict[str, str]) -> None:
    """The broker first: it is up before PostgreSQL is."""
    site.urls |= {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    logs = LOGS if site.run.folder.name == f"{MAIN}.run" else site.run.folder
    broker = Broker(site.run, owner, site.programs, logs)
    own_broker = "REDIS_URL" not in site.urls
    if own_broker:
        site.urls["REDIS_URL"] = broker.start()
    if "DATABASE_URL" not in site.urls:
        site.urls["DATABASE_URL"] = Postgres(site.run, owner, site.programs, logs).start(options)
    if own_broker:
        broker.wait()


@dataclass
class Server:
    run: Run
    owner: Owner
    programs: Programs
    logs: Path

    @property
    def sockets(self) -> Path:
        return self.owner.folder(self.run.folder / "s")


class Broker(Server):
    """Keeps nothing on disk: PostgreSQL holds what is to be done."""

    def start(self) -> str:
        path = self.sockets / "broker"
        path.unlink(missing_ok=True)
        words = ["--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no", "--daemonize", "no"]
        log = self.logs / "broker.log"
        self.run.start("broker", [self.programs.broker, *words], log=log, cwd=path.parent, **self.owner.switch)
        return f"redis+socket://{path}"

    def wait(self) -> None:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
                client.connect(str(self.sockets / "broker"))
                client.sendall(b"PING\r\n")
                if client.recv(5) == b"+PONG":
                    return
            time.sleep(0.1)
        raise Trouble(f"the broker does not start; its log: {self.logs / 'broker.log'}")


class Postgres(Server):
    """Superuser and database are both called `party`."""

    def start(self, options: dict[str, str]) -> str:
        data = self.owner.folder(self.run.folder / "pg")
        if not (data / "PG_VERSION").exists():
            self.create_cluster(data)
        forget_dead_server(data)
        # After a kill -9 the old backends hold their shared memory for about a second: try again.
        for _ in range(20):
            if self.launch(data, options):
                return self.settle_database()
            time.sleep(0.5)
        raise Trouble(f"PostgreSQL does not start; its log: {self.logs / 'postgres.log'}")

    def create_cluster(self, data: Path) -> None:
        """PostgreSQL's own C.UTF-8 sorts alike everywhere; orders that people see are computed in Python."""
        fresh = data.with_name("pg.new")
        for folder in (data, fresh):
            shutil.rmtree(folder, ignore_errors=True)
        self.owner.folder(fresh)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "-E", "UTF8"]
        command = [self.programs.postgres("initdb"), "-D", str(fresh), "-U", "party", "-A", "trust", "-N", *locale]
        done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, **self.owner.switch)
        if done.returncode:
            raise Trouble("initdb failed:\n" + done.stderr.strip())
        fresh.rename(data)

    def launch(self, data: Path, options: dict[str, str]) -> bool:
        """Start and wait until it accepts connections; False once it has ended by itself."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.sockets), **options}
        words = [f"--{name}={value}" for name, value in options.items()]
        command = [self.programs.postgres("postgres"), "-D", str(data), *words]
        log = self.logs / "postgres.log"
        process = self.run.start("postgres", command, log=log, cwd=data, **self.owner.switch)
        ask = [self.programs.postgres("pg_isready"), "-q", "-h", str(self.sockets), "-U", "party"]
        for _ in range(1200):
            if process.poll() is not None:
                return False
            if subprocess.run(ask).returncode == 0:
                return True
            time.sleep(0.05)
        return False

    def settle_database(self) -> str:
        server = f"postgresql://party@{urllib.parse.quote(str(self.sockets), safe='')}"
        if not query(self.programs, f"{server}/postgres", "select 1 from pg_database where datname = 'party'"):
            query(self.programs, f"{server}/postgres", "create database party")
        return f"{server}/party"


def forget_dead_server(data: Path) -> None:
    """Remove a dead server's note: its number may belong to another program by now, which would block the start."""
    note = data / "postmaster.pid"
    with contextlib.suppress(OSError, ValueError, IndexError):
        command = Path("/proc") / str(int(note.read_text().split()[0])) / "cmdline"
        if not command.exists() or str(data) not in command.read_text(errors="replace"):
            note.unlink()


def query(programs: Programs, url: str, statement: str) -> str:
    words = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement]
    done = subprocess.run([programs.postgres("psql"), *words], capture_output=True, encoding="utf-8")
    if done.returncode:
        raise Trouble("the database refuses: " + done.stderr.strip())
    return done.stdout.strip()

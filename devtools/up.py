"""`dev.py up`: the whole product on this machine until Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import socket
import time
import urllib.error
import urllib.request
from argparse import Namespace

from devtools import LOGS, ROOT, VAR, Trouble, python, say
from devtools.place import Owner, find_place, find_programs
from devtools.processes import environment, manage, write_private
from devtools.runs import MAIN, Run, is_alive
from devtools.servers import LASTING, Site, open_site, query

NOTE = VAR / "up.json"  # what a neighbour needs to know of a running `up`


def up(words: Namespace) -> int:
    site = own_or_neighbour()
    if site.run.lock is None:
        raise Trouble(f"it already runs in this folder: {read_note()['address']}")
    try:
        serve(site, words)
    finally:
        NOTE.unlink(missing_ok=True)
        site.run.close()
    return 0


def own_or_neighbour() -> Site:
    """The servers with the demo school: started for us, or (without a lock) those of a running `up`."""
    for waited in range(600):
        site = open_site(MAIN, options=LASTING) or neighbour()
        if site:
            return site
        if waited == 2:
            say("waiting for another command in this folder to end")
        time.sleep(1)
    raise Trouble("another command in this folder does not end; stop it and try again")


def neighbour() -> Site | None:
    """The servers of a running `up`. Its note alone proves nothing; its lock does."""
    owner = Owner.find()
    place = find_place(owner)
    note = read_note()
    if not note or not is_alive(place, MAIN):
        return None
    return Site(Run(place / f"{MAIN}.run"), find_programs(owner, place), note["urls"])


def read_note() -> dict:
    with contextlib.suppress(OSError, ValueError):
        return json.loads(NOTE.read_text())
    return {}


def serve(site: Site, words: Namespace) -> None:
    NOTE.unlink(missing_ok=True)
    address, hosts = open_hosts(words.host)
    listener = reserve_port(address, words.port)
    port = listener.getsockname()[1]
    if port != words.port:
        say(f"port {words.port} is taken; using {port}")
    # What is sent from here leads back here.
    environ = {"SITE_URL": f"http://{next(iter(hosts), '127.0.0.1')}:{port}", **environment(site, hosts=hosts)}
    settle_school(site, environ, words)
    start_processes(site.run, environ, listener)
    accounts = manage("demo_accounts", environ=environ).splitlines()
    await_web(site.run, port)
    write_private(NOTE, json.dumps({"address": f"http://127.0.0.1:{port}/", "urls": site.urls}))
    for line in (f"ready http://127.0.0.1:{port}/", *(f"also  http://{host}:{port}/" for host in hosts), *accounts):
        say(line)
    say("Ctrl-C stops everything; the logs are in var/log/")
    while True:
        fail_if_ended(site.run)
        time.sleep(0.5)


def open_hosts(host: str | None) -> tuple[str, list[str]]:
    """Where to listen and which names to answer to; without --host only this machine can reach the server."""
    if host in (None, "127.0.0.1", "localhost"):
        return "127.0.0.1", []
    if host != "0.0.0.0":
        return "0.0.0.0", [host]
    name = socket.gethostname()
    with contextlib.suppress(OSError):
        return host, [name, *sorted({info[4][0] for info in socket.getaddrinfo(name, None, socket.AF_INET)})]
    return host, [name]


def reserve_port(address: str, first: int) -> socket.socket:
    """A bound socket, handed to the web server as it is: nobody can take the port in between."""
    for port in range(first, min(first + 200, 65536)):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
            listener.listen()
        except OSError:
            listener.close()
            continue
        return listener
    raise Trouble(f"there is no free port from {first} on; name another with --port")


def settle_school(site: Site, environ: dict[str, str], words: Namespace) -> None:
    """Migrate, and fill an empty database with the demo school."""
    manage("migrate", "--no-input", environ=environ, what="bringing the database up to date")
    if not query(site.programs, site.urls["DATABASE_URL"], "select 1 from directory_unit limit 1"):
        options = [f"--preset={words.preset}"] if words.preset else []
        options += [f"--members={words.members}"] if words.members else []
        manage("demo_school", *options, environ=environ, what="filling in the demo school")
    elif words.preset:
        raise Trouble(
            "--preset only fits an empty database, and this one holds a school. Change its rules under "
            "设置 → 制度参数, or remove the folder var/ to begin anew."
        )


def start_processes(run: Run, environ: dict[str, str], listener: socket.socket) -> None:
    """Threads keep their database connections (docs/decisions/web-threads.md); there is exactly one beat."""
    handle = listener.fileno()
    threads = ["-k", "gthread", "--workers", "2", "--threads", "8", "--keep-alive", "5", "--graceful-timeout", "5"]
    web = python(
        "-m", "gunicorn", "config.wsgi", "--preload", *threads, "--bind", f"fd://{handle}", "--no-control-socket"
    )
    worker = python("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO")
    schedule = ["--schedule", str(VAR / "beat-schedule"), "--pidfile="]
    beat = python("-m", "celery", "-A", "config", "beat", "--loglevel", "INFO", *schedule)
    run.start("web", web, log=LOGS / "web.log", env=environ, cwd=ROOT, pass_fds=[handle])
    run.start("worker", worker, log=LOGS / "worker.log", env=environ, cwd=ROOT)
    run.start("beat", beat, log=LOGS / "beat.log", env=environ, cwd=ROOT)


def await_web(run: Run, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        fail_if_ended(run)
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).close()
            return
        time.sleep(0.1)
    raise Trouble(f"the web server does not answer; its log: {LOGS / 'web.log'}")


def fail_if_ended(run: Run) -> None:
    for name, process in run.processes.items():
        if process.poll() is not None:
            lines = (LOGS / f"{name}.log").read_text(errors="replace").splitlines()[-15:]
            raise Trouble("\n".join([f"{name} has ended (exit {process.returncode}), so everything stops:", *lines]))

"""What a signed-in page of 50 rows costs beside the bare rendering of its template, and how many come a second."""

import http.client
import os
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment

from bench.measure import HEADER, line
from bench.school import large_school
from directory.models import Account

ADDRESS = "/people/?status=full"
SECONDS = 10
CONNECTIONS = 8


def main() -> None:
    large_school()
    print(f"\nan authenticated page of 50 rows\n{HEADER}")
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Account.objects.get(username="secretary"), "django.contrib.auth.backends.ModelBackend")
    response = _seen(client)
    bare = _cpu(lambda: _render(response))
    line("processor time of the page, bare rendering as limit", _cpu(lambda: client.get(ADDRESS)), bare, "≤ 2")
    rate, slowest = _serve(client.cookies[settings.SESSION_COOKIE_NAME].value)
    line("requests a second, load generator on the same 2 cores", rate, 250, "≥ 250", unit="/s")
    line("slowest of them", slowest)


def _seen(client):
    """One answer together with the context its template was given."""
    setup_test_environment()
    try:
        return client.get(ADDRESS)
    finally:
        teardown_test_environment()


def _render(response):
    context = {name: value for part in response.context for name, value in part.flatten().items()}
    get_template("directory/person_list.html").render(context | {"block": None}, response.wsgi_request)


def _cpu(job, repeat=60) -> float:
    for _ in range(5):
        job()
    begun = time.process_time()
    for _ in range(repeat):
        job()
    return (time.process_time() - begun) / repeat * 1000


def _serve(session: str) -> tuple[float, float]:
    """Starts the web server as `up` does and asks it from a process of its own."""
    port = _free_port()
    web = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "2"),
            *("--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "error", "--no-control-socket"),
        ],
        env=os.environ | {"ALLOWED_HOSTS": "127.0.0.1"},
    )
    try:
        _await(port)
        asked = subprocess.run(
            [sys.executable, "-m", "bench.load", str(port), ADDRESS, session, str(CONNECTIONS), str(SECONDS)],
            check=True,
            capture_output=True,
            text=True,
        )
    finally:
        web.terminate()
        web.wait()
    rate, slowest = map(float, asked.stdout.split())
    return rate, slowest


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(port):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=2).request("GET", "/healthz")
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the web server did not start")

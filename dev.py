#!/usr/bin/env python3
"""Set up and run the whole product in this folder, with nothing installed but Python 3.11–3.13 on Linux.

    python3 dev.py up               environment, PostgreSQL, broker, demo school, web + worker + beat; Ctrl-C stops all
    python3 dev.py test …           the whole suite on a throw-away PostgreSQL; further words go to pytest
    python3 dev.py manage COMMAND … a management command with the servers up
    python3 dev.py bench [NAME]     the benchmarks, or the one named

With DATABASE_URL and REDIS_URL set, those servers are used and none is started. All that is made lies below `.venv/`
and `var/`, and below `/var/tmp` where `var/` cannot serve (docs/decisions/embedded-servers.md).
"""

from __future__ import annotations

import argparse
import platform
import secrets
import signal
import sys

from devtools import Stopped, Trouble, python, say
from devtools.packages import settle_packages
from devtools.processes import attended, environment
from devtools.runs import SIGNALS
from devtools.servers import BENCH, THROW_AWAY, open_site
from devtools.up import own_or_neighbour, up

PRESETS = ("D1", "D2", "D3", "D4", "D5")
FEWEST_MEMBERS, MOST_MEMBERS = 2_000, 1_000_000  # the same bounds as those of the command demo_school


def test(words: list[str]) -> int:
    return throw_away("test", THROW_AWAY, python("-m", "pytest", *words), settings="test")


def bench(words: list[str]) -> int:
    return throw_away("bench", BENCH, python("-m", "bench", *words), settings="demo")


def throw_away(name: str, options: dict[str, str], command: list[str], *, settings: str) -> int:
    """Run a command on servers of its own that vanish with it."""
    site = open_site(f"{name}-{secrets.token_hex(3)}", options=options)
    try:
        return attended(command, environment(site, settings=settings))
    finally:
        site.run.close()


def manage(words: list[str]) -> int:
    """With the servers of a running `up`, else with the same servers started for this one command."""
    site = own_or_neighbour()
    try:
        return attended(python("manage.py", *words), environment(site))
    finally:
        site.run.close()


PASSED_ON = {"test": test, "manage": manage, "bench": bench}


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("up", help="start everything; Ctrl-C stops it")
    start.add_argument("--port", type=int, default=8000, help="the first port to try (8000)")
    start.add_argument("--host", help="open the server to the network under this name or address")
    start.add_argument("--preset", choices=PRESETS, help="the document whose rules an empty database begins with")
    start.add_argument("--members", type=members, help="how many members the demo school of an empty database has")
    for name in PASSED_ON:
        commands.add_parser(name, help="its words are passed on", add_help=False)
    if words[:1] and words[0] in PASSED_ON:
        return argparse.Namespace(command=words[0], words=words[1:])
    return parser.parse_args(words)


def members(text: str) -> int:
    """Refused before anything is installed or started."""
    if not text.isascii() or not text.isdigit() or not FEWEST_MEMBERS <= int(text) <= MOST_MEMBERS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from {FEWEST_MEMBERS} to {MOST_MEMBERS}")
    return int(text)


def stop_on(number: int, _frame: object) -> None:
    raise Stopped(number)


def main(words: list[str]) -> int:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        say(f"Python 3.11, 3.12 or 3.13 is needed; this is {platform.python_version()}")
        return 2
    asked = parse(words)
    for number in SIGNALS:
        signal.signal(number, stop_on)
    try:
        settle_packages()
        return up(asked) if asked.command == "up" else PASSED_ON[asked.command](asked.words)
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr, flush=True)
        return 1
    except Stopped as stopped:
        say("stopped")
        return 0 if asked.command == "up" else 128 + stopped.args[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

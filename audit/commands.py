"""The base of the product's management commands: what they change is recorded as theirs."""

import getpass
import os

from django.core.management.base import BaseCommand

from audit.context import acting


def operator() -> str:
    """Who sits at the command line, as the operating system knows him; behind sudo the one who called it."""
    if name := os.environ.get("SUDO_USER"):
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # A container without a password file.
        return f"uid {os.getuid()}"


class RecordedCommand(BaseCommand):
    """A command whose changes carry its name, the operator and the reason given by `--reason`."""

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.add_argument("--reason", default="", help="变更原因，写入操作日志")
        self.command_name = subcommand
        return parser

    def execute(self, *args, **options):
        name = getattr(self, "command_name", type(self).__module__.rpartition(".")[2])
        with acting(source="command", command=name, operator=operator(), reason=options.get("reason") or ""):
            return super().execute(*args, **options)

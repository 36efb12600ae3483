"""`python3 dev.py bench [NAME …]`: all benchmarks, or the ones named, on a throw-away cluster of their own."""

import importlib
import os
import pkgutil
import sys

import django
from django.core.management import call_command

import bench

TOOLS = {"__main__", "bringing", "living", "load", "measure", "school"}


def names() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in TOOLS]


def main(chosen: list[str]) -> int:
    unknown = [name for name in chosen if name not in names()]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(names())}")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    django.setup()
    for name in chosen or names():
        module = importlib.import_module(f"bench.{name}")
        if not hasattr(module, "OWN_SERVERS"):
            call_command("migrate", verbosity=0)
        module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

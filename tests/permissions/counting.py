"""How much the sweep asked, over all processes that took part; said at the end of a run."""

import pytest

COUNTS = {"cells": 0, "leaks": 0, "addresses": set()}


def pytest_sessionfinish(session):
    """One of several processes hands its counts to the one that started it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["sweep"] = COUNTS | {"addresses": sorted(COUNTS["addresses"])}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    if counted := getattr(node, "workeroutput", {}).get("sweep"):
        COUNTS["addresses"].update(counted["addresses"])
        COUNTS["cells"] += counted["cells"]
        COUNTS["leaks"] += counted["leaks"]


def pytest_terminal_summary(terminalreporter):
    if COUNTS["cells"]:
        terminalreporter.write_line(
            f"permission sweep: {len(COUNTS['addresses'])} addresses, {COUNTS['cells']} cells, {COUNTS['leaks']} leaks"
        )

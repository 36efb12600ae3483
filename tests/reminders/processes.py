"""Processes of a test's own, and waiting for what they do."""

import subprocess
import time
from contextlib import contextmanager

PATIENCE = 45


@contextmanager
def running(*command, log, **words):
    """A process of the test's own, ended with it."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **words)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False

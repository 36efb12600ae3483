"""Timing a job beside its limit, and printing both."""

import statistics
import time
from collections.abc import Callable

from django.db import connection

HEADER = f"{'job':<64}{'figure':>12}{'limit':>12}{'ratio':>9}  goal"


def milliseconds(job: Callable[[], object], *, repeat: int = 21, warm: int = 3) -> float:
    """The median time of one call in milliseconds, after `warm` calls that are not counted."""
    for _ in range(warm):
        job()
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        job()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


class SqlClock:
    """Adds up the time that statements take, from sending to the first rows; for `connection.execute_wrapper`."""

    def __init__(self):
        self.reset()

    def reset(self) -> None:
        self.milliseconds, self.count = 0.0, 0

    def __call__(self, execute, sql, parameters, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            self.milliseconds += (time.perf_counter() - begun) * 1000
            self.count += 1


def rows_of(sql: str, parameters=None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def line(job: str, figure: float, limit: float | None = None, goal: str = "", unit: str = "ms") -> None:
    """One line of the table; figures in `unit`."""
    shown = f"{limit:>10.2f}{unit:>2}" if limit is not None else " " * 12
    ratio = f"{figure / limit:>9.2f}" if limit else " " * 9
    print(f"{job:<64}{figure:>10.2f}{unit:>2}{shown}{ratio}  {goal}", flush=True)

"""Two thousand cases in the hands of random people, fifty acts each: no illegal state is ever reached.

MACHINE_RUNS says how many; a quarter of an hour for each thousand and process. A seed that fails is named.
"""

import os
import time
from collections import Counter

from django.db import transaction

from tests.membership.cases.conftest import build_branch_world
from tests.membership.cases.machine import Machine
from tests.membership.cases.walking import applied

RUNS, ACTS = int(os.environ.get("MACHINE_RUNS", "2000")), 50
FIRST = int(os.environ.get("MACHINE_FIRST", "0"))


def main() -> None:
    done, refused, failed, begun = Counter(), Counter(), [], time.monotonic()
    with transaction.atomic():
        world = build_branch_world()
        for seed in range(FIRST, FIRST + RUNS):
            point = transaction.savepoint()
            try:
                machine = Machine(world, applied(world, seed), seed)
                machine.run(ACTS)
                done += machine.done
                refused += machine.refused
            except AssertionError as error:
                failed.append(seed)
                print(f"seed {seed}: {error}")
            transaction.savepoint_rollback(point)
        transaction.set_rollback(True)
    seconds = time.monotonic() - begun
    tried = f"{RUNS:,} cases, {RUNS * ACTS:,} acts tried"
    print(f"{tried}: {done.total():,} done, {refused.total():,} refused, {seconds:.0f} s")
    print("done: " + ", ".join(f"{name} {count:,}" for name, count in done.most_common()))
    print(f"illegal states: {len(failed)}" + (f" (seeds {failed[:20]})" if failed else ""))

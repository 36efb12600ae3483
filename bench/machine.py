"""Two thousand cases in the hands of random people, fifty acts each: no illegal state is ever reached.

MACHINE_GROUPS says how many tens of them, MACHINE_FIRST from which on; a seed that fails is named.
"""

import os
import time
from collections import Counter

from django.db import transaction

from tests.membership.cases.conftest import build_branch_world
from tests.membership.cases.machine import ACTS, EACH, walks

GROUPS, FIRST = int(os.environ.get("MACHINE_GROUPS", "200")), int(os.environ.get("MACHINE_FIRST", "0"))


def main() -> None:
    done, refused, failed, begun = Counter(), Counter(), [], time.monotonic()
    with transaction.atomic():
        world = build_branch_world()
        for group in range(FIRST, FIRST + GROUPS):
            point = transaction.savepoint()
            for machine in walks(world, group):
                try:
                    machine.run()
                except AssertionError as error:
                    failed.append(machine.seed)
                    print(f"seed {machine.seed}: {error}")
                done += machine.done
                refused += machine.refused
            transaction.savepoint_rollback(point)
        transaction.set_rollback(True)
    seconds, runs = time.monotonic() - begun, GROUPS * EACH
    tried = f"{runs:,} cases, {runs * ACTS:,} acts tried"
    print(f"{tried}: {done.total():,} done, {refused.total():,} refused, {seconds:.0f} s")
    print("done: " + ", ".join(f"{name} {count:,}" for name, count in done.most_common()))
    print(f"illegal states: {len(failed)}" + (f" (seeds {failed[:20]})" if failed else ""))

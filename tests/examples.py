"""How many examples a property that asks the database is tried with; on a second server a part of them is enough."""

import os

FEWER = int(os.environ.get("FEWER_EXAMPLES", "1"))


def examples(most: int) -> int:
    return -(-most // FEWER)

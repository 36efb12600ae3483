"""What every act here begins with: hold the row, see who saved meanwhile, keep people from their own case."""

from directory.models import Account
from directory.refusals import ChangedMeanwhile, Refusal
from directory.services.holding import last_change


def held(rows, pk: int, version: int | None):
    """The row under lock; raises `ChangedMeanwhile` when somebody saved since `version`."""
    record = rows.select_for_update(of=("self",)).get(pk=pk)
    if version is not None and record.version != version:
        raise ChangedMeanwhile(record, *last_change(record))
    return record


def own_case(person_id: int, by: Account | None, words: str) -> list[Refusal]:
    """Nobody decides on himself."""
    if by is not None and by.person_id == person_id:
        return [Refusal("own_case", f"不能办理本人的{words}，请由其他人员办理。")]
    return []

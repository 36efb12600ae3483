"""What is kept of an error: enough to look into it, nothing about a person."""

import re

_PERSONAL = re.compile(r"\d{6,}|[^\s@<>]+@[^\s@<>]+")


def words_of(error: Exception) -> str:
    """Kind and first line of an error, without long numbers and addresses."""
    first = str(error).partition("\n")[0]
    return _PERSONAL.sub("…", f"{type(error).__name__}：{first}")[:300]

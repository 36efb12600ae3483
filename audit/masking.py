"""Numbers of persons that slip into free text (a reason, a log line, a message) are blotted out. Plain Python."""

import re

# 15 digits and more, or 17 and X: an identity number. Eleven that begin with 13–19: a mobile number.
_IDENTITY = re.compile(r"(?<!\d)(\d{6})(\d{11}[Xx]|\d{9,})(?![\dXx])")
_MOBILE = re.compile(r"(?<!\d)((?:86)?1[3-9]\d)\d{4}(\d{4})(?!\d)")

# A calendar's feed and an activation: whoever knows the address needs no log-in.
_OPENING = re.compile(r"/(calendar)/[\w-]+\.ics|/(activation)/[\w-]+/[\w-]+")


def mask_addresses(text: str) -> str:
    """The text with every address that opens something by itself cut to its beginning."""
    return _OPENING.sub(lambda found: f"/{found[1] or found[2]}/***", text)


def mask_numbers(text: str) -> str:
    """The text with every identity number cut to its area code and every mobile number to seven digits."""
    text = _IDENTITY.sub(lambda found: found[1] + "*" * len(found[2]), text)
    return _MOBILE.sub(r"\1****\2", text)


def mask_deeply(value):
    """The same for every text inside lists and dictionaries."""
    if isinstance(value, str):
        return mask_numbers(value)
    if isinstance(value, dict):
        return {key: mask_deeply(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [mask_deeply(one) for one in value]
    return value

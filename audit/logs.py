"""Log lines without personal numbers: the last step before a line is written, so tracebacks are covered too."""

import logging

from audit.masking import mask_addresses, mask_numbers


class MaskingFormatter(logging.Formatter):
    """Formats as usual, then blots out in message, arguments and traceback what a log must not hold: identity and
    mobile numbers, and what makes an address open something for whoever knows it."""

    def format(self, record):
        return mask_addresses(mask_numbers(super().format(record)))


def logging_settings(level: str) -> dict:
    """`LOGGING` for the web, the worker and commands: one handler to standard error, always masking.

    Django's mail to the administrators is left out: it carries the whole request.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "masking": {
                "()": "audit.logs.MaskingFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masking"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            "celery": {"handlers": [], "level": level, "propagate": True},
            "axes": {"level": "WARNING"},  # Every refused log-in is an event of the log already.
        },
    }

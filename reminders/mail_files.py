"""Mail into files: what a school has before it names its mail server, and what the demo and the tests use.

One file for each Message-ID, complete or not there at all: the same message sent again is the same file.
"""

import os
import re
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes `<folder>/<Message-ID>.eml`; the folder is EMAIL_FILE_PATH and is made when it is missing."""

    def __init__(self, *args, file_path=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages):
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            self._write(message.message())
        return len(email_messages)

    def _write(self, message):
        name = re.sub(r"[^\w.@-]", "", message["Message-ID"])
        unfinished = self.folder / f".{name}.{os.getpid()}"
        unfinished.write_bytes(message.as_bytes())
        unfinished.replace(self.folder / f"{name}.eml")

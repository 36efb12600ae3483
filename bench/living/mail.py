"""The file backend with a slow mail server's pace, noting every copy that leaves: the second one is the same file."""

import os
import time

from django.utils import timezone

from bench.living.clock import note
from reminders import mail_files

SECONDS = float(os.environ.get("MAIL_SECONDS", "0"))


class EmailBackend(mail_files.EmailBackend):
    """Half of the time goes by before the mail is there and half after: a killing may hit either."""

    def send_messages(self, email_messages):
        time.sleep(SECONDS / 2)
        sent = super().send_messages(email_messages)
        for message in email_messages:
            note(self.folder / "copies", f"{message.extra_headers['Message-ID']} {timezone.now().isoformat()}")
        time.sleep(SECONDS / 2)
        return sent

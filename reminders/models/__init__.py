from reminders.models.reminders import Box, Reminder
from reminders.models.runs import NightlyRun, Pulse

__all__ = ["Box", "NightlyRun", "Pulse", "Reminder"]

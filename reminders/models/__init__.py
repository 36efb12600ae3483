from reminders.models.digests import Channel, Delivery, DeliveryState, Digest, Notice
from reminders.models.preferences import Preference
from reminders.models.reminders import Box, Reminder
from reminders.models.runs import NightlyRun, Pulse, Unrefreshed
from reminders.models.urges import Urge

__all__ = [
    "Box",
    "Channel",
    "Delivery",
    "DeliveryState",
    "Digest",
    "NightlyRun",
    "Notice",
    "Preference",
    "Pulse",
    "Reminder",
    "Unrefreshed",
    "Urge",
]

"""静默时段: hours of the day in which nothing is sent; what falls into them waits for their end."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from policy.reading import policy_on
from reminders.policy import RemindingPolicy


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one full hour to another, over midnight when the first is the later one; equal hours mean none."""

    begins: int
    ends: int

    def covers(self, at: dt.datetime) -> bool:
        """Whether that moment, in local time, is quiet."""
        hour = timezone.localtime(at).hour
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends

    @property
    def earliest(self) -> int:
        """The first hour of the day in which something may be sent."""
        return self.ends if self.begins > self.ends or self.begins == 0 < self.ends else 0


def quiet_on(on: dt.date) -> Quiet:
    """What the school has laid down for that day."""
    policy = policy_on(RemindingPolicy, on)
    return Quiet(policy.quiet_from.value or 0, policy.quiet_until.value or 0)

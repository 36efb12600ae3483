from django.db import models

from audit.tracking import Versioned, tracked
from directory.models import Account
from reminders.models.reminders import Reminder


@tracked(label=["title"], personal=False)
class Urge(Versioned):
    """催办: somebody above asks those whose turn it is to settle a matter; they are told with their next digest."""

    reminder = models.ForeignKey(Reminder, verbose_name="提醒", on_delete=models.CASCADE, related_name="urges")
    title = models.CharField("事项", max_length=200)
    by = models.ForeignKey(Account, verbose_name="催办人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "催办"
        ordering = ["-at", "-id"]
        default_permissions = ()

    def __str__(self):
        return self.title

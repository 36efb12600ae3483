from django.db import models

from audit.tracking import Versioned, tracked
from directory.models import Account

HOURS = [(hour, f"{hour}:00") for hour in range(6, 22)]


@tracked(label=["account"], owners=["account"], secret=["calendar_digest"], personal=False)
class Preference(Versioned):
    """提醒设置: how one person wants to be told. Overdue matters of party rules (规) are told whatever stands here."""

    account = models.OneToOneField(Account, verbose_name="账号", on_delete=models.CASCADE, related_name="preference")
    by_mail = models.BooleanField("发邮件", default=True)
    by_messenger = models.BooleanField("发即时消息", default=True)
    hour = models.PositiveSmallIntegerField("发送时间", choices=HOURS, default=8)
    pauses_on_holidays = models.BooleanField("非工作日暂停", default=False)
    calendar_digest = models.CharField("日历地址摘要", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "提醒设置"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["calendar_digest"], condition=~models.Q(calendar_digest=""), name="preference_calendar"
            )
        ]

    def __str__(self):
        return str(self.account)

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from directory.models import Account
from reminders.models.reminders import Reminder


class Digest(models.Model):
    """每日提醒: everything that one person is told on one day, together. It holds counts and no names."""

    account = models.ForeignKey(Account, verbose_name="账号", on_delete=models.CASCADE, related_name="digests")
    day = models.DateField("日期")
    counts = models.JSONField("各类事项", help_text="来源 → 条数")
    total = models.PositiveIntegerField("条数")
    late = models.PositiveIntegerField("其中逾期")
    reported = models.PositiveIntegerField("其中下级逾期上报")

    class Meta:
        verbose_name = verbose_name_plural = "每日提醒"
        ordering = ["-day", "-id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="digest_once_a_day")]

    def __str__(self):
        return f"{self.account_id} {self.day}"


class Notice(models.Model):
    """提醒记录: one matter named to one person for one turn; its key is what keeps it from being said twice.

    The database does not check its two references: a first night writes half a million rows that are derived from both
    tables in the same statement, and to look each of them up twice more at the commit took longer than all the rest
    (docs/decisions/reminders.md). Whatever has lost its matter tells nobody anything, and goes with the old ones.
    """

    pk = models.CompositePrimaryKey("reminder_id", "account_id", "level", "turn")
    reminder = models.ForeignKey(
        Reminder, on_delete=models.CASCADE, related_name="notices", db_constraint=False, db_index=False
    )
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    level = models.PositiveSmallIntegerField("层级")
    turn = models.PositiveSmallIntegerField("第几次")
    told_on = models.DateField("日期", help_text="在这一天的每日提醒中")

    class Meta:
        verbose_name = verbose_name_plural = "提醒记录"
        default_permissions = ()
        # Written in the order of the days, so that a few entries for each thousand rows find the old ones.
        indexes = [BrinIndex(fields=["told_on"], name="notice_told")]

    def __str__(self):
        return f"{self.reminder_id} → {self.account_id} {self.level}.{self.turn}"


class Channel(models.TextChoices):
    MAIL = "mail", "邮件"
    MESSENGER = "messenger", "即时消息"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "待发送"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发送"
    FAILED = "failed", "未送达"
    NO_ADDRESS = "no_address", "没有地址"
    WITHDRAWN = "withdrawn", "已取消"


class Delivery(models.Model):
    """待发消息: a digest on its way through one channel.

    Whoever sends it first takes it with a lease. A process that dies lets the lease run out and the message is taken
    again under the same `key`, by which a mail server and the reader's mailbox know the second copy.
    """

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    key = models.UUIDField("编号", unique=True)
    state = models.CharField("状态", max_length=20, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    due_at = models.DateTimeField("计划发送时间", help_text="失败后为下一次尝试的时间")
    leased_until = models.DateTimeField("占用至", null=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    sent_at = models.DateTimeField("发送时间", null=True)
    error = models.CharField("未送达原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "待发消息"
        ordering = ["-due_at", "-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "sending"]), name="delivery_due"),
            models.Index(fields=["state", "-due_at"], name="delivery_state"),
        ]
        constraints = [models.UniqueConstraint(fields=["digest", "channel"], name="delivery_once")]

    def __str__(self):
        return f"{self.get_channel_display()} {self.get_state_display()}"

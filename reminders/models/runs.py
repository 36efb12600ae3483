from django.db import models


class NightlyRun(models.Model):
    """夜间计算: one finished computation of all reminders, with what it changed and what failed in it."""

    day = models.DateField("计算日期")
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    opened = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("更新", default=0)
    closed = models.PositiveIntegerField("消除", default=0)
    standing = models.PositiveIntegerField("在办", default=0)
    told = models.PositiveIntegerField("提醒人数", default=0)
    notices = models.PositiveIntegerField("提醒条数", default=0)
    failures = models.JSONField("未能计算的来源", default=dict, help_text="来源 → 原因")

    class Meta:
        verbose_name = verbose_name_plural = "夜间计算"
        ordering = ["-started_at", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["-started_at"], name="run_started")]

    def __str__(self):
        return f"{self.day}"


class Pulse(models.Model):
    """心跳: when a part of the machinery last showed that it is alive."""

    name = models.CharField("名称", max_length=30, primary_key=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "心跳"
        default_permissions = ()

    def __str__(self):
        return self.name


class Unrefreshed(models.Model):
    """待补算: a source that a save could not bring up to date, because a run was on; the next tick does."""

    source = models.CharField("来源", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "待补算的提醒"
        default_permissions = ()

    def __str__(self):
        return self.source

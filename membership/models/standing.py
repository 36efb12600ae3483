from django.db import models


class StandingRun(models.Model):
    """个案重算: the standing of every open case is to be worked out anew, since something it follows from has changed.

    Written in the transaction of whatever changed it. `after` is the last case that is done, so that a worker who dies
    in the middle loses nothing; `code` is the digest of the rules that were asked.
    """

    reason = models.CharField("原因", max_length=60)
    code = models.CharField("规则程序", max_length=16)
    asked_at = models.DateTimeField("提出时间")
    after = models.BigIntegerField("已算到", default=0)
    done = models.PositiveIntegerField("已重算", default=0)
    failed = models.PositiveIntegerField("未能重算", default=0)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "个案重算"
        ordering = ["-asked_at", "-id"]
        default_permissions = ()

    def __str__(self):
        return f"{self.reason} {self.asked_at:%Y-%m-%d %H:%M}"

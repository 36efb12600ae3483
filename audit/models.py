import pgtrigger
from django.conf import settings
from django.db import models
from pghistory.models import Context

from audit.context import SOURCES
from audit.tracking import no_truncate

_APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class EventKind(models.TextChoices):
    """What is worth remembering although no row changed."""

    LOGIN = "login", "登录"
    LOGOUT = "logout", "退出"
    LOGIN_REFUSED = "login_refused", "登录被拒"
    REVEAL = "reveal", "查看完整号码"
    TRIAL_REFUSED = "trial_refused", "号码试探被拒"
    EXPORT = "export", "导出"
    PRINT = "print", "打印"
    IMPORT = "import", "导入"
    RIGHTS = "rights", "权限变更"
    SETTINGS = "settings", "设置变更"


class Event(models.Model):
    """操作事件: one line of the log that no history row tells. Nobody edits or deletes it."""

    kind = models.CharField("动作", max_length=20, choices=EventKind.choices)
    at = models.DateTimeField("时间", auto_now_add=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="操作人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
    )
    username = models.CharField("账号", max_length=150, blank=True)
    source = models.CharField("来源", max_length=10, choices=SOURCES.items(), blank=True)
    address = models.GenericIPAddressField("来源地址", null=True)
    subject_model = models.CharField("对象类别", max_length=60, blank=True)
    subject_id = models.BigIntegerField("对象编号", null=True)
    subject = models.CharField("对象", max_length=200, blank=True)
    reason = models.CharField("原因", max_length=500, blank=True)
    detail = models.JSONField("详情", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "操作事件"
        indexes = [
            models.Index(fields=["-at", "-id"], name="event_at"),
            models.Index(fields=["subject_model", "subject_id"], name="event_subject"),
            models.Index(fields=["account", "-at"], name="event_account"),
        ]
        default_permissions = ()
        triggers = [_APPEND_ONLY, no_truncate()]

    def __str__(self):
        return f"{self.get_kind_display()} {self.subject}"


class RecordedOccasion(Context):
    """操作背景: who, from where and why, once for all history rows of one act. Said once, it is never changed."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "操作背景"
        default_permissions = ()
        triggers = [_APPEND_ONLY, no_truncate()]


class NumberTrial(models.Model):
    """号码填写记录: somebody typed a whole identity number where an answer tells whether it is known. Kept 30 days.

    Both numbers stand as keyed indexes: `prefix_index` is area and birth date, which a page may show beside a name.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="填写人", on_delete=models.CASCADE, related_name="+"
    )
    prefix_index = models.BinaryField()
    whole_index = models.BinaryField()
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "号码填写记录"
        default_permissions = ()
        indexes = [models.Index(fields=["prefix_index", "at"], name="trial_prefix")]

    def __str__(self):
        return f"{self.account_id} {self.at:%Y-%m-%d}"

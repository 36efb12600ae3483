from django.db import models

from audit.tracking import Versioned, tracked


class PasswordRules(models.TextChoices):
    """How strict passwords are; what each asks stands in the password validators."""

    STANDARD = "standard", "标准"
    STRICT = "strict", "加强"


@tracked(label=["name"], personal=False)
class School(Versioned):
    """学校: the words that the school has for itself. One row; a school is named before its tree is."""

    name = models.CharField("校名", max_length=60, default="")
    platform_name = models.CharField("平台名称", max_length=60, default="组织员与党员发展工作平台")
    second_level_word = models.CharField(
        "二级党组织的称呼",
        max_length=20,
        default="二级党组织",
        help_text="如 分党委、党总支、院系党组织；各页面统一使用",
    )
    password_rules = models.CharField(
        "密码要求", max_length=10, choices=PasswordRules.choices, default=PasswordRules.STANDARD
    )

    class Meta:
        verbose_name = verbose_name_plural = "学校"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="one_school", condition=models.Q(pk=1), violation_error_message="一个系统只服务一所学校。"
            )
        ]

    def __str__(self):
        return self.name or "学校"

    @classmethod
    def current(cls) -> "School":
        """The school's row, or one with the words that stand before anybody has set any."""
        return cls.objects.first() or cls(pk=1)

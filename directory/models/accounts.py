from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from guardian.models import UserObjectPermissionBase

from audit.tracking import Versioned, tracked
from directory.models.people import Person
from directory.models.units import Unit


@tracked
class Account(AbstractUser, Versioned):
    """账号: lets one person in. What he may see follows from his duties, never from the account."""

    first_name = last_name = None
    person = models.OneToOneField(
        Person, verbose_name="人员", null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    activated_at = models.DateTimeField("启用时间", null=True, blank=True, editable=False)
    large_type = models.BooleanField("大字", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="nobody_is_superuser",
                condition=Q(is_superuser=False),
                violation_error_message="本系统没有超级用户，权限来自任职。",
            )
        ]

    def __str__(self):
        return self.person.name if self.person_id else self.username

    def get_full_name(self):
        return str(self)

    get_short_name = get_full_name


@tracked
class UnitUserPermission(UserObjectPermissionBase):
    """授权: guardian's grant of a role on a unit; the projection of a duty, rewritten whenever duties change."""

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = verbose_name_plural = "授权"

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from audit.tracking import Versioned, tracked
from directory.models.people import Person
from directory.models.units import Unit
from directory.scope import ScopedQuerySet


class AccountQuerySet(ScopedQuerySet):
    """Accounts of the people of a subtree, for whoever manages accounts there."""

    scope_field = "person__unit"
    view_permission = edit_permission = "accounts.manage"


class AccountManager(UserManager.from_queryset(AccountQuerySet)):
    use_in_migrations = False


@tracked(label=["username", "person"], owners=["person"], derived=["last_login"], secret=["password"], personal=False)
class Account(AbstractUser, Versioned):
    """账号: lets one person in. What he may see follows from his duties, never from the account."""

    first_name = last_name = None
    person = models.OneToOneField(
        Person, verbose_name="人员", null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    activated_at = models.DateTimeField("启用时间", null=True, blank=True, editable=False)
    password_set_at = models.DateTimeField("密码设置时间", null=True, blank=True, editable=False)
    large_type = models.BooleanField("大字", default=False)

    objects = AccountManager()

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

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.password_set_at = timezone.now()

    @property
    def is_activated(self) -> bool:
        """Whether a password was ever set; before that only the activation address lets in."""
        return self.has_usable_password()


class UsedPassword(models.Model):
    """用过的密码: the hashes of an account's last passwords, so that they are not set again. Never shown."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="used_passwords")
    encoded = models.CharField(max_length=128)
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["-set_at", "-id"]

    def __str__(self):
        return str(self.account)


@tracked(label=["user", "permission", "content_object"], personal=False)
class UnitUserPermission(UserObjectPermissionBase):
    """授权: guardian's grant of a role on a unit; the projection of a duty, rewritten whenever duties change."""

    user = models.ForeignKey(Account, verbose_name="账号", on_delete=models.CASCADE)
    permission = models.ForeignKey("auth.Permission", verbose_name="角色", on_delete=models.CASCADE)
    content_object = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = verbose_name_plural = "授权"

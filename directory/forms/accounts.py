from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.html import escape

from audit.sealing import keyed_index
from directory import login_guard
from directory.models import Account, Person
from directory.models.people import ID_PURPOSE
from directory.numbers import IdNumberUnreadable, parse_id_number
from directory.passwords import SchoolRules


class LoginForm(AuthenticationForm):
    """登录: says neither whether the account exists nor whether it is shut."""

    error_messages = {
        "invalid_login": (
            "账号或密码不正确，请核对大小写后重试。"
            f"同一账号连续 {login_guard.PER_ACCOUNT_AND_ADDRESS} 次失败将暂停 15 分钟。"
        ),
        "inactive": "账号或密码不正确，请核对大小写后重试。",
    }


class _Rules:
    """Shows the school's rules at the first password field, as they stand today."""

    def show_rules(self):
        self.fields["new_password1"].help_text = escape(SchoolRules().get_help_text())
        self.fields["new_password2"].help_text = ""
        self.fields["new_password2"].label = "再输入一次新密码"


class OwnPasswordForm(_Rules, PasswordChangeForm):
    """修改密码."""

    error_messages = {
        "password_incorrect": "当前密码不正确，请重新输入。",
        "password_mismatch": "两次输入的新密码不一样，请重新输入。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "当前密码"
        self.fields["new_password1"].label = "新密码"
        self.show_rules()


class ActivationForm(_Rules, SetPasswordForm):
    """启用账号: the first password. Whoever has an ID number on file must know it: the address alone is not enough."""

    error_messages = {"password_mismatch": "两次输入的密码不一样，请重新输入。"}
    id_number = forms.CharField(
        label="居民身份证号",
        max_length=30,
        help_text="用于核对是本人启用，系统不另行保存。",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    field_order = ["id_number", "new_password1", "new_password2"]

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = "设置密码"
        self.show_rules()
        if user.person is None or user.person.id_index is None:
            del self.fields["id_number"]

    def clean_id_number(self):
        try:
            number = parse_id_number(self.cleaned_data["id_number"]).number
        except IdNumberUnreadable as error:
            raise ValidationError(str(error)) from error
        if keyed_index(number, ID_PURPOSE) != bytes(self.user.person.id_index):
            raise ValidationError("与登记的身份证号不一致，请核对；登记有误请联系组织部更正。", code="stranger")
        return number


class AccountOpenForm(forms.Form):
    """开通账号: for a person of the administrator's scope, named by the roster number."""

    roster_no = forms.CharField(label="学工号", max_length=30)
    error_texts = {
        "absent": "没有找到这个学工号，请核对；人员须先登记才能开通账号。",
        "opened": "此人已有账号，可在账号页重发启用地址。",
    }

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_roster_no(self):
        person = self.people.filter(roster_no=self.cleaned_data["roster_no"]).first()
        if person is None:
            raise ValidationError(self.error_texts["absent"])
        if Account.objects.filter(person=person).exists():
            raise ValidationError(self.error_texts["opened"])
        self.person: Person = person
        return person.roster_no


class ReasonForm(forms.Form):
    """One act on an account, with its reason for the log."""

    reason = forms.CharField(label="原因", max_length=200, min_length=2, help_text="将记入操作日志。")
    reason.error_messages["required"] = "请填写原因，将记入操作日志。"

"""Forms that show every kind of field."""

from django import forms


class PersonSample(forms.Form):
    """A person as the people form asks for him."""

    name = forms.CharField(label="姓名", max_length=32, help_text="与身份证一致，生僻字直接填写。")
    reading = forms.CharField(
        label="读音", max_length=32, required=False, help_text="系统已按姓氏读音给出，可改正。例如 shan xiong xin"
    )
    id_number = forms.CharField(label="居民身份证号", max_length=18)
    gender = forms.ChoiceField(label="性别", choices=[("m", "男"), ("f", "女")], widget=forms.RadioSelect)
    unit = forms.ChoiceField(label="所在党组织", choices=[("", "请选择"), ("1", "数学学院党委 · 教工第一支部")])
    joined_on = forms.CharField(
        label="入党时间",
        max_length=40,
        widget=forms.TextInput({"data-date": ""}),
        help_text="可写 2026.11.20、20261120、2026年11月20日。",
    )
    branch = forms.CharField(label="转入支部", required=False, widget=forms.TextInput({"data-pick": "units"}))
    email = forms.CharField(label="电子邮箱", max_length=200, required=False)
    away = forms.BooleanField(label="目前在外流动", required=False)
    note = forms.CharField(label="备注", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_id_number(self):
        raise forms.ValidationError("第 18 位校验码不对：按前 17 位应为 X。请与证件核对后改填。")


class FilterSample(forms.Form):
    """The common filters of a list."""

    status = forms.ChoiceField(label="党籍", choices=[("", "全部"), ("full", "正式党员")], required=False)
    category = forms.ChoiceField(label="人员类别", choices=[("", "全部"), ("staff", "教职工")], required=False)
    q = forms.CharField(label="姓名或拼音", max_length=20, required=False)


class LoginSample(forms.Form):
    username = forms.CharField()
    password = forms.CharField()

    def clean(self):
        raise forms.ValidationError("账号或密码不对，请重新填写。再错 3 次将暂停登录 30 分钟。")

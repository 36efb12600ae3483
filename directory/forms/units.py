"""Founding, correcting, renaming, moving and closing a unit."""

from django import forms

from directory.forms.fields import DayField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Unit, UnitKind

_BASIS = "文号或会议，例如 校党发〔2026〕12号"
_REASON = "写入变更历史"


class UnitActForm(RefusingForm):
    """What the acts on a unit share: their day, paper and reason; refusals stand at their fields."""

    basis = forms.CharField(label="依据文号", max_length=120, required=False, help_text=_BASIS)
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text=_REASON)

    def __init__(self, *args, viewer, unit: Unit | None = None, **options):
        self.unit = unit
        super().__init__(*args, **options)
        set_today(self, viewer.on)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.units = Unit.objects.open_on(viewer.on).editable_by(viewer)


class UnitCreateForm(UnitActForm):
    """设立党组织."""

    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices)
    code = forms.CharField(label="组织代码", max_length=20, help_text="设立后不再改变，例如 0203")
    full_name = forms.CharField(label="全称", max_length=120, help_text="与印章一致")
    short_name = forms.CharField(label="简称", max_length=40, help_text="用于列表，例如 数学学院党委")
    parent = UnitField(label="上级党组织")
    established_on = DayField(label="成立日期")
    position = forms.IntegerField(label="排序", min_value=0, initial=0, help_text="同级中从小到大")
    is_temporary = forms.BooleanField(label="临时党组织", required=False)
    is_functional = forms.BooleanField(label="功能型党组织", required=False)

    field_order = ["kind", "code", "full_name", "short_name", "parent", "established_on", "position"]


class UnitUpdateForm(RefusingForm):
    """What is not dated; carries the version that was opened."""

    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices)
    position = forms.IntegerField(label="排序", min_value=0, help_text="同级中从小到大")
    needs_organizer = forms.BooleanField(label="应配专职组织员", required=False)
    is_temporary = forms.BooleanField(label="临时党组织", required=False)
    is_functional = forms.BooleanField(label="功能型党组织", required=False)
    reason = forms.CharField(label="修改原因", max_length=200, required=False, help_text=_REASON)
    version = forms.IntegerField(widget=forms.HiddenInput)


class UnitRenameForm(UnitActForm):
    """更名."""

    full_name = forms.CharField(label="新全称", max_length=120, help_text="与印章一致")
    short_name = forms.CharField(label="新简称", max_length=40)
    from_on = DayField(label="生效日期")

    field_order = ["full_name", "short_name", "from_on"]


class UnitMoveForm(UnitActForm):
    """调整隶属."""

    parent = UnitField(label="新的上级党组织")
    from_on = DayField(label="生效日期")

    field_order = ["parent", "from_on"]


class UnitCloseForm(UnitActForm):
    """撤销."""

    on = DayField(label="撤销日期")
    confirmed = forms.BooleanField(label="确认撤销，此后不能恢复", error_messages={"required": "请勾选确认后再撤销。"})

    field_order = ["on", "basis", "reason", "confirmed"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].required = True

    def act(self) -> dict:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("on", "basis", "reason")}

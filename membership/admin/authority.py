"""Who approves: which committee for which people, by which document (P-09)."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path

from directory.models import Unit
from membership.admin.acting import ActingAdmin
from membership.approving import COMMITTEES
from membership.models import ApprovalAuthority, PersonKind
from membership.services.authority import set_authority

ANSWERS = [("yes", "有审批权"), ("no", "没有审批权，报上级党委审批")]


class AuthorityForm(forms.Form):
    """审批权限 from a day on."""

    unit = forms.ModelChoiceField(label="党委", queryset=Unit.objects.none(), empty_label="请选择")
    person_kind = forms.ChoiceField(label="人员范围", choices=PersonKind.choices, required=False)
    approves = forms.ChoiceField(label="审批权", choices=ANSWERS)
    document = forms.CharField(label="依据文件", max_length=120)
    from_on = forms.DateField(label="自哪天起", widget=AdminDateWidget)

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer).open_on(viewer.on).filter(kind__in=COMMITTEES)

    def act(self) -> dict:
        return self.cleaned_data | {"approves": self.cleaned_data["approves"] == "yes"}


@admin.register(ApprovalAuthority)
class ApprovalAuthorityAdmin(ActingAdmin):
    """To look at; what holds from a day on is set on a page of its own, and what held before stays to be read."""

    view_permission = "settings.manage"
    list_display = ["unit", "person_kind", "approves", "document", "from_on", "to_on"]
    list_select_related = ["unit"]
    change_list_template = "admin/membership/approvalauthority/change_list.html"

    def get_urls(self):
        mine = path("setting/", self._marked(self.set), name="membership_approvalauthority_set")
        return [mine, *super().get_urls()]

    def set(self, request):
        """设定审批权限."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = AuthorityForm(request.POST or None, viewer=request.viewer, initial={"from_on": request.today})
        if made := self._posted(request, form, lambda: set_authority(**form.act())):
            messages.success(request, f"已设定：{made}，自 {made.from_on} 起。")
            return redirect("admin:membership_approvalauthority_changelist")
        note = (
            "没有设定的党委视为有审批权；设定为没有的，由它上级的党委审批。党总支、党支部、临时党组织任何时候都不能审批，"
            "只能审议后报上级党委。"
        )
        return self._act_page(request, form, "设定审批权限", note=note)

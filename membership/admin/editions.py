"""Whether the school has confirmed the new text of the regulation, by which document, who and when."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path

from membership.admin.acting import ActingAdmin
from membership.models import EditionConfirmation
from membership.models.editions import CONFIRMABLE
from membership.services.editions import confirm_edition


class ConfirmationForm(forms.Form):
    edition = forms.ChoiceField(label="版本", choices=CONFIRMABLE)
    document = forms.CharField(label="依据文件", max_length=120)
    on = forms.DateField(label="确认日期", widget=AdminDateWidget)


@admin.register(EditionConfirmation)
class EditionConfirmationAdmin(ActingAdmin):
    """To look at; a text is confirmed once, on a page of its own."""

    view_permission = "settings.manage"
    list_display = ["edition", "document", "confirmed_by", "confirmed_on"]
    list_select_related = ["confirmed_by__person"]
    change_list_template = "admin/membership/editionconfirmation/change_list.html"

    def get_urls(self):
        mine = path("confirmation/", self._marked(self.confirm), name="membership_editionconfirmation_confirm")
        return [mine, *super().get_urls()]

    def confirm(self, request):
        """确认文本."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = ConfirmationForm(request.POST or None, initial={"on": request.today})
        about = {"by": request.user, "today": request.today, "request": request}
        if made := self._posted(request, form, lambda: confirm_edition(**form.cleaned_data, **about)):
            messages.success(request, f"已确认{made}，全部在办个案随即重新核对。")
            return redirect("admin:membership_editionconfirmation_changelist")
        note = (
            "请先对照党内正式文本逐条核对，再确认。确认以前，只有新文本才要求的事项不满足时，可以填写原因和批准人后办理；"
            "确认以后一律不能办理。新旧文本都要求的，确认前后都不能办理。确认后不能撤回。"
        )
        return self._act_page(request, form, "确认文本", note=note)

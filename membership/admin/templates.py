"""Step templates on the admin site: copied, changed step by step, put in order, and published for good."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from directory.refusals import Refused
from membership.admin.acting import ActingAdmin
from membership.admin.seen import SeenForm, SeenRows
from membership.models import StepTemplate, TemplateDocument, TemplateStep
from membership.procedure.covering import COVERED, problems
from membership.procedure.steps import STEPS
from membership.services.templates import (
    copy_template,
    lines_of,
    publish_template,
    publishing_refusals,
    save_documents,
    save_steps,
    save_template,
    withdraw_template,
)

MANAGE = "settings.manage"


class _RowForm(SeenForm):
    """A row among others: what holds for all of them together is said by the service."""

    def validate_constraints(self):
        """Two steps that change places would each be told that the other is still there."""


class _RowSet(forms.BaseInlineFormSet):
    def validate_unique(self):
        """As above."""


class StepForm(_RowForm):
    """One step with the procedure's steps that it stands for."""

    codes = forms.MultipleChoiceField(
        label="对应的程序步骤",
        choices=[(code, f"{STEPS[code].number} {STEPS[code].title}") for code in COVERED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="合并办理的勾选多项；学校自己增加的步骤不勾选。每一项在整个模板里只能出现一次。",
    )


class _Rows(SeenRows, admin.TabularInline):
    """Rows of a draft; those of a published template are only shown."""

    form, formset = _RowForm, _RowSet
    extra = 0

    def _is_open(self, request, template) -> bool:
        return request.viewer.may(MANAGE) and template is not None and template.is_draft

    def has_view_permission(self, request, obj=None):
        return request.viewer.may(MANAGE)

    def has_add_permission(self, request, obj):
        return self._is_open(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._is_open(request, obj)

    has_delete_permission = has_change_permission

    def get_extra(self, request, obj=None, **kwargs):
        """One empty row, for whoever has no script to add one by."""
        return 1 if self.has_add_permission(request, obj) else 0


class _StepRowForm(_RowForm):
    """Narrow boxes: the row also tells what the step stands for."""

    class Meta:
        widgets = {
            "position": forms.NumberInput(attrs={"min": 0, "max": 9999}),
            "number": forms.TextInput(attrs={"size": 4}),
            "title": forms.TextInput(attrs={"size": 24}),
            "actor": forms.TextInput(attrs={"size": 18}),
        }


class StepRows(_Rows):
    verbose_name_plural = "步骤（点“修改”选定对应的程序步骤、填写材料）"
    form = _StepRowForm
    model = TemplateStep
    fields = ["position", "number", "stage", "title", "actor", "covers"]
    readonly_fields = ["covers"]
    show_change_link = True

    @admin.display(description="对应的程序步骤")
    def covers(self, step):
        return "、".join(STEPS[code].title for code in step.codes if code in STEPS) or "学校自设"


class DocumentRows(_Rows):
    verbose_name_plural = "本步骤的材料"
    model = TemplateDocument
    fields = ["position", "name", "form", "paper", "is_required", "retention"]

    def _is_open(self, request, step) -> bool:
        return super()._is_open(request, step.template if step else None)


class _RefusingAdmin(ActingAdmin):
    """What a service refuses is said on the page, and nothing is saved."""

    view_permission = edit_permission = MANAGE

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            for refusal in refused.refusals:
                messages.error(request, str(refusal))
            return redirect(request.path)


@admin.register(StepTemplate)
class StepTemplateAdmin(SeenRows, _RefusingAdmin):
    form = SeenForm
    list_display = ["name", "opened_from", "opened_until", "state", "steps_in_words", "published_by", "published_at"]
    list_select_related = ["published_by__person"]
    fields = ["name", "opened_from", "note", "state", "opened_until", "prepared_by", "published_by", "faults"]
    readonly_fields = ["state", "opened_until", "prepared_by", "published_by", "faults"]
    inlines = [StepRows]
    change_form_template = "admin/membership/steptemplate/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("steps")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    @admin.display(description="状态")
    def state(self, template):
        return "草稿" if template.is_draft else "已发布"

    @admin.display(description="步骤")
    def steps_in_words(self, template):
        return f"{len(template.steps.all())} 步"

    @admin.display(description="发布前须解决")
    def faults(self, template):
        found = problems(lines_of(template))
        return format_html_join("", "<div>{}</div>", ((each,) for each in found)) if found else "没有问题"

    def save_model(self, request, obj, form, change):
        given = {name: form.cleaned_data[name] for name in ("name", "opened_from", "note")}
        save_template(draft=obj, **given)

    def save_formset(self, request, form, formset, change):
        rows = formset.save(commit=False)
        if rows or formset.deleted_objects:
            save_steps(draft=form.instance, steps=rows, removed=formset.deleted_objects)

    def get_urls(self):
        acts = [("copy", self.copy), ("publication", self.publish), ("withdrawal", self.withdraw)]
        mine = [
            path(f"<int:pk>/{word}/", self._marked(view), name=f"membership_steptemplate_{word}") for word, view in acts
        ]
        return mine + super().get_urls()

    def copy(self, request, pk):
        """复制: a draft to be changed."""
        source = self._template(request, pk)
        form = CopyForm(request.POST or None, initial={"name": f"{source.name} 副本", "opened_from": request.today})
        note = "新模板先照抄全部步骤和材料，发布前不影响任何个案。"
        made = self._posted(request, form, lambda: copy_template(source=source, by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, f"已复制为“{made}”，请逐项修改，再发布。")
            return redirect("admin:membership_steptemplate_change", made.pk)
        return self._act_page(request, form, "复制", note=note, original=source)

    def publish(self, request, pk):
        """发布: for cases opened from its day on."""
        draft = self._draft(request, pk)
        form = forms.Form(request.POST if request.method == "POST" else None)
        note = f"发布后不能再修改；自 {draft.opened_from} 起登记的申请使用它，已登记的个案仍用原来的模板。"
        act = lambda: publish_template(draft=draft, by=request.user, today=request.today, request=request)  # noqa: E731
        if self._posted(request, form, act):
            messages.success(request, f"已发布“{draft}”，自 {draft.opened_from} 起使用。")
            return redirect("admin:membership_steptemplate_changelist")
        faults = [] if form.is_bound else publishing_refusals(draft, request.today)
        return self._act_page(request, form, "发布", note=note, original=draft, faults=faults)

    def withdraw(self, request, pk):
        """撤回草稿."""
        draft = self._draft(request, pk)
        form = WithdrawForm(request.POST or None)
        act = lambda: withdraw_template(draft=draft, **form.cleaned_data) or True  # noqa: E731
        if self._posted(request, form, act):
            messages.success(request, f"已撤回草稿“{draft}”。")
            return redirect("admin:membership_steptemplate_changelist")
        return self._act_page(request, form, "撤回草稿", note="草稿将被删去，已发布的模板不变。", original=draft)

    def _template(self, request, pk) -> StepTemplate:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_queryset(request).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def _draft(self, request, pk) -> StepTemplate:
        found = self._template(request, pk)
        if not found.is_draft:
            raise Http404
        return found


class CopyForm(forms.Form):
    name = forms.CharField(label="新模板的名称", max_length=60)
    opened_from = forms.DateField(label="用于此日起登记的", widget=AdminDateWidget)
    note = forms.CharField(label="说明", max_length=300, required=False)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤回原因", max_length=200)


@admin.register(TemplateStep)
class TemplateStepAdmin(SeenRows, _RefusingAdmin):
    """One step with its documents, reached from its template."""

    form = StepForm
    fields = ["of_template", "number", "stage", "title", "actor", "codes", "recorder", "is_awaited", "note"]
    readonly_fields = ["of_template"]
    list_display = ["template", "number", "title", "actor"]
    list_filter = ["template"]
    list_select_related = ["template"]
    inlines = [DocumentRows]
    change_form_template = "admin/membership/templatestep/change_form.html"

    def has_module_permission(self, request):
        """No entry of its own on the index: the way leads through the template."""
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("template")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.template.is_draft)

    @admin.display(description="步骤模板")
    def of_template(self, step):
        address = reverse("admin:membership_steptemplate_change", args=[step.template_id])
        return format_html('<a href="{}">{}</a>', address, step.template)

    def save_model(self, request, obj, form, change):
        save_steps(draft=obj.template, steps=[obj])

    def save_formset(self, request, form, formset, change):
        rows = formset.save(commit=False)
        if rows or formset.deleted_objects:
            save_documents(step=form.instance, documents=rows, removed=formset.deleted_objects)

"""条款和文件: what values rest on; loading the wording, confirming a clause."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from directory.access import access
from directory.forms.conflicts import conflict_of
from directory.forms.posting import posted
from directory.refusals import ChangedMeanwhile
from policy.forms import ClauseForm, ConfirmForm, DocumentForm
from policy.models import Clause
from policy.selectors import clauses_with_uses
from policy.services.sources import confirm_clause, record_document, save_clause
from policy.views.pages import PUBLISH, crumbs, form_page, tabs

LIST = "条款和文件"


@access("settings.manage")
@require_GET
def clause_list(request):
    """Every clause by document, with what rests on it and whether it was confirmed."""
    context = {
        "clauses": clauses_with_uses(),
        "may_confirm": request.viewer.may(PUBLISH),
        "tabs": tabs("clause_list"),
        "crumbs": crumbs(LIST),
    }
    return render(request, "policy/clause_list.html", context)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def document_create(request):
    """登记文件."""
    form = DocumentForm(request.POST or None, viewer=request.viewer)
    if document := posted(request, form, lambda: record_document(**form.cleaned_data)):
        messages.success(request, f"已登记 {document}，现在可以登记它的条款。")
        return redirect(f"{reverse('clause_create')}?document={document.pk}")
    return form_page(request, form, "登记文件", _way("登记文件"), reverse("clause_list"))


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def clause_create(request):
    """登记条款."""
    initial = {"document": request.GET.get("document", ""), "article_is_certain": True}
    form = ClauseForm(request.POST or None, initial=initial)
    if clause := posted(request, form, lambda: save_clause(**form.cleaned_data)):
        messages.success(request, f"已登记 {clause}。")
        return redirect("clause_list")
    return form_page(request, form, "登记条款", _way("登记条款"), reverse("clause_list"))


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def clause_update(request, pk):
    """Wording, paraphrase, and how sure we are. Who saves second sees both."""
    clause = get_object_or_404(Clause.objects.select_related("document"), pk=pk)
    form, conflict = ClauseForm(request.POST or None, initial=_shown(clause) | {"version": clause.version}), None
    try:
        if posted(request, form, lambda: save_clause(clause=clause, **form.cleaned_data)):
            messages.success(request, f"已保存 {clause}。")
            return redirect("clause_list")
    except ChangedMeanwhile as changed:
        conflict, form = _conflict(request, form, changed)
    return form_page(request, form, str(clause), _way(str(clause)), reverse("clause_list"), conflict=conflict)


@access(PUBLISH)
@require_http_methods(["GET", "POST"])
def clause_confirm(request, pk):
    """确认: that the clause says what its text says; by whom and on which day is kept."""
    clause = get_object_or_404(Clause.objects.select_related("document"), pk=pk)
    form = ConfirmForm(request.POST or None)
    if posted(request, form, lambda: confirm_clause(clause=clause, by=request.user, on=request.today)):
        messages.success(request, f"已确认 {clause}。")
        return redirect("clause_list")
    note = f"要点：{clause.paraphrase}　原文：{clause.wording or '尚未录入，请先录入原文。'}"
    heading = f"确认 {clause}"
    return form_page(request, form, heading, _way("确认"), reverse("clause_list"), form_note=note, save="确认")


def _shown(clause) -> dict:
    return {
        "document": clause.document_id,
        "article": clause.article,
        "article_is_certain": clause.article_is_certain,
        "paraphrase": clause.paraphrase,
        "wording": clause.wording,
        "reading": clause.reading,
    }


def _conflict(request, form, changed):
    data = request.POST.copy()
    data["version"] = changed.current.version
    return conflict_of(form, changed, _shown), ClauseForm(data)


def _way(last):
    return crumbs({"title": LIST, "url": reverse("clause_list")}, last)

"""版本: drafting one, comparing it, seeing whom it meets, publishing and withdrawing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from directory.access import access
from directory.forms.posting import posted
from policy.comparing import differences
from policy.forms import DraftForm, PublishForm, WithdrawForm
from policy.impact import impacts
from policy.models import PolicyVersion, State
from policy.selectors import group_tables, publishers_besides, versions_by_number, with_people
from policy.services.versions import (
    past_warning,
    publish_draft,
    second_person,
    start_draft,
    update_draft,
    withdraw_draft,
)
from policy.views.pages import PUBLISH, crumbs, form_page, open_draft, tabs, version_crumb


@access("settings.manage")
@require_GET
def version_list(request):
    """Every version, the newest first."""
    versions = sorted(versions_by_number().values(), key=lambda version: -version.number)
    context = {
        "versions": versions,
        "in_force": _in_force(versions, request.today),
        "has_draft": any(version.is_draft for version in versions),
        "tabs": tabs("version_list"),
        "crumbs": crumbs("版本"),
    }
    return render(request, "policy/version_list.html", context)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def draft_create(request):
    """起草新版本: a copy of the latest one, to be changed value by value."""
    if draft := open_draft():
        messages.info(request, f"已有一份草稿 {draft}，可在此继续修改。")
        return redirect("version_detail", draft.number)
    form = DraftForm(request.POST or None, viewer=request.viewer)
    if draft := posted(request, form, lambda: start_draft(by=request.user, **form.cleaned_data)):
        messages.success(request, f"已起草 {draft}：内容与现行版本相同，请逐项修改。")
        return redirect("version_detail", draft.number)
    note = "新版本先照抄现行的全部参数，再逐项修改；发布前不影响任何事项。发布须由另一人办理。"
    return form_page(
        request, form, "起草新版本", crumbs("起草新版本"), reverse("policy_list"), form_note=note, save="起草"
    )


@access("settings.manage")
@require_GET
def version_detail(request, number):
    """All values of one version; a draft's may be changed here."""
    version = _version(number)
    context = {
        "version": version,
        "tables": group_tables(with_people(version.values.all())),
        "changes": _changes(version),
        "before": _before(version),
        "may_publish": _may_publish(request, version),
        "publishing_note": _publishing_note(version, request.today) if version.is_draft else "",
        "crumbs": crumbs({"title": "版本", "url": reverse("version_list")}, f"v{version.number}"),
    }
    return render(request, "policy/version_detail.html", context)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def version_update(request, number):
    """Title, first day and note of a draft."""
    draft = _draft(number)
    initial = {"title": draft.title, "effective_on": draft.effective_on, "note": draft.note}
    form = DraftForm(request.POST or None, viewer=request.viewer, initial=initial)
    if posted(request, form, lambda: update_draft(draft=draft, **form.cleaned_data)):
        messages.success(request, "已保存。")
        return redirect("version_detail", number)
    way = crumbs(version_crumb(draft), "修改名称和日期")
    return form_page(request, form, "修改名称和日期", way, reverse("version_detail", args=[number]))


@access("settings.manage")
@require_GET
def version_compare(request, number):
    """Beside the version before it, or another one named by ?with=."""
    version = _version(number)
    other = _other(request, version)
    before = with_people(other.values.all()) if other else []
    context = {
        "version": version,
        "other": other,
        "others": [each for each in versions_by_number().values() if each.number != version.number],
        "changes": differences(before, with_people(version.values.all())),
        "crumbs": crumbs(version_crumb(version), "比较"),
    }
    return render(request, "policy/version_compare.html", context)


@access("settings.manage")
@require_GET
def version_impact(request, number):
    """影响预览: whom it would meet, asked of every app that judges by the policy."""
    version = _version(number)
    context = {
        "version": version,
        "impacts": impacts(version, request.today, request.viewer),
        "day": max(version.effective_on, request.today),
        "crumbs": crumbs(version_crumb(version), "影响预览"),
    }
    return render(request, "policy/version_impact.html", context)


@access(PUBLISH)
@require_http_methods(["GET", "POST"])
def version_publish(request, number):
    """发布: by somebody who neither drafted nor entered anything of it."""
    draft = _draft(number)
    if request.method == "GET" and not _may_publish(request, draft):
        return redirect("version_detail", number)
    is_past = draft.effective_on < request.today
    form = PublishForm(request.POST if request.method == "POST" else None, is_past=is_past)
    if posted(request, form, lambda: _publish(request, draft, form)):
        messages.success(request, f"已发布 v{number}，自 {draft.effective_on} 起施行。")
        return redirect("policy_list")
    context = {
        "version": draft,
        "changes": _changes(draft),
        "warning": past_warning(draft, request.today) if is_past else "",
        "form": form,
        "crumbs": crumbs(version_crumb(draft), "发布"),
    }
    return render(request, "policy/version_publish.html", context, status=422 if form.is_bound and form.errors else 200)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def version_withdraw(request, number):
    """撤回草稿."""
    draft = _draft(number)
    form = WithdrawForm(request.POST or None)
    if posted(request, form, lambda: withdraw_draft(draft=draft, reason=form.cleaned_data["reason"]) or True):
        messages.success(request, f"已撤回 v{number}。")
        return redirect("version_list")
    note = f"{draft} 及其改动将被删去，现行参数不变；变更历史里仍可查到。"
    way = crumbs(version_crumb(draft), "撤回草稿")
    cancel = reverse("version_detail", args=[number])
    return form_page(request, form, "撤回草稿", way, cancel, form_note=note, save="撤回草稿")


def _may_publish(request, version) -> bool:
    """Nobody is led to a page that would refuse him at the end."""
    return request.viewer.may(PUBLISH) and not list(second_person(version, request.user))


def _publishing_note(draft, today) -> str:
    others = [str(account) for account in publishers_besides(draft, today)]
    named = f"{'、'.join(others[:3])}{'等' if len(others) > 3 else ''}"
    way = f"可以发布的：{named}。" if others else "现在没有其他组织部管理员，请先登记任职并开通账号。"
    return f"改好后请组织部管理员核对并发布；起草或录入的人不能发布。{way}"


def _publish(request, draft, form):
    confirmed = form.cleaned_data.get("confirmed", False)
    return publish_draft(draft=draft, by=request.user, today=request.today, confirmed=confirmed, request=request)


def _version(number) -> PolicyVersion:
    return get_object_or_404(
        PolicyVersion.objects.select_related("prepared_by__person", "published_by__person"), number=number
    )


def _draft(number) -> PolicyVersion:
    return get_object_or_404(PolicyVersion, number=number, state=State.DRAFT)


def _before(version) -> PolicyVersion | None:
    """The published version that this one follows."""
    return PolicyVersion.objects.filter(state=State.PUBLISHED, number__lt=version.number).first()


def _changes(version):
    before = _before(version)
    return differences(with_people(before.values.all()) if before else [], with_people(version.values.all()))


def _other(request, version):
    given = request.GET.get("with", "")
    if not given:
        return _before(version)
    if not given.isascii() or not given.isdecimal() or len(given) > 9:
        raise Http404
    return get_object_or_404(PolicyVersion, number=int(given))


def _in_force(versions, today):
    begun = [each for each in versions if not each.is_draft and each.effective_on <= today]
    return begun[0] if begun else None

"""What the pages of acts on a case share: one form, every refusal in it, the word about whoever saved first."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.refusals import ChangedMeanwhile, Refused
from membership.forms.steps import EXCEPTIONAL
from membership.models import Case


def case_of(request, code) -> Case:
    """The case as far as the viewer sees it; else 404."""
    rows = Case.objects.visible_to(request.viewer).select_related("person", "unit__parent", "template")
    return get_object_or_404(rows, code=code)


def crumbs_of(case: Case, last: str = "") -> list[dict]:
    crumbs = [
        {"title": "发展党员", "url": reverse("case_board")},
        {"title": case.person.name, "url": reverse("case_detail", args=[case.code])},
    ]
    return [*crumbs, {"title": last}] if last else crumbs


CASE_CHANGED = "{who} {at} 已先保存此案，您填写的内容还在下面；请打开个案核对最新情况，再决定是否保存。"


def done(form, act, changed_words: str = CASE_CHANGED) -> bool:
    """Whether the posted act was done; otherwise the form says why, and keeps everything typed."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act(form.cleaned_data)
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_refusal(refusal)
    except ChangedMeanwhile as changed:
        _tell(form, changed, changed_words)
    else:
        return True
    return False


def _tell(form, changed, words) -> None:
    """The form goes on with the version that stands now: whoever reads the word may save again."""
    at = timezone.localtime(changed.at).strftime("%H:%M") if changed.at else ""
    form.data = form.data.copy()
    form.data["version"] = changed.current.version
    form.add_error(None, words.format(who=changed.editor or "他人", at=at))


def _drawn(form, title, names) -> dict:
    """A group of the form; what only special cases need is folded until something stands in it."""
    fields = [form[name] for name in names if name in form.fields]
    is_needed = form.is_bound and any(field.errors or field.value() for field in fields)
    return {"title": title, "fields": fields, "is_folded": title == EXCEPTIONAL, "is_open": is_needed}


def act_page(request, form, case, heading, said, act, groups=(), **more):
    """GET shows the form; POST does the act and leads back to the case."""
    if done(form, act):
        messages.success(request, said)
        return redirect("case_detail", case.code)
    drawn = [_drawn(form, title, names) for title, names in groups]
    context = {
        "form": form,
        "form_groups": drawn,
        "heading": heading,
        "case": case,
        "crumbs": crumbs_of(case, heading),
        "cancel_url": reverse("case_detail", args=[case.code]),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "membership/step_form.html", context | more, status=status)

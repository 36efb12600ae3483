"""What the settings pages share: breadcrumbs, the form page, the tabs."""

from django.shortcuts import render
from django.urls import reverse

from policy.models import PolicyVersion, State

HOME = "制度参数"
TABS = [("policy_list", "现行参数"), ("version_list", "版本"), ("clause_list", "条款和文件")]
PUBLISH = "policy.publish"


def crumbs(*last: str | dict) -> list[dict]:
    """设置 / 制度参数 / …; a text is the page itself, a dict one on the way."""
    way = [{"title": "设置"}, {"title": HOME, "url": reverse("policy_list")}]
    return way + [each if isinstance(each, dict) else {"title": each} for each in last]


def tabs(current: str) -> list[dict]:
    return [{"title": title, "url": reverse(name), "current": name == current} for name, title in TABS]


def open_draft() -> PolicyVersion | None:
    return PolicyVersion.objects.filter(state=State.DRAFT).first()


def form_page(request, form, heading, way, cancel_url, *, conflict=None, **more):
    status = 409 if conflict else 422 if form.is_bound and form.errors else 200
    context = {"form": form, "heading": heading, "crumbs": way, "cancel_url": cancel_url, "conflict": conflict, **more}
    return render(request, "policy/form.html", context, status=status)


def version_crumb(version) -> dict:
    return {"title": f"v{version.number}", "url": reverse("version_detail", args=[version.number])}

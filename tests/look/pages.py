"""Addresses and views of the sample site; the names are those of the product, so the frame finds its links."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path

from tests.look import samples
from tests.look.forms import LoginSample, PersonSample

BOUND = {"name": "单雄信", "id_number": "110199199001011234", "gender": "m", "note": "由本人填写"}


def kit(request):
    """Every include on one page."""
    return render(request, "look/kit.html", {
        "words": samples.STATUS_WORDS, "refusals": samples.REFUSALS, "crumbs": samples.CRUMBS,
        "conflict": samples.CONFLICT, "today": samples.TODAY,
        "acts": [{"title": "下载模板并导入", "url": "#"}, {"title": "逐人新增", "url": "#"}],
    })  # fmt: skip


def organizer_list(request):
    """A list with filters, chips, sorting, ticking and paging."""
    page = Paginator(range(431), 50).page(int(request.GET.get("page", 3)))
    return render(request, "look/list.html", {
        "rows": samples.ORGANIZERS, "page": page, "crumbs": samples.CRUMBS, "today": samples.TODAY,
        "chosen": [{"title": "专职", "without_url": "?"}, {"title": "数学学院党委", "without_url": "?"}],
        "sorts": [{"title": "姓氏笔画", "url": "?sort=s", "current": True}, {"title": "拼音", "url": "?sort=p"}],
    })  # fmt: skip


def person_form(request):
    """The form, untouched or with errors."""
    form = PersonSample(BOUND) if "wrong" in request.GET else PersonSample()
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "look/form.html", {"form": form, "crumbs": samples.CRUMBS}, status=status)


def tree(request):
    return render(request, "look/tree.html", {"nodes": samples.TREE, "crumbs": [{"title": "组织架构", "url": ""}]})


def toast(request):
    messages.success(request, "已保存 单雄信 的资料。")
    messages.error(request, "有 3 行没有导入，请下载错误表改正后再上传。")
    return kit(request)


def login(request):
    form = LoginSample({"username": "zhangmy", "password": "x"}) if "wrong" in request.GET else LoginSample()
    accounts = [
        {"username": "bu-admin", "role": "组织部管理员", "unit": "全校"},
        {"username": "shuxue-shuji", "role": "二级党组织书记", "unit": "数学学院党委"},
        {"username": "shuxue-zz", "role": "专职组织员", "unit": "数学学院党委"},
        {"username": "zhibu-1", "role": "支部书记", "unit": "教工第一支部"},
    ]
    return render(request, "registration/login.html", {
        "form": form, "next": "/people/", "demo_accounts": accounts, "demo_password": "yanshi-2026",
    })  # fmt: skip


def error_page(request, name):
    return render(request, f"{name}.html", {"error_number": "E-20261120-0007"})


urlpatterns = [
    path("", kit),
    path("kit/", kit, name="kit"),
    path("workbench/", kit, name="workbench"),
    path("search/", kit, name="search"),
    path("logout/", kit, name="logout"),
    path("help/", kit, name="help"),
    path("list/", organizer_list, name="organizer_list"),
    path("form/", person_form, name="person_form"),
    path("tree/", tree, name="unit_tree"),
    path("toast/", toast),
    path("login/", login, name="login"),
    path("error/<str:name>/", error_page),
]

"""Addresses and views of the sample site; the names are those of the product, so the frame finds its links."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path

from tests.look import directory_samples, samples
from tests.look.directory_samples import UNIT_TABS
from tests.look.forms import FilterSample, LoginSample, PersonSample

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


def people(request):
    page = Paginator(directory_samples.PEOPLE * 20, 5).page(2)
    return render(request, "directory/person_list.html", {
        "people": page.object_list, "page": page, "today": samples.TODAY, "crumbs": [{"title": "党员管理", "url": ""}],
        "chosen": [{"title": "正式党员", "without_url": "?"}], "clear_url": "?", "create_url": "#", "import_url": "#",
        "sorts": [{"title": "拼音", "url": "?", "current": True}], "export_url": "#", "filter_form": FilterSample(),
        "status_counts": [{"title": "正式党员", "count": 5210, "url": "#", "current": True},
                          {"title": "预备党员", "count": 832, "url": "#"}],
    })  # fmt: skip


def nobody(request):
    return render(
        request, "directory/person_list.html", {"chosen": [{"title": "教职工", "without_url": "?"}], "clear_url": "?"}
    )


def sample(template, context):
    """A view that draws one of the product's own templates."""
    return lambda request, **address: render(request, template, context)


def fragment(request):
    return render(request, "includes/_reveal_ask.html", {"reveal_url": "/fragment/", "reveal_label": "手机号"})


def search(request):
    template = "desk/_search_options.html" if request.htmx else "desk/search.html"
    return render(request, template, directory_samples.SEARCH | {"search_url": "/search/", "words": "sxx"})


def error_page(request, name):
    return render(request, f"{name}.html", {"error_number": "E-20261120-0007"})


urlpatterns = [
    path("", kit),
    path("kit/", kit, name="kit"),
    path("workbench/", kit, name="workbench"),
    path("search/", search, name="search"),
    path("logout/", kit, name="logout"),
    path("help/", kit, name="help"),
    path("list/", organizer_list, name="organizer_list"),
    path("form/", person_form, name="person_form"),
    path("tree/", tree, name="unit_tree"),
    path("toast/", toast),
    path("login/", login, name="login"),
    path("units/", sample("directory/unit_tree.html", directory_samples.UNIT_TREE)),
    path("unit/", sample("directory/unit_detail.html", directory_samples.UNIT)),
    *[path(f"unit/{tab}/", sample("directory/unit_detail.html", context)) for tab, context in UNIT_TABS.items()],
    path("nodes/", sample("directory/_unit_nodes.html", {"nodes": [samples.node("教工第三支部", "支部", 9)]})),
    path("unit/close/", sample("directory/unit_close.html", directory_samples.UNIT_CLOSE)),
    path("people/", people, name="person_list"),
    path("people/nobody/", nobody),
    path(
        "people/<str:roster_no>/",
        sample("directory/person_detail.html", directory_samples.PERSON),
        name="person_detail",
    ),
    path("people/<str:roster_no>/number/", sample("directory/person_reveal.html", directory_samples.PERSON)),
    path("found/", sample("desk/search.html", directory_samples.SEARCH)),
    path("options/", sample("desk/_search_options.html", directory_samples.SEARCH)),
    path("bench/", sample("desk/workbench.html", directory_samples.WORKBENCH)),
    path("bench/empty/", sample("desk/workbench.html", {"greeting": "王老师，下午好。", "today": samples.TODAY})),
    path("log/", sample("desk/log_list.html", directory_samples.LOG)),
    path("fragment/", fragment),
    path("panel/", sample("look/_panel.html", {"panel": {"title": "组织员", "figure": "1 / 1"}})),
    path("error/<str:name>/", error_page),
]

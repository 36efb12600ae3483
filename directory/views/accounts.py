"""Accounts, for whoever holds accounts.manage: opening, activation addresses, locking. No number is shown anywhere."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.forms.accounts import AccountOpenForm, ReasonForm
from directory.models import Account, Person, Status
from directory.refusals import Refused
from directory.rights import explain_rights
from directory.services.accounts import hand_out_activation, lock_account, open_account, unlock_account
from directory.viewer import Viewer

PAGE = 50
# Choice of the list → condition; the words stand in the template's filter.
STATES = {
    "waiting": Q(is_active=True, activated_at__isnull=True),
    "active": Q(is_active=True, activated_at__isnull=False),
    "locked": Q(is_active=False),
}
STATE_WORDS = {"waiting": "待启用", "active": "正常", "locked": "已停用"}


@access("accounts.manage")
@require_http_methods(["GET", "HEAD"])
def account_list(request):
    """账号 of the administrator's scope, by unit and name."""
    rows = _accounts(request).order_by("person__unit__path", "person__sort_pinyin", "pk")
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:40]
    if state in STATES:
        rows = rows.filter(STATES[state])
    if words:
        rows = rows.filter(Q(username__startswith=words) | Q(person__name__startswith=words))
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": STATE_WORDS,
        "q": words,
        "crumbs": [{"title": "账号"}],
    }
    return render(request, "directory/account_list.html", context)


@access("accounts.manage")
@require_http_methods(["GET", "HEAD"])
def account_detail(request, username):
    """One account: its state, and which duty lets it see what."""
    account = _account(request, username)
    context = {
        "account": account,
        "rights": explain_rights(Viewer(account, request.today)),
        "state": STATE_WORDS[state_of(account)],
        "is_own": account.pk == request.user.pk,
        "crumbs": [{"title": "账号", "url": reverse("account_list")}, {"title": account.username}],
    }
    return render(request, "directory/account_detail.html", context)


@access("accounts.manage")
@require_http_methods(["GET", "POST"])
def account_create(request):
    """开通账号 for a person who is registered and has none."""
    people = Person.objects.within(request.viewer, "accounts.manage").exclude(status=Status.LEFT)
    form = AccountOpenForm(request.POST or None, people=people)
    if form.is_bound and form.is_valid():
        account = open_account(person=form.person, by=request.user)
        messages.success(request, "账号已开通，请发放启用地址。")
        return redirect("account_detail", account.username)
    crumbs = [{"title": "账号", "url": reverse("account_list")}, {"title": "开通账号"}]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "directory/account_create.html", context, status=422 if form.is_bound else 200)


@access("accounts.manage")
@require_http_methods(["GET", "POST"])
def activation_create(request, username):
    """发放启用地址: the address is on the answer of this one request and nowhere else."""
    account = _account(request, username)

    def act(reason):
        uid, token = hand_out_activation(account=account, by=request.user, reason=reason)
        address = request.build_absolute_uri(reverse("activation", args=[uid, token]))
        context = {"account": account, "address": address, "crumbs": _crumbs(account, "启用地址")}
        return render(request, "directory/activation_handed_out.html", context)

    return _with_reason(request, account, "重置密码" if account.is_activated else "发放启用地址", act)


@access("accounts.manage")
@require_http_methods(["GET", "POST"])
def account_lock(request, username):
    """停用账号: at once, sessions included."""
    account = _account(request, username)

    def act(reason):
        lock_account(account=account, by=request.user, reason=reason)
        messages.success(request, "账号已停用，其登录已全部退出。")
        return redirect("account_detail", account.username)

    return _with_reason(request, account, "停用账号", act)


@access("accounts.manage")
@require_http_methods(["GET", "POST"])
def account_unlock(request, username):
    """恢复账号, and the wait after wrong passwords with it."""
    account = _account(request, username)

    def act(reason):
        unlock_account(account=account, by=request.user, reason=reason)
        messages.success(request, "账号已恢复。")
        return redirect("account_detail", account.username)

    return _with_reason(request, account, "恢复账号", act)


def state_of(account) -> str:
    """A key of `STATE_WORDS`."""
    if not account.is_active:
        return "locked"
    return "active" if account.activated_at else "waiting"


def _accounts(request):
    return Account.objects.visible_to(request.viewer).select_related("person__unit").filter(person__isnull=False)


def _account(request, username):
    return get_object_or_404(_accounts(request), username=username)


def _crumbs(account, title):
    return [
        {"title": "账号", "url": reverse("account_list")},
        {"title": account.username, "url": reverse("account_detail", args=[account.username])},
        {"title": title},
    ]


def _with_reason(request, account, title, act):
    """Asks the reason, acts, and shows a refusal in the same place."""
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            return act(form.cleaned_data["reason"])
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
    context = {"form": form, "account": account, "title": title, "crumbs": _crumbs(account, title)}
    return render(request, "directory/account_act.html", context, status=422 if form.is_bound else 200)

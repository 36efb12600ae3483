"""One's own account: the first password, a new one, what one may do, and how large the letters are."""

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from audit.events import record_event
from audit.models import EventKind
from directory import login_guard
from directory.access import access
from directory.forms.accounts import ActivationForm, OwnPasswordForm
from directory.passwords import renewal_words
from directory.rights import explain_rights
from directory.services.accounts import account_for_activation, activate, change_password
from directory.views.sessions import remember_type

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
# Wrong current passwords before the session ends: whoever sits at a stranger's open screen does not get to guess.
WRONG_PASSWORDS = 5


@access(access.PUBLIC)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@transaction.atomic
def activation(request, uid, token):
    """启用账号 through the one-time address; an address that is spent, expired or altered is not found.

    Answers sent at once are looked at one after the other: five wrong numbers are five, and the first password stands.
    """
    account = account_for_activation(uid, token)
    if account and request.method == "POST":
        login_guard.one_at_a_time(account.username)
        account = account_for_activation(uid, token)
    if account is None:
        raise Http404
    locked = login_guard.lock_words(request.META.get("REMOTE_ADDR"), account.username)
    form = ActivationForm(account, request.POST if request.method == "POST" and not locked else None)
    if not form.is_bound or not form.is_valid():
        return _ask_for_password(request, account, form, locked)
    account = activate(account=account, password=form.cleaned_data["new_password1"])
    login(request, account, backend=MODEL_BACKEND)
    record_event(EventKind.LOGIN, by=account, subject=account.person, request=request)
    messages.success(request, "账号已启用，下次请用账号和密码登录。")
    response = redirect("profile")
    remember_type(response, account)
    return response


def _ask_for_password(request, account, form, locked):
    """The form, with what is wrong; a stranger's number counts as a failed log-in."""
    if form.has_error("id_number", "stranger"):
        user_login_failed.send(__name__, credentials={"username": account.username}, request=request)
    status = 429 if locked else 422 if form.is_bound else 200
    context = {"form": form, "account": account, "locked": locked}
    return render(request, "directory/activation.html", context, status=status)


@access(access.SIGNED_IN)
@require_http_methods(["GET", "HEAD"])
def profile(request):
    """我的账号: who I am here, what follows from which duty, and until when."""
    context = {
        "rights": explain_rights(request.viewer),
        "renewal": renewal_words(request.user, request.today),
        "crumbs": [{"title": "我的账号"}],
    }
    return render(request, "directory/profile.html", context)


@access(access.SIGNED_IN)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request):
    """修改密码: all other sessions end."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if form.is_bound and form.is_valid():
        change_password(account=request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码已修改，其他设备上的登录已退出。")
        return redirect("profile")
    if form.has_error("old_password", "password_incorrect") and _guessing(request):
        logout(request)
        messages.error(request, "当前密码多次不正确，已退出登录。忘记密码请联系组织部重置。")
        return redirect("login")
    context = {"form": form, "crumbs": [{"title": "我的账号", "url": reverse("profile")}, {"title": "修改密码"}]}
    return render(request, "directory/password_change.html", context, status=422 if form.is_bound else 200)


@access(access.SIGNED_IN)
@require_http_methods(["POST"])
def large_type(request):
    """大字 on or off; back to the page where it was pressed."""
    account = request.user
    account.large_type = request.POST.get("large", "") == "1"
    account.save(update_fields=["large_type"])
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else reverse("profile"))
    remember_type(response, account)
    return response


def _guessing(request) -> bool:
    wrong = request.session.get("wrong_passwords", 0) + 1
    request.session["wrong_passwords"] = wrong
    return wrong >= WRONG_PASSWORDS

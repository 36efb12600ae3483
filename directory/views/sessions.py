"""Signing in and out, and staying signed in."""

import time

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import views as auth_views
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from audit.events import record_event
from audit.models import EventKind
from directory import login_guard
from directory.access import access
from directory.demo import PASSWORD, demo_accounts
from directory.forms.accounts import LoginForm
from directory.models import Account
from directory.passwords import renewal_words


class LoginView(auth_views.LoginView):
    """登录: back to the page that was asked for, if it is one of ours."""

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        demo = demo_accounts(self.request.today)
        return super().get_context_data(**kwargs) | {"demo_accounts": demo, "demo_password": PASSWORD if demo else ""}

    @method_decorator(sensitive_post_parameters("password", "username"))
    def post(self, request, *args, **kwargs):
        username = login_guard.one_spelling(request.POST.get("username", ""))
        address = request.META.get("REMOTE_ADDR")
        if not login_guard.slowed(address):
            return self._wait(login_guard.BUSY)
        with transaction.atomic():
            login_guard.one_at_a_time(username)
            return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        account = form.get_user()
        response = super().form_valid(form)
        self.request.session["begun_at"] = self.request.session["used_at"] = int(time.time())
        record_event(EventKind.LOGIN, by=account, subject=account.person, request=self.request)
        words = renewal_words(account, self.request.today)
        if words:
            messages.warning(self.request, words)
        remember_type(response, account)
        return response

    def form_invalid(self, form):
        username = form.cleaned_data.get("username", "") if hasattr(form, "cleaned_data") else ""
        if not username or not form.data.get("password"):
            return self.render_to_response(self.get_context_data(form=form), status=422)
        words = login_guard.lock_words(self.request.META.get("REMOTE_ADDR"), username)
        self._record_refusal(username, "暂停登录" if words else "账号或密码不正确")
        if words:
            return self._wait(words, form)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _wait(self, words, form=None):
        context = self.get_context_data(form=form or self.get_form_class()(self.request), locked=words)
        return self.render_to_response(context, status=429)

    def _record_refusal(self, username, cause):
        """The name only if an account bears it: people type passwords into the wrong box."""
        account = Account.objects.select_related("person").filter(username=username).first()
        record_event(
            EventKind.LOGIN_REFUSED,
            subject=account.person if account else "未知账号",
            username=username if account else "",
            request=self.request,
            cause=cause,
        )


login = access(access.PUBLIC)(LoginView.as_view())


@access(access.PUBLIC)
@require_http_methods(["POST"])
def logout(request):
    """退出: by form only, so that no foreign page can do it with a picture."""
    if request.user.is_authenticated:
        record_event(EventKind.LOGOUT, by=request.user, subject=request.user.person, request=request)
    end_session(request)
    return redirect("login")


@access(access.SIGNED_IN)
@require_http_methods(["GET", "HEAD"])
def session_extend(request):
    """“继续使用”: the middleware has noted the use; there is nothing to show."""
    return HttpResponse(status=204)


def remember_type(response, account) -> None:
    """大字 belongs to the account; the cookie lets the server draw the first page right."""
    if account.large_type:
        response.set_cookie("text", "large", max_age=365 * 24 * 3600, samesite="Lax")
    else:
        response.delete_cookie("text", samesite="Lax")

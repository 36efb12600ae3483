from django.urls import path, register_converter

from directory.views import accounts, duties, own_account, people, person_forms, reveals, sessions, unit_forms, units


class KeyConverter:
    """A unit code or roster number in an address: anything but a slash and NUL, which PostgreSQL takes in no text."""

    regex = r"[^/\x00]+"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(KeyConverter, "key")

urlpatterns = [
    path("units/", units.unit_tree, name="unit_tree"),
    path("units/new/", unit_forms.unit_create, name="unit_create"),
    path("units/<key:code>/", units.unit_detail, name="unit_detail"),
    path("units/<key:code>/children/", units.unit_children, name="unit_children"),
    path("units/<key:code>/edit/", unit_forms.unit_update, name="unit_update"),
    path("units/<key:code>/rename/", unit_forms.unit_rename, name="unit_rename"),
    path("units/<key:code>/move/", unit_forms.unit_move, name="unit_move"),
    path("units/<key:code>/close/", unit_forms.unit_close, name="unit_close"),
    path("units/<str:code>/duties/new/", duties.duty_create, name="duty_create"),
    path("people/<str:roster_no>/duties/new/", duties.person_duty_create, name="person_duty_create"),
    path("duties/<int:pk>/end/", duties.duty_end, name="duty_end"),
    path("people/", people.person_list, name="person_list"),
    path("people/named/", people.person_named, name="person_named"),
    path("people/new/", person_forms.person_create, name="person_create"),
    path("people/export/", people.person_export, name="person_export"),
    path("people/print/", people.person_print, name="person_print"),
    path("people/<key:roster_no>/", people.person_detail, name="person_detail"),
    path("people/<key:roster_no>/edit/", person_forms.person_update, name="person_update"),
    path("people/<key:roster_no>/status/", person_forms.status_create, name="status_create"),
    path("people/<key:roster_no>/reveal/<slug:number>/", reveals.person_reveal, name="person_reveal"),
    path("login/", sessions.login, name="login"),
    path("logout/", sessions.logout, name="logout"),
    path("session/extend/", sessions.session_extend, name="session_extend"),
    path("activation/<str:uid>/<str:token>/", own_account.activation, name="activation"),
    path("account/", own_account.profile, name="profile"),
    path("account/password/", own_account.password_change, name="password_change"),
    path("account/large-type/", own_account.large_type, name="large_type"),
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/new/", accounts.account_create, name="account_create"),
    path("accounts/<str:username>/", accounts.account_detail, name="account_detail"),
    path("accounts/<str:username>/activation/", accounts.activation_create, name="activation_create"),
    path("accounts/<str:username>/lock/", accounts.account_lock, name="account_lock"),
    path("accounts/<str:username>/unlock/", accounts.account_unlock, name="account_unlock"),
]

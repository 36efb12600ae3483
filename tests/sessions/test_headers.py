"""Headers that stand between a page and the rest of the world, on pages of every kind; forms without a token."""

import re

import pytest
from django.test import Client

from directory.permissions import Role

PAGES = ["/", "/account/", "/account/password/", "/units/", "/people/", "/admin/", "/no/such/page/", "/search/?q=x"]
SAFE_SOURCES = {"'self'", "'none'", "data:"}


@pytest.fixture
def pages(client_as):
    """Each page as the department's administrator gets it, and the log-in page as a stranger does."""
    client = client_as(Role.DEPARTMENT_ADMIN)
    return [client.get(page) for page in PAGES] + [Client().get("/login/"), client.post("/account/password/", {})]


def policy_of(answer):
    directives = (part.strip().split(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in directives}


def test_no_page_may_run_or_load_anything_foreign(pages):
    for answer in pages:
        policy = policy_of(answer)
        assert policy["default-src"] == policy["script-src"] == policy["style-src"] == {"'self'"}
        assert policy["object-src"] == policy["frame-ancestors"] == policy["frame-src"] == {"'none'"}
        assert policy["form-action"] == policy["base-uri"] == {"'self'"}
        assert set().union(*policy.values()) <= SAFE_SOURCES


def test_no_page_has_script_or_style_that_the_policy_would_have_to_excuse(pages):
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+=\"|\sstyle=\"|<style|javascript:")
    found = [(answer.request["PATH_INFO"], inline.findall(answer.content.decode())) for answer in pages]
    assert not [page for page in found if page[1]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store, private"),
    ],
)
def test_every_page_says(pages, name, value):
    assert {answer.request["PATH_INFO"]: answer.headers.get(name) for answer in pages} == {
        answer.request["PATH_INFO"]: value for answer in pages
    }


def test_every_page_switches_off_what_it_does_not_use(pages):
    for answer in pages:
        assert {"camera=()", "geolocation=()", "microphone=()", "usb=()"} <= set(
            answer.headers["Permissions-Policy"].split(", ")
        )


def test_downloads_are_kept_by_nobody_either(client_as):
    answer = client_as(Role.DEPARTMENT_ADMIN).get("/people/export/")
    assert answer.getvalue().startswith(b"PK")
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_static_files_may_be_kept_but_not_misread():
    answer = Client().get("/static/js/app.js")
    assert answer.status_code == 200 and answer.getvalue()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" not in answer.headers.get("Cache-Control", "")


@pytest.mark.parametrize("page", ["/login/", "/logout/", "/account/password/", "/account/large-type/", "/units/new/"])
def test_a_form_without_its_token_is_refused_with_words(world, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.accounts[Role.DEPARTMENT_ADMIN], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(page, {"username": "x"})
    assert answer.status_code == 403
    assert "没有保存任何内容" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_a_form_with_its_token_is_taken(world):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/login/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    answer = client.post("/login/", {"username": "auditor", "password": "wrong", "csrfmiddlewaretoken": token})
    assert answer.status_code == 422


def test_hsts_is_sent_over_https(world, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    answer = Client().get("/login/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"

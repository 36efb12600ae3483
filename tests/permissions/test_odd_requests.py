"""Requests that no page of ours sends: they end as “not found” or with a sentence, never as a fault of the system."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from config.plain_requests import read_as_utf_8
from directory.permissions import Role

ADDRESSES = [
    "/organizers/%00/",
    "/organizers/units/%00/",
    "/imports/%00/",
    "/organizers/?unit=%00",
    "/organizers/export/?unit=%00",
    "/organizers/staffing/?unit=%00",
    "/organizers/staffing/?preset=%00",
    "/organizers/staffing/%00/",
    "/organizers/filings/?state=%00",
    "/organizers/%00/work/new/",
    "/organizers/30001/?tab=%00",
    "/organizers/export/?id=%00",
    "/organizers/staffing/summary/?unit=%00",
    "/organizers/appointments/new/?unit=%00&person=%00",
    "/log/person/a%00b/",
    "/log/unit/%00/",
    "/units/%00/",
    "/people/?unit=0%00%002",
    "/?unit=%0%000",
    "/admin/directory/unit/?kind__exact=%00",
]
ACCOUNT_ADDRESSES = ["/accounts/%00/", "/accounts/%00/lock/", "/accounts/?q=%00", "/admin/directory/account/?q=%00"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nul_in_an_address_finds_nothing(client_as, address):
    assert client_as(Role.DEPARTMENT_ADMIN).get(address).status_code < 500


@pytest.mark.parametrize("address", ACCOUNT_ADDRESSES)
def test_nul_in_the_address_of_an_account_finds_nothing(client_as, address):
    assert client_as(Role.SYSTEM_ADMIN).get(address).status_code < 500


@pytest.mark.parametrize("cookie", [r'sessionid="aaaaaaaaaaaa\000"', r'csrftoken="a\000b"', r'messages="\000"'])
def test_nul_in_a_cookie_is_no_session(db, cookie):
    assert Client().get("/people/", headers={"cookie": cookie}).status_code == 302


@pytest.mark.parametrize("encoding", ["base64", "rot13", "idna", "undefined", "gbk", "utf-16", '"hex"'])
@pytest.mark.parametrize("form", ["application/x-www-form-urlencoded; charset={}", "text/plain;Charset={} ; a=b"])
def test_every_request_is_read_as_utf_8(form, encoding):
    """Python knows “encodings” that are none for text; whoever named one got a fault before any page was asked."""
    asked = RequestFactory().get("/login/?next=%E4%BD%A0").environ | {"CONTENT_TYPE": form.format(encoding)}
    request = read_as_utf_8(lambda environ, start_response: WSGIRequest(environ))(asked, None)
    assert request.GET["next"] == "你"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/", "/status/"])
def test_a_page_to_look_at_takes_nothing(client_as, method, address):
    assert getattr(client_as(Role.DEPARTMENT_ADMIN), method)(address).status_code == 405

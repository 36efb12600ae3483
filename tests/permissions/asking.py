"""One cell: a role asks one address by one method, inside a savepoint, and what came back is judged."""

import html
import io
import json
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import quote, unquote

from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.permissions.expected import ABSENT_PAGE, FOUND, LOGIN

# What may come back from a page that one may enter: its content, a way on, a complaint about the form, another method.
WELCOME = {200, 204, 302, 400, 405, 422}
# What differs between two equal answers: tokens, numbers of prints and exports, the time of day.
UNSTEADY = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|\bD[A-Z]-\d+|\d\d:\d\d(:\d\dZ?)?')
# Anywhere in a statement: who and why are set in front of it (audit/attaching.py).
WRITING = re.compile(r'\b(?:INSERT INTO|(?<!FOR )UPDATE|DELETE FROM) "?(\w+)"?')
# Written on the way and no fact of the directory: sessions, the guard's counts, the append-only log.
BESIDE = ("django_session", "axes_", "audit_event", "pghistory_")


@dataclass(frozen=True)
class Answer:
    """A response as the sweep compares it: everything that could tell something, in one text."""

    status: int
    text: str
    location: str
    wrote: frozenset[str]

    @property
    def steady(self) -> str:
        return UNSTEADY.sub("", self.text)


_client = Client()  # One for all cells: a new one would read every static file again.


def ask(url, method, cookies, data=None) -> Answer:
    """Asks as whoever the cookies belong to; nothing of it remains. `HX` is GET for a fragment."""
    _client.cookies.clear()
    _client.cookies.load(cookies)
    headers = {"HX-Request": "true"} if method == "HX" else {}
    wrote = set()

    def watch(execute, sql, params, many, context):
        wrote.update(table for table in WRITING.findall(str(sql)) if not table.startswith(BESIDE))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        try:
            asked = _client.post if method == "POST" else _client.get
            response = asked(quote(url, safe="/?=&%"), data or {}, headers=headers)
        except Exception as error:
            return Answer(500, repr(error), "", frozenset(wrote))
    text = f"{_text_of(response)}\n{_headers_of(response)}"
    return Answer(response.status_code, text, response.headers.get("Location", ""), frozenset(wrote))


def judge(answer: Answer, wanted: str, absent: Answer, welcome=WELCOME) -> str:
    """What is wrong with an answer, or nothing."""
    if wanted == LOGIN:
        right = (answer.status == 302 and answer.location.startswith(reverse("login"))) or answer.status == 401
        return "" if right else f"not sent to log-in: {answer.status} {answer.location}"
    if wanted == FOUND:
        return "" if answer.status in welcome else f"may enter, got {answer.status}"
    assert wanted == ABSENT_PAGE
    if answer.status == 405 and len(answer.text) < 2000:
        return ""  # The method does not exist here for anybody, whatever the object.
    if answer.status != 404:
        return f"may not enter, got {answer.status} {answer.location}"
    return "" if answer.steady == absent.steady else "404, but not the page of an absent address"


def same_but(one: Answer, other: Answer, query: str, twin: str) -> bool:
    """Whether two answers differ in nothing but what was asked for."""
    asked, instead = (unquote(text.partition("=")[2]) for text in (query, twin))
    return one.status == other.status and _without(one, asked) == _without(other, instead)


def _without(answer, words):
    return re.sub(rf"(?<![0-9A-Za-z]){re.escape(words)}(?![0-9A-Za-z])", "…", unquote(answer.steady))


def names_in(answer: Answer, hidden) -> list[str]:
    return [name for name in hidden if name in answer.text]


def _text_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    text = body.decode("utf-8", "replace")
    if "json" in response.headers.get("Content-Type", ""):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return html.unescape(text)


def _headers_of(response) -> str:
    told = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Date")}
    return unquote("\n".join(f"{name}: {value}" for name, value in sorted(told.items())))

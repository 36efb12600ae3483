"""No log line holds a number of a person, whoever wrote it and wherever it stands in it."""

import io
import logging
import logging.config

import pytest
from django.conf import settings

from audit.logs import MaskingFormatter
from audit.masking import mask_addresses, mask_deeply, mask_numbers
from config.celery import app

ID, PHONE = "110199199001010019", "13800011234"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (ID, "110199************"),
        ("11019919900101001X", "110199************"),
        ("11019919900101001x。", "110199************。"),
        ("110199900101001", "110199*********"),
        (f"号码{ID}已登记", "号码110199************已登记"),
        (f"?q={ID}&x=1", "?q=110199************&x=1"),
        (f"{ID},{ID}", "110199************,110199************"),
        (PHONE, "138****1234"),
        (f"+86{PHONE}", "+86138****1234"),
        ("20261120", "20261120"),
        ("2026-11-20 12:00:00,123", "2026-11-20 12:00:00,123"),
        ("23800011234", "23800011234"),
        ("127.0.0.1:8000", "127.0.0.1:8000"),
        ("", ""),
    ],
)
def test_masking(text, masked):
    assert mask_numbers(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ('"GET /calendar/Ab-c_d9.ics HTTP/1.1" 200', '"GET /calendar/*** HTTP/1.1" 200'),
        ("Not Found: /activation/Mg/c1x-0a9/", "Not Found: /activation/***/"),
        ("/calendar/days/2026-11-20/?box=todo", "/calendar/days/2026-11-20/?box=todo"),
        ("/accounts/30001/activation/", "/accounts/30001/activation/"),
    ],
)
def test_addresses_that_open_something_are_masked(text, masked):
    assert mask_addresses(text) == masked
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, text, (), None)
    assert MaskingFormatter().format(record) == masked


def test_masking_reaches_into_what_holds_text():
    assert mask_deeply({"a": [ID, {"b": PHONE}], "c": 5}) == {"a": ["110199************", {"b": "138****1234"}], "c": 5}


@pytest.fixture
def written():
    """What the configured handlers write, read from where they write it."""
    stream = io.StringIO()
    logging.config.dictConfig(settings.LOGGING)
    changed = [handler for handler in logging.getLogger().handlers if isinstance(handler, logging.StreamHandler)]
    before = {handler: handler.stream for handler in changed if hasattr(handler, "stream")}
    for handler in before:
        if handler.formatter.__class__.__name__ == "MaskingFormatter":
            handler.setStream(stream)
    yield stream
    for handler, old in before.items():
        handler.setStream(old)


@pytest.mark.parametrize("name", ["django.request", "django.server", "celery.task", "axes", "directory.anything", ""])
def test_every_logger_masks(written, name):
    logging.getLogger(name).error("Not Found: /x/%s/ %s", ID, {"phone": PHONE})
    text = written.getvalue()
    assert "110199************" in text
    assert ID not in text
    assert PHONE not in text


def test_tracebacks_are_masked_too(written):
    try:
        raise ValueError(f"bad number {ID}")
    except ValueError:
        logging.getLogger("directory").exception("failed")
    assert "bad number 110199************" in written.getvalue()
    assert ID not in written.getvalue()


def test_every_configured_handler_masks():
    assert settings.LOGGING["handlers"]
    for name, handler in settings.LOGGING["handlers"].items():
        formatter = settings.LOGGING["formatters"][handler["formatter"]]["()"]
        assert formatter == "audit.logs.MaskingFormatter", name
    loggers = settings.LOGGING["loggers"].values()
    assert all(not logger.get("handlers") for logger in loggers), "only the root logger holds handlers"


@pytest.mark.django_db
def test_a_request_that_fails_leaves_no_number(written, client, monkeypatch):
    client.raise_request_exception = False
    client.get(f"/people/{ID}/?q={ID}")
    client.get(f"/nowhere/{ID}/")
    client.post("/login/", {"username": ID, "password": ID})
    assert "Not Found: /nowhere/110199************/" in written.getvalue()
    assert ID not in written.getvalue()


def test_the_worker_logs_as_the_web_does(written):
    app.log.setup(loglevel="INFO", colorize=False)
    logging.getLogger("celery.worker").warning("received %s", ID)
    logging.getLogger("celery.task").warning("received %s", ID)
    assert {type(handler.formatter).__name__ for handler in logging.getLogger("celery").handlers} <= {
        "MaskingFormatter"
    }
    assert ID not in written.getvalue()

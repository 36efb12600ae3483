"""The production settings refuse what would be unsafe, and say all of it at once."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings.refusals import refusals

ROOT = Path(__file__).resolve().parents[2]


def random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def sound() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "dangwu.example.edu.cn",
        "DATABASE_URL": "postgresql://party@localhost/party",
        "REDIS_URL": "redis://localhost:6379/0",
        "SEALING_KEYS": f"k2:{random_key()},k1:{random_key()}",
        "SEALING_INDEX_KEY": random_key(),
    }


def test_a_sound_environment_is_accepted(sound):
    assert refusals(sound) == []


def test_an_empty_environment_is_told_every_missing_variable():
    reasons = refusals({})
    assert len(reasons) == 6
    assert all(reason.startswith("缺少环境变量") for reason in reasons)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEBUG", "true", "不得打开 DEBUG"),
        ("DEBUG", "1", "不得打开 DEBUG"),
        ("SECRET_KEY", "short", "SECRET_KEY 太弱"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY 太弱"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghijklmnopqrstuvwxyz0123456789abcdefgh", "SECRET_KEY 太弱"),
        ("ALLOWED_HOSTS", "*", "不得含有 *"),
        ("ALLOWED_HOSTS", "dangwu.example.edu.cn,*", "不得含有 *"),
        ("SEALING_KEYS", "no-colon", "名称:base64"),
        ("SEALING_KEYS", "k1:not base64", "名为“k1”的密钥不合要求"),
        ("SEALING_KEYS", "k1:" + "A" * 43 + "=", "名为“k1”的密钥不合要求"),
        ("SEALING_INDEX_KEY", base64.b64encode(b"0123456789abcdef").decode(), "SEALING_INDEX_KEY 不合要求"),
        ("SEALING_INDEX_KEY", "  ", "缺少环境变量 SEALING_INDEX_KEY"),
    ],
)
def test_one_unsafe_value_is_named_with_the_way_out(sound, name, value, says):
    reasons = refusals({**sound, name: value})
    assert len(reasons) == 1
    assert says in reasons[0]
    assert "请" in reasons[0] or "docs/deploy.md" in reasons[0]


@pytest.mark.parametrize("value", ["", "0", "false", "False"])
def test_debug_switched_off_is_no_reason(sound, value):
    assert refusals({**sound, "DEBUG": value}) == []


def import_settings(environ: dict[str, str]) -> subprocess.CompletedProcess:
    """In a process of its own, because settings are read once."""
    probe = "import config.settings.production as s; print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"
    command = [sys.executable, "-c", probe]
    return subprocess.run(
        command, cwd=ROOT, env={"PATH": os.environ["PATH"], **environ}, capture_output=True, text=True
    )


def test_the_settings_load_from_the_environment_alone(sound):
    done = import_settings(sound)
    assert done.stdout.split() == ["False", "True", "True"], done.stderr


def test_the_settings_refuse_with_all_reasons(sound):
    done = import_settings({**sound, "DEBUG": "1", "ALLOWED_HOSTS": "*"})
    assert done.returncode != 0
    assert "DEBUG" in done.stderr and "不得含有 *" in done.stderr
    assert sound["SECRET_KEY"] not in done.stderr

"""The files for a server name what really exists."""

import configparser
import re
from pathlib import Path

import pytest

from config.settings.refusals import REQUIRED

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))


def unit(path: Path) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False, delimiters=("=",))
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser


def test_the_example_names_every_required_variable():
    text = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", text, flags=re.MULTILINE))
    # Mails work without SITE_URL, but their links would lead to the reader's own machine.
    assert named == {*REQUIRED, "DJANGO_SETTINGS_MODULE", "SITE_URL"}
    assert "DJANGO_SETTINGS_MODULE=config.settings.production" in text


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_no_service_runs_as_root_or_writes_outside(path):
    service = unit(path)["Service"]
    assert service["User"] == "party"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "true"
    assert service["EnvironmentFile"] == "/etc/party/environment"


def test_there_is_exactly_one_beat():
    beats = [path.name for path in SERVICES if " beat " in unit(path)["Service"]["ExecStart"]]
    assert beats == ["party-beat.service"]
    assert not any("--beat" in unit(path)["Service"]["ExecStart"] for path in SERVICES)


def test_the_web_server_listens_to_the_proxy_alone():
    assert "--bind 127.0.0.1:" in unit(DEPLOY / "party-web.service")["Service"]["ExecStart"]


def test_the_proxy_overwrites_what_a_visitor_could_forge_and_logs_no_query():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in text
    assert "$request_uri'" not in text and "$args" not in text and '"$request"' not in text


def test_the_backup_script_named_by_the_service_exists_and_is_executable():
    script = unit(DEPLOY / "party-backup.service")["Service"]["ExecStart"].split()[0]
    path = ROOT / Path(script).relative_to("/srv/party/app")
    assert path.stat().st_mode & 0o111

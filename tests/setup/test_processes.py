"""The keys of a clone, and what a child process is told."""

import base64
import os
import stat
from pathlib import Path

from devtools.place import Programs
from devtools.processes import environment, read_secrets, write_private
from devtools.runs import Run
from devtools.servers import Site


def test_keys_are_made_once_and_readable_for_us_alone(tmp_path):
    path = tmp_path / "var" / "secrets.env"
    first = read_secrets(path)
    assert read_secrets(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secrets.env"]


def test_keys_have_the_length_that_sealing_wants(tmp_path):
    made = read_secrets(tmp_path / "secrets.env")
    name, _, key = made["SEALING_KEYS"].partition(":")
    assert name == "demo"
    assert len(base64.b64decode(key)) == len(base64.b64decode(made["SEALING_INDEX_KEY"])) == 32
    assert key != made["SEALING_INDEX_KEY"]
    assert len(made["SECRET_KEY"]) >= 50


def test_two_clones_have_different_keys(tmp_path):
    assert read_secrets(tmp_path / "one.env") != read_secrets(tmp_path / "two.env")


def test_whoever_wrote_first_wins(tmp_path):
    path = tmp_path / "secrets.env"
    write_private(path, "SECRET_KEY=first\n")
    write_private(path, "SECRET_KEY=second\n")
    assert path.read_text() == "SECRET_KEY=first\n"


def site(tmp_path) -> Site:
    urls = {"DATABASE_URL": "postgresql://party@%2Fs/party", "REDIS_URL": "redis+socket:///s/broker"}
    return Site(Run(tmp_path), Programs(Path("/programs"), "/programs/valkey-server"), urls)


def test_children_get_servers_keys_and_programs(tmp_path, monkeypatch):
    monkeypatch.setattr("devtools.processes.SECRETS", tmp_path / "secrets.env")
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)
    environ = environment(site(tmp_path), hosts=["dangwu.example.edu.cn"])
    assert environ["DATABASE_URL"] == "postgresql://party@%2Fs/party"
    assert environ["ALLOWED_HOSTS"] == "127.0.0.1,localhost,dangwu.example.edu.cn"
    assert environ["DJANGO_SETTINGS_MODULE"] == "config.settings.demo"
    assert "/programs" in environ["PATH"].split(os.pathsep)


def test_a_key_that_is_already_set_wins(tmp_path, monkeypatch):
    monkeypatch.setattr("devtools.processes.SECRETS", tmp_path / "secrets.env")
    monkeypatch.setenv("SECRET_KEY", "chosen elsewhere")
    assert environment(site(tmp_path))["SECRET_KEY"] == "chosen elsewhere"

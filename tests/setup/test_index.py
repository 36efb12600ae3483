"""The package index is the one that pip is configured for, and what it delivers is checked."""

import functools
import hashlib
import http.server
import io
import os
import threading
import zipfile
from pathlib import Path

import pytest

from devtools import Trouble, uv
from devtools.index import Index, pip_files, read_index, uv_environment

MIRROR = "https://mirror.example.edu.cn/simple"


@pytest.fixture
def pip_conf(tmp_path):
    path = tmp_path / "pip.conf"
    path.write_text(
        f"[global]\nindex-url = {MIRROR}\nextra-index-url = https://a.example/simple\n    https://b.example/simple\n"
        "[install]\ntrusted-host = mirror.example.edu.cn\n",
        encoding="utf-8",
    )
    return path


def test_silence_means_no_index(tmp_path):
    assert read_index({}, [tmp_path / "missing.conf"]) == Index()


def test_the_file_names_mirror_extras_and_trusted_host(pip_conf):
    index = read_index({}, [pip_conf])
    assert index.url == MIRROR
    assert index.extra == ("https://a.example/simple", "https://b.example/simple")
    assert index.trusted == ("mirror.example.edu.cn",)


def test_a_later_file_wins_and_the_environment_over_all(pip_conf, tmp_path):
    own = tmp_path / "own.conf"
    own.write_text("[global]\nindex-url = https://own.example/simple\n", encoding="utf-8")
    assert read_index({}, [pip_conf, own]).url == "https://own.example/simple"
    assert read_index({"PIP_INDEX_URL": "https://env.example/simple"}, [pip_conf, own]).url.startswith("https://env.")


def test_pip_files_follow_home_and_can_be_switched_off(tmp_path):
    named = tmp_path / "named.conf"
    files = pip_files({"HOME": str(tmp_path), "PIP_CONFIG_FILE": str(named)})
    assert tmp_path / ".config" / "pip" / "pip.conf" in files
    assert files[-1] == named
    assert pip_files({"HOME": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}) == []


def test_uv_follows_pip(pip_conf):
    environ = uv_environment(read_index({}, [pip_conf]), {"PATH": "/bin"})
    assert environ["UV_DEFAULT_INDEX"] == MIRROR
    assert environ["UV_INDEX"].split() == ["https://a.example/simple", "https://b.example/simple"]
    assert environ["UV_INSECURE_HOST"] == "mirror.example.edu.cn"
    assert environ["UV_PYTHON_DOWNLOADS"] == "never"
    assert environ["PATH"] == "/bin"


def test_what_was_chosen_for_uv_stays(pip_conf):
    environ = uv_environment(read_index({}, [pip_conf]), {"UV_DEFAULT_INDEX": "https://chosen.example/simple"})
    assert environ["UV_DEFAULT_INDEX"] == "https://chosen.example/simple"
    assert "UV_INDEX" not in environ


def test_uv_is_told_of_no_index_where_pip_is_silent():
    assert uv_environment(Index(), {}).keys() == {"UV_SYSTEM_CERTS", "UV_PYTHON_DOWNLOADS", "UV_NO_PROGRESS"}


def test_links_of_an_index_page_may_be_relative_and_carry_sums():
    page = "<a href=\"../../files/uv-9-py3-none-any.whl#sha256=00\">uv</a> <a href='uv-10.whl'>x</a>"
    found = uv.wheel_address(page, f"{MIRROR}/uv/", "uv-9-py3-none-any.whl")
    assert found == "https://mirror.example.edu.cn/files/uv-9-py3-none-any.whl"


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """A real index on this machine, with a wheel that holds one small program."""
    name, page = "uv-9-py3-none-any.whl", tmp_path / "mirror" / "simple" / "uv"
    page.mkdir(parents=True)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("uv-9.data/scripts/uv", "#!/bin/sh\necho uv 9\n")
    (page / name).write_bytes(content.getvalue())
    (page / "index.html").write_text(f'<a href="{name}#sha256=ff">{name}</a>')
    machine = uv.platform.machine()
    monkeypatch.setattr(uv, "WHEELS", {machine: (name, hashlib.sha256(content.getvalue()).hexdigest())})
    handler = functools.partial(QuietHandler, directory=str(tmp_path / "mirror"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/simple", page / name
    server.shutdown()
    server.server_close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        """The suite prints its own results only."""


def test_uv_is_fetched_from_the_configured_index_and_runs(mirror, tmp_path):
    target = tmp_path / "boot" / "uv"
    uv.unpack(uv.fetch(Index(url=mirror[0])), target)
    assert target.read_text().endswith("echo uv 9\n")
    assert os.access(target, os.X_OK)


def test_an_index_without_it_is_passed_over(mirror):
    content = uv.fetch(Index(url=mirror[0].replace("/simple", "/elsewhere"), extra=(mirror[0],)))
    assert zipfile.is_zipfile(io.BytesIO(content))


def test_an_altered_wheel_is_refused_with_the_host_but_no_password(mirror):
    address, wheel = mirror
    wheel.write_bytes(wheel.read_bytes() + b" ")
    with pytest.raises(Trouble) as refused:
        uv.fetch(Index(url=address.replace("http://", "http://name:secret@")))
    assert "altered" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_the_pinned_wheels_are_for_the_two_machines_of_the_servers():
    assert {name.rpartition("_")[2] for name, _ in uv.WHEELS.values()} >= {"aarch64.whl", "64.whl"}
    assert all(len(expected) == 64 for _, expected in uv.WHEELS.values())


def test_the_lock_names_no_host():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (Path(__file__).resolve().parents[2] / name).read_text()
        assert "://" not in text
        assert "--hash=sha256:" in text

"""A machine without pip reads the package index out of Debian's package, with the real apt-get, installing nothing."""

import hashlib
import shutil
import subprocess
import zipfile

import pytest

from devtools import Trouble, debian, index, uv
from devtools.debian import PACKAGE, unpacked_pip
from devtools.index import Index, first_answer

MIRROR = "https://mirror.example.edu.cn/simple"
# Newer than any that this machine may have installed, because apt-get prefers that one.
CONTROL = f"Package: {PACKAGE}\nVersion: 999\nArchitecture: all\nMaintainer: t <t@example.edu.cn>\nDescription: pip\n"
needs_apt = pytest.mark.skipif(not shutil.which("apt-get"), reason="not a Debian machine")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """apt-get as on a fresh machine: no package lists yet, and a repository that is so far empty."""
    repository = tmp_path / "repository"
    for folder in (repository, tmp_path / "lists" / "partial", tmp_path / "var"):
        folder.mkdir(parents=True)
    (tmp_path / "sources.list").write_text(f"deb [trusted=yes] file:{repository} ./\n")
    (tmp_path / "apt.conf").write_text(
        f'Dir::Etc::sourcelist "{tmp_path}/sources.list";\nDir::Etc::sourceparts "-";\n'
        f'Dir::State::Lists "{tmp_path}/lists";\nAPT::Sandbox::User "root";\n'
    )
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    monkeypatch.setattr(debian, "VAR", tmp_path / "var")
    (repository / "Packages").write_text("")
    return repository


def publish(repository):
    """Debian's package with a pip that answers with a mirror's address."""
    wheels = repository.parent / "tree" / "usr" / "share" / "python-wheels"
    wheels.mkdir(parents=True)
    with zipfile.ZipFile(wheels / "pip-9-py3-none-any.whl", "w") as wheel:
        for name in ("pip", "pip/_internal", "pip/_internal/models"):
            wheel.writestr(f"{name}/__init__.py", "")
        wheel.writestr("pip/_internal/models/index.py", f"class PyPI:\n    simple_url = '{MIRROR}'\n")
    control = repository.parent / "tree" / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(CONTROL)
    package = repository / "pip.deb"
    subprocess.run(["dpkg-deb", "--build", str(control.parents[1]), str(package)], check=True, capture_output=True)
    content = package.read_bytes()
    (repository / "Packages").write_text(
        f"{CONTROL}Filename: ./pip.deb\nSize: {len(content)}\nSHA256: {hashlib.sha256(content).hexdigest()}\n"
    )


@needs_apt
def test_the_package_is_read_where_the_machine_has_no_lists_yet(machine, tmp_path, capsys):
    publish(machine)
    with unpacked_pip() as wheels:
        assert first_answer(wheels) == MIRROR
    assert "nothing is installed" in capsys.readouterr().out
    assert list((tmp_path / "var" / "boot").iterdir()) == []
    assert list((tmp_path / "lists").iterdir()) == [tmp_path / "lists" / "partial"]


@needs_apt
def test_a_repository_without_it_leaves_one_sentence(machine, monkeypatch):
    monkeypatch.setattr(index, "own_pips", list)
    with pytest.raises(Trouble, match="apt-get install python3-pip"):
        uv.fetch(Index())


def test_without_apt_nothing_is_tried_or_said(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    with unpacked_pip() as wheels:
        assert wheels == []
    assert capsys.readouterr().out == ""

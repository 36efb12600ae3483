"""Which package index to use: the one that pip is configured for, so a campus mirror works without another setting."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.debian import unpacked_pip

OPTIONS = ("index-url", "extra-index-url", "find-links", "trusted-host", "cert")
CHOSEN_FOR_UV = {"UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_CONFIG_FILE"}


@dataclass(frozen=True)
class Index:
    """pip's word on where packages come from; None and () where it is silent."""

    url: str | None = None
    extra: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    cert: str | None = None


def configured_index(environ: Mapping[str, str]) -> Index:
    return read_index(environ, pip_files(environ))


def pip_files(environ: Mapping[str, str]) -> list[Path]:
    """pip's files, the weakest first; PIP_CONFIG_FILE=/dev/null switches all of them off."""
    named = environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return []
    home = Path(environ.get("HOME", "/"))
    own = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    machine = [Path(folder) for folder in environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":") if folder]
    files = [*(folder / "pip" / "pip.conf" for folder in machine), Path("/etc/pip.conf")]
    files += [home / ".pip" / "pip.conf", own / "pip" / "pip.conf", Path(sys.prefix) / "pip.conf"]
    return [*files, *([Path(named)] if named else [])]


def read_index(environ: Mapping[str, str], files: list[Path]) -> Index:
    """Merge as pip does: a later file wins over an earlier one, and PIP_… in the environment over every file."""
    parser = configparser.RawConfigParser()
    parser.read([path for path in files if path.is_file()], encoding="utf-8")
    values = {name: "" for name in OPTIONS}
    for section in ("global", "install"):
        if parser.has_section(section):
            values |= {name: value for name, value in parser.items(section) if name in OPTIONS}
    for name in OPTIONS:
        values[name] = environ.get("PIP_" + name.upper().replace("-", "_")) or values[name]
    return Index(
        url=values["index-url"].strip() or None,
        extra=tuple(values["extra-index-url"].split()),
        find_links=tuple(values["find-links"].split()),
        trusted=tuple(values["trusted-host"].split()),
        cert=values["cert"].strip() or None,
    )


def uv_environment(index: Index, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for uv: what somebody chose for uv stays, the rest follows pip."""
    wanted = {
        "UV_SYSTEM_CERTS": "1",  # as pip: behind an inspecting proxy only the machine knows the certificate
        "UV_FIND_LINKS": ",".join(index.find_links),
        "UV_INSECURE_HOST": " ".join(index.trusted),
        "SSL_CERT_FILE": index.cert,
    }
    if not environ.keys() & CHOSEN_FOR_UV:
        # pip takes the best match of all its indexes, and so must uv; the lock's hashes say what may come in.
        strategy = "unsafe-best-match" if index.extra else None
        wanted |= {"UV_DEFAULT_INDEX": index.url, "UV_INDEX": " ".join(index.extra), "UV_INDEX_STRATEGY": strategy}
    followed = {name: value for name, value in wanted.items() if value and name not in environ}
    return {**environ, **followed, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


def public_index() -> str | None:
    """The index that pip uses unconfigured, asked of a pip of this machine, else of Debian's."""
    known = first_answer(own_pips())
    if known:
        return known
    with unpacked_pip() as wheels:
        return first_answer(wheels)


def own_pips() -> list[Path | None]:
    """The installed pip (None), and those that come with Python or its system for making environments."""
    bundled = Path(os.__file__).parent.glob("ensurepip/_bundled/pip-*.whl")
    return [None, *bundled, *Path("/usr/share/python-wheels").glob("pip-*.whl")]


def first_answer(wheels: Sequence[Path | None]) -> str | None:
    """What the first of these pips answers that runs."""
    ask = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    for wheel in wheels:
        environ = {**os.environ, "PYTHONPATH": str(wheel)} if wheel else None
        answer = subprocess.run([sys.executable, "-c", ask], env=environ, capture_output=True, text=True)
        if answer.returncode == 0:
            return answer.stdout.strip()
    return None

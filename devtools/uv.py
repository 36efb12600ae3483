"""uv, the installer: from the path, else exactly one release of it, unpacked into var/boot."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import platform
import re
import shutil
import ssl
import subprocess
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

from devtools import VAR, Trouble, say
from devtools.index import Index, public_index

# The sums make any mirror as good as the origin.
WHEELS = {
    "x86_64": (
        "uv-0.13.8-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "e18a57b8b352eb7c8feb317b9f6f533c8f0ad9673fd6cf34bbe3cf1a9f6a8984",
    ),
    "aarch64": (
        "uv-0.13.8-py3-none-manylinux_2_28_aarch64.whl",
        "5337c30bb893b4f9ce0ceb921ba2da0d13f649da644f40ad3bef84083bef0203",
    ),
}


def find_uv(index: Index) -> str:
    """A uv that runs here; a leftover launcher of an uninstalled one does not count."""
    on_path = shutil.which("uv")
    if on_path and subprocess.run([on_path, "--version"], capture_output=True).returncode == 0:
        return on_path
    boot = VAR / "boot" / "uv"
    if not boot.exists():
        say("fetching uv")
        unpack(fetch(index), boot)
    return str(boot)


def fetch(index: Index) -> bytes:
    """The pinned wheel from the first index that has it unaltered."""
    filename, expected = WHEELS.get(platform.machine(), (None, None))
    if filename is None:
        raise Trouble(f"there is no uv for {platform.machine()} to fetch; install uv and run the command again")
    bases = [base for base in (index.url or public_index(), *index.extra) if base]
    if not bases:
        raise Trouble(
            "no package index is configured and there is no pip to ask for one. As root run "
            "`apt-get install python3-pip` (or what your system calls it), or install uv, or name a mirror with "
            "PIP_INDEX_URL=https://…/simple; then run the command again."
        )
    reasons = []
    for base in bases:
        try:
            content = fetch_from(base, filename, index)
        except (OSError, ValueError) as error:
            reasons.append(f"{host_of(base)}: {error}")
            continue
        if hashlib.sha256(content).hexdigest() == expected:
            return content
        reasons.append(f"{host_of(base)}: {filename} was altered")
    raise Trouble("uv could not be fetched: " + "; ".join(reasons) + ". Check the network, or install uv yourself.")


def fetch_from(base: str, filename: str, index: Index) -> bytes:
    page_address = base.rstrip("/") + "/uv/"
    page = download(page_address, index).decode("utf-8", "replace")
    return download(wheel_address(page, page_address, filename), index)


def wheel_address(page: str, page_address: str, filename: str) -> str:
    """Where an index page says that the file is; its links may be relative and carry a sum behind `#`."""
    for link in re.findall(r'href\s*=\s*["\']([^"\']+)', page):
        address = urllib.parse.urldefrag(urllib.parse.urljoin(page_address, html.unescape(link))).url
        if urllib.parse.unquote(address).endswith("/" + filename):
            return address
    raise ValueError(f"{filename} is not there")


def download(address: str, index: Index) -> bytes:
    """Fetch with the certificates that pip is configured for, and with a name and password in the address."""
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl())
    if parts.username:
        pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    context = ssl.create_default_context(cafile=index.cert)
    with urllib.request.urlopen(request, timeout=60, context=context) as answer:
        return answer.read()


def host_of(address: str) -> str:
    """The address without the name and password it may carry."""
    return urllib.parse.urlsplit(address).hostname or address


def unpack(wheel: bytes, target: Path) -> None:
    """Take the one program out of the wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        content = archive.read(next(name for name in archive.namelist() if name.endswith(".data/scripts/uv")))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.chmod(0o755)
    fresh.replace(target)

"""Why a school's server may not start with these environment variables: all reasons at once, each with its way out."""

import base64
import binascii
from collections.abc import Iterator, Mapping

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "SEALING_KEYS", "SEALING_INDEX_KEY")
SHORTEST_SECRET = 50
FEWEST_DIFFERENT_LETTERS = 12
KEY_BYTES = 32
HOW = "做法见 docs/deploy.md“环境文件”。"


def refusals(environ: Mapping[str, str]) -> list[str]:
    """Every reason against starting; an empty list means that the environment will do."""
    missing = [name for name in REQUIRED if not environ.get(name, "").strip()]
    found = [f"缺少环境变量 {name}：请在环境文件中写明。{HOW}" for name in missing]
    if environ.get("DEBUG", "").strip().lower() not in ("", "0", "false", "no", "off"):
        found.append("正式环境不得打开 DEBUG：请从环境文件中删去 DEBUG。")
    checks = {"SECRET_KEY": weak_secret, "ALLOWED_HOSTS": open_hosts}
    checks |= {"SEALING_KEYS": bad_sealing_keys, "SEALING_INDEX_KEY": bad_index_key}
    for name, check in checks.items():
        if name not in missing:
            found += check(environ[name].strip())
    return found


def weak_secret(value: str) -> Iterator[str]:
    """It signs sessions and one-time links, so nobody may guess it."""
    if len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_DIFFERENT_LETTERS or "insecure" in value:
        yield f"SECRET_KEY 太弱：至少 {SHORTEST_SECRET} 个字符，且须随机生成。{HOW}"


def open_hosts(value: str) -> Iterator[str]:
    """A `*` would let a forged Host header into links that the system sends out."""
    if "*" in value:
        yield "ALLOWED_HOSTS 不得含有 *：请写明本系统的域名，例如 ALLOWED_HOSTS=dangwu.example.edu.cn。"


def bad_sealing_keys(value: str) -> Iterator[str]:
    """`name:base64,…`: every key must open what it once sealed, so each one is checked, retired ones too."""
    for part in value.split(","):
        name, colon, key = part.strip().partition(":")
        if not (name and colon):
            yield f"SEALING_KEYS 的写法应为“名称:base64”，多个密钥用逗号分开，第一个用于加密。{HOW}"
        elif not is_real_key(key):
            yield f"SEALING_KEYS 中名为“{name}”的密钥不合要求：须为 {KEY_BYTES} 个随机字节的 base64。{HOW}"


def bad_index_key(value: str) -> Iterator[str]:
    if not is_real_key(value):
        yield f"SEALING_INDEX_KEY 不合要求：须为 {KEY_BYTES} 个随机字节的 base64。{HOW}"


def is_real_key(text: str) -> bool:
    """32 bytes, and not the constant bytes of an example."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(key) == KEY_BYTES and len(set(key)) >= FEWEST_DIFFERENT_LETTERS

"""Sealing of numbers that must not be read from a dump: AES-256-GCM per value, and a keyed index to find them by.

A sealed value is `version byte · key name length · key name · nonce (12) · ciphertext and tag`. The first key of
`SEALING_KEYS` seals, every listed key opens, so retired keys stay readable for history. The index is HMAC-SHA-256
with a key of its own, shortened to 16 bytes: equal numbers meet, and without the key nobody can try all numbers.
"""

import base64
import hmac
import os
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_FORMAT = b"\x01"


class CannotUnseal(Exception):
    """The value was sealed with a key that is not configured here, or was altered."""


@lru_cache
def _keys(configured: str) -> dict[str, AESGCM]:
    keys = {}
    for part in filter(None, configured.split(",")):
        name, _, text = part.partition(":")
        raw = base64.b64decode(text)
        if len(raw) != 32:
            raise ImproperlyConfigured("SEALING_KEYS 中每个密钥须为 32 字节（base64）。")
        keys[name.strip()] = AESGCM(raw)
    if not keys:
        raise ImproperlyConfigured("未设置 SEALING_KEYS，无法保存证件号码。")
    return keys


@lru_cache
def _first(configured: str) -> tuple[bytes, AESGCM]:
    name, cipher = next(iter(_keys(configured).items()))
    label = name.encode()
    return _FORMAT + bytes([len(label)]) + label, cipher


@lru_cache
def _index_key(configured: str) -> bytes:
    raw = base64.b64decode(configured)
    if len(raw) != 32:
        raise ImproperlyConfigured("SEALING_INDEX_KEY 须为 32 字节（base64）。")
    return raw


def seal(text: str, purpose: str) -> bytes:
    """Seals `text`; `purpose` (such as "person.id_number") is bound to it, so that fields cannot be swapped."""
    mark, cipher = _first(settings.SEALING_KEYS)
    nonce = os.urandom(12)
    return mark + nonce + cipher.encrypt(nonce, text.encode(), purpose.encode())


def sealing(purpose: str) -> Callable[[str], tuple[bytes, bytes]]:
    """`seal` and `keyed_index` in one, for very many values: keys and purpose are looked up once."""
    (mark, cipher), key = _first(settings.SEALING_KEYS), _index_key(settings.SEALING_INDEX_KEY)
    bound, prefix = purpose.encode(), f"{purpose}\0".encode()

    def both(text: str) -> tuple[bytes, bytes]:
        plain, nonce = text.encode(), os.urandom(12)
        return mark + nonce + cipher.encrypt(nonce, plain, bound), hmac.digest(key, prefix + plain, "sha256")[:16]

    return both


def mark_of_first_key() -> bytes:
    """How every value begins that the present key has sealed."""
    return _first(settings.SEALING_KEYS)[0]


def unseal(sealed: bytes, purpose: str) -> str:
    """The text behind a sealed value; raises `CannotUnseal`."""
    sealed = bytes(sealed)
    if sealed[:1] != _FORMAT or len(sealed) < 2:
        raise CannotUnseal("密文格式不符。")
    size = sealed[1]
    name, rest = sealed[2 : 2 + size].decode("utf-8", "replace"), sealed[2 + size :]
    try:
        cipher = _keys(settings.SEALING_KEYS)[name]
        return cipher.decrypt(rest[:12], rest[12:], purpose.encode()).decode()
    except (KeyError, InvalidTag, ValueError) as error:
        raise CannotUnseal(f"密钥 {name} 未配置或密文已被改动。") from error


def keyed_index(text: str, purpose: str) -> bytes:
    """16 bytes that are equal for equal `text` and `purpose` and say nothing without the key."""
    key = _index_key(settings.SEALING_INDEX_KEY)
    return hmac.digest(key, f"{purpose}\0{text}".encode(), "sha256")[:16]

"""How anything on the disk is sealed: AES-GCM under a random key that only the keyring holds (PRIV-06)."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from viewer.source.protocols import SecretStore

KEY_BYTES = 32
_NONCE_BYTES = 12
_HEX = frozenset("0123456789abcdef")


class NotOpened(Exception):
    """What was sealed does not open: another key, another place, or somebody changed it."""


class Seal:
    """Seals and opens. ``about`` binds what is sealed to where it belongs, so that nothing can be swapped."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._gcm = AESGCM(hmac.digest(key, b"seal", "sha256"))

    def close(self, body: bytes, about: bytes) -> bytes:
        """Return nonce and ciphertext. One key is good for 2**32 of them: derive one for each purpose."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._gcm.encrypt(nonce, body, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """Return what was sealed. Raises NotOpened."""
        try:
            return self._gcm.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
        except (InvalidTag, ValueError):
            raise NotOpened from None

    def derived(self, purpose: str) -> "Seal":
        """Return a seal of its own for one purpose."""
        return Seal(hmac.digest(self._key, b"derived " + purpose.encode(), "sha256"))

    def name(self, *parts: str) -> str:
        """Return a name (64 hex digits) that tells nobody without the key what it names."""
        # A name or an id may hold half a character as its source sent it; two that differ stay two.
        spelt = (one.encode("utf-8", "surrogatepass") for one in parts)
        told = b"".join(len(raw).to_bytes(4, "big") + raw for raw in spelt)
        return hmac.digest(self._key, b"name " + told, "sha256").hex()


def kept_key(secrets: SecretStore, name: str) -> bytes | None:
    """Return the key that the vault keeps under a name, None where it holds none that is whole.

    May wait for the keyring. Raises VaultError.
    """
    kept = secrets.secret(name) or ""
    return bytes.fromhex(kept) if len(kept) == 2 * KEY_BYTES and set(kept) <= _HEX else None


def made_key(secrets: SecretStore, name: str) -> bytes:
    """Return the key that the vault keeps under a name; a new one, kept, where there is none. As above."""
    key = kept_key(secrets, name)
    if key is None:
        key = os.urandom(KEY_BYTES)
        secrets.store(name, key.hex())
    return key

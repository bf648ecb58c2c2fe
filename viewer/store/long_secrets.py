"""A secret longer than the keyring takes: sealed in a file, its key in the keyring (PRIV-05, PRIV-06)."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from viewer.errors import StoreError, VaultError
from viewer.store.atomic import write_whole
from viewer.store.places import state_folder
from viewer.store.plain_file import read_at_most
from viewer.store.sealed import KEY_BYTES, NotOpened, Seal

SERVICE = "tributary"
_MARK = "tributary-sealed/1:"
_LARGEST = 1024 * 1024
_TYPE_AGAIN = "Set the secret of this source again."


def secrets_folder() -> Path:
    """Where sealed secrets of this OS user are: local to this computer, it does not roam (PRIV-10)."""
    return state_folder() / "secrets"


class LongSecrets:
    """``longest``: how many UTF-16 units a keyring takes, None for any number.

    Each file has a key of its own; without the keyring it is noise, under another endpoint's name it does
    not open. A new file is complete before the keyring names it, and the former one goes after that.
    """

    def __init__(self, longest: int | None, folder: Path | None = None) -> None:
        self._longest = longest
        self._folder = folder

    def to_keep(self, endpoint_id: str, secret: str) -> str:
        """Return what the keyring has to hold for a secret. Raises VaultError."""
        if self._fits(secret) and not secret.startswith(_MARK):
            return secret
        key = os.urandom(KEY_BYTES)
        sealed = Seal(key).close(secret.encode("utf-8", "surrogatepass"), _about(endpoint_id))
        if len(sealed) > _LARGEST:
            raise VaultError("The secret is longer than a secret can be")
        try:
            write_whole(self._file(endpoint_id, key), sealed, "A secret could not be written, sealed")
        except StoreError as error:
            raise VaultError(error.what, error.advice) from None
        return _MARK + key.hex()

    def opened(self, endpoint_id: str, kept: str | None) -> str | None:
        """Return the secret that stands for what the keyring holds. Raises VaultError."""
        key = _key(kept)
        if key is None:
            return kept
        try:
            sealed = read_at_most(self._file(endpoint_id, key), _LARGEST)
            return Seal(key).open(sealed or b"", _about(endpoint_id)).decode("utf-8", "surrogatepass")
        except (OSError, NotOpened, UnicodeDecodeError):
            raise VaultError(
                "The sealed file of a long secret is missing or was changed", _TYPE_AGAIN
            ) from None

    def drop(self, endpoint_id: str, kept: str | None) -> None:
        """Delete the file that a former value of the keyring named. One that stays has lost its key."""
        key = _key(kept)
        if key is not None:
            with suppress(OSError):
                self._file(endpoint_id, key).unlink(missing_ok=True)

    def drop_all(self, endpoint_id: str) -> None:
        """Delete every file of an endpoint (PRIV-11). Raises VaultError."""
        try:
            for file in list(self._place().glob(f"{_hashed(endpoint_id.encode())}-*")):
                file.unlink(missing_ok=True)
        except OSError as error:
            why = error.strerror or "no reason given"
            raise VaultError(f"The sealed file of a secret could not be deleted ({why})") from None

    def _fits(self, secret: str) -> bool:
        return self._longest is None or len(secret.encode("utf-16-le", "surrogatepass")) // 2 <= self._longest

    def _place(self) -> Path:
        return self._folder or secrets_folder()

    def _file(self, endpoint_id: str, key: bytes) -> Path:
        return self._place() / f"{_hashed(endpoint_id.encode())}-{_hashed(key)}"


def _key(kept: str | None) -> bytes | None:
    if kept is None or not kept.startswith(_MARK):
        return None
    try:
        return bytes.fromhex(kept.removeprefix(_MARK))
    except ValueError:
        return b""  # it opens nothing: said, never taken for the secret itself


def _about(endpoint_id: str) -> bytes:
    return f"{SERVICE}\0{endpoint_id}".encode()


def _hashed(raw: bytes) -> str:
    return hashlib.sha256(b"file name " + raw).hexdigest()[:32]

"""The key of the kept copies: in the keyring or nowhere; ending it ends every copy (PRIV-12)."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from viewer.errors import StoreError, VaultError
from viewer.source.protocols import SecretStore
from viewer.store.kept_records import KEY_NAME, TURN, files_of, kept_records_file
from viewer.store.one_thread import in_turn
from viewer.store.sealed import kept_key, made_key

_MAKING = Lock()
_LEFT = "The copies of records that were kept on this computer could not be deleted"
_CANNOT_BE_READ = "Their key is destroyed: nobody can read them. Delete the file when no window is open."


def copies_key(secrets: SecretStore, *, lasting: bool, make: bool) -> bytes | None:
    """Return the key, asked of the keyring each time, so that a wipe elsewhere holds here at once.

    None where there is none and ``make`` is false. Raises VaultError, also for a vault that is memory only.
    """
    if not lasting:
        raise VaultError(
            "Records are not kept for a faster start: there is no keyring on this computer that can be used",
            "Each record is read from its sources whenever it is opened.",
        )
    if not make:
        return kept_key(secrets, KEY_NAME)
    with in_turn(_MAKING):  # sources that end together make one key
        return made_key(secrets, KEY_NAME)


def may_be_kept(secrets: SecretStore, *, allowed: bool) -> bool:
    """Whether there is anything to wipe. ``allowed``: policy lets copies be kept.

    Not the file alone tells: with its key one that was moved away opens again. The keyring is asked only
    where nothing else tells. Raises VaultError.
    """
    return allowed or _is_there(kept_records_file()) or secrets.secret(KEY_NAME) is not None


def wipe(secrets: SecretStore, path: Path | None = None) -> bool:
    """Destroy the key, see that it is gone, delete the files; whether there was any file.

    The files go even where the key cannot be destroyed. Raises VaultError, StoreError in words.
    """
    files = [one for one in files_of(path or kept_records_file()) if _is_there(one)]
    try:
        secrets.forget(KEY_NAME)
        if secrets.secret(KEY_NAME) is not None:
            raise VaultError("The keyring still holds the key of the kept copies")
    finally:
        with TURN:
            left = list(_not_deleted(files))
    if left:
        raise StoreError(f"{_LEFT} ({left[0]})", _CANNOT_BE_READ)
    return bool(files)


def _is_there(file: Path) -> bool:
    return os.path.lexists(file)


def _not_deleted(files: list[Path]) -> Iterator[str]:
    for one in files:
        try:
            one.unlink(missing_ok=True)
        except OSError as error:
            yield error.strerror or "no reason given"

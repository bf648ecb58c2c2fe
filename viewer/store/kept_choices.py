"""What of a clinician's own choices lasts where policy lets them: keyed hashes in one sealed file, no more.

A choice (these two Patients are one person; these two entries are, or are not, one fact) is kept as the
HMAC-SHA-256 of what names it, the clinician among it, beside its kind and its moment. Nobody can read from
it whom or what it is about, not even with the key: a choice is only found again by whoever has the same
Patients before them and asks. The whole is sealed with AES-GCM; the key is random and in the keyring
(PRIV-06), so that a file of another computer, another account or another hand does not open.
"""

import hmac
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from viewer.errors import StoreError
from viewer.source.protocols import SecretStore
from viewer.store.atomic import write_whole
from viewer.store.places import state_folder

KEY_NAME = "kept-choices"
MOST = 20_000
_KEY_BYTES = 32
_NONCE_BYTES = 12
_HEAD = b"tributary-kept-choices/1\n"
_LARGEST = 8 * 1024 * 1024
_ADVICE = "What you choose now holds for this session."
DAMAGED = (
    "The links and regroupings that you kept cannot be opened: the file was changed, or comes from another "
    "computer, another account or another key. It starts empty: look again at what you had linked by hand."
)


class Kind(StrEnum):
    """What was chosen."""

    LINK = "link"
    APART = "apart"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice by all that names it: ``who`` chose, what about. Only its keyed hash is ever kept."""

    kind: Kind
    who: tuple[str, ...]
    about: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    kind: Kind
    when: datetime


def kept_choices_file() -> Path:
    """Where the choices of this OS user are."""
    return state_folder() / "kept-choices"


def choices_key(secrets: SecretStore) -> bytes:
    """Return the key, made once and kept in the vault. May wait for the keyring. Raises VaultError."""
    kept = secrets.secret(KEY_NAME) or ""
    if len(kept) != 2 * _KEY_BYTES or not set(kept) <= set("0123456789abcdef"):
        kept = os.urandom(_KEY_BYTES).hex()
        secrets.store(KEY_NAME, kept)
    return bytes.fromhex(kept)


class KeptChoices:
    """The choices in one file. ``problem`` is "" or says that what was there could not be opened."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Read the file. Raises StoreError where it cannot be read at all; it is then left as it is."""
        self._path = path
        self._hashing = hmac.digest(key, b"choices", "sha256")
        self._sealing = AESGCM(hmac.digest(key, b"file", "sha256"))
        self.problem = ""
        self._rows = self._read()

    def has(self, kind: Kind) -> bool:
        """Whether anybody keeps any choice of this kind, so that it is worth looking for one."""
        return any(row.kind is kind for row in self._rows.values())

    def when(self, choice: Choice) -> datetime | None:
        """Return when a choice was made (aware), None where it is not kept."""
        row = self._rows.get(self._name(choice))
        return row.when if row else None

    def keep(self, choices: Iterable[Choice], now: datetime) -> None:
        """Keep choices; one that is kept keeps its own moment. Raises StoreError: then none of them is."""
        new = {self._name(one): _Row(one.kind, now) for one in choices}
        rows = new | self._read()
        if len(rows) > MOST:
            raise StoreError(f"No more than {MOST} choices can be kept on one account", _ADVICE)
        self._write(rows)

    def forget(self, choices: Iterable[Choice]) -> None:
        """Forget choices. Raises StoreError: then they stand as they were."""
        gone = {self._name(one) for one in choices}
        rows = self._read()
        if gone & rows.keys():
            self._write({name: row for name, row in rows.items() if name not in gone})

    def _name(self, choice: Choice) -> str:
        spelt = json.dumps([choice.kind, choice.who, sorted(choice.about)])  # no two choices spell the same
        return hmac.digest(self._hashing, spelt.encode(), "sha256").hex()

    def _write(self, rows: Mapping[str, _Row]) -> None:
        told = {name: [row.kind, row.when.isoformat()] for name, row in rows.items()}
        nonce = os.urandom(_NONCE_BYTES)
        write_whole(
            self._path, _HEAD + nonce + self._sealing.encrypt(nonce, json.dumps(told).encode(), _HEAD)
        )
        self._rows = dict(rows)

    def _read(self) -> dict[str, _Row]:
        """Read anew, as another window of the same account may have written. Raises StoreError."""
        try:
            with self._path.open("rb") as file:
                body = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return {}
        except OSError as error:
            why = error.strerror or "no reason given"
            raise StoreError(
                f"The links and regroupings that you kept cannot be read ({why})", _ADVICE
            ) from None
        try:
            return _rows(self._opened(body))
        except (InvalidTag, ValueError):
            self.problem = DAMAGED
            return {}

    def _opened(self, body: bytes) -> bytes:
        """Unseal a file. Raises InvalidTag, ValueError."""
        if not body.startswith(_HEAD) or len(body) > _LARGEST:
            raise ValueError
        at = len(_HEAD) + _NONCE_BYTES
        return self._sealing.decrypt(body[len(_HEAD) : at], body[at:], _HEAD)


def _rows(body: bytes) -> dict[str, _Row]:
    """Read what only we can have sealed."""
    return {
        name: _Row(Kind(kind), datetime.fromisoformat(when))
        for name, (kind, when) in json.loads(body).items()
    }

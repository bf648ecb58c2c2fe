"""What of a clinician's own choices lasts where policy lets them: keyed hashes in one sealed file, no more.

A choice (these two Patients are one person; these two entries are, or are not, one fact) is kept as the
HMAC-SHA-256 of what names it, the clinician among it, beside its kind and its moment. Nobody can read from
it whom or what it is about, not even with the key: a choice is only found again by whoever has the same
Patients before them and asks. The whole is sealed with AES-GCM; the key is random and in the keyring
(PRIV-06), so that a file of another computer, another account or another hand does not open.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from viewer.errors import StoreError
from viewer.source.protocols import SecretStore
from viewer.store.atomic import write_whole
from viewer.store.file_turn import turn_beside
from viewer.store.places import state_folder
from viewer.store.plain_file import read_at_most
from viewer.store.sealed import NotOpened, Seal, made_key

KEY_NAME = "kept-choices"
MOST = 20_000
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
    return made_key(secrets, KEY_NAME)


class KeptChoices:
    """The choices in one file. ``problem`` is "" or says that what was there could not be opened."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Read the file. Raises StoreError where it cannot be read at all; it is then left as it is."""
        self._path = path
        self._seal = Seal(key)
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
        with self._turn():
            rows = new | self._read()
            if len(rows) > MOST:
                raise StoreError(f"No more than {MOST} choices can be kept on one account", _ADVICE)
            self._write(rows)

    def forget(self, choices: Iterable[Choice]) -> None:
        """Forget choices. Raises StoreError: then they stand as they were."""
        gone = {self._name(one) for one in choices}
        with self._turn():
            rows = self._read()
            if gone & rows.keys():
                self._write({name: row for name, row in rows.items() if name not in gone})

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Keep other windows from writing between our reading and our writing. Raises StoreError."""
        try:
            with turn_beside(self._path):
                yield
        except OSError as error:
            why = error.strerror or "no reason given"
            raise StoreError(
                f"The links and regroupings that you keep cannot be written ({why})", _ADVICE
            ) from None

    def _name(self, choice: Choice) -> str:
        spelt = json.dumps([choice.kind, choice.who, sorted(choice.about)])  # no two choices spell the same
        return self._seal.name(spelt)

    def _write(self, rows: Mapping[str, _Row]) -> None:
        told = {name: [row.kind, row.when.isoformat()] for name, row in rows.items()}
        write_whole(self._path, _HEAD + self._seal.close(json.dumps(told).encode(), _HEAD))
        self._rows = dict(rows)

    def _read(self) -> dict[str, _Row]:
        """Read anew, as another window of the same account may have written. Raises StoreError."""
        try:
            body = read_at_most(self._path, _LARGEST)
        except OSError as error:
            why = error.strerror or "no reason given"
            raise StoreError(
                f"The links and regroupings that you kept cannot be read ({why})", _ADVICE
            ) from None
        if body is None:
            return {}
        try:
            return _rows(self._seal.open(body.removeprefix(_HEAD), _HEAD))
        except (NotOpened, ValueError):
            self.problem = DAMAGED
            return {}


def _rows(body: bytes) -> dict[str, _Row]:
    """Read what only we can have sealed."""
    return {
        name: _Row(Kind(kind), datetime.fromisoformat(when))
        for name, (kind, when) in json.loads(body).items()
    }

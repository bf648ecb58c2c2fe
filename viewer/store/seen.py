"""What a clinician has seen of whose record: keyed hashes in one sealed file, and not one clinical word.

Of each resource that stood on the screen two keyed hashes are kept: of what it is (source, type, id) and of
what it said. They lie under keyed hashes of the clinician, the patient and the source, so that nobody can
read from the file who looked at whom, not even with the key: it only tells whoever has the same record before
them what has come or changed since. The whole is sealed with AES-GCM; the key is random and in the keyring
(PRIV-06). The kind of a resource ("Observation") and the moment are inside the seal, in clear.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from viewer.errors import StoreError
from viewer.source.protocols import SecretStore
from viewer.store.atomic import write_whole
from viewer.store.file_turn import turn_beside
from viewer.store.places import state_folder
from viewer.store.plain_file import read_at_most
from viewer.store.sealed import NotOpened, Seal, made_key

KEY_NAME = "seen"
LARGEST = 16 * 1024 * 1024
"""Bytes of the file; of what would be more, the record that was looked at longest ago is forgotten first."""
ID_BYTES, CONTENT_BYTES = 12, 8
_HEAD = b"tributary-seen/1\n"
_SLACK = 1024  # of sealing
_ADVICE = "What is new since you last looked can be told within this session only."
_TOO_LONG = "This record is too long to remember what you have seen of it"
DAMAGED = (
    "What you have seen of records cannot be opened: the file was changed, or comes from another computer, "
    "another account or another key. It starts empty."
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One source's answer as it was seen at ``at`` (aware): hash of identity to (kind, hash of content)."""

    at: datetime
    forms: Mapping[bytes, tuple[str, bytes]] = field(repr=False)


class _Source(msgspec.Struct, array_like=True):
    """``kinds``: resource type to rows of identity and content, one after the other."""

    at: float
    kinds: dict[str, bytes]


_Patients = dict[bytes, dict[bytes, _Source]]
_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Patients)


def seen_file() -> Path:
    """Where what this OS user has seen is."""
    return state_folder() / "seen"


def seen_key(secrets: SecretStore) -> bytes:
    """Return the key, made once and kept in the vault. May wait for the keyring. Raises VaultError."""
    return made_key(secrets, KEY_NAME)


def wipe_seen(secrets: SecretStore, path: Path | None = None) -> bool:
    """Destroy the key and delete the file; whether there was one. Raises VaultError, StoreError in words."""
    path = path or seen_file()
    was_there = path.exists()
    try:
        if secrets.secret(KEY_NAME) is not None:
            secrets.forget(KEY_NAME)
    finally:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _failed("deleted", error) from None
    return was_there


class Hashes:
    """The keyed hashes of one key. Nothing of them can be told without it."""

    def __init__(self, key: bytes) -> None:
        self.seal = Seal(key)

    def of_patient(self, who: tuple[str, ...], patient: tuple[str, ...]) -> bytes:
        """Return the name of what one clinician saw of one patient."""
        return self._named("patient", str(len(who)), *who, *patient)

    def of_source(self, source: tuple[str, ...]) -> bytes:
        """Return the name of one source."""
        return self._named("source", *source)

    def of_form(self, key: str, content: str) -> tuple[bytes, bytes]:
        """Return the hashes of what a resource is and of what it said."""
        return (
            self._named("resource", key)[:ID_BYTES],
            self._named("content", key, content)[:CONTENT_BYTES],
        )

    def _named(self, *parts: str) -> bytes:
        return bytes.fromhex(self.seal.name(*parts))


class SeenFile:
    """The file. ``problem`` is "" or says that what was there could not be opened.

    ``lasts``: how long what was seen is remembered.
    """

    def __init__(self, path: Path, key: bytes, lasts: timedelta) -> None:
        self.hashes = Hashes(key)
        self._path, self._lasts = path, lasts
        self.problem = ""

    def looked(self, patient: bytes, now: datetime) -> dict[bytes, Looked]:
        """Return what was seen of a patient, by source. Raises StoreError where it cannot be read."""
        own = self._alive(self._read(), now).get(patient, {})
        return {source: _looked(one) for source, one in own.items()}

    def keep(self, patient: bytes, sources: Mapping[bytes, Looked], now: datetime) -> None:
        """Keep what is seen now in place of what was; of other sources that stays.

        Raises StoreError: then what was kept before stands.
        """
        with self._turn():
            patients = self._alive(self._read(), now)
            new = {source: _stored(one) for source, one in sources.items()}
            patients[patient] = patients.get(patient, {}) | new
            write_whole(self._path, self._closed(patients, patient), _CANNOT.format("written"), _ADVICE)

    def sweep(self, now: datetime) -> None:
        """Forget what is past its time. Raises StoreError."""
        with self._turn():
            patients = self._read()
            alive = self._alive(patients, now)
            if self.problem or alive.keys() != patients.keys():
                write_whole(self._path, self._closed(alive, b""), _CANNOT.format("written"), _ADVICE)

    def _alive(self, patients: _Patients, now: datetime) -> _Patients:
        limit = (now - self._lasts).timestamp()
        return {name: own for name, own in patients.items() if _last(own) >= limit}

    def _closed(self, patients: _Patients, last: bytes) -> bytes:
        """Seal as many as fit; ``last`` goes last of all. Raises StoreError where it does not fit alone."""
        oldest = sorted(patients, key=lambda name: (name == last, _last(patients[name])))
        while len(body := _ENCODER.encode(patients)) + _SLACK > LARGEST:
            if len(oldest) <= 1:
                raise StoreError(_TOO_LONG, _ADVICE)
            del patients[oldest.pop(0)]
        return _HEAD + self.hashes.seal.close(body, _HEAD)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Keep other windows from writing between our reading and our writing. Raises StoreError."""
        try:
            with turn_beside(self._path):
                yield
        except OSError as error:
            raise _failed("written", error) from None

    def _read(self) -> _Patients:
        """Read anew, as another window of the same account may have written. Raises StoreError."""
        try:
            body = read_at_most(self._path, LARGEST)
        except OSError as error:
            raise _failed("read", error) from None
        if body is None:
            return {}
        try:
            return _DECODER.decode(self.hashes.seal.open(body.removeprefix(_HEAD), _HEAD))
        except (NotOpened, msgspec.MsgspecError):
            self.problem = DAMAGED
            return {}


_CANNOT = "What you have seen of records cannot be {}"


def _failed(done: str, error: OSError) -> StoreError:
    return StoreError(f"{_CANNOT.format(done)} ({error.strerror or 'no reason given'})", _ADVICE)


def _last(own: Mapping[bytes, _Source]) -> float:
    return max((one.at for one in own.values()), default=0.0)


def _stored(one: Looked) -> _Source:
    rows: dict[str, list[bytes]] = {}
    for name, (kind, content) in one.forms.items():
        rows.setdefault(kind, []).append(name + content)
    return _Source(one.at.timestamp(), {kind: b"".join(sorted(own)) for kind, own in rows.items()})


def _looked(one: _Source) -> Looked:
    step = ID_BYTES + CONTENT_BYTES
    return Looked(
        datetime.fromtimestamp(one.at, UTC),
        {
            rows[at : at + ID_BYTES]: (kind, rows[at + ID_BYTES : at + step])
            for kind, rows in one.kinds.items()
            for at in range(0, len(rows), step)
        },
    )

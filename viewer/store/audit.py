"""Who looked at what: lines that are only added, each bound to the one before, without any patient's name."""

import getpass
import hashlib
import hmac
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from viewer.errors import StoreError
from viewer.source.protocols import SecretStore
from viewer.store.places import state_folder

FIRST = "0" * 64
_KEY_NAME = "audit"
_KEY_BYTES = 32
_TAIL = 64 * 1024
_ADVICE = "Nothing was shown. Tell your IT support that the audit trail cannot be written."


# Not through a link: whoever can put one there must not choose the file that we add to.
_OPEN = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Action(StrEnum):
    """What is recorded (PRIV-15)."""

    SEARCH = "search"
    OPEN = "open"
    LINK = "link"
    PRINT = "print"
    COPY = "copy"
    EXPORT = "export"
    DENIED = "denied"
    UNLOCK = "unlock"
    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    PERMISSION = "permission"
    REGROUP = "regroup"
    LOCK = "lock"
    SESSION_END = "session-end"
    VIEW = "view"
    BREAK_GLASS = "break-glass"
    REFUSAL = "refusal"
    CACHE_WIPE = "cache-wipe"
    ANCHOR_FAILED = "anchor-failed"
    SEND_FAILED = "send-failed"


def audit_file() -> Path:
    """Where the trail is."""
    return state_folder() / "audit.jsonl"


def audit_key(secrets: SecretStore) -> bytes:
    """Return the key of the patient hashes, made once and kept in the vault. Raises VaultError.

    Where the vault is memory only, hashes of different sessions cannot be compared.
    """
    kept = secrets.secret(_KEY_NAME)
    if kept is None:
        kept = os.urandom(_KEY_BYTES).hex()
        secrets.store(_KEY_NAME, kept)
    return bytes.fromhex(kept)


def os_user() -> str:
    """Return the name of the OS user, "unknown" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _now() -> datetime:
    return datetime.now(UTC)


class Audit:
    """The trail of one OS user. Several processes may write to it at once.

    ``users``: who is signed in at which source, and in which role, as far as the sources say (AUTH-11).
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        now: Callable[[], datetime] = _now,
        users: Mapping[str, str] | None = None,
    ) -> None:
        self._path = path
        self._key = key
        self._now = now
        self._user = os_user()
        self._users = dict(users or {})

    def record(
        self, action: Action, *, sources: Sequence[str] = (), patient: str = "", what: str = ""
    ) -> None:
        """Add one line and see it on the disk. Raises StoreError: then the act must not happen.

        ``sources`` are source ids; ``patient`` is anything that names the patient and is kept as a keyed
        hash only; ``what`` is a word of ours about the act, such as ``timeline as PDF``.
        """
        event: dict[str, object] = {
            "time": self._now().isoformat(),
            "action": action.value,
            "user": self._user,
            "sources": list(sources),
            "patient": self._hashed(patient) if patient else "",
            "what": what,
        }
        if self._users:
            event["signed_in"] = self._users
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _alone(self._path) as file:
                _add(file, event)
        except OSError as error:
            reason = error.strerror or "no reason given"
            raise StoreError(f"The audit trail cannot be written ({reason})", _ADVICE) from None

    def _hashed(self, patient: str) -> str:
        return hmac.new(self._key, patient.encode(), hashlib.sha256).hexdigest()[:32]


def _add(file: BinaryIO, event: dict[str, object]) -> None:
    last = _last_line(file)
    lead = b"" if not last or last.endswith(b"\n") else b"\n"  # a line cut by a power failure stays as it is
    event["previous"] = _bound(last) if last else FIRST
    file.write(lead + json.dumps(event, ensure_ascii=True).encode("ascii") + b"\n")
    file.flush()
    os.fsync(file.fileno())


def _last_line(file: BinaryIO) -> bytes:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    return b"".join(file.read().splitlines(keepends=True)[-1:])


def _bound(line: bytes) -> str:
    return hashlib.sha256(line.rstrip(b"\r\n")).hexdigest()


def broken_at(path: Path) -> int | None:
    """Return the number of the first line that does not follow from the one before it; None if all do.

    Raises StoreError where the trail cannot be read. That the newest lines were cut off cannot be seen
    from the file alone.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise StoreError(f"The audit trail cannot be read ({error.strerror or 'no reason given'})") from None
    expected = FIRST
    for number, line in enumerate(lines, start=1):
        if _previous(line) != expected:
            return number
        expected = _bound(line)
    return None


def _previous(line: bytes) -> str:
    try:
        event = json.loads(line)
    except ValueError:
        return ""
    return str(event.get("previous", "")) if isinstance(event, dict) else ""


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO]:
    """Open the trail for adding while no other process adds; a new one is readable by its owner only."""
    handle = os.open(path, _OPEN, 0o600)
    with os.fdopen(handle, "a+b") as file:
        about = os.fstat(handle)
        if os.name != "nt" and about.st_mode & 0o077 and about.st_uid == os.geteuid():
            os.fchmod(handle, 0o600)  # made by a former version, or copied there
        _lock(file)
        yield file  # closing the file ends the lock


if sys.platform == "win32":  # pragma: no cover - Windows alone
    import msvcrt

    _LOCKED_BYTE = 0x7FFFFFFE  # far behind the end: a locked byte cannot be read by anybody else

    def _lock(file: BinaryIO) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)

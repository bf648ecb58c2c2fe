"""What of a record outlasts its session: what each source said, sealed, for a faster start.

Off unless policy allows it. One SQLite file for each OS user. Nothing in it can be read without the key in
the keyring (PRIV-12): a copy's name is a keyed hash of clinician, source and Patients (PRIV-04), its rows and
its moment are sealed and bound to that name, to one writing of it and to their place, so that none can be
swapped, taken from another copy or left out unseen. What remains: whoever can write the file can put back
an older copy, or the whole file, as it was. It opens as what it is, with its own moment on screen, until its
time limit; and it never outlives the key.

A copy is written in one transaction once its source has answered, not as the answer comes: SQLite has one
writer, four sources answer side by side, and a load that is cut then leaves no trace at all.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_ISREG
from threading import Lock
from time import monotonic, sleep

from viewer.errors import StoreError
from viewer.store.kept_record_faults import DamagedCopy, fault_of, is_held
from viewer.store.places import cache_folder
from viewer.store.sealed import NotOpened, Seal

KEY_NAME = "kept-records"
LARGEST = 1024 * 1024 * 1024
_LOAD_BYTES, _COUNT_BYTES = 16, 4
_BUSY_S = 5.0
_RECALL_S = 0.3  # a record is not opened later because somebody holds the file: its sources are asked anyway
_EACH_S = 0.01
_READ, _WRITE = "BEGIN", "BEGIN IMMEDIATE"
_SKEW = timedelta(minutes=5)
TURN = Lock()
"""Held while the file is open: nobody of this process deletes it under somebody else."""
_TABLES = """
CREATE TABLE IF NOT EXISTS heads (name TEXT PRIMARY KEY, moment BLOB NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS pages (name TEXT NOT NULL, number INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS place ON pages (name, number);
"""
_SCHEMA = {line.replace("IF NOT EXISTS ", "").rstrip(";") for line in _TABLES.strip().splitlines()}
"""As SQLite keeps it. Anything more is not ours: a trigger or a view could make a deletion do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyName:
    """Which copy: ``who`` may open it, of which source (its id and address), of which Patients there."""

    who: tuple[str, ...]
    source: tuple[str, ...]
    patients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy, proved to be whole. ``rows`` are as they were given to ``keep``."""

    as_at: datetime
    rows: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """What is kept, told without any patient: copies, bytes on the disk, the oldest and the newest moment."""

    copies: int
    size: int
    oldest: datetime | None = None
    newest: datetime | None = None


def kept_records_file() -> Path:
    """Where the copies of this OS user are."""
    return cache_folder() / "kept-records.sqlite"


class KeptRecords:
    """The copies in one file. Every call opens it anew: safe from any thread, and a wipe ends it for all.

    ``lasts``: how long a copy may be shown. Calls raise StoreError in words; DamagedCopy where what is there
    is not what was written.
    """

    def __init__(self, path: Path, key: bytes, lasts: timedelta, *, largest: int = LARGEST) -> None:
        self._path = path
        self._seal = Seal(key)
        self._moments = self._seal.derived("moments")
        self._lasts = lasts
        self._largest = largest

    def recall(self, which: CopyName, now: datetime) -> Copy | None:
        """Return a copy, None where there is none that may be shown; a part of one is never returned."""
        if not self._is_there():
            return None
        name, seal = self._named(which)
        with self._opened(_READ, wait_s=_RECALL_S) as file:  # head and rows of one moment
            head = file.execute("SELECT moment, sealed FROM heads WHERE name = ?", (name,)).fetchone()
            rows = file.execute("SELECT number, sealed FROM pages WHERE name = ? ORDER BY number", (name,))
            sealed = rows.fetchall() if head else []
        if head is None:
            return None
        try:
            as_at = self._moment(name, head[0])
            copy = _proved(seal, name, head[1], sealed, as_at)
        except (NotOpened, TypeError):
            raise DamagedCopy from None
        return Copy(as_at, copy) if self._may_be_shown(as_at, now) else None

    def keep(self, which: CopyName, rows: Sequence[bytes], as_at: datetime) -> None:
        """Write a copy in place of the former one: all of it or nothing."""
        name, seal = self._named(which)
        writing = os.urandom(_LOAD_BYTES)
        moment = self._moments.close(as_at.isoformat().encode(), name.encode())
        told = writing + len(rows).to_bytes(_COUNT_BYTES, "big") + as_at.isoformat().encode()
        head = seal.close(told, _about(name, b"head"))
        pages = [(name, at, seal.close(row, _about(name, writing, at))) for at, row in enumerate(rows)]
        with self._opened(make=True) as file:
            _drop(file, name)
            file.executemany("INSERT INTO pages VALUES (?, ?, ?)", pages)
            file.execute("INSERT INTO heads VALUES (?, ?, ?)", (name, moment, head))
            self._make_room(file, name)

    def drop(self, which: CopyName) -> None:
        """Delete a copy; no harm where there is none."""
        if self._is_there():
            with self._opened() as file:
                _drop(file, self._named(which)[0])

    def begin_anew(self, which: CopyName) -> None:
        """Delete a damaged copy; the whole file, where that is damaged."""
        try:
            self.drop(which)
        except DamagedCopy:
            self.delete_all()

    def delete_all(self) -> None:
        """Delete the file, whatever it holds."""
        with TURN, _in_words():
            for one in files_of(self._path):
                one.unlink(missing_ok=True)

    def sweep(self, now: datetime) -> int:
        """Delete what is past its time, or cannot be told; return how many copies went."""
        if not self._is_there():
            return 0
        with self._opened() as file:
            moments = self._all_moments(file)
            gone = [name for name, at in moments.items() if at is None or not self._may_be_shown(at, now)]
            for name in gone:
                _drop(file, name)
            file.execute("DELETE FROM pages WHERE name NOT IN (SELECT name FROM heads)")
        return len(gone)

    def stock(self) -> Stock:
        """Say how much is kept."""
        if not self._is_there():
            return Stock(0, 0)
        with self._opened(_READ) as file:
            moments = [at for at in self._all_moments(file).values() if at is not None]
            copies = int(file.execute("SELECT count(*) FROM heads").fetchone()[0])
        size = sum(one.stat().st_size for one in files_of(self._path) if one.exists())
        return Stock(copies, size, min(moments, default=None), max(moments, default=None))

    def _named(self, which: CopyName) -> tuple[str, Seal]:
        """A copy's name, and the seal of its clinician: no other one opens it, whatever its name."""
        own = self._seal.derived(f"clinician {self._seal.name(*which.who)}")
        parts = (*which.source, "", *sorted(which.patients))
        return own.name(*parts), own

    def _moment(self, name: str, sealed: bytes) -> datetime:
        return datetime.fromisoformat(self._moments.open(sealed, name.encode()).decode())

    def _all_moments(self, file: sqlite3.Connection) -> dict[str, datetime | None]:
        found: dict[str, datetime | None] = {}
        for name, sealed in file.execute("SELECT name, moment FROM heads").fetchall():
            try:
                found[name] = self._moment(name, sealed)
            except (NotOpened, TypeError, AttributeError):
                found[name] = None
        return found

    def _may_be_shown(self, as_at: datetime, now: datetime) -> bool:
        return -_SKEW <= now - as_at <= self._lasts

    def _make_room(self, file: sqlite3.Connection, newest: str) -> None:
        """Delete the oldest copies where the file would be larger than it may be."""
        moments = {name: at for name, at in self._all_moments(file).items() if at and name != newest}
        for name in sorted(moments, key=lambda one: str(moments[one])):
            if _size(file) <= self._largest:
                return
            _drop(file, name)

    def _is_there(self) -> bool:
        return os.path.lexists(self._path)

    @contextmanager
    def _opened(
        self, begin: str = _WRITE, *, make: bool = False, wait_s: float = _BUSY_S
    ) -> Iterator[sqlite3.Connection]:
        """Open the file and begin; what is done is kept where nothing is raised. SQLite's words become ours.

        ``wait_s``: how long another process may hold it. While one waits it is nobody's TURN: sources that
        are opened side by side do not wait for each other's waiting.
        """
        until = monotonic() + wait_s
        with _in_words():
            while True:
                with TURN, closing(self._connected(make=make)) as file, file:
                    if _begun(file, begin, may_wait=monotonic() < until):
                        yield file
                        return
                sleep(_EACH_S)

    def _connected(self, *, make: bool) -> sqlite3.Connection:
        """Connect to a plain file alone; a new one is readable by its owner only."""
        if any(os.path.lexists(one) and not S_ISREG(one.lstat().st_mode) for one in files_of(self._path)):
            raise DamagedCopy
        if make:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        return sqlite3.connect(self._path, timeout=0, isolation_level=None)


def _begun(file: sqlite3.Connection, begin: str, *, may_wait: bool) -> bool:
    """Begin; False where another process holds the file and one may wait. Raises DamagedCopy."""
    try:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute("PRAGMA secure_delete = ON")
        file.execute("PRAGMA trusted_schema = OFF")
        file.executescript(_TABLES)
        file.execute(begin)
        schema = file.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    except sqlite3.OperationalError as error:
        if may_wait and is_held(error):
            return False
        raise
    if {str(sql) for (sql,) in schema} != _SCHEMA:
        raise DamagedCopy
    return True


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise fault_of(error) from None
    except UnicodeDecodeError:  # what SQLite wanted to say of a damaged file was no text
        raise DamagedCopy from None
    except OSError as error:
        why = error.strerror or "no reason given"
        raise StoreError(f"What was kept for a faster start cannot be used ({why})", "") from None


def files_of(path: Path) -> tuple[Path, ...]:
    """Return every file that SQLite makes of one."""
    return tuple(path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal"))


def _proved(
    seal: Seal, name: str, head: bytes, rows: Sequence[tuple[int, bytes]], as_at: datetime
) -> tuple[bytes, ...]:
    """Open every row before the first one is used. Raises NotOpened where any is missing or not ours.

    ``as_at`` is of this very writing: beside the head of another one it would let a copy last for ever.
    """
    opened = seal.open(head, _about(name, b"head"))
    writing, moment = opened[:_LOAD_BYTES], opened[_LOAD_BYTES + _COUNT_BYTES :]
    count = int.from_bytes(opened[_LOAD_BYTES : _LOAD_BYTES + _COUNT_BYTES], "big")
    if moment != as_at.isoformat().encode() or [number for number, _ in rows] != list(range(count)):
        raise NotOpened
    return tuple(seal.open(row, _about(name, writing, number)) for number, row in rows)


def _about(name: str, kind: bytes, number: int = 0) -> bytes:
    return b"\0".join((name.encode(), kind, number.to_bytes(8, "big")))


def _drop(file: sqlite3.Connection, name: str) -> None:
    file.execute("DELETE FROM heads WHERE name = ?", (name,))
    file.execute("DELETE FROM pages WHERE name = ?", (name,))


def _size(file: sqlite3.Connection) -> int:
    pages, free, each = (
        int(file.execute(f"PRAGMA {what}").fetchone()[0])
        for what in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * each

"""What SQLite says of the file of kept copies, in words: damaged and made anew, or not to be had now."""

import sqlite3

from viewer.errors import StoreError

_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_FORMAT", "SQLITE_SCHEMA"})
_HELD = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
_WHY = {
    **dict.fromkeys(_HELD, "another window or program is using it"),
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "it cannot be written",
    "SQLITE_CANTOPEN": "it cannot be opened",
}
DAMAGED = (
    "The copy of this record that was kept on this computer could not be opened: it was changed or damaged. "
    "It was deleted, and everything is read from the source"
)


class DamagedCopy(StoreError):
    """What is there is not what was written; it is to be deleted and said."""

    def __init__(self) -> None:
        super().__init__(DAMAGED, "")


def is_held(error: sqlite3.Error) -> bool:
    """Whether somebody else holds the file, who may let go of it."""
    return _name_of(error) in _HELD


def fault_of(error: sqlite3.Error) -> StoreError:
    """Return what an error of SQLite means. Its own text may name the file and is not repeated."""
    name = _name_of(error)
    if not name or name in _DAMAGED or not isinstance(error, sqlite3.OperationalError):
        return DamagedCopy()
    why = _WHY.get(name, "the disk did not do what it was asked")
    return StoreError(f"What was kept for a faster start cannot be used: {why}", "")


def _name_of(error: sqlite3.Error) -> str:
    return "_".join(str(getattr(error, "sqlite_errorname", "") or "").split("_")[:2])

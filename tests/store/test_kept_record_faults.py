"""What SQLite says is told in words, and what is damaged is told from what is only not to be had now."""

import sqlite3

import pytest

from viewer.store.kept_record_faults import DamagedCopy, fault_of


def error(kind, name=""):
    made = kind("CANARY text")
    if name:
        made.sqlite_errorname = name
    return made


@pytest.mark.parametrize(
    "made",
    [
        error(sqlite3.DatabaseError, "SQLITE_NOTADB"),
        error(sqlite3.DatabaseError, "SQLITE_CORRUPT_VTAB"),
        error(sqlite3.OperationalError, "SQLITE_ERROR"),
        error(sqlite3.OperationalError),
        error(sqlite3.IntegrityError, "SQLITE_CONSTRAINT_UNIQUE"),
    ],
)
def test_what_is_not_what_was_written_is_damaged(made):
    assert isinstance(fault_of(made), DamagedCopy)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("SQLITE_BUSY_RECOVERY", "another window"),
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_READONLY_DBMOVED", "cannot be written"),
        ("SQLITE_CANTOPEN_ISDIR", "cannot be opened"),
        ("SQLITE_IOERR_READ", "did not do"),
    ],
)
def test_what_cannot_be_had_now_is_no_damage(name, why):
    found = fault_of(error(sqlite3.OperationalError, name))
    assert not isinstance(found, DamagedCopy)
    assert why in found.what
    assert "CANARY" not in str(found)

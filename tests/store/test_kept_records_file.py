"""The file of kept copies itself: what stands in its place, what is in it beside ours, and who holds it."""

import sqlite3
import sys
from datetime import timedelta

import pytest

from tests.store.test_kept_records import MINE, NOW, ROWS, kept
from viewer.errors import StoreError
from viewer.store.kept_record_faults import DamagedCopy
from viewer.store.kept_records import TURN


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "kept.sqlite"


TRIGGERS = """
CREATE TRIGGER t BEFORE DELETE ON heads BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER u BEFORE DELETE ON pages BEGIN SELECT RAISE(IGNORE); END;
"""
VIEW = "ALTER TABLE heads RENAME TO other; CREATE VIEW heads AS SELECT * FROM other"


@pytest.mark.parametrize("act", [TRIGGERS, VIEW])
@pytest.mark.parametrize(
    "call", [lambda store: store.drop(MINE), lambda store: store.sweep(NOW + timedelta(days=5))]
)
def test_a_file_that_would_let_a_deletion_do_nothing_is_refused_and_goes_as_a_whole(path, act, call):
    kept(path).keep(MINE, ROWS, NOW)
    file = sqlite3.connect(path)
    file.executescript(act)
    file.close()

    with pytest.raises(DamagedCopy):
        call(kept(path))

    kept(path).begin_anew(MINE)
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("end", ["", "-wal"])
def test_what_is_no_plain_file_is_not_followed_and_only_it_goes(path, tmp_path, end):
    kept(path).keep(MINE, ROWS, NOW)
    elsewhere = tmp_path / "elsewhere"
    link = path.with_name(path.name + end)
    if link.exists():
        link.rename(elsewhere)
    else:
        elsewhere.write_bytes(b"")
    before = elsewhere.read_bytes()
    link.symlink_to(elsewhere)

    for call in (lambda: kept(path).recall(MINE, NOW), lambda: kept(path).keep(MINE, ROWS, NOW)):
        with pytest.raises(DamagedCopy):
            call()

    kept(path).begin_anew(MINE)
    assert elsewhere.read_bytes() == before
    assert not link.is_symlink()
    kept(path).keep(MINE, ROWS, NOW)
    assert kept(path).recall(MINE, NOW).rows == ROWS


class Waits:
    """A clock that only waiting moves; ``free``: whether it was nobody's turn then; ``then``: done once."""

    def __init__(self, monkeypatch, then=lambda: None):
        self.now, self.free, self.then = 0.0, [], then
        monkeypatch.setattr("viewer.store.kept_records.monotonic", lambda: self.now)
        monkeypatch.setattr("viewer.store.kept_records.sleep", self.sleep)

    def sleep(self, how_long_s):
        self.free.append(not TURN.locked())
        self.now += how_long_s
        self.then()
        self.then = lambda: None


@pytest.fixture
def held(path):
    """Another process holds the file."""
    kept(path).keep(MINE, ROWS, NOW)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_a_held_file_delays_opening_by_a_moment_and_nobody_waits_for_anothers_waiting(
    path, held, monkeypatch
):
    waits = Waits(monkeypatch)
    with pytest.raises(StoreError, match="another window or program"):
        kept(path).recall(MINE, NOW)
    assert 0.3 <= waits.now < 0.5
    with pytest.raises(StoreError, match="another window or program"):
        kept(path).keep(MINE, ROWS, NOW)
    assert all(waits.free)


def test_who_waits_goes_on_once_the_file_is_let_go(path, held, monkeypatch):
    Waits(monkeypatch, then=held.close)
    assert kept(path).recall(MINE, NOW).rows == ROWS

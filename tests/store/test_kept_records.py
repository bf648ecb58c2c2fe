"""What is kept of a record: whole or not at all, its own clinician's alone, nothing readable, never for longer."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.errors import StoreError
from viewer.store.kept_record_faults import DamagedCopy
from viewer.store.kept_records import CopyName, KeptRecords, files_of, kept_records_file

KEY = bytes(range(32))
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LASTS = timedelta(hours=12)
ROWS = (b"one CANARY-ONE", b"", b"three " * 2000)
MINE = CopyName(who=("amy",), source=("gp", "https://gp.example/fhir"), patients=("Patient/1",))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "kept.sqlite"


def kept(path, key=KEY, **options):
    return KeptRecords(path, key, LASTS, **options)


def everything_in(path):
    return b"".join(one.read_bytes() for one in files_of(path) if one.exists())


def test_a_copy_comes_back_as_it_was_kept_and_a_new_one_takes_its_place(path):
    assert kept(path).recall(MINE, NOW) is None
    assert not path.exists()
    kept(path).drop(MINE)
    assert kept(path).sweep(NOW) == 0
    assert kept(path).stock().copies == 0

    kept(path).keep(MINE, ROWS, NOW)
    found = kept(path).recall(MINE, NOW)
    assert (found.rows, found.as_at) == (ROWS, NOW)

    kept(path).keep(MINE, ROWS[:1], NOW + timedelta(hours=1))
    assert kept(path).recall(MINE, NOW + timedelta(hours=1)).rows == ROWS[:1]
    kept(path).drop(MINE)
    assert kept(path).recall(MINE, NOW) is None


@pytest.mark.parametrize(
    "other",
    [
        CopyName(who=("bob",), source=MINE.source, patients=MINE.patients),
        CopyName(who=("amy", "amy@gp"), source=MINE.source, patients=MINE.patients),
        CopyName(who=MINE.who, source=("gp", "https://other.example/fhir"), patients=MINE.patients),
        CopyName(who=MINE.who, source=("acute", MINE.source[1]), patients=MINE.patients),
        CopyName(who=MINE.who, source=MINE.source, patients=("Patient/2",)),
        CopyName(who=MINE.who, source=MINE.source, patients=("Patient/1", "Patient/2")),
    ],
)
def test_another_clinician_source_or_patient_gets_nothing(path, other):
    kept(path).keep(MINE, ROWS, NOW)

    assert kept(path).recall(other, NOW) is None

    name, _ = kept(path)._named(MINE)
    stranger, _ = kept(path)._named(other)
    with sqlite3.connect(path) as file:  # whoever can write the file renames the copy
        file.execute("UPDATE heads SET name = ? WHERE name = ?", (stranger, name))
        file.execute("UPDATE pages SET name = ? WHERE name = ?", (stranger, name))
    file.close()
    with pytest.raises(DamagedCopy):
        kept(path).recall(other, NOW)


def test_nothing_in_the_file_can_be_read_and_only_its_owner_may_open_it(path):
    name = CopyName(
        who=("CANARY-WHO",), source=("CANARY-ID", "https://gp.example/fhir"), patients=("Patient/1",)
    )
    kept(path).keep(name, ROWS, NOW)

    raw = everything_in(path)
    for word in (b"CANARY", b"Patient", b"example", b"2026-", b"three"):
        assert word not in raw
    if os.name != "nt":
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


def test_a_copy_is_not_shown_after_its_time_nor_before_it_was_made_and_is_swept(path):
    kept(path).keep(MINE, ROWS, NOW)

    assert kept(path).recall(MINE, NOW + LASTS)
    assert kept(path).recall(MINE, NOW + LASTS + timedelta(seconds=1)) is None
    assert kept(path).recall(MINE, NOW - timedelta(hours=1)) is None  # a clock that was set back

    assert kept(path).sweep(NOW) == 0
    stock = kept(path).stock()
    assert (stock.copies, stock.oldest, stock.newest) == (1, NOW, NOW)
    assert stock.size > 0
    assert kept(path).sweep(NOW + LASTS + timedelta(seconds=1)) == 1
    assert kept(path).stock().copies == 0


def test_what_is_deleted_leaves_no_bytes_behind(path):
    kept(path).keep(MINE, ROWS, NOW)
    with sqlite3.connect(path) as file:
        (sealed,) = file.execute("SELECT sealed FROM pages WHERE number = 2").fetchone()
    file.close()
    assert sealed[20:60] in everything_in(path)

    kept(path).drop(MINE)

    assert sealed[20:60] not in everything_in(path)


@pytest.mark.parametrize(
    "act",
    [
        "DELETE FROM pages WHERE number = 2",
        "DELETE FROM pages WHERE number = 0",
        "DELETE FROM pages",
        "INSERT INTO pages SELECT name, 3, sealed FROM pages WHERE number = 2",
        "UPDATE pages SET number = 3 - number WHERE number > 0",
        "UPDATE pages SET sealed = (SELECT sealed FROM pages WHERE number = 0) WHERE number = 1",
        "UPDATE pages SET sealed = x'00' WHERE number = 1",
        "UPDATE pages SET sealed = 'text' WHERE number = 1",
        "UPDATE pages SET sealed = 7 WHERE number = 1",
        "UPDATE heads SET sealed = moment",
        "UPDATE heads SET moment = sealed",
        "UPDATE heads SET moment = 7",
        "UPDATE heads SET sealed = CAST(x'ff00' AS TEXT)",
        "DROP TABLE pages; CREATE TABLE pages (other TEXT)",
        "CREATE TRIGGER t BEFORE DELETE ON heads BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TABLE more (other TEXT)",
    ],
)
def test_rows_that_were_taken_away_swapped_or_changed_are_found_and_it_is_made_anew(path, act):
    kept(path).keep(MINE, ROWS, NOW)
    file = sqlite3.connect(path)
    if act.startswith("UPDATE pages SET number"):
        file.execute("DROP INDEX place")
    file.executescript(act)
    file.close()

    with pytest.raises(DamagedCopy):
        kept(path).recall(MINE, NOW)

    kept(path).begin_anew(MINE)
    assert kept(path).recall(MINE, NOW) is None
    kept(path).keep(MINE, ROWS, NOW)
    assert kept(path).recall(MINE, NOW).rows == ROWS


def test_rows_of_a_former_copy_do_not_pass_for_those_of_the_new_one(path):
    kept(path).keep(MINE, ROWS, NOW)
    file = sqlite3.connect(path)
    former = file.execute("SELECT name, number, sealed FROM pages WHERE number = 1").fetchall()
    file.close()
    kept(path).keep(MINE, ROWS, NOW)

    file = sqlite3.connect(path)
    with file:
        file.execute("DELETE FROM pages WHERE number = 1")
        file.executemany("INSERT INTO pages VALUES (?, ?, ?)", former)
    file.close()

    with pytest.raises(DamagedCopy):
        kept(path).recall(MINE, NOW)


def test_a_former_copy_does_not_pass_for_a_new_one_under_its_moment(path):
    """Else what was written days ago would be shown as of now, and outlive every time limit."""
    later = NOW + timedelta(days=5)
    kept(path).keep(MINE, ROWS, NOW)
    file = sqlite3.connect(path)
    heads = file.execute("SELECT sealed FROM heads").fetchall()
    pages = file.execute("SELECT name, number, sealed FROM pages").fetchall()
    file.close()
    kept(path).keep(MINE, ROWS[:1], later)

    file = sqlite3.connect(path)
    with file:  # the moment of the new one stays
        file.executemany("UPDATE heads SET sealed = ?", heads)
        file.execute("DELETE FROM pages")
        file.executemany("INSERT INTO pages VALUES (?, ?, ?)", pages)
    file.close()

    with pytest.raises(DamagedCopy):
        kept(path).recall(MINE, later)


def test_another_key_opens_nothing_and_sweeps_what_it_cannot_tell(path):
    kept(path).keep(MINE, ROWS, NOW)
    other = kept(path, key=bytes(32))

    assert other.recall(MINE, NOW) is None  # its name is another one
    assert other.stock().copies == 1
    assert other.stock().oldest is None
    assert other.sweep(NOW) == 1


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_byte_is_damaged_or_cut_it_opens_whole_or_says_so(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("one") / "kept.sqlite"
    kept(path).keep(MINE, ROWS, NOW)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(whole[:at])
    else:
        flipped = bytearray(whole)
        flipped[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(flipped)

    try:
        found = kept(path).recall(MINE, NOW)
        assert found is None or found.rows == ROWS
    except DamagedCopy:
        kept(path).begin_anew(MINE)
    try:
        kept(path).keep(MINE, ROWS[:2], NOW)
    except DamagedCopy:  # a place that the first reading did not touch
        kept(path).begin_anew(MINE)
        kept(path).keep(MINE, ROWS[:2], NOW)
    assert kept(path).recall(MINE, NOW).rows == ROWS[:2]


def test_it_does_not_grow_for_ever_the_oldest_copies_go(path):
    names = [CopyName(who=("amy",), source=("gp", ""), patients=(f"Patient/{n}",)) for n in range(6)]
    small = kept(path, largest=200_000)
    for number, name in enumerate(names):
        small.keep(name, (os.urandom(60_000),), NOW + timedelta(minutes=number))

    left = [bool(small.recall(name, NOW + timedelta(minutes=6))) for name in names]

    assert left[-1]
    assert not left[0]
    assert left == sorted(left)


def test_a_folder_that_cannot_be_used_is_said_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        kept(tmp_path / "file" / "kept.sqlite").keep(MINE, ROWS, NOW)


def test_it_is_in_the_cache_folder_of_the_os_user():
    assert kept_records_file().name == "kept-records.sqlite"
    assert kept_records_file().is_absolute()


def test_several_threads_keep_and_recall_at_once(path):
    names = [CopyName(who=("amy",), source=("gp", ""), patients=(f"Patient/{n}",)) for n in range(6)]
    threads = [threading.Thread(target=kept(path).keep, args=(name, ROWS, NOW)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(kept(path).recall(name, NOW).rows == ROWS for name in names)


WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from viewer.store.kept_records import CopyName, KeptRecords
name = CopyName(who=("amy",), source=("gp", "https://gp.example/fhir"), patients=("Patient/1",))
store = KeptRecords(Path(sys.argv[1]), bytes(range(32)), timedelta(hours=12))
for number in range(10_000):
    rows = [number.to_bytes(4, "big") * 750 for _ in range(40 + number % 7)]
    store.keep(name, rows, datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    if not number:
        print("begun", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_process_that_is_killed_while_it_writes_leaves_a_whole_copy(path):
    """Killed at moments spread over some writings, the file opens each time and holds one whole copy."""
    for kill in range(25):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout.readline() == b"begun\n"
            until = time.perf_counter() + kill * 0.0013
            while time.perf_counter() < until:
                pass
            writer.kill()

        rows = kept(path).recall(MINE, NOW).rows

        assert set(rows) == {rows[0]}
        assert len(rows) == 40 + int.from_bytes(rows[0][:4], "big") % 7

"""Reports of our own defects: few, small, and without anything that an exception said."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from viewer.store.crash_reports import MOST, MOST_BYTES, keep_report, kept_reports, reports_folder

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = "tributary: a fault in this program: KeyError (viewer/engine/process.py:67)\n"


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("viewer.store.crash_reports.state_folder", lambda: tmp_path)
    forget(monkeypatch)
    return tmp_path


def forget(monkeypatch):
    """As another process would: it has kept nothing yet."""
    monkeypatch.setattr("viewer.store.crash_reports._kept", set())


def test_a_report_says_which_process_where_when_and_which_version():
    assert keep_report("engine", WORDS, NOON)

    ((name, text),) = kept_reports()
    assert name.startswith("20261122T120000Z-engine-")
    assert "At: 2026-11-22 12:00:00 UTC\nProcess: engine\n" in text
    assert text.startswith("Tributary ")
    assert text.endswith(WORDS)


def test_a_report_is_readable_by_its_owner_alone():
    keep_report("engine", WORDS, NOON)

    (file,) = reports_folder().iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_the_same_fault_of_a_process_is_kept_once_and_no_process_keeps_many():
    assert [keep_report("window", WORDS, NOON), keep_report("window", WORDS, NOON)] == [True, False]

    kept = [keep_report("window", f"{WORDS}{number}", NOON) for number in range(50)]
    assert kept.count(True) == 9
    assert len(kept_reports()) == 10


def test_the_newest_stay(monkeypatch):
    for day in range(MOST + 5):
        forget(monkeypatch)
        keep_report("engine", WORDS, NOON + timedelta(days=day))

    names = [name for name, _ in kept_reports()]
    assert len(names) == MOST
    assert names[0].startswith("20261127T")
    assert names[-1].startswith("20261216T")


def test_a_report_is_small_and_of_plain_letters():
    keep_report("engine", "\N{SNOWMAN}" * 100_000, NOON)

    ((_, text),) = kept_reports()
    assert len(text) <= MOST_BYTES
    assert text.isascii()


def test_a_fault_does_not_fail_for_want_of_a_place(state):
    (state / "crashes").write_text("in the way")

    assert not keep_report("engine", WORDS, NOON)


def test_nothing_kept_is_nothing():
    assert kept_reports() == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_among_the_reports_is_listed_as_not_readable_and_hangs_nobody():
    assert keep_report("engine", WORDS, NOON)
    ((name, text),) = kept_reports()
    os.mkfifo(reports_folder() / f"1{name[1:]}")

    assert kept_reports() == ((f"1{name[1:]}", "It cannot be read (it is not a plain file)"), (name, text))


def test_a_folder_among_the_reports_is_listed_too():
    (reports_folder() / "20261122T120000Z-engine-00000000.txt").mkdir(parents=True)

    ((_, text),) = kept_reports()
    assert text.startswith("It cannot be read (")

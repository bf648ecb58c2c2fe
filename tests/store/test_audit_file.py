"""Where the lines stand: added whole or not at all, by one at a time, and only to a file of our own."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from viewer.errors import StoreError
from viewer.store import audit_file
from viewer.store.audit import Act, Action, Audit
from viewer.store.audit_anchor import Anchor
from viewer.store.audit_lines import read_lines
from viewer.store.audit_verify import verify

KEY = b"k" * 32
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions and links")


@pytest.fixture
def trail(tmp_path):
    return tmp_path / "state" / "audit.jsonl"


def opened(trail, what=""):
    return Audit(trail, KEY).record(Act(action=Action.OPEN, what=what))


def refused(trail, reason):
    with pytest.raises(StoreError, match="cannot be written") as caught:
        opened(trail)
    assert reason in str(caught.value)
    assert "Nothing was shown" in str(caught.value)


@POSIX
def test_only_the_owner_may_read_it(trail):
    opened(trail)

    assert trail.stat().st_mode & 0o077 == 0


@POSIX
def test_a_trail_that_others_could_read_is_theirs_no_more(trail):
    trail.parent.mkdir()
    trail.touch()
    trail.chmod(0o644)

    opened(trail)

    assert trail.stat().st_mode & 0o777 == 0o600


@POSIX
def test_a_trail_that_leads_elsewhere_or_is_no_file_stops_the_act(trail):
    victim = trail.with_name("victim")
    trail.parent.mkdir()
    trail.symlink_to(victim)
    refused(trail, "")
    assert not victim.exists()

    trail.unlink()
    os.mkfifo(trail)
    refused(trail, "what is in its place is no file")

    trail.unlink()
    trail.mkdir()
    refused(trail, "")


@POSIX
def test_a_folder_that_may_only_be_read_stops_the_act():
    code = (
        "import os, sys; from pathlib import Path; from viewer.store import audit_file\n"
        "os.geteuid() or os.setuid(65534)\n"  # root may write everywhere
        "try: audit_file.add(Path(sys.argv[1]), lambda n, last: b'{}')\n"
        "except OSError as error: print(error.strerror)"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        command = [sys.executable, "-c", code, f"{folder}/audit.jsonl"]
        here = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)

    assert here.stdout == "Permission denied\n"


@POSIX
def test_a_full_disk_stops_the_act_and_leaves_no_half_line(trail):
    opened(trail)
    before = trail.read_bytes()
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from viewer.errors import StoreError; from viewer.store.audit import Act, Action, Audit\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))\n"
        "try: Audit(Path(sys.argv[1]), b'k' * 32).record(Act(action=Action.OPEN))\n"
        "except StoreError as error: print(error.what)"
    )
    limit = str(len(before) + 100)
    here = subprocess.run(
        [sys.executable, "-c", code, str(trail), limit],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert here.stdout == "The audit trail cannot be written (File too large)\n"
    assert trail.read_bytes() == before
    opened(trail)
    assert verify(trail, KEY).findings == []


def test_a_line_that_did_not_reach_the_disk_is_taken_back(trail, monkeypatch):
    opened(trail)
    before = trail.read_bytes()

    def full(handle):
        del handle
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    refused(trail, "No space left on device")

    assert trail.read_bytes() == before


@POSIX
def test_a_program_that_holds_the_trail_is_not_waited_for_without_end(trail, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(audit_file, "LONGEST_WAIT_S", 0.1)
    opened(trail)
    with trail.with_suffix(".lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused(trail, "another window or program keeps the file locked")

    opened(trail)
    assert verify(trail, KEY).last == 2


def test_a_trail_goes_on_in_the_next_file_and_is_one_chain(trail, monkeypatch):
    monkeypatch.setattr(audit_file, "LARGEST", 1500)
    for number in range(12):
        opened(trail, what=str(number))

    files = audit_file.segments(trail)
    assert [file.name for file in files.values()][:3] == ["audit.jsonl", "audit-2.jsonl", "audit-3.jsonl"]
    assert [one.what for one in read_lines(trail)] == [str(number) for number in range(12)]
    report = verify(trail, KEY)
    assert (report.last, report.files, report.findings) == (12, len(files), [])
    assert audit_file.counted(trail) == 12


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_file_of_the_trail_that_is_gone_is_found(trail, monkeypatch, gone):
    monkeypatch.setattr(audit_file, "LARGEST", 1500)
    last = [opened(trail) for _ in range(9)][-1]
    head = Audit(trail, KEY).record(Act(action=Action.LOCK))
    anchor = Anchor(trail=head.trail, lines=head.number, head="a" * 64).marked(KEY)
    list(audit_file.segments(trail).values())[gone - 1].unlink()

    assert last.number == 9
    assert verify(trail, KEY, [anchor]).findings


def test_a_file_that_was_begun_and_never_written_to_breaks_no_chain(trail):
    opened(trail)
    trail.with_name("audit-2.jsonl").touch()

    assert opened(trail).number == 2
    assert json.loads(trail.with_name("audit-2.jsonl").read_text())["n"] == 2
    assert verify(trail, KEY).findings == []


def test_files_that_are_all_empty_are_a_trail_that_begins(trail):
    trail.parent.mkdir()
    trail.touch()
    trail.with_name("audit-2.jsonl").touch()

    assert opened(trail).number == 1
    assert verify(trail, KEY).findings == []


def test_a_line_longer_than_what_is_read_at_once_is_bound_too(trail):
    opened(trail, what="x" * 200_000)
    opened(trail)

    assert verify(trail, KEY).findings == []
    assert verify(trail, KEY).last == 2


@pytest.mark.parametrize("name", ["audit-1.jsonl", "audit-02.jsonl", "audit-x.jsonl", "audit-2.jsonl.old"])
def test_a_file_of_another_name_is_no_part_of_the_trail(trail, name):
    opened(trail)
    trail.with_name(name).write_bytes(b"{}\n")
    opened(trail)

    assert list(audit_file.segments(trail)) == [1]
    assert verify(trail, KEY).last == 2


def test_a_file_that_was_put_far_behind_the_last_one_is_found(trail):
    opened(trail)
    trail.with_name("audit-9.jsonl").touch()
    opened(trail)

    assert "the file before it is not here" in verify(trail, KEY).findings[0].words


@POSIX
@pytest.mark.parametrize(
    "make", [lambda path: path.symlink_to("elsewhere"), lambda path: path.mkdir()], ids=["link", "folder"]
)
def test_what_stands_in_the_place_of_the_lock_stops_the_act(trail, make):
    trail.parent.mkdir()
    make(trail.with_suffix(".lock"))

    refused(trail, "")
    assert not trail.exists()


def test_there_is_no_file_before_the_first_act(trail):
    assert audit_file.segments(trail) == {}
    assert audit_file.counted(trail) == 0

"""The trail: every act a line, each bound to the one before, and no patient by name in it."""

import json
import os
import threading
from datetime import UTC, datetime

import pytest

from viewer.errors import StoreError
from viewer.store.audit import FIRST, Action, Audit, audit_file, audit_key, broken_at, os_user
from viewer.store.vault import MemoryVault

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def trail(tmp_path):
    return tmp_path / "state" / "audit.jsonl"


def audit(path):
    return Audit(path, b"k" * 32, now=lambda: NOW)


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_each_act_is_a_line_with_who_what_and_when(trail):
    audit(trail).record(Action.OPEN, sources=["a" * 32], patient="9990000018", what="timeline")

    (line,) = lines(trail)
    assert line["action"] == "open"
    assert line["time"] == NOW.isoformat()
    assert line["user"] == os_user()
    assert line["sources"] == ["a" * 32]
    assert line["what"] == "timeline"
    assert line["previous"] == FIRST


def test_a_patient_is_a_keyed_hash_the_same_every_time_and_another_under_another_key(trail):
    audit(trail).record(Action.OPEN, patient="9990000018")
    audit(trail).record(Action.OPEN, patient="9990000018")
    Audit(trail, b"other").record(Action.OPEN, patient="9990000018")

    one, two, three = [line["patient"] for line in lines(trail)]
    assert one == two != three
    assert "9990000018" not in trail.read_text()


def test_lines_are_bound_so_that_a_change_shows(trail):
    for action in Action:
        audit(trail).record(action)
    assert broken_at(trail) is None

    kept = trail.read_bytes().splitlines(keepends=True)
    trail.write_bytes(b"".join(kept[:2] + kept[3:]))
    assert broken_at(trail) == 3
    trail.write_bytes(kept[0].replace(b"search", b"opened") + b"".join(kept[1:]))
    assert broken_at(trail) == 2


@pytest.mark.parametrize("damage", [b'{"cut', b"[]", b"\xff"])
def test_a_cut_line_is_kept_and_seen_and_the_trail_goes_on(trail, damage):
    audit(trail).record(Action.OPEN)
    with trail.open("ab") as file:
        file.write(damage)
    audit(trail).record(Action.OPEN)

    assert trail.read_bytes().splitlines()[1] == damage
    assert broken_at(trail) == 2
    assert len(trail.read_bytes().splitlines()) == 3


def test_several_at_once_keep_the_chain(trail):
    threads = [threading.Thread(target=audit(trail).record, args=(Action.OPEN,)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert len(lines(trail)) == 20
    assert broken_at(trail) is None


def test_a_trail_that_cannot_be_written_stops_the_act(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot be written") as caught:
        audit(tmp_path / "file" / "audit.jsonl").record(Action.OPEN, patient="9990000018")

    assert "9990000018" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_trail_that_is_not_there_cannot_be_checked(tmp_path):
    with pytest.raises(StoreError, match="cannot be read"):
        broken_at(tmp_path / "none")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_the_owner_may_read_it(trail):
    audit(trail).record(Action.OPEN)

    assert trail.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_trail_that_others_could_read_is_theirs_no_more(trail):
    trail.parent.mkdir()
    trail.touch()
    trail.chmod(0o644)

    audit(trail).record(Action.OPEN)

    assert trail.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows opens links otherwise")
def test_a_trail_that_leads_elsewhere_or_is_no_file_stops_the_act(trail):
    victim = trail.with_name("victim")
    trail.parent.mkdir()
    trail.symlink_to(victim)
    with pytest.raises(StoreError, match="cannot be written"):
        audit(trail).record(Action.OPEN)
    assert not victim.exists()

    trail.unlink()
    os.mkfifo(trail)
    with pytest.raises(StoreError, match="cannot be written"):
        audit(trail).record(Action.OPEN)


def test_the_key_is_made_once_and_kept_in_the_vault():
    vault = MemoryVault()

    assert audit_key(vault) == audit_key(vault)
    assert audit_key(vault) != audit_key(MemoryVault())
    assert len(audit_key(vault)) == 32


def test_a_system_without_user_names_is_said_as_unknown(monkeypatch):
    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)

    assert os_user() == "unknown"
    assert audit_file().name == "audit.jsonl"

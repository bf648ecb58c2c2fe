"""A support bundle tells how the program is set up and nothing else; it holds exactly what was shown."""

import hashlib
import json
import os
import zipfile
from datetime import UTC, datetime
from threading import Thread

import pytest

from viewer.engine import support
from viewer.errors import StoreError
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.store.crash_reports import keep_report
from viewer.store.endpoints import save
from viewer.store.policy import Policy

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRETIVE = ("Dr Zebediah", "canary.example", "practice.invalid", "canary-user", "Ask Canarina", "X-Canary")
ACUTE = Endpoint(
    id="0123456789abcdef0123456789abcdef", name="Dr Zebediah's GP", care_setting="General practice",
    base_url="https://canary.example/fhir", marking=Marking.SANDBOX, sign_in=SignIn.BEARER,
    user_name="canary-user", contact="Ask Canarina",
)  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A state and a configuration of its own, with a source, a setting, an audit line and a crash in it."""
    monkeypatch.setattr(support.settings, "settings_file", lambda: tmp_path / "settings.json")
    monkeypatch.setattr(support, "endpoints_file", lambda: tmp_path / "endpoints.json")
    monkeypatch.setattr(support, "audit_file", lambda: tmp_path / "audit.jsonl")
    monkeypatch.setattr("viewer.store.crash_reports.state_folder", lambda: tmp_path)
    monkeypatch.setattr("viewer.store.crash_reports._kept", set())
    save(tmp_path / "endpoints.json", (ACUTE,))
    (tmp_path / "settings.json").write_text(json.dumps({"look": "canary-user", "time_zone": "Europe/London"}))
    (tmp_path / "audit.jsonl").write_text('{"user": "canary-user"}\n{"user": "canary-user", "n": 2}\n')
    keep_report("engine", "tributary: a fault in this program: KeyError (viewer/x.py:1)", NOON)
    return tmp_path


def test_it_tells_how_the_program_is_set_up(home):
    text = support.support_text(now=NOON)

    for words in (
        "At 2026-11-22 12:00 UTC", "PySide6-Essentials 6.", "time_zone: Europe/London", "look: set",
        "allow_copy: yes", "purposes: TREAT", "01234567: fhir, sandbox, sign-in bearer", "Lines: 2", "Kept: 1",
        "KeyError (viewer/x.py:1)",
    ):  # fmt: skip
        assert words in text
    assert text.startswith(f"Tributary: support bundle. {support.PROMISE}")


def test_no_name_no_host_and_no_secret_is_in_it(home):
    text = support.support_text(now=NOON)

    assert [words for words in SECRETIVE if words.casefold() in text.casefold()] == []


def test_hosts_are_in_it_where_the_person_wants_them_and_nothing_more(home):
    text = support.support_text(hosts=True, now=NOON)

    assert "host canary.example" in text
    assert [words for words in SECRETIVE if words in text] == ["canary.example"]


def test_words_about_the_policy_that_may_name_a_source_go_with_the_hosts(home, monkeypatch):
    policy = Policy(
        problem="practice.invalid is wrong", kinds=frozenset({Kind.PDS}), audit_anchor_file="/x/y"
    )
    monkeypatch.setattr(support, "read_policy", lambda: policy)

    assert "practice.invalid" not in support.support_text()
    assert "trouble: yes" in support.support_text()
    assert "audit_anchor_file: set" in support.support_text()
    assert "kinds: pds" in support.support_text()
    assert "trouble: practice.invalid is wrong" in support.support_text(hosts=True)


@pytest.mark.parametrize("name", ["settings.json", "endpoints.json"])
def test_what_cannot_be_read_is_said_without_its_words(home, name):
    (home / name).write_text('{"canary-user": 1}')

    assert "canary-user" not in support.support_text(hosts=True)
    assert "cannot be read" in support.support_text()


def test_a_trail_that_is_not_there_or_cannot_be_read_is_said(home, monkeypatch):
    (home / "audit.jsonl").unlink()
    assert "There is none yet" in support.support_text()
    (home / "audit.jsonl").mkdir()
    assert "It cannot be read" in support.support_text()
    monkeypatch.setattr(support, "kept_reports", lambda: (_ for _ in ()).throw(OSError))
    assert "They cannot be read" in support.support_text()


def test_the_trail_is_counted_over_all_of_its_files(home):
    (home / "audit-2.jsonl").write_text('{"n": 3}\n')
    text = support.support_text()

    assert "Lines: 3\n  Files: 2\n" in text
    head = hashlib.sha256(b'{"n": 3}').hexdigest()
    assert f"Head: {head}" in text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_in_the_place_of_the_trail_hangs_nobody(home):
    (home / "audit.jsonl").unlink()
    os.mkfifo(home / "audit.jsonl")
    told = []
    reading = Thread(target=lambda: told.append(support.support_text()), daemon=True)
    reading.start()
    reading.join(20)

    assert "It cannot be read (it is not a plain file)" in told[0]


def test_a_library_that_is_not_there_is_no_reason_to_fail(monkeypatch, home):
    monkeypatch.setattr(support, "_LIBRARIES", ("no-such-library",))

    assert "no-such-library is not known" in support.support_text()


def test_the_bundle_is_the_text_and_only_its_owner_reads_it(tmp_path):
    support.save_bundle(tmp_path / "b.zip", "what was shown")

    with zipfile.ZipFile(tmp_path / "b.zip") as bundle:
        assert bundle.namelist() == ["support.txt"]
        assert bundle.read("support.txt") == b"what was shown"
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0


def test_a_place_that_takes_no_file_is_said(tmp_path):
    (tmp_path / "b.zip").mkdir()

    with pytest.raises(StoreError, match="support bundle could not be saved"):
        support.save_bundle(tmp_path / "b.zip", "x")

"""What is kept is told without any patient, and ended by a command."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from viewer.engine import setting as settings
from viewer.errors import VaultError
from viewer.store.audit import audit_file
from viewer.store.kept_records import KEY_NAME, CopyName, KeptRecords, files_of, kept_records_file
from viewer.store.policy import Policy
from viewer.store.seen import SeenFile, seen_file, seen_key

KEY = bytes(range(32))
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def kept(keyring):
    """Two copies on this computer, under a key in its keyring."""
    keyring.store(KEY_NAME, KEY.hex())
    records = KeptRecords(kept_records_file(), KEY, timedelta(hours=12))
    for number, hours in (("1", 0), ("2", 3)):
        name = CopyName(
            who=("amy",), source=("CANARY", "https://gp.example"), patients=(f"Patient/{number}",)
        )
        records.keep(name, (b"CANARY",), NOW + timedelta(hours=hours))
    return keyring


@pytest.fixture
def allowed(monkeypatch):
    monkeypatch.setattr(settings, "read_policy", lambda: Policy(keep_records=True))


def test_where_nothing_is_kept_it_says_so_and_asks_no_keyring(run, own_home, monkeypatch):
    def never():
        raise AssertionError

    monkeypatch.setattr(settings, "vault", never)
    code, said, _ = run("cache", "status")
    assert code == 0
    assert "not kept on this computer: no policy allows it" in said
    assert said.endswith("Nothing is kept.\n")


def test_it_says_how_much_since_when_and_for_how_long_and_names_nobody(run, kept, allowed):
    code, said, _ = run("cache", "status")
    assert code == 0
    assert "for 12 hours at most, each for the clinician who opened it" in said
    assert "Kept answers of sources: 2, 0." in said
    assert "as at 22-Nov-2026" in said
    assert "amy" not in said
    assert "CANARY" not in said


def test_a_wipe_destroys_the_key_and_the_files_and_is_audited(run, kept):
    code, said, _ = run("cache", "wipe")

    assert code == 0
    assert (
        said == "What was kept is deleted; the key is destroyed, and the keyring was asked whether it is.\n"
    )
    assert kept.secret(KEY_NAME) is None
    assert not any(one.exists() for one in files_of(kept_records_file()))
    assert json.loads(audit_file().read_text("utf-8").splitlines()[-1])["action"] == "cache-wipe"
    assert run("cache", "wipe")[1].startswith("Nothing is kept; the key is destroyed")


def test_a_wipe_that_could_ask_no_keyring_does_not_say_that_the_key_is_destroyed(
    run, kept, no_keyring, own_home
):
    code, said, words = run("cache", "wipe")

    assert (code, said) == (1, "")
    assert "No keyring could be asked: a key that it holds is still there" in words
    assert "in the person's own session" in words
    assert not any(one.exists() for one in files_of(kept_records_file()))
    line = json.loads(audit_file().read_text("utf-8").splitlines()[-1])
    assert (line["action"], line["outcome"]) == ("cache-wipe", "failed")


def test_a_wipe_that_the_keyring_refuses_is_a_failed_one_in_the_trail(run, kept, monkeypatch):
    def refuse(_self, name):
        raise VaultError("The keyring is locked")

    monkeypatch.setattr(type(kept), "forget", refuse)
    code, said, words = run("cache", "wipe")

    assert (code, said) == (1, "")
    assert "The keyring is locked" in words
    line = json.loads(audit_file().read_text("utf-8").splitlines()[-1])
    assert (line["action"], line["outcome"]) == ("cache-wipe", "failed")


def test_a_file_whose_key_is_gone_is_called_so(run, kept, allowed):
    kept.forget(KEY_NAME)
    assert "The key is gone: nobody can read" in run("cache", "status")[1]


def test_a_file_under_another_key_is_counted_and_tells_no_moment(run, kept, allowed):
    kept.store(KEY_NAME, bytes(32).hex())
    assert run("cache", "status")[1].rstrip().endswith("MB on the disk.")


def test_a_damaged_file_is_called_so(run, kept, allowed):
    kept_records_file().write_bytes(b"noise" * 2000)
    assert "The file is damaged" in run("cache", "status")[1]


def test_without_a_keyring_the_refusal_is_in_words(run, kept, no_keyring, allowed):
    code, _, words = run("cache", "status")
    assert code == 1
    assert "there is no keyring on this computer" in words


def test_an_action_is_needed(run, own_home):
    assert run("cache")[0] == 2


def test_notices_come_first(run, own_home, monkeypatch):
    monkeypatch.setattr(settings, "read_policy", lambda: Policy(problem="The policy cannot be read"))
    assert "The policy cannot be read" in run("cache", "status")[2]


def test_what_was_seen_of_records_goes_with_a_wipe(run, own_home, keyring):
    key = seen_key(keyring)
    SeenFile(seen_file(), key, timedelta(days=90)).keep(b"patient", {}, NOW)

    code, said, _ = run("cache", "wipe")

    assert code == 0
    assert "What was kept is deleted" in said
    assert not seen_file().exists()
    assert keyring.secret("seen") is None

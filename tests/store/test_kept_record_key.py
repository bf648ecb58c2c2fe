"""The key of the kept copies: made once, never without a keyring, destroyed and seen to be gone."""

import gc
import weakref
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from viewer.errors import StoreError, VaultError
from viewer.store import kept_record_key
from viewer.store.kept_record_key import copies_key, may_be_kept, wipe
from viewer.store.kept_records import KEY_NAME, CopyName, KeptRecords, files_of
from viewer.store.vault import MemoryVault

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINE = CopyName(who=("amy",), source=("gp", "https://gp.example/fhir"), patients=("Patient/1",))


class Stubborn(MemoryVault):
    def forget(self, endpoint_id):
        pass


class Locked(MemoryVault):
    def forget(self, endpoint_id):
        raise VaultError("The keyring is locked")


def filled(tmp_path, vault):
    path = tmp_path / "kept.sqlite"
    key = copies_key(vault, lasting=True, make=True)
    KeptRecords(path, key, timedelta(hours=1)).keep(MINE, (b"row",), NOW)
    return path


def test_it_is_made_once_and_only_where_there_is_a_keyring():
    vault = MemoryVault()
    assert copies_key(vault, lasting=True, make=False) is None
    key = copies_key(vault, lasting=True, make=True)
    assert copies_key(vault, lasting=True, make=False) == key
    with pytest.raises(VaultError, match="no keyring"):
        copies_key(MemoryVault(), lasting=False, make=True)


class Rows(list):
    """What a source said of a patient."""


def test_what_was_to_be_kept_does_not_outlive_the_refusal():
    def refused():
        rows = Rows([b"9990000000"])
        with pytest.raises(VaultError, match="no keyring"):
            copies_key(MemoryVault(), lasting=False, make=True)
        return weakref.ref(rows)

    kept = [refused() for _ in range(3)]
    gc.collect()

    assert [one() for one in kept] == [None] * 3


def test_a_wipe_destroys_the_key_and_deletes_every_file(tmp_path):
    vault = MemoryVault()
    path = filled(tmp_path, vault)
    for one in files_of(path)[1:]:
        one.write_bytes(b"left by a crash")

    assert wipe(vault, path)

    assert vault.secret(KEY_NAME) is None
    assert not any(one.exists() for one in files_of(path))
    assert not wipe(vault, path)


@pytest.mark.parametrize("vault", [Stubborn(), Locked()])
def test_where_the_key_cannot_be_destroyed_it_is_said_and_the_files_go_all_the_same(tmp_path, vault):
    path = filled(tmp_path, vault)
    with pytest.raises(VaultError, match="keyring"):
        wipe(vault, path)
    assert not path.exists()


def test_files_that_stay_are_said_and_nobody_can_read_them(tmp_path, monkeypatch):
    vault = MemoryVault()
    path = filled(tmp_path, vault)

    def refuse(_self, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StoreError, match="Permission denied") as said:
        wipe(vault, path)
    assert "nobody can read them" in said.value.advice
    assert vault.secret(KEY_NAME) is None


def test_a_file_a_policy_or_a_key_tells_that_something_may_be_kept(tmp_path, monkeypatch):
    vault = MemoryVault()
    path = filled(tmp_path, vault)
    monkeypatch.setattr(kept_record_key, "kept_records_file", lambda: path)

    assert may_be_kept(Locked(), allowed=False)
    path.unlink()
    assert may_be_kept(vault, allowed=False)
    vault.forget(KEY_NAME)
    assert not may_be_kept(vault, allowed=False)
    assert may_be_kept(vault, allowed=True)

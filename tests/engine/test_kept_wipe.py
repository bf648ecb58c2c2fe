"""Every wipe of kept copies is a line of the trail, and a success only where a keyring was asked."""

import json

import pytest

from viewer.engine.kept_wipe import wipe_copies
from viewer.engine.setting import Secrets, Setting
from viewer.errors import StoreError, VaultError, ViewerError
from viewer.store import kept_record_key
from viewer.store.audit import audit_file
from viewer.store.kept_records import KEY_NAME
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault


class Keyring(MemoryVault):
    """What a keyring keeps beyond the session."""

    lasting = True


class Locked(Keyring):
    """One that lets go of nothing."""

    def forget(self, endpoint_id):
        raise VaultError("The keyring is locked")


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "kept.sqlite"
    path.write_bytes(b"kept")
    monkeypatch.setattr(kept_record_key, "kept_records_file", lambda: path)
    return path


@pytest.fixture
def computer(file, tmp_path):
    """Somebody's setting on this computer, with this keyring."""

    def having(vault):
        vault.store(KEY_NAME, bytes(32).hex())
        return Setting(file=tmp_path / "endpoints.json", policy=Policy(), secrets=Secrets(_vault=vault))

    return having


def noted():
    lines = map(json.loads, audit_file().read_text("utf-8").splitlines())
    return [(one["action"], one["outcome"]) for one in lines]


def test_it_is_done_where_a_keyring_was_asked(computer, file):
    setting = computer(Keyring())

    assert wipe_copies(setting) == (True, True)
    assert wipe_copies(setting) == (False, True)
    assert setting.secrets.secret(KEY_NAME) is None
    assert not file.exists()
    assert noted() == [("cache-wipe", "success")] * 2


def test_it_is_not_done_where_none_could_be_asked(computer, file):
    assert wipe_copies(computer(MemoryVault())) == (True, False)
    assert not file.exists()
    assert noted() == [("cache-wipe", "failed")]


def test_what_is_raised_is_noted_too(computer, file):
    with pytest.raises(VaultError, match="locked"):
        wipe_copies(computer(Locked()))
    assert not file.exists()
    assert noted() == [("cache-wipe", "failed")]


def test_what_is_raised_is_not_replaced_by_a_trail_that_takes_no_line(computer, file):
    audit_file().mkdir(parents=True)
    setting = computer(Locked())

    with pytest.raises(ViewerError) as refused:
        wipe_copies(setting)
    assert refused.type is VaultError
    assert any("cache-wipe" in one for one in setting.notices)


def test_files_that_stay_are_a_failure_though_the_key_is_gone(computer, file):
    file.unlink()
    file.mkdir()
    setting = computer(Keyring())

    with pytest.raises(StoreError, match="could not be deleted"):
        wipe_copies(setting)
    assert setting.secrets.secret(KEY_NAME) is None
    assert noted() == [("cache-wipe", "failed")]

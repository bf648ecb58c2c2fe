"""Where files are: in the user's own folders."""

import sys
from pathlib import Path

import pytest

from viewer.store.places import cache_folder, meeting_place, settings_folder, state_folder


def test_settings_and_state_are_apart_and_named_after_the_product():
    folders = {settings_folder(), state_folder(), cache_folder()}
    assert len(folders) == 3
    assert {one.name for one in folders} == {"tributary"}
    assert settings_folder().is_absolute()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no folder")
def test_windows_of_one_user_and_session_meet_in_a_folder_of_the_users_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":1")
    here = meeting_place()
    assert Path(here).parent.stat().st_mode & 0o077 == 0
    assert meeting_place() == here
    monkeypatch.setenv("DISPLAY", ":2")
    assert meeting_place() != here


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no folder")
def test_a_folder_that_others_may_enter_is_no_meeting_place(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = Path(meeting_place()).parent
    folder.chmod(0o755)
    assert meeting_place() == ""
    folder.rmdir()
    folder.write_text("")
    assert meeting_place() == ""


def test_an_account_without_a_name_or_a_runtime_folder_still_meets(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def nobody():
        raise KeyError

    monkeypatch.setattr("viewer.store.account.named_by_system", nobody)
    assert meeting_place().startswith(str(tmp_path)) or sys.platform != "linux"

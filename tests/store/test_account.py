"""Who works here is what the system says of the account, whatever stands in the environment."""

import os
import subprocess
import sys

import pytest

from tests.account import works_as
from viewer.store.account import UNKNOWN, os_user
from viewer.store.audit import Act, Action, Audit
from viewer.store.pins import Pins
from viewer.store.places import meeting_place
from viewer.store.vault import MemoryVault

_SAID = ("LOGNAME", "USER", "LNAME", "USERNAME")


@pytest.mark.parametrize("name", _SAID)
def test_a_name_that_somebody_sets_in_the_environment_is_nobodys(monkeypatch, name):
    before = os_user()
    monkeypatch.setenv(name, "claire.jones")

    assert os_user() == before != "claire.jones"


def test_neither_the_audit_trail_nor_the_pin_follow_the_environment(tmp_path, monkeypatch):
    vault = MemoryVault()
    Pins(vault, os_user(), memory_kib=64).set("4071-ward")
    place = meeting_place()
    for name in _SAID:
        monkeypatch.setenv(name, "claire.jones")

    Audit(tmp_path / "audit.jsonl", b"k" * 32).record(Act(action=Action.OPEN, patient="1"))

    assert Pins(vault, os_user(), memory_kib=64).is_set()
    assert "claire.jones" not in (tmp_path / "audit.jsonl").read_text("utf-8")
    assert meeting_place() == place


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked by another way")
def test_it_is_the_account_that_the_process_has_the_rights_of():
    asked = subprocess.run(["id", "-un"], capture_output=True, text=True, check=False)
    named = asked.stdout.strip() if asked.returncode == 0 else UNKNOWN

    assert os_user() == named
    assert os.geteuid() == os.getuid()


@pytest.mark.parametrize("fault", [KeyError, OSError])
def test_an_account_without_a_name_is_unknown(monkeypatch, fault):
    def nobody():
        raise fault

    monkeypatch.setattr("viewer.store.account.named_by_system", nobody)
    assert os_user() == UNKNOWN


def test_an_empty_name_is_unknown(monkeypatch):
    works_as(monkeypatch, "")
    assert os_user() == UNKNOWN

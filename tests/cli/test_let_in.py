"""No command reads live data past the PIN, or where policy asks for one that is not set."""

import json

import pytest

from tests.account import works_as
from tests.cli.conftest import Keyring
from viewer.cli import let_in as module
from viewer.engine import setting as settings_of
from viewer.source.endpoint import Endpoint, Marking
from viewer.store.audit import audit_file
from viewer.store.endpoints import endpoints_file, new_id, save
from viewer.store.pins import Pins
from viewer.store.policy import Policy

PIN, NUMBER = "4071-ward", "9990018421"
ME = "claire.jones"


def source(name, port, marking):
    base = f"http://127.0.0.1:{port}/fhir"
    return Endpoint(id=new_id(), name=name, care_setting="", base_url=base, marking=marking)


@pytest.fixture
def keyring(own_home, monkeypatch):
    """One live source of somebody whose account is their own; returns where the PIN is."""
    made = Keyring()
    works_as(monkeypatch, ME)
    monkeypatch.setattr(settings_of, "vault", lambda: made)
    policies(monkeypatch)
    save(endpoints_file(), (source("GP", 9, Marking.LIVE), source("Tests", 10, Marking.SANDBOX)))
    return made


def policies(monkeypatch, **changed):
    policy = Policy(**{"allow_live": True, "personal_accounts": True, "audit_anchor": "none", **changed})
    monkeypatch.setattr(settings_of, "read_policy", lambda: policy)


def types(monkeypatch, *pins):
    typed = iter(pins)
    monkeypatch.setattr(module.getpass, "getpass", lambda _prompt: next(typed))


def actions():
    return [(one["action"], one["what"]) for one in map(json.loads, audit_file().read_text().splitlines())]


def asked(run, name="GP", **more):
    return run("record", name, "--patient", "-", typed=f"{NUMBER}\n", **more)


def test_a_wrong_pin_reads_nothing_counts_and_is_noted(run, keyring, monkeypatch):
    pins = Pins(keyring, ME, memory_kib=64)
    pins.set(PIN)
    types(monkeypatch, "wrong-one")

    code, out, err = asked(run, terminal=True)

    assert (code, out) == (1, "")
    assert "This is not the PIN. 4 more tries" in err
    assert "Reading" not in err
    assert pins.lock().wrong == 1
    assert [one for one, _ in actions()][-2:] == ["pin-try", "denied"]
    assert ("denied", "wrong PIN") in actions()
    assert PIN not in err
    assert "wrong-one" not in err


def test_the_right_pin_reads(run, keyring, monkeypatch):
    pins = Pins(keyring, ME, memory_kib=64)
    pins.set(PIN)
    types(monkeypatch, PIN)

    _, _, err = asked(run, terminal=True)

    assert "Reading GP ..." in err
    assert pins.lock().wrong == 0


def test_what_is_piped_in_is_no_pin(run, keyring):
    Pins(keyring, ME, memory_kib=64).set(PIN)

    code, out, err = asked(run)

    assert (code, out) == (1, "")
    assert "can only be typed at a terminal" in err
    assert ("refusal", "PIN not typed") in actions()


@pytest.mark.parametrize(("pin_only", "said"), [(True, "asks for a PIN"), (False, "Reading GP ...")])
def test_where_policy_asks_for_a_pin_there_has_to_be_one(run, keyring, monkeypatch, pin_only, said):
    policies(monkeypatch, pin_only=pin_only)

    _, _, err = asked(run)

    assert said in err
    assert (("refusal", "no PIN") in actions()) is pin_only


def test_test_data_is_read_without(run, keyring, monkeypatch):
    Pins(keyring, ME, memory_kib=64).set(PIN)
    policies(monkeypatch, pin_only=True)

    assert "Reading Tests ..." in asked(run, "Tests")[2]


def test_a_recording_asks_as_well(run, keyring, tmp_path):
    Pins(keyring, ME, memory_kib=64).set(PIN)
    file = tmp_path / "recording.json"

    code, _, err = run("endpoint", "record", "GP", "--patient", "-", "--to", file, typed=f"{NUMBER}\n")

    assert code == 1
    assert "can only be typed at a terminal" in err
    assert not file.exists()


def test_nobody_in_particular_records_nothing(run, keyring, tmp_path, monkeypatch):
    policies(monkeypatch, personal_accounts=False)
    file = tmp_path / "recording.json"

    _, _, err = run("endpoint", "record", "GP", "--patient", "-", "--to", file, typed=f"{NUMBER}\n")

    assert "nobody is named here" in err
    assert not file.exists()

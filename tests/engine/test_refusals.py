"""What policy refuses is a line of the trail, and refused in words whether or not it can be noted."""

import json
from dataclasses import replace

import pytest

from viewer.engine import setting as module
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.refusals import check_change, check_leaving, note_address
from viewer.engine.setting import Setting
from viewer.errors import SettingsError, VaultError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.endpoint import Endpoint, Marking
from viewer.store.audit import audit_file
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

GP = Endpoint(id="a" * 32, name="GP", care_setting="", base_url="https://gp.example/fhir")
NEW = replace(GP, id="", name="New", base_url="https://new.example/fhir")
NUMBER = "9990000018"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(module, "vault", MemoryVault)
    monkeypatch.setattr("viewer.store.audit_system_log.SOCKETS", ())
    return tmp_path


def setting_of(home, own=(), **policy):
    return Setting(file=home / "endpoints.json", policy=Policy(**policy), own=own)


def noted():
    if not audit_file().exists():
        return []
    return [json.loads(line) for line in audit_file().read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("policy", "printing", "what"),
    [
        ({"allow_print": False}, True, "printing is off by policy"),
        ({"allow_export": False}, False, "saving is off by policy"),
    ],
)
def test_a_print_and_an_export_that_policy_forbids_are_noted_with_patient_and_source(
    home, policy, printing, what
):
    setting = setting_of(home, (GP,), **policy)

    with pytest.raises(SettingsError, match="policy for this computer forbids it"):
        check_leaving(setting, [origin_of_endpoint(GP)], NUMBER, printing=printing)
    check_leaving(setting, [origin_of_endpoint(GP)], NUMBER, printing=not printing)

    (line,) = noted()
    assert (line["action"], line["outcome"], line["what"]) == ("refusal", "refused", what)
    assert (line["sources"], line["bases"]) == ([GP.id], {GP.id: GP.base_url})
    assert line["patient"]
    assert NUMBER not in str(line)


def test_a_change_of_locked_sources_is_noted(home):
    setting = setting_of(home, lock_endpoints=True, endpoints=(GP,))
    desk = EndpointDesk(setting)

    for act in (lambda: desk.save(NEW, {}), lambda: desk.remove(GP.id), lambda: check_change(setting)):
        with pytest.raises(SettingsError, match="set by your organisation"):
            act()

    assert [line["what"] for line in noted()] == ["sources are locked by policy"] * 3
    assert [list(line.get("bases", {}).values()) for line in noted()] == [[NEW.base_url], [GP.base_url], []]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (replace(NEW, marking=Marking.LIVE), "A source with live patient data is not allowed"),
        (replace(NEW, marking=Marking.DEMO), "Only a server on this computer can be marked as demo"),
    ],
)
def test_a_source_that_policy_does_not_allow_is_noted_where_it_is_saved_and_where_it_is_tried(
    home, wanted, why
):
    desk = EndpointDesk(setting_of(home))

    for act in (lambda: desk.save(wanted, {}), lambda: desk.trial(wanted, {})):
        with pytest.raises(SettingsError, match=why):
            act()

    assert [(line["action"], line["what"]) for line in noted()] == [
        ("refusal", "source is not allowed by policy")
    ] * 2
    assert {url for line in noted() for url in line["bases"].values()} == {NEW.base_url}


def test_an_address_that_was_typed_is_noted(home):
    note_address(setting_of(home), NEW)

    assert [line["what"] for line in noted()] == ["address is not allowed by policy"]


def test_what_is_allowed_leaves_no_line(home):
    check_change(setting_of(home), "", NEW)

    assert noted() == []


def test_where_the_refusal_cannot_be_noted_it_is_refused_and_that_is_said(home, monkeypatch):
    def locked():
        raise VaultError("The keyring is locked")

    monkeypatch.setattr(module, "vault", locked)

    with pytest.raises(SettingsError) as caught:
        check_leaving(
            setting_of(home, (GP,), allow_export=False), [origin_of_endpoint(GP)], NUMBER, printing=False
        )

    assert "forbids it. That it was tried is not noted: The keyring is locked." in str(caught.value)

"""What is found on this computer; whatever cannot be had is said, and files open all the same."""

from dataclasses import replace
from threading import Event, Thread
from zoneinfo import ZoneInfoNotFoundError

import pytest

from viewer.engine import setting as module
from viewer.engine.setting import Secrets, Setting, open_setting
from viewer.errors import SettingsError, StoreError, VaultError
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.origin import Origin, SourceKind
from viewer.store import endpoints as kept
from viewer.store.audit import Action, audit_file
from viewer.store.one_thread import waiting_until
from viewer.store.policy import Policy
from viewer.store.settings import settings_file
from viewer.store.vault import MemoryVault

FILE = Origin(id="f", name="f", kind=SourceKind.FILE, base="")
ASKED = Origin(id="e", name="e", kind=SourceKind.ENDPOINT, base="https://h")
DEMO = Origin(id="d", name="d", kind=SourceKind.ENDPOINT, base="http://l", marking=Marking.DEMO)


def endpoint(name, marking=Marking.SANDBOX, number=1):
    return Endpoint(
        id=f"{number:032x}", name=name, care_setting="", base_url="https://h.example", marking=marking
    )


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(module, "vault", MemoryVault)
    return tmp_path


def test_an_empty_home_is_no_trouble():
    setting = open_setting()

    assert (setting.endpoints, setting.notices) == ((), [])
    assert str(setting.zone) == "Europe/London"


def test_damaged_files_are_said_and_nothing_is_guessed():
    for file in (kept.endpoints_file(), settings_file()):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{", "utf-8")

    setting = open_setting()

    assert setting.endpoints == ()
    assert len(setting.notices) == 2


@pytest.mark.parametrize("zone", ["Europe/Paris", ""])
def test_the_persons_own_zone_goes_before_the_workstations(monkeypatch, zone):
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f'{{"time_zone": "{zone}"}}', "utf-8")

    assert str(open_setting().zone) == (zone or "Europe/London")


def test_a_workstation_zone_without_a_name_is_utc_and_is_said(monkeypatch):
    def nameless():
        raise ZoneInfoNotFoundError("GMT0BST")

    monkeypatch.setattr("viewer.engine.zone.tzlocal.get_localzone", nameless)

    setting = open_setting()

    assert str(setting.zone) == "UTC"
    assert "shown in UTC" in setting.notices[0]


def test_a_live_source_without_policy_is_not_used_is_said_and_is_not_lost(monkeypatch):
    live = replace(endpoint("Live", Marking.LIVE), base_url="https://live.example")
    own = endpoint("Own", number=2)
    kept.save(kept.endpoints_file(), (live, own))

    setting = open_setting()
    setting.keep((*setting.own, endpoint("New", number=3)))

    assert [one.name for one in setting.endpoints] == ["Own", "New"]
    assert "Live is not used" in setting.notices[0]
    assert [one.name for one in kept.load(kept.endpoints_file())] == ["Live", "Own", "New"]


@pytest.mark.parametrize("policy", [Policy(lock_endpoints=True), Policy(endpoints=(endpoint("Theirs"),))])
def test_what_the_organisation_has_set_is_not_changed(home, policy):
    setting = Setting(file=home / "x.json", policy=policy)

    with pytest.raises(SettingsError, match="organisation"):
        setting.may_change(endpoint("Theirs").id)


def test_a_policy_that_cannot_be_used_is_said(monkeypatch):
    monkeypatch.setattr(module, "read_policy", lambda: Policy(lock_endpoints=True, problem="It is odd."))

    assert open_setting().notices == ["It is odd."]


def test_the_trail_names_a_patient_by_hash_only_and_for_the_demo_not_at_all(home):
    setting = Setting(file=home / "x.json", policy=Policy())

    setting.audit(Action.OPEN, [ASKED], patient="9990000018")
    setting.audit(Action.OPEN, [DEMO, FILE], patient="9990000018")

    first, second = audit_file().read_text("utf-8").splitlines()
    assert "9990000018" not in first + second
    assert '"patient": ""' in second
    assert '"patient": ""' not in first


def test_a_home_that_takes_no_trail_stops_endpoints_and_not_files(home, monkeypatch):
    (home / "blocked").write_text("", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "blocked"))
    setting = Setting(file=home / "x.json", policy=Policy())

    setting.audit(Action.OPEN, [FILE, DEMO])
    setting.audit(Action.OPEN, [FILE])

    assert len(setting.notices) == 1
    assert "shown all the same" in setting.notices[0]
    with pytest.raises(StoreError, match="audit trail"):
        setting.audit(Action.OPEN, [FILE, ASKED])


def test_a_secret_of_the_session_stands_before_the_keyring_and_both_are_forgotten():
    secrets = Secrets()
    secrets.store("a", "kept")
    secrets.session.store("a", "now")

    assert secrets.secret("a") == "now"
    secrets.session.forget("a")
    assert secrets.secret("a") == "kept"
    secrets.forget("a")
    assert secrets.secret("a") is None


def test_the_keyring_is_opened_once_and_whoever_waits_for_that_can_stop(monkeypatch):
    opened, begun, stop, release = [], Event(), Event(), Event()

    def slow():
        begun.set()
        release.wait(10)
        opened.append(MemoryVault())
        return opened[-1]

    monkeypatch.setattr(module, "vault", slow)
    secrets = Secrets()
    first = Thread(target=lambda: secrets.secret("x"))
    first.start()
    assert begun.wait(10)
    stop.set()
    with waiting_until(stop), pytest.raises(VaultError, match="Nobody waits"):
        secrets.store("x", "s")
    release.set()
    first.join(10)

    assert [secrets.vault] == opened


def test_an_act_on_a_patient_whose_source_nobody_named_does_not_happen_without_a_trail():
    audit_file().mkdir(parents=True)

    with pytest.raises(StoreError, match="audit trail"):
        Setting(file=kept.endpoints_file(), policy=Policy()).audit(Action.EXPORT, [], patient="9990000018")

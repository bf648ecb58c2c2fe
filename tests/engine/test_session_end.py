"""The end of a session forgets what is a person's, keeps what is the program's, and names what it could not."""

from dataclasses import replace

import pytest

from tests.account import works_as
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.session_end import SessionEnd
from viewer.engine.setting import Secrets, Setting
from viewer.errors import StoreError, VaultError
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.secret import Purpose, secret_name
from viewer.store.pins import Owner, Pins
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault


def source(letter, sign_in, marking=Marking.SANDBOX):
    return Endpoint(
        id=letter * 32, name=f"Source {letter}", care_setting="", base_url="http://127.0.0.1:9/fhir",
        sign_in=sign_in, marking=marking,
    )  # fmt: skip


OWN = (source("a", SignIn.BASIC), source("b", SignIn.BEARER), source("c", SignIn.SMART))
PROGRAMS = (source("d", SignIn.API_KEY), source("e", SignIn.NONE))


@pytest.fixture
def kept():
    return MemoryVault()


@pytest.fixture
def ends(tmp_path, monkeypatch, kept):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    setting = Setting(file=tmp_path / "e.json", policy=Policy(), secrets=Secrets(_vault=kept))
    setting.own = (*OWN, *PROGRAMS)
    return SessionEnd(EndpointDesk(setting))


@pytest.fixture
def pins(kept):
    made = Pins(kept, "ward", memory_kib=64)
    made.set("4071-ward", Owner.of("a" * 32, "anne"))
    return made


def test_what_is_a_persons_goes_and_what_is_the_programs_stays(ends, kept, pins):
    for one in (*OWN, *PROGRAMS):
        kept.store(one.id, "secret")
    kept.store(secret_name("c" * 32, Purpose.REFRESH), "refresh")
    ended = ends.end("x", pins)
    assert ended.ok
    assert kept.ids == {"c" * 32, "d" * 32, "e" * 32, "audit"}  # a SMART client's secret is the program's too
    assert not pins.is_set()


def test_nobody_signed_in_needs_no_words(ends, pins):
    assert ends.end("x", pins).words == ""


def test_what_cannot_be_forgotten_is_named_the_rest_goes_and_the_pin_stays(ends, kept, pins, monkeypatch):
    real = ends.desk.setting.secrets.forget
    gone = []

    def forget(_secrets, name):
        if name == "a" * 32:
            raise VaultError("The keyring is locked")
        gone.append(name)
        real(name)

    monkeypatch.setattr(Secrets, "forget", forget)
    ended = ends.end("x", pins)
    assert not ended.ok
    assert "Source a" in ended.words
    assert "b" * 32 in gone
    assert pins.is_set()


def test_kept_records_are_wiped_too(ends, pins):
    wiped = []

    def fails():
        raise StoreError("The disk is full")

    ends.wipes += [lambda: wiped.append(1), fails, lambda: wiped.append(2)]
    ended = ends.end("x", pins)
    assert wiped == [1, 2]
    assert not ended.ok
    assert "Records kept on this computer" in ended.words


def test_the_demos_sources_are_left_alone(ends, kept, pins):
    ends.desk.demo = (source("f", SignIn.BASIC, Marking.DEMO),)
    kept.store("f" * 32, "secret")
    assert ends.end("x", pins).ok
    assert "f" * 32 in kept.ids


def on_personal_account(ends, monkeypatch, name="claire.jones", **policy):
    works_as(monkeypatch, name)
    ends.desk.setting.policy = Policy(personal_accounts=True, **policy)


def test_on_a_personal_account_the_pin_outlives_the_session(ends, kept, pins, monkeypatch):
    on_personal_account(ends, monkeypatch)
    kept.store("a" * 32, "secret")

    ended = ends.end("x", pins)

    assert (ended.ok, ended.stays_locked) == (True, True)
    assert "a" * 32 not in kept.ids
    assert pins.is_set()


@pytest.mark.parametrize("pin_only", [True, False])
def test_who_unlocked_the_workstation_needs_the_pin_no_more_where_policy_takes_that(
    ends, pins, monkeypatch, pin_only
):
    on_personal_account(ends, monkeypatch, pin_only=pin_only)

    ended = ends.end("x", pins, proven=True)

    assert ended.stays_locked is pin_only
    assert pins.is_set() is pin_only


def test_an_account_of_nobody_in_particular_is_shared_whatever_policy_says(ends, pins, monkeypatch):
    on_personal_account(ends, monkeypatch, name="ward")

    assert not ends.end("x", pins).stays_locked
    assert not pins.is_set()


def test_the_demos_session_ends_for_good_on_a_personal_account_too(ends, pins, monkeypatch):
    on_personal_account(ends, monkeypatch)
    ends.desk.demo = (source("f", SignIn.NONE, Marking.DEMO),)

    assert not ends.end("x", pins).stays_locked


def test_with_neither_a_pin_nor_live_data_nothing_has_to_stay_locked(ends, pins, monkeypatch):
    on_personal_account(ends, monkeypatch)
    pins.forget()
    assert not ends.end("x", pins).stays_locked

    ends.desk.setting.policy = replace(ends.desk.setting.policy, allow_live=True)
    ends.desk.setting.own = (source("f", SignIn.NONE, Marking.LIVE),)
    assert ends.end("x", pins).stays_locked


class Locked(MemoryVault):
    """A keyring that does not answer."""

    def secret(self, endpoint_id):
        raise VaultError("The keyring is locked")


def test_a_keyring_that_does_not_say_whether_there_is_a_pin_keeps_it_locked(ends, monkeypatch):
    on_personal_account(ends, monkeypatch)

    assert ends.end("x", Pins(Locked(), "claire.jones")).stays_locked

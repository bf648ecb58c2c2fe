"""The end of a session forgets what is a person's, keeps what is the program's, and names what it could not."""

import pytest

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
    assert kept.ids == {"c" * 32, "d" * 32, "e" * 32}  # a SMART client's secret is the program's too
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

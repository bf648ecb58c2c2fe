"""The PIN in the engine: asked of the keyring only where something stands behind it, tried one after the other."""

import json
import queue
from dataclasses import replace

import pytest

from tests.engine.window import LONG_S
from viewer.engine.beside import Beside
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands
from viewer.engine.messages import SecretHeld
from viewer.engine.pin_messages import (
    AskLock,
    CheckPin,
    EndSession,
    LockTerms,
    PinAnswered,
    SessionEnded,
    SetPin,
)
from viewer.engine.setting import Secrets, Setting
from viewer.errors import StoreError, UsageError, VaultError
from viewer.source.endpoint import Endpoint, Marking
from viewer.store.audit import Action, audit_file, kept_audit_key
from viewer.store.audit_verify import verify
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

PIN, OTHER = "4071-ward", "860213"
LIVE = Endpoint(
    id="a" * 32, name="Acute", care_setting="", base_url="https://a.example/fhir", marking=Marking.LIVE
)


class Kept(MemoryVault):
    """A keyring that lasts, counts how often it is asked, and may refuse."""

    lasting = True
    asked = 0
    locked = False

    def secret(self, endpoint_id):
        self.asked += 1
        if self.locked:
            raise VaultError("The keyring is locked")
        return super().secret(endpoint_id)

    @property
    def ids(self):
        return frozenset()


class Talk:
    """Messages in, what is said out."""

    def __init__(self, folder, **policy):
        self.kept, self.inbox = Kept(), queue.Queue(maxsize=8)
        setting = Setting(
            file=folder / "e.json",
            policy=Policy(allow_live=True, **policy),
            secrets=Secrets(_vault=self.kept),
        )
        setting.own = (LIVE,)
        self.desk = EndpointDesk(setting)
        self.errands = Errands(self.inbox)
        self.beside = Beside(self.desk, self.errands, lambda: None)
        self.now = 1000.0
        object.__setattr__(self.beside._pins, "clock", lambda: self.now)

    def ask(self, message):
        """What is said at once, else what an errand says."""
        said = [one for happened in self.beside.take(message) for one in happened.then()]
        return said or list(self.hear())

    def hear(self):
        return self.inbox.get(timeout=LONG_S).then()


@pytest.fixture
def talk(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = Talk(tmp_path)
    yield made
    made.errands.close(30)


def test_without_a_pin_the_terms_say_so_and_what_policy_says(tmp_path, talk):
    talk.desk.setting.policy = replace(
        talk.desk.setting.policy, pin_only=True, idle_lock_minutes=5, session_hours=8, hide_from_capture=True
    )
    (terms,) = talk.ask(AskLock())
    assert terms.mark
    assert terms == LockTerms(
        pin="none", live=True, pin_only=True, idle_lock_minutes=5, session_hours=8, hide_from_capture=True,
        mark=terms.mark,
    )  # fmt: skip


def test_a_pin_is_set_checked_changed_and_taken_away(talk):
    terms, done = talk.ask(SetPin(pin=PIN))
    assert (done.ok, terms.pin) == (True, "set")
    assert talk.ask(CheckPin(pin=PIN)) == [PinAnswered(ok=True, unlocks=True)]
    (refused,) = talk.ask(SetPin(pin=OTHER, old="not it"))
    assert not refused.ok
    assert "4 more tries" in refused.words
    talk.now += 60
    assert talk.ask(SetPin(pin=OTHER, old=PIN))[-1].ok
    assert talk.ask(CheckPin(pin=OTHER))[0].ok
    assert talk.ask(SetPin(pin="", old=OTHER))[0].pin == "none"


def test_no_word_of_an_answer_holds_the_pin(talk):
    said = [*talk.ask(SetPin(pin="111111")), *talk.ask(SetPin(pin=PIN)), *talk.ask(CheckPin(pin=OTHER))]
    assert not any(secret in repr(said) for secret in ("111111", PIN, OTHER))
    assert "too easy" in said[0].words


def test_where_policy_asks_for_a_pin_it_is_not_taken_away(talk):
    talk.desk.setting.policy = replace(talk.desk.setting.policy, pin_only=True)
    talk.ask(SetPin(pin=PIN))
    (refused,) = talk.ask(SetPin(pin="", old=PIN))
    assert "asks for a PIN" in refused.words
    assert talk.ask(AskLock())[0].pin == "set"


def test_after_five_wrong_ones_only_the_end_is_left_even_for_another_engine(tmp_path, talk):
    talk.ask(SetPin(pin=PIN))
    words = []
    for _ in range(5):
        (answer,) = talk.ask(CheckPin(pin=OTHER))
        words.append(answer.words)
        talk.now += 60
    assert "1 more try" in words[3]
    assert "end the session" in words[4]
    again = Talk(tmp_path)
    again.desk.setting.secrets = talk.desk.setting.secrets
    assert again.ask(AskLock())[0].tries_left == 0
    (answer,) = again.ask(CheckPin(pin=PIN))
    assert not answer.ok
    again.errands.close(30)


def test_another_window_sets_no_pin_that_opens_this_one(tmp_path, talk):
    mark = talk.ask(SetPin(pin=PIN))[0].mark
    other = Talk(tmp_path)
    other.desk.setting.secrets = talk.desk.setting.secrets
    assert other.ask(EndSession(why="ended from the lock page"))[0].ok
    assert other.ask(SetPin(pin=OTHER))[-1].ok
    other.errands.close(30)

    (answer,) = talk.ask(CheckPin(pin=OTHER, mark=mark))

    assert not answer.ok
    assert answer.words == "The PIN was changed in another window. End the session."


def test_a_wrong_pin_is_noted_without_it(talk, tmp_path):
    talk.ask(SetPin(pin=PIN))
    talk.ask(CheckPin(pin=OTHER))
    (trail,) = (tmp_path / "state").rglob("audit*.jsonl")
    assert "wrong PIN" in trail.read_text()
    assert OTHER not in trail.read_text()


def acts(folder):
    """What the trails say, in the order of each, with whether the account sealed it."""
    (trail,) = (folder / "state").rglob("audit*.jsonl")
    return [(one["action"], one["what"]) for one in map(json.loads, trail.read_text().splitlines())]


def test_a_try_is_noted_before_it_is_looked_at_under_the_seal_of_the_account(talk, tmp_path):
    talk.ask(SetPin(pin=PIN))
    talk.ask(CheckPin(pin=OTHER))
    talk.now += 60
    talk.ask(SetPin(pin=OTHER, old="not it"))
    talk.now += 60
    talk.ask(CheckPin(pin=PIN))

    tried, wrong = ("pin-try", ""), ("denied", "wrong PIN")
    assert acts(tmp_path) == [tried, wrong, tried, wrong, tried]
    report = verify(audit_file(), kept_audit_key(talk.kept))
    assert (report.sealed, report.findings) == (5, [])


@pytest.mark.parametrize("message", [CheckPin(pin=PIN), SetPin(pin=OTHER, old=PIN)])
def test_a_try_that_the_trail_cannot_hold_is_refused_and_not_looked_at(talk, message):
    talk.ask(SetPin(pin=PIN))
    audit_file().mkdir(parents=True)

    (refused,) = talk.ask(message)
    assert not refused.ok
    assert "The audit trail cannot be written" in refused.words
    audit_file().rmdir()
    assert talk.ask(AskLock())[0].tries_left == 5
    assert talk.ask(CheckPin(pin=PIN))[0].ok


def test_who_tried_is_answered_also_where_only_that_it_was_wrong_cannot_be_noted(talk, monkeypatch):
    talk.ask(SetPin(pin=PIN))
    real = Setting.audit

    def full(setting, action, *args, **more):
        if action is Action.DENIED:
            raise StoreError("The audit trail cannot be written (No space left on device)")
        real(setting, action, *args, **more)

    monkeypatch.setattr(Setting, "audit", full)
    answer, refused = talk.ask(CheckPin(pin=OTHER))

    assert not answer.ok
    assert "cannot be written" in refused.what


def test_a_session_ends_also_where_no_trail_can_hold_it_and_that_is_said(talk):
    talk.ask(SetPin(pin=PIN))
    audit_file().mkdir(parents=True)

    (ended,) = talk.ask(EndSession(why="forgotten PIN"))
    assert ended.ok
    assert "The audit trail cannot be written" in ended.words
    assert "It is done all the same and is not in the trail (session-end)" in ended.words


def test_between_two_tries_one_waits(talk):
    talk.ask(SetPin(pin=PIN))
    (wrong,) = talk.ask(CheckPin(pin=OTHER))
    (early,) = talk.ask(CheckPin(pin=PIN))
    assert wrong.wait_s == early.wait_s == 1.0
    assert early.words.startswith("Not looked at: wait 1 s, then type it again.")


def test_a_keyring_that_does_not_answer_leaves_it_unknown_in_words(talk):
    talk.kept.locked = True
    (terms,) = talk.ask(AskLock())
    assert terms.pin == "unknown"
    assert "keyring is locked" in terms.problem
    (answer,) = talk.ask(CheckPin(pin=PIN))
    assert not answer.ok
    assert "keyring is locked" in answer.words


def test_files_and_the_demo_do_not_open_the_keyring(talk):
    talk.desk.setting.own = ()
    assert talk.ask(AskLock()) == [LockTerms(pin="none")]
    assert talk.kept.asked == 0
    assert [terms.pin for terms in talk.ask(AskLock(look=True))] == ["none"]
    assert talk.kept.asked > 0
    talk.desk.demo = (replace(LIVE, marking=Marking.DEMO),)
    before = talk.kept.asked
    assert talk.ask(SetPin(pin=PIN))
    assert talk.kept.asked == before


def test_the_demos_pin_is_handed_to_the_window_which_hands_it_to_the_next_engine(talk):
    talk.desk.demo = (replace(LIVE, marking=Marking.DEMO),)
    said = talk.ask(SetPin(pin=PIN))
    while not any(isinstance(one, PinAnswered) for one in said):
        said += talk.hear()
    held = [one for one in said if isinstance(one, SecretHeld)]
    assert held
    assert not any(PIN in one.secret for one in held)


def test_the_end_of_a_session_forgets_the_pin_and_is_noted(talk, tmp_path):
    talk.ask(SetPin(pin=PIN))
    assert talk.ask(EndSession(why="forgotten PIN")) == [SessionEnded(ok=True)]
    assert talk.ask(AskLock())[0].pin == "none"
    (line,) = (tmp_path / "state").rglob("audit*.jsonl")
    assert "session-end" in [json.loads(one).get("action") for one in line.read_text().splitlines()]


@pytest.mark.parametrize("message", [CheckPin(pin=PIN), EndSession()])
def test_nothing_is_begun_twice(talk, message):
    with talk.beside._pins._turn:
        list(talk.beside.take(message))
        with pytest.raises(UsageError):
            list(talk.beside.take(message))
    list(talk.hear())


def test_a_fault_of_ours_is_said_and_unlocks_nothing(talk, monkeypatch):
    monkeypatch.setattr("threading.excepthook", lambda _about: None)
    monkeypatch.setattr("viewer.store.pins.Pins.judge", lambda *_: 1 / 0)
    monkeypatch.setattr("viewer.store.pins.Pins.lock", lambda *_: 1 / 0)
    for message in (CheckPin(pin=PIN), AskLock(), EndSession()):
        (said,) = talk.ask(message)
        assert "a fault in this program" in repr(said)
        assert not getattr(said, "ok", False)

"""Saving and removing endpoints: on a thread, in turn, given up where nobody waits, told when it has ended."""

import queue
import threading
from dataclasses import replace

import pytest

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.endpoint_messages import (
    EndpointKept,
    Endpoints,
    KeyringAsked,
    RemoveEndpoint,
    SaveEndpoint,
    StopKeeping,
)
from viewer.engine.errands import Errands
from viewer.engine.keep_desk import WAITING, KeepDesk
from viewer.engine.setting import Secrets, Setting
from viewer.errors import SettingsError, UsageError, VaultError, ViewerError
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.secret import Purpose
from viewer.store.one_thread import OneThread, StoppedWaiting
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

GP = Endpoint(id="a" * 32, name="GP", care_setting="", base_url="http://127.0.0.1:9/x", sign_in=SignIn.BEARER)
SECRET = {Purpose.SIGN_IN: "s"}


class Locked(MemoryVault):
    """A keyring whose dialog nobody answers until ``release`` is set."""

    def __init__(self):
        super().__init__()
        self.release, self.asked = threading.Event(), threading.Event()
        self.thread = OneThread("keyring")

    def _wait(self, work):
        def answered():
            self.asked.set()
            self.release.wait(30)
            work()

        try:
            self.thread.run(answered, 30)
        except StoppedWaiting:
            raise VaultError("Nobody waits for the keyring any more") from None

    def store(self, endpoint_id, secret):
        self._wait(lambda: super(Locked, self).store(endpoint_id, secret))

    def forget(self, endpoint_id):
        self._wait(lambda: super(Locked, self).forget(endpoint_id))


class Talk:
    """A desk with its inbox."""

    def __init__(self, folder, vault):
        self.inbox = queue.Queue(maxsize=8)
        self.vault = vault
        self.setting = Setting(file=folder / "e.json", policy=Policy(), secrets=Secrets(_vault=vault))
        self.errands = Errands(self.inbox)
        self.desk = KeepDesk(EndpointDesk(self.setting), self.errands)

    def send(self, message):
        return [said for happened in self.desk.take(message) for said in happened.then()]

    def next(self):
        return list(self.inbox.get(timeout=30).then())

    def refused(self):
        said = []
        with pytest.raises(ViewerError) as error:
            said.extend(self.inbox.get(timeout=30).then())
        return error.value


@pytest.fixture
def talk(tmp_path):
    made = Talk(tmp_path, MemoryVault())
    yield made
    made.errands.close(30)


@pytest.fixture
def locked(tmp_path):
    made = Talk(tmp_path, Locked())
    yield made
    made.vault.release.set()
    made.errands.close(30)


def test_a_source_is_saved_and_removed_and_the_list_is_told_first(talk):
    assert talk.send(SaveEndpoint(endpoint=GP, secrets=SECRET)) == [
        KeyringAsked(endpoint_id=GP.id, words=WAITING)
    ]
    listed, kept = talk.next()
    assert listed == Endpoints(endpoints=(GP,), secrets=(GP.id,), session_only=(GP.id,))
    assert kept == EndpointKept(endpoint_id=GP.id, ok=True, words="Saved.")

    talk.send(RemoveEndpoint(endpoint_id=GP.id))
    listed, kept = talk.next()
    assert (listed.endpoints, kept.ok, talk.vault.ids) == ((), True, frozenset())


def test_one_without_any_secret_waits_for_no_keyring(talk):
    plain = replace(GP, sign_in=SignIn.NONE)
    assert talk.send(SaveEndpoint(endpoint=plain)) == []
    talk.next()
    assert talk.send(RemoveEndpoint(endpoint_id=GP.id)) == []
    talk.next()


def test_a_locked_keyring_holds_up_nothing_and_one_change_of_a_source_runs_at_a_time(locked):
    locked.send(SaveEndpoint(endpoint=GP, secrets=SECRET))
    assert locked.vault.asked.wait(30)
    with pytest.raises(UsageError, match="being saved or removed"):
        locked.send(SaveEndpoint(endpoint=replace(GP, name="Other"), secrets=SECRET))
    locked.vault.release.set()

    listed, kept = locked.next()
    assert (listed.endpoints, kept.ok) == ((GP,), True)


def test_where_nobody_waits_nothing_is_saved_and_it_is_said(locked):
    locked.send(SaveEndpoint(endpoint=GP, secrets=SECRET))
    assert locked.vault.asked.wait(30)
    assert locked.send(StopKeeping(endpoint_id=GP.id)) == []

    assert "was not saved" in locked.refused().what
    assert (locked.setting.own, locked.vault.ids) == ((), frozenset())


def test_changes_of_two_sources_take_turns_and_neither_is_lost(locked):
    other = replace(GP, id="b" * 32, name="Acute")
    locked.send(SaveEndpoint(endpoint=GP, secrets=SECRET))
    assert locked.vault.asked.wait(30)
    locked.send(SaveEndpoint(endpoint=other, secrets=SECRET))
    locked.vault.release.set()
    locked.next()
    locked.next()

    assert set(locked.setting.own) == {GP, other}


def test_one_that_waits_for_its_turn_can_be_stopped_too(locked):
    other = replace(GP, id="b" * 32, name="Acute")
    locked.send(SaveEndpoint(endpoint=GP, secrets=SECRET))
    assert locked.vault.asked.wait(30)
    locked.send(SaveEndpoint(endpoint=other, secrets=SECRET))
    locked.send(StopKeeping(endpoint_id=other.id))
    assert "was not saved" in locked.refused().what
    locked.vault.release.set()
    locked.next()

    assert locked.setting.own == (GP,)


def test_a_removal_that_is_stopped_says_that_a_secret_may_be_gone(locked):
    locked.setting.own = (GP,)
    locked.send(RemoveEndpoint(endpoint_id=GP.id))
    assert locked.vault.asked.wait(30)
    locked.send(StopKeeping(endpoint_id=GP.id))

    assert "may be gone" in locked.refused().advice
    assert locked.setting.own == (GP,)


def test_a_keyring_that_refuses_is_said_in_its_words(talk):
    class Refuses(MemoryVault):
        def store(self, endpoint_id, secret):
            raise VaultError("The keyring is locked")

    talk.setting.secrets._vault = Refuses()
    talk.send(SaveEndpoint(endpoint=GP, secrets=SECRET))

    assert talk.refused().what == "The keyring is locked"
    assert talk.setting.own == ()


def test_what_may_not_be_removed_is_refused_at_once(tmp_path, talk):
    with pytest.raises(UsageError, match="not in the list"):
        talk.send(RemoveEndpoint(endpoint_id="none"))
    talk.setting.policy = Policy(lock_endpoints=True)
    with pytest.raises(SettingsError, match="organisation"):
        talk.send(RemoveEndpoint(endpoint_id=GP.id))

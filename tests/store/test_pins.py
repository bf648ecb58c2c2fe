"""What may be a PIN, how it is kept, and that nobody gets more tries than there are."""

import gc
import json
import threading
import weakref
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.errors import UsageError, VaultError
from viewer.store.pins import LONGEST, MOST_WRONG, PREFIX, Lock, Owner, Pins, check_new
from viewer.store.vault import MemoryVault

PIN, OTHER = "4071-ward", "860213"
ANNE, BERT = Owner.of("s1", "anne"), Owner.of("s1", "bert")


class Kept(MemoryVault):
    """A keyring whose content can be looked at."""

    @property
    def content(self):
        return dict(self._secrets)


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def pins(kept):
    return Pins(kept, "ward", memory_kib=64)


@pytest.mark.parametrize(
    "pin", ["12345", "", "x" * (LONGEST + 1), "111111", "aaaaaaaa", "123456", "987654", "890123", "abcdef", "FeDcBa"]
)  # fmt: skip
def test_short_and_obvious_pins_are_refused_and_not_said(pin):
    with pytest.raises(UsageError) as refused:
        check_new(pin)
    assert not pin or f" {pin}" not in str(refused.value).replace("123456", "")


@pytest.mark.parametrize("pin", [PIN, OTHER, "112233", "x" * (LONGEST - 1) + "y", "123456a"])
def test_others_are_taken(pin):
    check_new(pin)


@given(st.text(min_size=6, max_size=64))
@settings(deadline=None)
def test_any_text_is_taken_or_refused_in_words(pin):
    easy = len(set(pin)) == 1
    with pytest.raises(UsageError, match="PIN") if easy else suppress(UsageError):
        check_new(pin)


def test_only_a_hash_under_opaque_names_is_kept(pins, kept):
    pins.set(PIN, ANNE)

    assert all(name.startswith(PREFIX) and "ward" not in name and "anne" not in name for name in kept.content)
    assert sum(secret.startswith("$argon2id$") for secret in kept.content.values()) == 1
    assert not any(PIN in secret for secret in kept.content.values())


def test_the_right_pin_fits_however_it_is_composed(pins):
    pins.set("Stra\u00dfe-e\u0301")

    assert pins.judge("Stra\u00dfe-\u00e9", 0.0).ok


def test_wrong_tries_wait_longer_and_longer_and_end(pins):
    pins.set(PIN)
    now, waits = 1000.0, []
    for left in range(MOST_WRONG - 1, -1, -1):
        judged = pins.judge("wrong one", now)
        assert (judged.ok, judged.judged, judged.tries_left) == (False, True, left)
        waits.append(judged.wait_s)
        if judged.wait_s:
            assert not pins.judge(PIN, now + judged.wait_s / 2).judged
        now += judged.wait_s
    assert waits == sorted(waits)
    assert not pins.judge(PIN, now + 10**6).judged


def test_a_right_one_gives_all_tries_back(pins):
    pins.set(PIN)
    pins.judge("wrong one", 0.0)
    assert pins.judge(PIN, 100.0).ok
    assert pins.lock().tries_left == MOST_WRONG


def test_a_clock_set_back_makes_the_wait_no_shorter(pins):
    pins.set(PIN)
    pins.judge("wrong one", 1000.0)
    assert pins.lock().wait_s(10.0) == pins.lock().wait_s(1000.0) > 0


def test_a_try_counts_before_it_is_known(pins, kept, monkeypatch):
    pins.set(PIN)

    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("viewer.store.pins._fits", die)
    with pytest.raises(KeyboardInterrupt):
        pins.judge(PIN, 0.0)
    assert Pins(kept, "ward").lock().wrong == 1


@given(st.lists(st.sampled_from([PIN, "wrong one", "another"]), max_size=12))
@settings(deadline=None, max_examples=30)
def test_no_row_of_tries_has_more_than_five_wrong_ones_looked_at(tries):
    pins = Pins(Kept(), "ward", memory_kib=64)
    pins.set(PIN)
    now = row = 0
    for one in tries:
        now += 60
        judged = pins.judge(one, float(now))
        row = 0 if judged.ok else row + judged.judged
        assert row <= MOST_WRONG
        assert judged.ok == (one == PIN and judged.judged)


@pytest.mark.parametrize("damage", ["", "{", "[1]", json.dumps({"wrong": 0, "more": 1})])
def test_a_note_that_cannot_be_read_leaves_no_try(pins, kept, damage):
    pins.set(PIN)
    (name,) = [name for name in kept.content if not name.endswith("-pin")]
    kept.store(name, damage or "null")
    assert pins.lock().tries_left == 0
    assert not pins.judge(PIN, 0.0).judged


@pytest.mark.parametrize("damage", ["", "$argon2id$nonsense", "plain"])
def test_a_hash_that_cannot_be_read_fits_nothing(pins, kept, damage):
    pins.set(PIN)
    (name,) = [name for name in kept.content if name.endswith("-pin")]
    kept.store(name, damage)
    assert not pins.judge(PIN, 0.0).ok


def test_who_had_a_pin_keeps_it_when_signing_in(pins, kept):
    pins.set(PIN)
    pins.belongs_to(ANNE)
    assert pins.judge(PIN, 0.0).ok
    assert pins.lock() == Lock(ANNE.source, ANNE.user)
    assert len(kept.content) == 2  # the one without a name is gone
    pins.belongs_to(ANNE)


def test_another_clinician_at_the_same_source_has_a_pin_of_their_own(pins):
    pins.set(PIN, ANNE)
    pins.belongs_to(BERT)
    assert not pins.is_set()
    assert not pins.judge(PIN, 0.0).ok
    pins.set(OTHER)
    pins.belongs_to(ANNE)
    assert pins.judge(PIN, 100.0).ok
    pins.belongs_to(BERT)
    assert pins.judge(OTHER, 200.0).ok


def test_the_same_person_at_a_second_source_changes_nothing(pins):
    pins.set(PIN, ANNE)
    pins.belongs_to(Owner.of("s2", "Dr A"))
    assert pins.is_set()


def test_who_has_no_pin_leaves_nothing_behind(pins, kept):
    pins.belongs_to(ANNE)
    assert kept.content == {}


def test_a_pin_set_before_signing_in_does_not_replace_ones_own(pins):
    pins.set(PIN, ANNE)
    pins._note(Lock())
    pins.set(OTHER)
    pins.belongs_to(ANNE)
    assert pins.judge(PIN, 0.0).ok


def test_forgetting_leaves_the_pins_of_others(pins):
    pins.set(PIN, ANNE)
    pins.belongs_to(BERT)
    pins.set(OTHER)
    pins.forget()
    assert not pins.is_set()
    pins.belongs_to(BERT)
    assert not pins.is_set()
    pins.belongs_to(ANNE)
    assert pins.judge(PIN, 0.0).ok


def test_two_os_users_never_meet(kept):
    Pins(kept, "one", memory_kib=64).set(PIN)
    assert not Pins(kept, "two").is_set()


def test_tries_at_the_same_time_are_each_counted(kept):
    """Engines of one account take turns: of many at once one is judged, and the others wait."""
    Pins(kept, "ward", memory_kib=64).set(PIN)
    gate, judged = threading.Barrier(8), []

    def guess(number):
        gate.wait()
        judged.append(Pins(kept, "ward", memory_kib=64).judge(f"guess-{number}", 1000.0))

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(one.judged for one in judged) == Pins(kept, "ward").lock().wrong == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda pins: pins.judge(PIN, 0.0),
        lambda pins: pins.set(PIN),
        lambda pins: pins.belongs_to(ANNE),
        lambda pins: pins.forget(),
    ],
)
def test_nothing_is_judged_or_changed_out_of_turn(pins, monkeypatch, call):
    pins.set(PIN)

    def busy(_path):
        raise OSError(11, "another window or program keeps the file locked")

    monkeypatch.setattr("viewer.store.pins.turn_beside", busy)
    with pytest.raises(VaultError, match="another window"):
        call(pins)
    assert pins.lock() == Lock()


def test_a_pin_that_was_set_since_does_not_open_what_another_one_locked(pins):
    pins.set(PIN)
    mark = pins.mark()
    assert pins.judge(PIN, 0.0, mark).ok
    pins.forget()
    assert pins.mark() != mark
    for since in (PIN, OTHER):
        pins.set(since)
        with pytest.raises(UsageError, match="changed in another window"):
            pins.judge(since, 0.0, mark)
    assert pins.lock().wrong == 0


def test_without_memory_no_try_is_lost_and_it_is_said(pins, monkeypatch):
    pins.set(PIN)

    def none(*_args):
        raise MemoryError

    monkeypatch.setattr("viewer.store.pins.Argon2id.verify_phc_encoded", none)
    with pytest.raises(VaultError, match="too little memory"):
        pins.judge(PIN, 0.0)
    assert pins.lock().wrong == 0


def test_without_memory_no_pin_is_set_and_it_is_said(kept):
    with pytest.raises(VaultError, match="too little memory"):
        Pins(kept, "ward", memory_kib=2**31).set(PIN)
    assert kept.content == {}


class Typed(str):
    """A PIN as somebody typed it."""

    __slots__ = ("__weakref__",)


@pytest.mark.parametrize("what", ["set", "judge"])
def test_a_pin_does_not_outlive_the_refusal_for_want_of_memory(pins, monkeypatch, what):
    pins.set(PIN)

    def none(*_args):
        raise MemoryError

    monkeypatch.setattr("viewer.store.pins.Argon2id.verify_phc_encoded", none)
    monkeypatch.setattr("viewer.store.pins.Argon2id.derive_phc_encoded", none)

    def refused():
        typed = Typed(PIN)
        with pytest.raises(VaultError, match="too little memory"):
            pins.set(typed) if what == "set" else pins.judge(typed, 0.0)
        return weakref.ref(typed)

    kept = [refused() for _ in range(3)]
    gc.collect()

    assert [one() for one in kept] == [None] * 3

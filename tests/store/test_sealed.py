"""A seal: what was closed opens with the same key in the same place, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.store.sealed import NotOpened, Seal, kept_key, made_key
from viewer.store.vault import MemoryVault

KEY = bytes(range(32))


@given(body=st.binary(max_size=200), about=st.binary(max_size=20), at=st.integers(0), bit=st.integers(0, 7))
def test_what_is_closed_opens_once_it_is_whole_and_in_its_place(body, about, at, bit):
    closed = Seal(KEY).close(body, about)
    assert Seal(KEY).open(closed, about) == body
    assert closed != Seal(KEY).close(body, about)

    changed = bytearray(closed)
    changed[at % len(closed)] ^= 1 << bit
    for wrong, place, key in (
        (bytes(changed), about, KEY),
        (closed[:-1], about, KEY),
        (closed, about + b"!", KEY),
        (closed, about, bytes(32)),
        (b"", about, KEY),
    ):
        with pytest.raises(NotOpened):
            Seal(key).open(wrong, place)


def test_each_purpose_has_a_seal_of_its_own():
    closed = Seal(KEY).derived("one").close(b"x", b"")
    assert Seal(KEY).derived("one").open(closed, b"") == b"x"
    for other in (Seal(KEY), Seal(KEY).derived("two")):
        with pytest.raises(NotOpened):
            other.open(closed, b"")


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_no_two_lists_of_words_have_one_name(one, other):
    assert (Seal(KEY).name(*one) == Seal(KEY).name(*other)) == (one == other)
    assert Seal(KEY).name(*one) != Seal(bytes(32)).name(*one)


def test_names_that_differ_by_half_a_character_are_two():
    assert len({Seal(KEY).name(one) for one in ("\ud800", "\ud801", "\ufffd")}) == 3


def test_the_key_is_made_once_and_a_damaged_one_is_made_anew():
    vault = MemoryVault()
    assert kept_key(vault, "name") is None
    first = made_key(vault, "name")
    assert first == made_key(vault, "name") == kept_key(vault, "name")
    assert len(first) == 32

    for damaged in ("", "00", "g" * 64):
        vault.store("name", damaged)
        assert kept_key(vault, "name") is None
        assert made_key(vault, "name") != first

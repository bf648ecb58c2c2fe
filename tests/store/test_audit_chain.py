"""How a line is bound and sealed: exact bytes, and a key that only the keyring has."""

import pytest

from viewer.store.audit_chain import (
    FIRST,
    Seal,
    bound,
    event_of,
    lines_in,
    number_of,
    seal_of,
    sealed,
    trail_id,
)

LINE = sealed({"n": 1, "action": "open", "previous": FIRST}, b"key")


def test_a_seal_is_ours_forged_or_anothers():
    assert seal_of(LINE, b"key") is Seal.OURS
    assert seal_of(LINE.replace(b"open", b"shut"), b"key") is Seal.FORGED
    assert seal_of(LINE, b"other") is Seal.ANOTHER
    assert seal_of(LINE, None) is Seal.ANOTHER


@pytest.mark.parametrize("line", [b"", b"{}", b"\xff", b'[1, "mac": "' + b"0" * 64 + b'"}'])
def test_what_is_no_line_of_ours_has_no_seal(line):
    assert seal_of(line, b"key") is Seal.NONE


def test_every_byte_of_a_line_counts():
    assert bound(LINE) != bound(LINE + b" ") != bound(LINE + b"\r")


def test_a_trail_has_one_name_for_each_key_and_the_name_tells_nothing_of_it():
    assert trail_id(b"key") == trail_id(b"key") != trail_id(b"other")
    assert len(trail_id(b"key")) == 16


def test_a_number_is_a_whole_number():
    assert number_of(event_of(LINE)) == 1
    assert number_of({"n": True}) is None
    assert number_of({"n": "1"}) is None
    assert number_of(None) is None


def test_nesting_without_end_is_damage():
    assert event_of(b"[" * 100_000) is None


def test_lines_end_where_we_ended_them_and_nowhere_else():
    assert lines_in(b"") == []
    assert lines_in(b"a\n") == [b"a"]
    assert lines_in(b"a\x0bb\r\n\nc") == [b"a\x0bb\r", b"", b"c"]

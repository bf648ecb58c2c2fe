"""Heads: what a resource says it is, from bytes in any state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.head import Head, head_of, id_of, members_of, name_of, string_of


def head(kind="", id="", version=""):
    return Head(type=kind, id=id, version=version)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b'{"resourceType":"Flag","id":"7","meta":{"versionId":"2"}}', head("Flag", "7", "2")),
        (b' { "meta" : { "versionId" : "2" } , "id" : "7" , "resourceType" : "Flag" } ', head("Flag", "7", "2")),
        (b'{"contained":[{"resourceType":"Patient","id":"p"}],"resourceType":"Flag"}', head("Flag")),
        (b'{"resourceType":"Flag","id":7,"meta":"2"}', head("Flag")),
        (b'{"resourceType":"Flag","id":"7"', head("Flag", "7")),
        (b'{"resourceType":"Flag","id":"7', head("Flag")),
        (b'{"resourceType":"Flag","x":NaN,"id":"7"}', head("Flag", "7")),
        (b'{"resourceType":"Flag","resourceType":"Goal","id":"1","id":"2"}', head("Flag", "1")),
        (b'{"resource\\u0054ype":"Fl\\u0061g"}', head("Flag")),
        (b'{"resourceType":"Not a name"}', head()),
        (b'{"resourceType":{},"id":"7"}', head("", "7")),
        (b'{"resourceType" "Flag","id":"7"}', head("", "7")),
        (b'{"id":"Zo\xeb"}', head("", "Zo\ufffd")),
        (b'{"id":"bad \\x escape","resourceType":"Flag"}', head("Flag")),
        (b"{", head()),
        (b'{"id"', head()),
        (b"{}", head()),
        (b"[]", head()),
        (b"", head()),
        (b"<html>", head()),
    ],
)  # fmt: skip
def test_the_head_is_what_can_be_read_of_it(raw, found):
    assert head_of(raw) == found


def test_an_id_of_a_megabyte_is_short_and_stays_another_than_the_next_one():
    one, other = (
        head_of(b'{"id":"' + b"x" * 1_000_000 + end + b'","resourceType":"Flag"}').id for end in (b"a", b"b")
    )
    assert one != other
    assert one.startswith("x" * 64 + "\u2026")
    assert len(one) == len(other) == 97


@given(st.text(max_size=3), st.text(max_size=3), st.sampled_from([0, 64, 253, 300]))
def test_ids_that_differ_stay_different_and_usual_ones_are_whole(one, other, length):
    one, other = "x" * length + one, "x" * length + other
    assert (id_of(one) == id_of(other)) is (one == other)
    assert length > 64 or id_of(one) == one


def test_an_id_that_looks_like_a_shortened_one_is_not_taken_for_it():
    shortened = id_of("x" * 300)
    assert id_of(shortened) != shortened


def test_the_first_of_a_repeated_member_counts_and_only_wanted_ones_are_kept():
    assert members_of(b'{"a":1,"b":[2],"a":3}', {b"a", b"b", b"c"}) == {b"a": b"1", b"b": b"[2]"}


def test_a_token_reads_as_what_it_writes():
    assert name_of(b'"\\u0069d"') == b"id"
    assert name_of(b'"\\ud800"') == b"\xed\xa0\x80"
    assert (string_of(b'"a\\nb"'), string_of(b"7"), string_of(b""), string_of(b'"')) == ("a\nb", "", "", "")


@given(st.binary(max_size=80))
def test_no_bytes_break_it(raw):
    for body in (raw, b"{" + raw, b'{"resourceType":"Flag",' + raw):
        assert len(head_of(body).id) <= 64

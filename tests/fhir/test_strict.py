"""Strict reading: exact, or refused with a reason that repeats no value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.errors import ResourceError
from viewer.fhir.resource import Number
from viewer.fhir.strict import read_object

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), JSON))
def test_every_object_reads_as_what_was_written(content):
    assert read_object(json.dumps(content).encode()) == content
    assert read_object(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")) == content


@pytest.mark.parametrize(
    "token",
    ["0.010", "2.00", "37.0", "1E2", "-0.0", "-0", "0.0000001", "1e400", "123456789012345678901234567890"],
)
def test_a_number_keeps_its_text(token):
    read = read_object(b'{"value": %s}' % token.encode())["value"]

    assert isinstance(read, Number)
    assert read == token


@pytest.mark.parametrize("token", ["0", "7", "-12", "999999999999999999"])
def test_a_plain_whole_number_is_an_integer(token):
    read = read_object(b'{"value": %s}' % token.encode())["value"]

    assert type(read) is int
    assert str(read) == token


def test_a_number_of_a_million_digits_is_no_obstacle():
    assert len(read_object(b'{"value": ' + b"9" * 1_000_000 + b"}")["value"]) == 1_000_000


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"status": "final", "status": "entered-in-error"}', "'status' stands twice"),
        (b'{"a": [{"code": "x", "c\\u006fde": "y"}]}', "'code' stands twice"),
        (b'{"Ann Example": 1, "Ann Example": 2}', "a key stands twice"),
        (b'{"' + b"a" * 65 + b'": 1, "' + b"a" * 65 + b'": 2}', "a key stands twice"),
        (b'{"value": NaN}', "NaN or Infinity"),
        (b'{"value": -Infinity}', "NaN or Infinity"),
        (b'{"name": "Zo\xeb"}', "not UTF-8"),
        (b'{"name": "\xed\xa0\x80"}', "not UTF-8"),
        (b"", "not well-formed"),
        (b'{"name": "Example', "not well-formed"),
        (b'{"name": "line\nline"}', "not well-formed"),
        (b'{"a": 1,}', "not well-formed"),
        (b'{"a": 01}', "not well-formed"),
        (b'{"a": 1} x', "not well-formed"),
        (b'\xef\xbb\xbf{"a": 1}', "not well-formed"),
        (b"[]", "not a JSON object"),
        (b'"Example"', "not a JSON object"),
        (b'{"a":' + b"[" * 200 + b"]" * 200 + b"}", "deeper than 200"),
        (b'{"a":' * 100_000, "deeper than 200"),
        (b'{"' + b"[" * 300 + b": 1", "not well-formed"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_whole_is_refused_in_words(raw, reason):
    with pytest.raises(ResourceError, match=reason) as refused:
        read_object(raw)

    assert "Example" not in str(refused.value)


def test_depth_counts_brackets_and_not_letters_of_a_text():
    raw = b'{"a": "%s", "b": [%s]}' % (b"[{" * 5000, b",".join([b"[1]"] * 500))

    assert len(read_object(raw)["b"]) == 500
    assert read_object(b'{"a":' + b"[" * 199 + b"]" * 199 + b"}")


def test_a_lone_surrogate_is_kept():
    assert read_object(b'{"a": "\\ud83d"}') == {"a": "\ud83d"}


@given(st.binary(max_size=60))
def test_no_bytes_get_anything_but_an_object_or_a_refusal(raw):
    for body in (raw, b"{" + raw + b"}", b'{"a":' + raw + b"}"):
        try:
            assert isinstance(read_object(body), dict)
        except ResourceError:
            continue

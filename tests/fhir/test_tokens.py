"""Leaves: every value with its source token, once, in order, whatever the bytes are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.tokens import Leaf, leaves

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(min_size=1, max_size=8), inner),
    max_leaves=15,
)


def found(raw):
    return [(leaf.path, leaf.raw, leaf.kind) for leaf in leaves(raw)]


def expected(value, path=""):
    if isinstance(value, dict) and value:
        inner = [(f"{path}.{key}" if path else key, one) for key, one in value.items()]
        return [leaf for where, one in inner for leaf in expected(one, where)]
    if isinstance(value, list) and value:
        return [leaf for index, one in enumerate(value) for leaf in expected(one, f"{path}[{index}]")]
    return [(path, json.dumps(value))]


@given(st.dictionaries(st.text(min_size=1, max_size=8), JSON, min_size=1), st.sampled_from([None, 2]))
def test_every_leaf_of_a_well_formed_object_is_given_once_in_order(value, indent):
    raw = json.dumps(value, indent=indent).encode()

    read = [(path, token) for path, token, _ in found(raw)]

    wanted = [(path, token) for path, token in expected(value)]
    assert [token for _, token in read] == [token for _, token in wanted]
    assert [path for path, _ in read if path.isascii()] == [
        path for path, _ in wanted if path.isascii()
    ] or any("\\" in json.dumps(path) for path, _ in wanted)


def test_every_kind_of_leaf_has_its_path_and_its_exact_token():
    raw = (
        b'{"name":[{"given":["A",null]}],"v":0.010,"b":true,"f":false,"e":{ },"l":[],"s":"\\u00e9","n":-1E+2}'
    )

    assert found(raw) == [
        ("name[0].given[0]", '"A"', "string"),
        ("name[0].given[1]", "null", "null"),
        ("v", "0.010", "number"),
        ("b", "true", "true"),
        ("f", "false", "false"),
        ("e", "{ }", "{}"),
        ("l", "[]", "[]"),
        ("s", '"\\u00e9"', "string"),
        ("n", "-1E+2", "number"),
    ]


def test_a_repeated_key_gives_both_values_and_an_escaped_key_its_name():
    assert found(b'{"a":1,"a":2,"\\u0062":3}') == [
        ("a", "1", "number"),
        ("a", "2", "number"),
        ("b", "3", "number"),
    ]


@pytest.mark.parametrize(
    ("raw", "before", "rest"),
    [
        (b'{"a":1,"b":', [("a", "1")], ("b", "")),
        (b'{"a":1,"b":"cut', [("a", "1")], ("b", '"cut')),
        (b'{"a":1,"b":"cut\\', [("a", "1")], ("b", '"cut\\')),
        (b'{"a":1 "b":2}', [("a", "1")], ("a", '"b":2}')),
        (b'{"a":[1,,2]}', [("a[0]", "1")], ("a[1]", ",2]}")),
        (b'{"a":1}}', [("a", "1")], ("", "}")),
        (b'{"a":1]', [("a", "1")], ("a", "]")),
        (b'{"a":[1}', [("a[0]", "1")], ("a[0]", "}")),
        (b'{"a":1,b:2}', [("a", "1")], ("a", "b:2}")),
        (b'{"a" 1}', [], ("", '"a" 1}')),
        (b'{"a":1', [("a", "1")], ("a", "")),
        (b"", [], ("", "")),
        (b"<html>", [], ("", "<html>")),
        (b'{"a":1,"b":\xff}', [("a", "1")], ("b", "\\xff}")),
    ],
)
def test_damage_gives_the_leaves_before_it_and_the_rest_as_one(raw, before, rest):
    read = list(leaves(raw))

    assert [(leaf.path, leaf.raw) for leaf in read[:-1]] == before
    assert read[-1] == Leaf(*rest, "damage")


def test_what_is_no_json_number_is_damage_by_itself_and_reading_goes_on():
    assert found(b'{"a":NaN,"b":-Infinity,"c":007,"d":1.,"e":"x"}') == [
        ("a", "NaN", "damage"),
        ("b", "-Infinity", "damage"),
        ("c", "007", "damage"),
        ("d", "1.", "damage"),
        ("e", '"x"', "string"),
    ]


def test_depth_ends_in_damage_and_not_in_a_crash():
    read = list(leaves(b'{"a":' + b"[" * 100_000))

    assert [leaf.kind for leaf in read] == ["damage"]


def test_a_huge_key_and_a_key_that_cannot_be_printed_keep_a_path():
    assert found(b'{"' + b"k" * 1_000_000 + b'":1}') == [("k" * 64 + "…", "1", "number")]
    assert found(b'{"\\ud800":1}') == [("\\ud800", "1", "number")]
    assert found(b'{"\\x":1}') == [("\\x", "1", "number")]


def test_a_text_of_many_escapes_is_one_leaf():
    assert found(b'{"a":"' + b"\\n" * 5000 + b'"}') == [("a", '"' + "\\n" * 5000 + '"', "string")]


def test_bytes_that_are_no_text_are_shown_escaped():
    assert found(b'{"a":"\xff"}') == [("a", '"\\xff"', "string")]


@given(st.binary(max_size=80))
def test_no_bytes_break_it_and_damage_other_than_a_number_is_last(raw):
    for body in (raw, b'{"a":' + raw, b'{"a":[' + raw + b"]}"):
        read = list(leaves(body))
        assert read
        assert all(leaf.raw.encode() for leaf in read[:-1])

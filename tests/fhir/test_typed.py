"""Typed accessors: a wrong type reads as absent, and nothing is coerced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.fhir.typed import choice, choices, flag, items, nests_deeper, number, obj, objects, text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just(Number("0.010")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_any_value_reads_without_an_error_and_as_the_promised_type(value):
    assert isinstance(text(value), str)
    assert isinstance(number(value), str)
    assert flag(value) in {True, False, None}
    assert isinstance(items(value), list)
    assert all(isinstance(item, dict) for item in objects(value))
    assert obj(value) == (value if isinstance(value, dict) else {})


def test_a_number_is_no_text_and_a_text_is_no_number():
    assert text(Number("0.010")) == ""
    assert number("0.010") == ""
    assert (number(Number("0.010")), number(12), number(False), number(None)) == ("0.010", "12", "", "")


def test_a_word_is_no_boolean():
    assert flag("false") is None
    assert flag(0) is None
    assert flag(False) is False


def test_null_padding_of_a_list_is_kept_and_a_lone_value_is_a_list_of_one():
    assert items(["Anna", None, "Maria"]) == ["Anna", None, "Maria"]
    assert items({"a": "b"}) == [{"a": "b"}]
    assert items(None) == []
    assert objects([{"a": 1}, None, "b", {"c": 2}]) == [{"a": 1}, {"c": 2}]
    assert objects({"a": 1}) == [{"a": 1}]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ({"valueQuantity": {"value": 1}}, ("Quantity", {"value": 1})),
        ({"valueBoolean": False}, ("Boolean", False)),
        ({"valueInteger": 0}, ("Integer", 0)),
        ({"valueString": None, "valueCode": "a"}, ("Code", "a")),
        ({"valueSet": "http://x"}, ("", None)),
        ({"value": "bare"}, ("", None)),
        ({"valuequantity": {}}, ("", None)),
        ({"_valueDateTime": {"extension": []}}, ("", None)),
        ({}, ("", None)),
    ],
)
def test_a_choice_is_found_by_its_type_and_nothing_else_is(content, found):
    assert choice(content, "value") == found


def test_every_choice_is_given_where_a_source_sends_two():
    assert choices({"onsetAge": {"value": 5}, "onsetString": "child"}, "onset") == [
        ("Age", {"value": 5}),
        ("String", "child"),
    ]


def test_depth_is_counted_without_a_stack_of_its_own():
    value = 1
    for _ in range(100_000):
        value = [value]

    assert nests_deeper(value, 99_999)
    assert not nests_deeper(value, 100_000)

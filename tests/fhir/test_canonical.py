"""The canonical hash: what makes two resources say the same, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.canonical import canonical_hash, narrative_hash
from viewer.fhir.resource import Number
from viewer.fhir.strict import read_object

CONTENT = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(Number("1.0")),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=5,
)


@given(CONTENT)
def test_identity_metadata_narrative_and_key_order_do_not_count(content):
    other = {"id": "9", "meta": {"versionId": "2"}, "text": {"div": "x"}}
    kept = {key: value for key, value in content.items() if key not in other}

    assert canonical_hash({**other, **dict(reversed(kept.items()))}) == canonical_hash(kept)


def test_everything_else_counts():
    told = [
        {"a": 1},
        {"a": "1"},
        {"a": Number("1.0")},
        {"a": Number("1.00")},
        {"a": "1.0"},
        {"a": True},
        {"a": None},
        {"a": []},
        {"a": {}},
        {"a": [1, 2]},
        {"a": [2, 1]},
        {"b": 1},
        {"a": {"id": "1"}},
        {"a": {"id": "2"}},
        {},
    ]

    assert len({canonical_hash(content) for content in told}) == len(told)


def test_a_lone_surrogate_and_the_greatest_depth_are_no_obstacle():
    deep = b'{"a":' + b"[" * 199 + b"]" * 199 + b"}"

    assert canonical_hash({"a": "\ud800"}) != canonical_hash({"a": "\ud801"})
    assert len(canonical_hash(read_object(deep))) == 64


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"reference": "Patient/1"}, {"reference": "https://other.example/fhir/Patient/9"}, True),
        ({"reference": "Encounter/1/_history/2"}, {"reference": "Encounter/9"}, True),
        (
            {"reference": "Practitioner/1", "display": "Dr A"},
            {"reference": "Practitioner/9", "display": "Dr A"},
            True,
        ),
        (
            {"reference": "Practitioner/1", "display": "Dr A"},
            {"reference": "Practitioner/9", "display": "Dr B"},
            False,
        ),
        ({"reference": "Practitioner/1"}, {"reference": "Practitioner/9"}, False),
        (
            {"reference": "Medication/1", "display": "Aspirin"},
            {"reference": "Medication/9", "display": "Aspirin"},
            False,
        ),
        ({"reference": "urn:uuid:1"}, {"reference": "urn:uuid:2"}, False),
        ({"reference": 1}, {"reference": 2}, False),
    ],
)
def test_an_id_of_a_source_is_no_content_unless_it_may_mean_another_thing(one, other, same):
    assert (canonical_hash({"to": one}) == canonical_hash({"to": other})) is same


def test_numbers_count_as_their_text_beside_a_lone_surrogate_too():
    told = [
        {"a": "\ud800", "b": value} for value in (Number("1.0"), Number("1.00"), "1.0", 1, True, None, [])
    ]

    assert len({canonical_hash(content) for content in told}) == len(told)


@given(CONTENT, CONTENT)
def test_two_contents_hash_alike_only_if_they_are_alike(one, other):
    def told(value):
        if isinstance(value, dict):
            return {key: told(part) for key, part in value.items()}
        return [told(part) for part in value] if isinstance(value, list) else (type(value).__name__, value)

    left, right = ({"content": content} for content in (one, other))

    assert (canonical_hash(left) == canonical_hash(right)) == (told(left) == told(right))


def test_a_narrative_is_told_from_another_and_from_none():
    one = {"text": {"div": "<div>a</div>"}, "id": "1"}

    assert narrative_hash(one) == narrative_hash({**one, "id": "2"})
    assert narrative_hash(one) != narrative_hash({"text": {"div": "<div>b</div>"}})
    assert len(narrative_hash({"text": {"div": "\ud800"}})) == 16
    assert {narrative_hash(none) for none in ({}, {"text": "x"}, {"text": {}}, {"text": {"div": 3}})} == {""}

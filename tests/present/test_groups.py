"""Which leaves share a line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.tokens import leaves
from viewer.present.groups import grouped


def groups(content, **how):
    return grouped(leaves(json.dumps(content).encode()), **how)


def shape(content):
    return [(group.kind, group.holder, group.fields) for group in groups(content)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"valueQuantity": {"value": 1, "unit": "g"}}, "quantity"),
        ({"valueQuantity": {"value": 1}}, "quantity"),
        ({"quantity": {"value": 1}}, "quantity"),
        ({"any": {"value": 1, "code": "g", "system": "u"}}, "quantity"),
        ({"any": {"comparator": "<", "unit": "g"}}, "quantity"),
        ({"amount": {"value": 1, "currency": "GBP"}}, "money"),
        ({"coding": [{"code": "x"}]}, "coding"),
        ({"valueCoding": {"display": "x"}}, "coding"),
        ({"any": {"system": "s", "code": "c"}}, "coding"),
        ({"identifier": [{"value": "7"}]}, "identifier"),
        ({"any": {"system": "s", "value": "7"}}, "identifier"),
        ({"telecom": [{"value": "7", "rank": 1}]}, "contact"),
        ({"any": {"system": "phone", "value": "7"}}, "contact"),
        ({"period": {"start": "2019"}}, "period"),
        ({"any": {"start": "2019", "end": "2020"}}, "period"),
        ({"name": {"family": "A", "given": ["B", "C"]}}, "name"),
        ({"address": {"line": ["x"], "city": "y"}}, "address"),
        ({"subject": {"reference": "Patient/1", "display": "x"}}, "reference"),
        ({"attachment": {"contentType": "a/b", "url": "u", "title": "t"}}, "attachment"),
        ({"extension": [{"url": "u", "valueCode": "c"}]}, "extension"),
        ({"referenceRange": {"low": {"value": 1}, "high": {"value": 2}}}, "range"),
        ({"x": {"numerator": {"value": 1, "unit": "g"}, "denominator": {"value": 2}}}, "ratio"),
    ],
)
def test_what_is_read_together_is_one_line(content, kind):
    found = groups(content)

    assert [group.kind for group in found] == [kind]


@pytest.mark.parametrize(
    "content",
    [
        {"slot": {"start": "2019", "other": 1}},
        {"x": {"value": "7"}},
        {"x": {"code": "a", "display": "b"}},
        {"extension": [{"url": "u"}]},
        {"x": {"display": "only"}},
        {"status": "final", "active": True},
        {"x": {"system": "s", "code": "c", "value": "v"}},
    ],
)
def test_what_is_not_surely_a_datatype_stays_apart(content):
    assert {group.kind for group in groups(content)} == {""}


def test_a_data_field_and_unknown_fields_stand_alone_beside_their_group():
    assert shape({"a": {"contentType": "x/y", "data": "QQ==", "title": "t"}}) == [
        ("attachment", "a", ["contentType", "title"]),
        ("", "a", ["data"]),
    ]


def test_the_two_ends_of_a_range_share_a_line():
    assert shape(
        {"r": {"low": {"value": 1, "unit": "g"}, "high": {"value": 2, "unit": "g"}, "text": "x"}}
    ) == [
        ("range", "r", ["low.value", "low.unit", "high.value", "high.unit"]),
        ("", "r", ["text"]),
    ]


def test_told_apart_every_leaf_stands_alone():
    assert {group.kind for group in groups({"valueQuantity": {"value": 1, "unit": "g"}}, apart=True)} == {""}


def test_a_path_that_comes_twice_never_shares_a_line():
    found = groups({"a": {"start": "1", "end": "2"}, "b.start": "3", "b": {"start": "4", "end": "5"}})

    assert [leaf.path for group in found for leaf in group.leaves].count("b.start") == 2
    assert all(len({leaf.path for leaf in group.leaves}) == len(group.leaves) for group in found)


names = st.sampled_from(
    ["value", "unit", "system", "code", "coding", "low", "high", "numerator", "start", "end", "url", "extension",
     "valueCode", "family", "given", "line", "reference", "display", "contentType", "data", "telecom", "a.b", "", "currency"]
)  # fmt: skip
content = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5),
    max_leaves=25,
)


@given(content)
def test_every_leaf_is_in_exactly_one_group(value):
    sent = list(leaves(json.dumps(value).encode()))

    found = grouped(sent)

    assert sorted((leaf.path, leaf.raw) for group in found for leaf in group.leaves) == sorted(
        (leaf.path, leaf.raw) for leaf in sent
    )
    assert all(len(group.fields) == len(group.leaves) for group in found)

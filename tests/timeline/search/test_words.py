"""Every word of a resource is looked through, and what is no word is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.timeline.search.words import texts_of

UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def said(content, kind="Observation", **more):
    return [(text.where, text.words) for text in texts_of(kind, content, **more)]


def test_strings_numbers_notes_narratives_contained_ones_and_codes_are_words():
    content = {
        "resourceType": "Observation",
        "id": "o1",
        "text": {"status": "generated", "div": "<div><p>Sleeps <b>badly</b></p></div>"},
        "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]},
        "valueQuantity": {"value": Number("4.90"), "unit": "mmol/L"},
        "component": [{"valueInteger": 7, "valueBoolean": True, "code": None}],
        "note": [{"text": "Rang the patient"}],
        "contained": [{"resourceType": "Specimen", "id": "s", "note": [{"text": "haemolysed"}]}],
        "extension": [{"url": "http://x", "valueString": "more"}],
    }

    assert said(content) == [
        ("Text", "generated"), ("Narrative", "Sleeps badly"), ("Code", "2823-3"), ("Code", "Potassium"),
        ("Value", "4.90"), ("Value", "mmol/L"), ("Component", "7"), ("Note", "Rang the patient"),
        ("Note", "haemolysed"), ("Value", "more"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        {"id": "x"}, {"subject": {"reference": "Patient/1"}}, {"url": "http://x"}, {"valueUri": "urn:x"},
        {"identifier": [{"system": "s", "value": UUID}]}, {"photo": {"data": "QUJD", "hash": "QQ=="}},
        {"content": "QUJD" * 60}, {"meta": {"profile": ["https://p"], "versionId": "3", "lastUpdated": "2020"}},
        {"active": True}, {"x": None}, {"x": ""}, {"instantiatesUri": ["urn:oid:1"]},
    ],
)  # fmt: skip
def test_what_is_no_word_is_left_out(content):
    assert said(content) == []


def test_a_concept_beside_a_reference_keeps_its_words_and_a_moment_is_its_day_and_minute():
    reason = {"reason": [{"reference": {"reference": "Condition/1", "display": "Asthma"}}]}

    assert said(reason) == [("Reason", "Asthma")]
    assert said({"issued": "2024-05-02T10:30:59.123Z"}) == [("Issued", "2024-05-02 10:30")]
    assert said({"onsetDateTime": "2024-05"}) == [("Onset", "2024-05")]


def test_where_a_restricted_person_lives_is_not_searched():
    home = {"name": [{"family": "Smith"}], "address": [{"city": "Leeds"}], "text": {"div": "<p>of Leeds</p>"}}
    inside = {
        "contained": [{"resourceType": "Patient", "telecom": [{"value": "0113"}]}],
        "note": [{"text": "n"}],
    }

    assert ("Address", "Leeds") in said(home, "Patient")
    assert said(home, "Patient", restricted=True) == [("Name", "Smith")]
    assert said(inside, restricted=True) == [("Contained record", "Patient"), ("Note", "n")][1:]


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=3), VALUES))
def test_no_content_whatever_breaks_it(content):
    assert all(words for _, words in said(content))

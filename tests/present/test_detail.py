"""The contract of ``tributary show``: every leaf on exactly one line, its token beside it, never blank."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.body import split
from viewer.fhir.tokens import leaves
from viewer.present.detail import detail_of

SHARED = Path(__file__).parents[2].parent / "shared" / "data"

OBSERVATION = {
    "resourceType": "Observation",
    "id": "7",
    "meta": {"versionId": "2", "lastUpdated": "2019-03-04T10:00:00Z"},
    "text": {"status": "generated", "div": "<div>x</div>"},
    "contained": [
        {"resourceType": "Practitioner", "id": "p", "name": [{"family": "Gill", "given": ["A", "B"]}]}
    ],
    "identifier": [{"system": "urn:x", "value": "9"}],
    "status": "final",
    "code": {
        "coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}],
        "text": "K",
    },
    "subject": {"reference": "Patient/1", "display": "Jane"},
    "effectivePeriod": {"start": "2019-03-04", "end": "2019-03-05"},
    "_issued": {
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}
        ]
    },
    "valueQuantity": {"value": 4.1, "unit": "mmol/L"},
    "referenceRange": [{"low": {"value": 3.5, "unit": "mmol/L"}, "high": {"value": 5.3, "unit": "mmol/L"}}],
    "note": [{"text": "a"}, {"text": "b"}],
    "component": [],
    "extension": [
        {"url": "a/X", "valueBoolean": True},
        {"url": "a/X", "valueBoolean": False},
        {"url": "a/Y", "extension": [{"url": "z"}]},
    ],
}
RAW = json.dumps(OBSERVATION).encode()


def by_path(raw):
    return {path: line for line in detail_of(raw).lines for path in line.paths}


def shown(raw):
    return Counter((path, line.raw[path]) for line in detail_of(raw).lines for path in line.paths)


def sent(raw, prefix):
    return Counter((".".join(filter(None, (prefix, leaf.path))), leaf.raw) for leaf in leaves(raw))


def check(raw, prefix):
    detail = detail_of(raw)

    assert shown(raw) == sent(raw, prefix)
    for line in detail.lines:
        assert line.text.strip()
        assert line.label.strip()
        assert list(line.raw) == list(line.paths)
        assert len(set(line.paths)) == len(line.paths) >= 1


def test_an_amount_is_one_line_with_its_paths_tokens_and_text():
    line = by_path(b'{"resourceType": "Observation", "valueQuantity": {"value": 0.010, "unit": "mmol/L"}}')[
        "Observation.valueQuantity.unit"
    ]

    assert line.paths == ("Observation.valueQuantity.value", "Observation.valueQuantity.unit")
    assert line.label == "Value"
    assert line.text == "0.010 mmol/L"
    assert line.raw == {
        "Observation.valueQuantity.value": "0.010",
        "Observation.valueQuantity.unit": '"mmol/L"',
    }


@pytest.mark.parametrize(
    ("path", "label", "text"),
    [
        ("Observation.status", "Status", "Final"),
        ("Observation.contained[0].name[0].given[1]", "Contained record, name", "A B Gill"),
        ("Observation.contained[0].id", "Contained record, record id", "p"),
        ("Observation.code.coding[0].code", "Code", "Potassium (LOINC 2823-3, http://loinc.org)"),
        ("Observation.code.text", "Code, text", "K"),
        ("Observation.subject.display", "Subject", "Jane (Patient/1)"),
        ("Observation.effectivePeriod.start", "Effective", "04-Mar-2019 to 05-Mar-2019"),
        ("Observation.referenceRange[0].high.unit", "Reference range", "3.5 mmol/L to 5.3 mmol/L"),
        ("Observation.note[1].text", "Note 2, text", "b"),
        ("Observation.component", "Component", "empty list"),
        ("Observation.meta.lastUpdated", "Meta, last updated at the source", "04-Mar-2019 10:00 UTC"),
        ("Observation.extension[0].valueBoolean", "X", "Yes (extension a/X)"),
        ("Observation.extension[1].valueBoolean", "X 2", "No (extension a/X)"),
        ("Observation.extension[2].extension[0].url", "Y, z, URL", "z"),
        (
            "Observation._issued.extension[0].valueCode",
            "Issued, reason for absent value",
            "no value: withheld by source (masked) (extension http://hl7.org/fhir/StructureDefinition/data-absent-reason)",
        ),
    ],
)
def test_a_line_of_the_detail_reads(path, label, text):
    line = by_path(RAW)[path]

    assert (line.label, line.text) == (label, text)


def test_the_head_names_the_resource():
    detail = detail_of(RAW)

    assert detail.reference == "Observation/7"
    assert detail.title == "Observation: K"
    assert detail_of(b'{"resourceType": "Flag"}').reference == "Flag"


def test_base64_of_an_attachment_is_shown_by_size_and_keeps_its_token():
    line = by_path(b'{"resourceType": "Binary", "contentType": "text/plain", "data": "aGVsbG8="}')[
        "Binary.data"
    ]

    assert line.text == (
        "5 bytes, SHA-256 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824; can be opened"
    )
    assert line.raw == {"Binary.data": '"aGVsbG8="'}


def test_a_repeated_key_is_told_apart_and_no_value_is_invented():
    raw = b'{"resourceType": "Observation", "valueQuantity": {"unit": "g"}, "valueQuantity": {"value": 2}, "id": "1", "id": "2"}'

    check(raw, "Observation")
    assert [line.text for line in detail_of(raw).lines] == ["Observation", "g", "2", "1", "2"]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (b'{"resourceType": "Flag", "x": NaN, "y": 1}', ["Flag", "NaN", "1"]),
        (b'{"resourceType": "Flag", "code": {"text": "cut of', ["Flag", '"cut of']),
        (b'{"resourceType": "Flag", "code":', ["Flag", "the text ends here"]),
    ],
)
def test_damage_is_one_line_labelled_unreadable(raw, texts):
    detail = detail_of(raw)

    assert [line.text for line in detail.lines] == texts
    assert [line.label for line in detail.lines].count("Unreadable") == 1


def test_a_resource_without_a_type_has_paths_without_one():
    assert [line.paths for line in detail_of(b'{"a": {"b": [1]}}').lines] == [("a.b[0]",)]
    assert detail_of(b"7").lines[0].raw == {"": "7"}
    assert detail_of(b"").lines[0].text == "the text ends here"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.text(max_size=6) | st.sampled_from([*OBSERVATION, "coding", "value", "unit", "url", "low", "high", "div", "data"]),
        inner, max_size=5),
    max_leaves=30,
)  # fmt: skip


@given(st.dictionaries(st.text(max_size=8), json_values, max_size=6))
def test_every_leaf_of_any_json_object_is_on_exactly_one_line(content):
    check(json.dumps({"resourceType": "Basic", **content}).encode(), "Basic")


@given(st.binary(max_size=80))
def test_no_bytes_break_the_detail(raw):
    check(raw, "")


@given(st.data())
def test_a_resource_cut_or_changed_anywhere_still_shows_every_leaf(data):
    at = data.draw(st.integers(0, len(RAW) - 1))
    change = data.draw(
        st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"}", b"]", b",", b"\\", b"null"])
    )
    cut = data.draw(st.integers(at, len(RAW)))
    raw = RAW[:at] + change + RAW[at + len(change) : cut]
    prefix = detail_of(raw).reference.partition("/")[0]

    check(raw, prefix)


@given(st.permutations(list(OBSERVATION)))
def test_the_order_of_elements_changes_no_text(order):
    shuffled = json.dumps({name: OBSERVATION[name] for name in order}).encode()

    assert {line.paths: line.text for line in detail_of(shuffled).lines} == {
        line.paths: line.text for line in detail_of(RAW).lines
    }


def _real():
    files = sorted(SHARED.glob("*/**/*.json"))
    return [file for file in files[::40] if file.stat().st_size < 300_000]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside this repository")
def test_every_leaf_of_a_sample_of_real_resources_is_on_exactly_one_line():
    count = 0
    for file in _real():
        body = file.read_bytes()
        for slot in split(body, path=file.name).slots:
            raw = body[slot.start : slot.end]
            check(raw, detail_of(raw).reference.partition("/")[0])
            count += 1

    assert count

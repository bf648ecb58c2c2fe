"""Who the person is, source beside source."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import patient
from tests.record.builders import LONDON, NOW, record
from viewer.errors import ResourceError
from viewer.merge.persons import person_of
from viewer.present.detail import detail_of
from viewer.record.model import Supporting
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.patient import NOT_STATED, UNREADABLE, patient_page

ANN = {
    "resourceType": "Patient",
    "id": "1",
    "name": [
        {"family": "Smith", "given": ["Ann"], "period": {"start": "2001"}},
        {"use": "old", "family": "Jones"},
    ],
    "gender": "female",
    "address": [{"city": "Leeds"}],
    "contact": [{"name": {"text": "Bob"}, "telecom": [{"value": "0113"}]}],
    "extension": [{"url": "https://example.org/ethnic", "valueString": "White"}],
}


def page(*resources, restricted=False):
    """One Patient for each resource, each at a source of its own."""
    held, patients, supporting = {}, [], []
    for number, resource in enumerate(resources):
        facts = patient(f"s{number}")
        patients.append(replace(facts, restricted=restricted))
        held[number] = json.dumps(resource).encode() if resource is not None else None
        supporting.append(
            Supporting(
                id=f"p{number}",
                reference=facts.key.reference,
                source=facts.key.source,
                type="Patient",
                title="Patient",
                page=number,
                start=0,
                end=1,
            )
        )

    def raw(place):
        if held[place.page] is None:
            raise ResourceError("gone")
        return held[place.page]

    person = person_of(patients[0], [(other, "by hand") for other in patients[1:]]) if patients else None
    asked = PageAsked(
        record=record(person=person, supporting=tuple(supporting)),
        zone=LONDON,
        now=NOW,
        copies=lambda one: (one,),
        raw=raw,
    )
    made = patient_page(asked)
    return made, {field.label: field for field in made.fields}


def test_what_each_source_says_stands_side_by_side_and_what_differs_is_marked():
    made, fields = page(ANN, {**ANN, "gender": "male"})

    assert len(made.sources) == 2
    assert fields["Gender"].texts == ("Female", "Male")
    assert fields["Gender"].differs
    assert not fields["Name"].differs
    assert made.fields[0].label == "Name"
    assert "Jones (old, no longer in use)" in fields["Name"].texts[0].split("\n")


def test_silence_is_said_and_is_no_difference():
    _, fields = page(ANN, {"resourceType": "Patient", "id": "2"})

    assert fields["Gender"].texts == ("Female", NOT_STATED)
    assert not fields["Gender"].differs


def test_the_ids_of_two_sources_always_differ_and_that_is_no_difference():
    _, fields = page(ANN, {**ANN, "id": "2"})

    assert not fields["Record id"].differs


def test_of_a_restricted_person_nothing_says_where_they_are_and_that_is_said():
    made, fields = page(ANN, ANN, restricted=True)
    shown = json.dumps([field.texts for field in made.fields])

    assert "Leeds" not in shown
    assert "0113" not in shown
    assert made.note.startswith("Restricted record")
    assert fields["Gender"].texts == ("Female", "Female")


def test_a_copy_that_cannot_be_read_says_so():
    _, fields = page(ANN, None)

    assert UNREADABLE in fields["Record"].texts


def test_without_a_person_the_page_is_empty():
    assert page()[0].sources == ()


@given(
    st.dictionaries(
        st.sampled_from(["gender", "birthDate", "language", "madeUp"]), st.text(min_size=1), max_size=4
    )
)
def test_no_line_of_the_full_detail_is_left_out(extra):
    resource = {**ANN, **extra}
    _, fields = page(resource)
    shown = "\n".join(field.texts[0] for field in fields.values())

    for line in detail_of(json.dumps(resource).encode()).lines:
        if line.paths != ("Patient.resourceType",) and not line.label.endswith(", URL"):
            assert line.text in shown


def test_an_extension_without_a_value_and_one_that_may_change_the_meaning_are_named():
    resource = {
        **ANN,
        "extension": [{"url": "https://example.org/only-url"}],
        "modifierExtension": [{"url": "https://example.org/not-the-patient", "valueBoolean": True}],
    }
    shown = "\n".join(field.texts[0] for field in page(resource)[0].fields)

    assert "https://example.org/only-url" in shown
    assert "https://example.org/not-the-patient" in shown

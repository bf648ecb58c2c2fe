"""What a copy says of itself: when it was recorded and by which element, by whom, for what, during what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.builders import context, resource
from viewer.timeline.search.facets import LAST_WRITTEN, Facets, authors_of, facets_of, was_known_by

DOCTOR = {"resourceType": "Practitioner", "name": [{"family": "Able", "given": ["Ann"]}]}
META = {"lastUpdated": "2026-01-01T00:00:00Z"}


def facets(content, targets=None):
    return facets_of(resource(content), context(targets))


def ref(text, **more):
    return {"reference": text, **more}


@pytest.mark.parametrize(
    ("content", "element", "text"),
    [
        ({"resourceType": "Condition", "recordedDate": "2019", "issued": "2020"}, "recordedDate", "2019"),
        ({"resourceType": "Condition", "assertedDate": "2018-05"}, "assertedDate", "2018-05"),
        ({"resourceType": "Observation", "issued": "2020-01-02T03:04:05Z", "date": "1999"}, "issued",
         "2020-01-02T03:04:05Z"),
        ({"resourceType": "Immunization", "date": "1999", "meta": META}, LAST_WRITTEN, META["lastUpdated"]),
        ({"resourceType": "Composition", "date": "2021-03-04", "meta": META}, "date", "2021-03-04"),
        ({"resourceType": "MedicationRequest", "recordedDate": "soon", "authoredOn": "2022"}, "authoredOn",
         "2022"),
    ],
)  # fmt: skip
def test_the_first_element_that_says_when_it_was_recorded_counts_and_is_named(content, element, text):
    found = facets(content)

    assert (found.recorded_by, found.recorded.text) == (element, text)
    assert found.is_stated == (element != LAST_WRITTEN)


def test_where_nothing_says_when_nothing_is_said():
    found = facets({"resourceType": "Encounter", "meta": {"lastUpdated": "never"}})

    assert found == Facets()
    assert not found.is_stated


def test_authors_are_named_as_on_the_line_each_once_and_the_patient_takes_part_only():
    content = {
        "resourceType": "Encounter",
        "recorder": ref("Practitioner/1"),
        "author": [ref("Practitioner/1"), ref("Practitioner/2", display="Dr B")],
        "performer": [{"actor": ref("x", display="Nurse C")}, {"function": {"text": "none"}}],
        "requester": {"agent": ref("x", display="Dr D"), "onBehalfOf": ref("x", display="Trust")},
        "participant": [
            {"individual": ref("x", display="Dr E")},
            {"actor": ref("Patient/1", display="P")},
            {"actor": {"type": "Patient", "display": "P"}},
            {"member": "no reference"},
        ],
        "source": "words",
    }

    found = facets(content, {"Practitioner/1": DOCTOR})

    assert found.authors == ("Ann Able", "Dr B", "Nurse C", "Dr D", "Dr E")
    assert authors_of(resource(content), context({"Practitioner/1": DOCTOR})) == found.authors


def test_encounters_are_found_wherever_a_type_names_them():
    document = {
        "resourceType": "DocumentReference",
        "context": {"encounter": [ref("Encounter/1"), ref("#in")], "related": [ref("X/1")]},
    }
    inner = {
        "resourceType": "Encounter",
        "partOf": ref("Encounter/1"),
        "episodeOfCare": [ref("EpisodeOfCare/2")],
    }

    assert facets(document).encounters == ("Encounter/1",)
    assert facets({"resourceType": "Observation", "context": ref("Encounter/3")}).encounters == (
        "Encounter/3",
    )
    assert facets(inner).encounters == ("EpisodeOfCare/2", "Encounter/1")
    assert facets({"resourceType": "Procedure", "partOf": ref("Procedure/1")}).encounters == ()


def test_problems_are_found_wherever_a_type_names_them():
    content = {
        "resourceType": "Encounter",
        "reasonReference": [ref("Condition/1")],
        "reason": [
            {"reference": ref("Condition/2")},
            {"concept": {"text": "pain"}},
            {"value": [{"reference": ref("Condition/3")}]},
        ],
        "diagnosis": [{"condition": ref("Condition/4")}],
        "finding": [{"itemReference": ref("Condition/1")}],
    }

    assert facets(content).problems == tuple(f"Condition/{number}" for number in (1, 2, 4, 3))


def test_only_what_every_copy_says_was_recorded_later_was_not_known():
    early, late = (facets({"resourceType": "Condition", "recordedDate": day}) for day in ("2019", "2021"))
    silent = facets({"resourceType": "Condition", "meta": META})
    at = 1_577_836_800  # 2020-01-01

    assert was_known_by([early], at)
    assert not was_known_by([late], at)
    assert was_known_by([late, early], at)
    assert was_known_by([late, silent], at)
    assert was_known_by([Facets()], at)
    assert was_known_by([facets({"resourceType": "Condition", "recordedDate": "2020"})], at)


ELEMENTS = """recordedDate issued meta date context encounter partOf author performer participant requester reason
diagnosis finding source reference actor individual condition value itemReference display contained id type"""
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(ELEMENTS.split()), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(ELEMENTS.split()), VALUES), st.sampled_from(["Encounter", "List"]))
def test_no_content_whatever_breaks_it(content, kind):
    found = facets(content | {"resourceType": kind})

    assert (found.recorded is None) == (not found.recorded_by)

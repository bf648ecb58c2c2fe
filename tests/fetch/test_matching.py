"""Who is it, asked by operations beside the search: what comes are candidates, nothing more."""

import json

import pytest

from viewer.fetch.matching import grades_of
from viewer.source.answer import Outcome
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState

MATCH, PIX = "Patient/$match", "Patient/$ihe-pix"
BY_NAME = PatientQuery(family="Holroyd", given="Ann", birth_date="1941-03-02")
BY_NUMBER = PatientQuery(nhs_number="9990000018")


def listing(fetching, *operations, searched=True):
    patient = {
        "type": "Patient",
        "interaction": [{"code": "search-type"}] if searched else [{"code": "read"}],
        "operation": [{"name": name} for name in operations],
    }
    rest = {"mode": "server", "resource": [patient]}
    return fetching.Said(body={"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "rest": [rest]})


@pytest.fixture
def index(fetching, site):
    """A patient index with both operations; its search finds nobody."""
    site.on("metadata", listing(fetching, "match", "ihe-pix"))
    site.on("Patient", fetching.Said(body=fetching.bundle(kind="Patient")))
    site.on(MATCH, fetching.Said(body=fetching.bundle("1", "2", kind="Patient")))
    named = [
        {"name": "targetIdentifier", "valueIdentifier": {"value": "x"}},
        {"name": "targetId", "valueReference": {"reference": "Patient/1"}},
        {"name": "targetId", "valueReference": {"reference": "https://other.example.org/Patient/7"}},
        {"name": "targetId", "valueReference": {"reference": f"{site.base}/Patient/1"}},
    ]
    site.on(PIX, fetching.Said(body={"resourceType": "Parameters", "parameter": named}))
    return site


def test_a_search_by_name_asks_for_matches_too_the_less_certain_ones_included(fetching, index):
    result = fetching.find(index, BY_NAME)

    assert result.ids("$match") == ["1", "2"]
    assert result.end.state is SourceState.COMPLETE
    (heard,) = index.asked(MATCH)
    parameters = {one["name"]: one for one in json.loads(heard.body)["parameter"]}
    assert parameters["onlyCertainMatches"]["valueBoolean"] is False
    assert parameters["resource"]["resource"] == {
        "resourceType": "Patient",
        "name": [{"family": "Holroyd", "given": ["Ann"]}],
        "birthDate": "1941-03-02",
    }


def test_what_is_not_known_is_not_part_of_the_question(fetching, index):
    fetching.find(index, PatientQuery(family="Holroyd"))

    (heard,) = index.asked(MATCH)
    resource = json.loads(heard.body)["parameter"][0]["resource"]
    assert resource == {"resourceType": "Patient", "name": [{"family": "Holroyd"}]}
    fetching.find(index, PatientQuery(birth_date="1941-03-02"))
    assert "name" not in json.loads(index.asked(MATCH)[1].body)["parameter"][0]["resource"]


def test_a_number_is_not_matched_and_a_name_is_not_cross_referenced(fetching, index):
    fetching.find(index, BY_NUMBER)
    assert index.asked(MATCH) == []
    index.heard.clear()
    fetching.find(index, BY_NAME)
    assert index.asked(PIX) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"status": 422, "body": b""}, "does not accept"),
        ({"body": {"resourceType": "Patient", "id": "1"}}, "not a list"),
        ({"body": {"resourceType": "OperationOutcome", "issue": [{"code": "x"}]}}, "a message"),
    ],
)
def test_a_match_that_fails_is_said_and_leaves_the_search(fetching, index, said, words):
    index.on(MATCH, fetching.Said(**said))

    result = fetching.find(index, BY_NAME)

    assert result.ended("$match").outcome is Outcome.FAILED
    assert words in result.why("$match")
    assert result.ended("Patient").outcome is Outcome.COMPLETE


def test_matches_with_an_error_among_them_are_a_failed_search(fetching, index):
    body = fetching.bundle("1", kind="Patient")
    body["entry"].append({"resource": fetching.outcome("half of the index is down")})
    index.on(MATCH, fetching.Said(body=body))

    result = fetching.find(index, BY_NAME)

    assert result.ended("$match").outcome is Outcome.FAILED
    assert "half of the index is down" in result.why("$match")


def test_a_number_that_the_search_did_not_find_is_cross_referenced(fetching, index):
    result = fetching.find(index, BY_NUMBER)

    (heard,) = index.asked(PIX)
    assert heard.get("sourceIdentifier") == "https://fhir.nhs.uk/Id/nhs-number|9990000018"
    assert [json.loads(answer.body)["id"] for answer in result.answers("$ihe-pix")] == ["1", "1"]
    assert result.ended("$ihe-pix").outcome is Outcome.COMPLETE


def test_a_number_that_the_search_found_is_not(fetching, index):
    index.on("Patient", fetching.Said(body=fetching.bundle("1", kind="Patient")))

    result = fetching.find(index, BY_NUMBER)

    assert index.asked(PIX) == []
    assert result.ended("$ihe-pix").outcome is Outcome.COMPLETE


def test_a_number_that_the_index_does_not_know_is_nobody(fetching, index):
    index.on(PIX, fetching.Said(status=404, body=fetching.outcome("unknown")))

    result = fetching.find(index, BY_NUMBER)

    assert result.ended("$ihe-pix").outcome is Outcome.COMPLETE
    assert result.end.state is SourceState.COMPLETE


@pytest.mark.parametrize("said", [{"status": 500}, {"act": "cut"}])
def test_a_cross_reference_that_fails_is_said(fetching, index, said):
    said = {"act": fetching.cut_connection} if "act" in said else said
    index.on(PIX, fetching.Said(**said))

    assert fetching.find(index, BY_NUMBER).ended("$ihe-pix").outcome is Outcome.FAILED


def test_a_cross_reference_whose_patient_cannot_be_read_is_said(fetching, index):
    index.on("Patient/1", fetching.Said(status=403))

    result = fetching.find(index, BY_NUMBER)

    assert result.ended("$ihe-pix").outcome is Outcome.DENIED
    assert "refuses access" in result.why("$ihe-pix")


@pytest.mark.parametrize("body", [b'{"resourceType": "Parameters"}', b'{"resourceType": "Parameters", '])
def test_a_cross_reference_that_names_nobody_is_nobody(fetching, index, body):
    index.on(PIX, fetching.Said(body=body))

    assert fetching.find(index, BY_NUMBER).answers("$ihe-pix") == []


def graded(fetching, *grades, url="http://hl7.org/fhir/StructureDefinition/match-grade"):
    body = fetching.bundle(*map(str, range(len(grades))), kind="Patient")
    for entry, grade in zip(body["entry"], grades, strict=True):
        entry["search"]["extension"] = [{"url": "http://other"}, {"url": url, "valueCode": grade}]
    return fetching.Said(body=body)


def grades(fetching, index, said):
    index.on(MATCH, said)
    found = [grades_of(answer) for answer in fetching.find(index, BY_NAME).answers("$match")]
    return {reference: words for each in found for reference, words in each.items()}


def test_the_grade_of_a_match_is_the_sources_own_view_in_words(fetching, index):
    said = graded(fetching, "certain", "probable", "possible", "certainly-not", "likely\n", "")

    assert grades(fetching, index, said) == {
        "Patient/0": "The source calls this a certain match; nothing is linked because of it.",
        "Patient/1": "The source calls this a probable match; nothing is linked because of it.",
        "Patient/2": "The source calls this a possible match; nothing is linked because of it.",
        "Patient/3": "The source calls this certainly not a match.",
        "Patient/4": "The source grades this match in a way that is not known here.",
    }


def test_what_is_no_grade_is_none(fetching, index):
    assert grades(fetching, index, graded(fetching, "certain", url="http://other")) == {}
    assert grades(fetching, index, fetching.Said(body=b'{"resourceType": "OperationOutcome", ')) == {}
    answers = fetching.find(index, BY_NAME).answers("Patient")
    assert [grades_of(answer) for answer in answers] == [{}]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"total": 9}, "it has 9 candidates and sent 1"),
        ({"next_link": "Patient?page=2"}, "more candidates than it sent"),
    ],
)
def test_matches_that_are_not_all_are_said(fetching, index, more, words):
    index.on("Patient/$match", fetching.Said(body=fetching.bundle("1", kind="Patient", **more)))

    result = fetching.find(index, PatientQuery(family="Holroyd", birth_date="1948-03-02"))

    assert result.ended("$match").outcome is Outcome.TRUNCATED
    assert words in result.why("$match")
    assert result.ids("$match") == ["1"]

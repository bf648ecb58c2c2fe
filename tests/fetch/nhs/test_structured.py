"""The GP practice's structured record: one question, and silence of an area is never "none"."""

import json

import pytest

from viewer.fetch.nhs import structured
from viewer.fhir.resource import Place
from viewer.load.pages import Pages
from viewer.source.answer import Outcome
from viewer.source.domain import Domain

NUMBER = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}
PATH = "Patient/$gpc.getstructuredrecord"
CODES = [area.list_code.decode() for area in structured._AREAS]


def lists(*codes):
    return [
        {"resource": {"resourceType": "List", "code": {"coding": [{"code": code}]}, "status": "current"}}
        for code in codes
    ]


@pytest.fixture
def practice(fetching, site):
    operation = {"operation": [{"name": "gpc.getstructuredrecord"}]}
    site.on("metadata", fetching.capability(["Patient"], version="3.0.1", **operation))
    site.on("Patient/1", fetching.Said(body={"resourceType": "Patient", "id": "1", "identifier": [NUMBER]}))
    site.on(
        PATH, fetching.Said(body={"resourceType": "Bundle", "type": "collection", "entry": lists(*CODES)})
    )
    return site


def test_the_number_of_the_patient_is_asked_with_every_area(fetching, practice):
    result = fetching.read(practice)

    (heard,) = practice.asked(PATH)
    sent = json.loads(heard.body)
    assert heard.method == "POST"
    assert heard.headers["Content-Type"] == "application/fhir+json"
    assert sent["resourceType"] == "Parameters"
    assert sent["parameter"][0] == {"name": "patientNHSNumber", "valueIdentifier": NUMBER}
    assert {one["name"]: one.get("part", []) for one in sent["parameter"][1:]} == {
        "includeAllergies": [{"name": "includeResolvedAllergies", "valueBoolean": True}],
        "includeMedication": [{"name": "includePrescriptionIssues", "valueBoolean": True}],
        "includeProblems": [],
        "includeImmunisations": [{"name": "includeNotGiven", "valueBoolean": True}],
        "includeConsultations": [],
        "includeUncategorisedData": [],
        "includeInvestigations": [],
        "includeReferrals": [],
        "includeDiaryEntries": [],
    }
    assert result.ended(structured.LABEL).outcome is Outcome.COMPLETE
    assert result.ended(structured.LABEL).gaps == ()
    assert len(result.answers(structured.LABEL)) == 1


def test_what_the_operation_brings_is_not_searched_for_as_well(fetching, practice):
    fetching.read(practice)

    assert {heard.path for heard in practice.heard} == {"metadata", "Patient/1", PATH}


@pytest.mark.parametrize("area", structured._AREAS, ids=lambda area: area.parameter)
def test_an_area_that_is_not_answered_is_a_gap_in_its_domain(fetching, practice, area):
    codes = [code for code in CODES if code != area.list_code.decode()]
    practice.on(PATH, fetching.Said(body={"resourceType": "Bundle", "entry": lists(*codes)}))

    gaps = fetching.read(practice).ended(structured.LABEL).gaps

    assert [gap.domain for gap in gaps] == [area.domain]
    assert gaps[0].kind.makes_partial


@pytest.mark.parametrize("area", structured._AREAS, ids=lambda area: area.parameter)
def test_an_area_without_its_list_is_not_answered_by_what_another_area_brought(fetching, practice, area):
    """A consultation brings results, problems and referrals; only diary entries come bare in real records."""
    entries = lists(*(code for code in CODES if code != area.list_code.decode()))
    entries += [
        {"resource": {"resourceType": kind.decode()}} for one in structured._AREAS for kind in one.types
    ]
    entries[-1]["resource"]["code"] = {"coding": [{"code": area.list_code.decode()}]}  # no List says it
    practice.on(PATH, fetching.Said(body={"resourceType": "Bundle", "entry": entries}))

    gaps = fetching.read(practice).ended(structured.LABEL).gaps

    assert [gap.domain for gap in gaps] == ([] if area.parameter == "includeDiaryEntries" else [area.domain])


@pytest.mark.parametrize("area", structured._AREAS, ids=lambda area: area.parameter)
def test_an_answer_without_any_list_is_judged_by_its_resources(fetching, practice, area):
    others = [
        {"resource": {"resourceType": kind.decode()}} for one in structured._AREAS for kind in one.types
    ]
    entries = [one for one in others if one["resource"]["resourceType"].encode() not in area.types]
    practice.on(PATH, fetching.Said(body={"resourceType": "Bundle", "entry": entries}))

    gaps = fetching.read(practice).ended(structured.LABEL).gaps

    assert [gap.what for gap in gaps] == [f"{area.domain.label} ({area.parameter}) not received"]


@pytest.mark.parametrize(
    ("said", "outcome", "words"),
    [
        ({"status": 403}, Outcome.DENIED, "refuses"),
        ({"status": 500}, Outcome.FAILED, "status 500"),
        ({"body": {"resourceType": "Patient"}}, Outcome.FAILED, "not a record"),
        ({"body": b"<html>"}, Outcome.FAILED, "web page"),
    ],
)
def test_a_failure_is_a_gap_in_every_domain_that_it_was_to_settle(fetching, practice, said, outcome, words):
    practice.on(PATH, fetching.Said(**said))

    ended = fetching.read(practice).ended(structured.LABEL)

    assert ended.outcome is outcome
    assert {gap.domain for gap in ended.gaps} == structured.DOMAINS
    assert Domain.ALLERGIES in structured.DOMAINS
    assert all(words in gap.why for gap in ended.gaps)


def test_a_message_is_given_on(fetching, practice):
    practice.on(PATH, fetching.Said(status=404, body=fetching.outcome("No patient details found")))

    result = fetching.read(practice)

    assert "No patient details found" in result.why(structured.LABEL)
    assert len(result.answers(structured.LABEL)) == 1


def test_without_a_number_nothing_is_asked_and_it_is_said(fetching, practice):
    practice.on("Patient/1", fetching.Said(body={"resourceType": "Patient", "id": "1"}))

    result = fetching.read(practice)

    assert practice.asked(PATH) == []
    assert result.ended(structured.LABEL).outcome is Outcome.FAILED
    assert "NHS number" in result.why(structured.LABEL)


def test_the_practices_own_identifiers_are_kept_as_it_wrote_them(fetching, practice):
    """Compared with the bytes that were sent, and in what is kept of the answer."""
    own = b'{"system" :"https://a.example/id",  "value":"Y99001-\\u0041-00010.0"}'
    body = b'{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Condition", "id": "1", '
    body += b'"identifier": [' + own + b"]}}]}"
    practice.on(PATH, fetching.Said(body=body))

    (answer,) = fetching.read(practice).answers(structured.LABEL)
    pages = Pages()
    kept = pages.keep(answer)

    start = body.index(own)
    assert answer.body == body
    assert pages.raw(Place(page=kept, start=start, end=start + len(own))) == own

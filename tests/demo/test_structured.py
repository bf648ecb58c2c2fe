import json

import pytest

from viewer.demo.shelf import NHS_NUMBER
from viewer.demo.sites import SiteKey
from viewer.demo.structured import structured_record

ALLERGIES = {"name": "includeAllergies", "part": [{"name": "includeResolvedAllergies", "valueBoolean": True}]}
AREAS = [
    ALLERGIES,
    *(
        {"name": name}
        for name in (
            "includeMedication",
            "includeProblems",
            "includeConsultations",
            "includeImmunisations",
            "includeUncategorisedData",
            "includeInvestigations",
            "includeReferrals",
            "includeDiaryEntries",
        )
    ),
]


def asked(*parts, number="9990018421", system=NHS_NUMBER):
    identifier = {"name": "patientNHSNumber", "valueIdentifier": {"system": system, "value": number}}
    return json.dumps({"resourceType": "Parameters", "parameter": [identifier, *parts]}).encode()


def answered(files, body):
    status, answer = structured_record(files[SiteKey.GP], body)
    return status, json.loads(answer)


def kinds(bundle):
    return {entry["resource"]["resourceType"] for entry in bundle["entry"]}


def test_every_area_gives_the_whole_record_and_what_it_refers_to(files):
    status, bundle = answered(files, asked(*AREAS))
    about = [
        one
        for one in files[SiteKey.GP].everything_of("RS1042")
        if one.patient and one.type != "DocumentReference"
    ]
    ids = {(entry["resource"]["resourceType"], entry["resource"]["id"]) for entry in bundle["entry"]}

    assert status == 200
    assert bundle["type"] == "collection"
    assert {(one.type, one.id) for one in about} <= ids
    assert len(ids) == len(bundle["entry"])
    assert {"Practitioner", "Organization", "Medication", "Location"} <= kinds(bundle)


def test_nothing_of_another_patient_is_in_it(files):
    assert b"RS2210" not in structured_record(files[SiteKey.GP], asked(*AREAS))[1]


def test_without_an_area_only_the_person_comes(files):
    _, bundle = answered(files, asked())

    assert kinds(bundle) == {"Patient", "Practitioner", "Organization"}


def test_allergies_come_with_their_lists_and_contained_resolved_ones(files):
    _, bundle = answered(files, asked(ALLERGIES))
    lists = [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "List"]

    assert {one["title"] for one in lists} == {"Allergies and adverse reactions", "Ended allergies"}
    assert any("contained" in one for one in lists)
    assert "Observation" not in kinds(bundle)


def test_an_unknown_area_is_answered_with_a_warning(files):
    _, bundle = answered(files, asked({"name": "includeFuture"}))
    (warning,) = (
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "OperationOutcome"
    )

    assert warning["issue"][0]["severity"] == "warning"
    assert warning["issue"][0]["details"]["coding"][0]["code"] == "NOT_IMPLEMENTED"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"not json", "INVALID_REQUEST_MESSAGE"),
        (b"[]", "INVALID_RESOURCE"),
        (b'{"resourceType":"Patient"}', "INVALID_RESOURCE"),
        (b'{"resourceType":"Patient","parameter":[]}', "INVALID_RESOURCE"),
        (b'{"resourceType":"Parameters","parameter":[]}', "INVALID_PARAMETER"),
        (b'{"resourceType":"Parameters","parameter":[{"name":"patientNHSNumber"}]}', "INVALID_PARAMETER"),
        (asked(system="urn:other"), "INVALID_IDENTIFIER_SYSTEM"),
        (asked(number="9990018422"), "INVALID_NHS_NUMBER"),
        (asked(number="999001842"), "INVALID_NHS_NUMBER"),
        (asked({"name": "includeAllergies"}), "INVALID_PARAMETER"),
    ],
)
def test_wrong_parameters_are_400_with_a_spine_code(files, body, code):
    status, outcome = answered(files, body)

    assert status == 400
    assert outcome["issue"][0]["details"]["coding"][0]["code"] == code


def test_a_number_that_nobody_has_is_404(files):
    status, outcome = answered(files, asked(number="9990000018"))

    assert status == 404
    assert outcome["issue"][0]["details"]["coding"][0]["code"] == "PATIENT_NOT_FOUND"

"""The simulated practice's documents: the person, the list with its obligatory includes, each content."""

import json
from base64 import b64decode

import pytest

from viewer.demo.nhs.gpc_documents import LARGE

SERVICE = "urn:nhs:names:services:gpconnect:documents:fhir:rest"
NUMBER = "https://fhir.nhs.uk/Id/nhs-number|9990018421"
INCLUDES = (
    ("_include", "DocumentReference:subject:Patient"),
    ("_include", "DocumentReference:custodian:Organization"),
    ("_include", "DocumentReference:author:Organization"),
    ("_include", "DocumentReference:author:Practitioner"),
    ("_revinclude:recurse", "PractitionerRole:practitioner"),
)


def ask(documents, what, path, *query, method="GET"):
    return documents(path, *query, method=method, headers=documents.headers(f"{SERVICE}:{what}"))


def test_a_patient_is_found_by_number(documents):
    status, found = ask(documents, "search:patient-1", "Patient", ("identifier", NUMBER))

    assert (status, [entry["resource"]["id"] for entry in found["entry"]]) == (200, ["RS1042"])


def test_who_is_not_held_is_an_empty_list(documents):
    unknown = ("identifier", "https://fhir.nhs.uk/Id/nhs-number|9990057915")

    assert ask(documents, "search:patient-1", "Patient", unknown) == (
        200,
        {"resourceType": "Bundle", "type": "searchset", "total": 0},
    )


@pytest.mark.parametrize(
    ("query", "status", "expected"),
    [
        ((), 422, "INVALID_PARAMETER"),
        ((("identifier", "urn:x|1"),), 400, "INVALID_IDENTIFIER_SYSTEM"),
        ((("identifier", NUMBER[:-1] + "2"),), 400, "INVALID_NHS_NUMBER"),
    ],
)
def test_a_wrong_search_is_refused(documents, code, query, status, expected):
    got, said = ask(documents, "search:patient-1", "Patient", *query)

    assert (got, code(said)) == (status, expected)


def test_documents_are_listed_by_address_and_none_carries_its_content(documents):
    status, found = ask(
        documents, "search:documentreference-1", "Patient/RS1042/DocumentReference", *INCLUDES
    )
    listed = [entry["resource"] for entry in found["entry"]]
    files = [one["content"][0]["attachment"] for one in listed if one["resourceType"] == "DocumentReference"]

    assert status == 200
    assert LARGE in {one["id"] for one in listed}
    assert "NOPAT" in json.dumps(listed)
    assert all(one["url"].startswith("Binary/") and one["size"] and "data" not in one for one in files)


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("RS1042", INCLUDES[1:], (422, "INVALID_PARAMETER")),
        ("NOBODY", INCLUDES, (404, "PATIENT_NOT_FOUND")),
        ("RS7719", INCLUDES, (404, "PATIENT_NOT_FOUND")),
        ("RS3311", INCLUDES, (403, "NO_PATIENT_CONSENT")),
    ],
)
def test_a_list_that_may_not_be_given_is_refused(documents, code, name, query, expected):
    got, said = ask(documents, "search:documentreference-1", f"Patient/{name}/DocumentReference", *query)

    assert (got, code(said)) == expected


def test_a_content_is_given_and_a_large_one_is_not(documents, code):
    status, binary = ask(documents, "read:binary-1", "Binary/B-RS1042-doc-discharge")
    assert (status, binary["resourceType"]) == (200, "Binary")
    assert b64decode(binary["content"]).startswith(b"%PDF")

    status, said = ask(documents, "read:binary-1", f"Binary/B-{LARGE}")
    assert (status, code(said)) == (404, "NO_RECORD_FOUND")


@pytest.mark.parametrize(("path", "method"), [("Patient", "POST"), ("Binary", "GET"), ("Condition", "GET")])
def test_nothing_else_is_offered(documents, code, path, method):
    assert code(documents(path, method=method, headers=documents.headers(""))[1]) == "BAD_REQUEST"

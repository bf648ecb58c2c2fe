"""Who is asked about, and whether the answer is about them."""

import json

from viewer.fetch.nhs.person import patients_in, resources_in


def bundle(*resources):
    entries = [{"resource": one} for one in resources]
    return json.dumps({"resourceType": "Bundle", "entry": entries}).encode()


def patient(name, *numbers, use=""):
    identifiers = [
        {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": one, **({"use": use} if use else {})}
        for one in numbers
    ]
    return {"resourceType": "Patient", "id": name, "identifier": identifiers}


def test_patients_are_read_with_their_current_numbers():
    body = bundle(patient("1", "999 001 8421"), {"resourceType": "Organization"}, patient("2"))

    assert patients_in(body) == (("1", frozenset({"9990018421"})), ("2", frozenset()))


def test_an_old_or_wrong_number_is_none():
    assert patients_in(bundle(patient("1", "9990018421", use="old"))) == (("1", frozenset()),)
    assert patients_in(bundle(patient("1", "9990018422"))) == (("1", frozenset()),)


def test_what_cannot_be_read_holds_nobody():
    assert list(resources_in(b"<html>")) == []

"""What a summary says of itself."""

import json

import pytest

from viewer.fetch.nhs.scr_words import about_another, holds_summary, only_text, pointer_in
from viewer.source.domain import Domain

ID = {"system": "https://fhir.nhs.uk/Id/nhsSCRUUID", "value": "A"}


def bundle(*resources):
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}).encode()


def document(*codes, **more):
    system = "https://fhir.nhs.uk/CodeSystem/SCR-ACSPermission"
    labels = [
        {"coding": [{"system": system, "code": code}, {"system": "urn:x", "code": "R"}]} for code in codes
    ]
    return {"resourceType": "DocumentReference", "masterIdentifier": ID, "securityLabel": labels, **more}


def section(code, **more):
    return {"code": {"coding": [{"code": code}] if code else []}, "text": {"div": "<div/>"}, **more}


@pytest.mark.parametrize(
    ("codes", "words"),
    [(("Ask",), "asked each time"), (("No",), "does not want"), (("Maybe",), "'Maybe'"), ((), "")],
)
def test_consent_is_read_in_words(codes, words):
    found = pointer_in(bundle(document(*codes)))
    assert found.identity == "A"
    assert words in found.consent
    assert "R" not in found.consent.split()


def test_an_answer_without_an_id_points_nowhere():
    assert pointer_in(bundle()) is None
    assert pointer_in(bundle(document(masterIdentifier={"system": "urn:x", "value": "A"}))) is None
    assert pointer_in(b"not JSON") is None


def test_only_text_without_entries_is_named_by_its_domain():
    sections = [
        section("Title"),
        section("AllergiesHeader"),
        section("RepeatMedsHeader"),
        section("AcuteMedsHeader"),
        section("DiagnosesHeader", entry=[{"reference": "Condition/1"}]),
        section("SomethingNew"),
        section(""),
        {"code": {"coding": [{"code": "ResultsHeader"}]}},
    ]
    body = bundle({"resourceType": "Composition", "section": sections})
    assert only_text(body) == (Domain.ALLERGIES, Domain.MEDICINES, Domain.OTHER)


def test_a_summary_is_a_composition():
    assert holds_summary(bundle({"resourceType": "Composition"}))
    assert not holds_summary(bundle(document()))


def test_a_patient_with_another_number_is_noticed():
    def patient(value, system="https://fhir.nhs.uk/Id/nhs-number"):
        return bundle({"resourceType": "Patient", "identifier": [{"system": system, "value": value}]})

    assert about_another(patient("9990024103"), "9990018421")
    assert not about_another(patient("9990018421"), "9990018421")
    assert not about_another(patient("9990024103", "urn:x"), "9990018421")

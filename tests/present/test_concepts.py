"""Coded values, references and reasons for absence."""

import pytest

from viewer.present.concepts import (
    ABSENT_URL,
    absence_of,
    absent_code_words,
    absent_words,
    concept_words,
    reference_words,
)

SNOMED = "http://snomed.info/sct"


def coding(code, display="", system=SNOMED, **more):
    return {"system": system, "code": code, **({"display": display} if display else {}), **more}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": "Asthma"}, "Asthma"),
        ({"coding": [coding("195967001", "Asthma")]}, "Asthma"),
        ({"text": "asthma", "coding": [coding("195967001", "Asthma")]}, "asthma"),
        ({"text": "Bad chest", "coding": [coding("195967001", "Asthma")]}, "Bad chest (coded as: Asthma)"),
        ({"coding": [coding("195967001")]}, "195967001 (SNOMED CT code)"),
        ({"coding": [coding("H43..", system="urn:x")]}, "H43.. (urn:x code)"),
        ({"coding": [{"code": "x"}]}, "x"),
        (
            {"coding": [coding("1", "Chosen", userSelected=True), coding("2", "Other")]},
            "Chosen (coded as: Other)",
        ),
        ([coding("1", "First"), coding("2", "Second")], "First; Second"),
        ("laboratory", "laboratory"),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_concept_shows_its_text_and_a_display_that_differs(sent, words):
    assert concept_words(sent) == words


def test_a_coding_with_only_a_picked_description_shows_it():
    extension = {
        "url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-coding-sctdescid",
        "extension": [{"url": "descriptionDisplay", "valueString": "Hay fever"}],
    }

    assert concept_words({"coding": [coding("1", extension=[extension])]}) == "Hay fever"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"coding": [{"code": "masked"}]}, "withheld by source"),
        ({"coding": [{"code": "not-performed"}], "text": "Clotted"}, "not performed (Clotted)"),
        ({"text": "Clotted"}, "reason sent: Clotted"),
        ("unknown", "not known"),
        ({"extension": [{"url": ABSENT_URL, "valueCode": "masked"}]}, "withheld by source"),
        (None, ""),
    ],
)
def test_a_reason_for_absence_is_in_words(sent, words):
    assert absent_words(sent) == words


def test_a_sibling_says_why_an_element_is_absent():
    masked = {"extension": [{"url": ABSENT_URL, "valueCode": "masked"}]}

    assert absence_of({"_birthDate": masked}, "birthDate") == "withheld by source"
    assert absence_of({"_valueQuantity": masked}, "value") == "withheld by source"
    assert absence_of({"valueQuantity": masked}, "value") == "withheld by source"
    assert absence_of({"_given": [None, masked]}, "given") == "withheld by source"
    assert absence_of({"valueset": masked, "_value": {"extension": [{"url": "other"}]}}, "value") == ""


def test_only_known_codes_have_words():
    assert absent_code_words("asked-declined") == "asked but declined to answer"
    assert absent_code_words("because") == ""


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"reference": "Practitioner/7", "display": "Dr A. Gill"}, "Dr A. Gill (Practitioner/7)"),
        ({"reference": "Practitioner/7"}, "Practitioner/7"),
        (
            {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A1"}},
            "ODS organisation code A1",
        ),
        ({"identifier": {"value": "9"}, "type": "Patient"}, "identifier 9 (Patient)"),
        (None, ""),
    ],
)
def test_a_reference_reads_without_being_opened(sent, words):
    assert reference_words(sent) == words

"""Identifiers, and which of them may match."""

import pytest

from viewer.fhir.identifier import Identifier, identifier_of, identifiers_of

STATUS = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
NHS = "https://fhir.nhs.uk/Id/nhs-number"


def test_identifiers_are_read_in_order_with_use_and_type():
    content = {
        "identifier": [
            {"system": NHS, "value": "9990000018", "use": "official"},
            None,
            {"use": "old"},
            {"value": "A1", "type": {"text": "Hospital number"}},
        ]
    }

    assert identifiers_of(content) == (
        Identifier(system=NHS, value="9990000018", use="official"),
        Identifier(system="", value="A1", type="Hospital number"),
    )
    assert identifiers_of({"identifier": {"system": "s", "value": "1"}}) == (
        Identifier(system="s", value="1"),
    )
    assert identifiers_of({}) == ()
    assert identifier_of("9990000018") is None


@pytest.mark.parametrize(
    ("extension", "status"),
    [
        ({"url": STATUS, "valueCodeableConcept": {"coding": [{"code": "01"}]}}, "01"),
        ({"url": STATUS, "valueCode": "number-present-and-verified"}, "number-present-and-verified"),
        ({"url": STATUS, "valueCodeableConcept": {"text": "verified"}}, ""),
        ({"url": STATUS}, ""),
        ({"url": "http://other", "valueCode": "01"}, ""),
    ],
)
def test_the_verification_status_is_the_code_sent(extension, status):
    read = identifier_of({"system": NHS, "value": "9990000018", "extension": [extension]})

    assert read.verification == status


@pytest.mark.parametrize("use", ["old", "temp"])
def test_an_old_or_temporary_identifier_never_matches(use):
    assert not Identifier(system="s", value="1", use=use).is_match_key


def test_a_match_key_has_a_system_and_a_value():
    assert Identifier(system="s", value="1").is_match_key
    assert not Identifier(system="", value="1").is_match_key
    assert not Identifier(system="s", value="").is_match_key

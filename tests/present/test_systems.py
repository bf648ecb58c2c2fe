"""Names of code systems."""

import pytest

from viewer.present.systems import SYSTEM_NAMES, system_name, system_words


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://snomed.info/sct", "SNOMED CT"),
        ("http://loinc.org", "LOINC"),
        ("https://dmd.nhs.uk", "dm+d"),
        ("http://read.info/readv2", "Read v2"),
        ("http://hl7.org/fhir/sid/icd-10", "ICD-10"),
        ("http://unitsofmeasure.org/", "UCUM"),
        ("https://fhir.nhs.uk/Id/nhs-number", "NHS number"),
    ],
)
def test_a_system_that_a_clinician_meets_has_a_name_and_keeps_its_url(url, name):
    assert system_name(url) == name
    assert system_words(url) == f"{name}, {url}"


def test_an_unknown_system_is_its_url():
    assert system_name("urn:local") == ""
    assert system_words("urn:local") == "urn:local"
    assert all(SYSTEM_NAMES.values())

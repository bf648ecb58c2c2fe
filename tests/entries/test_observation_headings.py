"""Social history, vital signs, examination and pregnancy stand under headings of their own."""

import pytest

from tests.entries.builders import LOINC, SNOMED, coded, read, worded
from viewer.entries.headings import ASSESSMENTS, EXAMINATION, OBSERVATIONS, PREGNANCY, RESULTS, SOCIAL
from viewer.entries.observation_headings import heading_of
from viewer.fhir.concept import Coding


def loinc(code):
    return (Coding(system=LOINC, code=code),)


@pytest.mark.parametrize(
    ("category", "heading"),
    [
        ([coded("laboratory")], RESULTS),
        ([coded("vital-signs")], EXAMINATION),
        ([coded("social-history")], SOCIAL),
        ([coded("local"), coded("survey")], ASSESSMENTS),
        ([worded("Vital Signs")], EXAMINATION),
        ([worded("Haematology")], OBSERVATIONS),
        ("odd", OBSERVATIONS),
        (None, OBSERVATIONS),
    ],
)
def test_a_category_decides(category, heading):
    assert heading_of({"category": category}, loinc("718-7")) == heading


@pytest.mark.parametrize(
    ("codings", "heading"),
    [
        (loinc("72166-2"), SOCIAL),
        ((Coding(system=SNOMED, code="266919005"),), SOCIAL),
        (loinc("85354-9"), EXAMINATION),
        (loinc("82810-3"), PREGNANCY),
        ((Coding(system="http://example.org", code="82810-3"),), OBSERVATIONS),
        ((), OBSERVATIONS),
    ],
)
def test_without_a_category_a_known_code_decides(codings, heading):
    assert heading_of({}, codings) == heading


def test_a_pregnancy_is_never_lost_among_results_and_a_category_wins_otherwise():
    assert heading_of({"category": [coded("laboratory")]}, loinc("82810-3")) == PREGNANCY
    assert heading_of({"category": [coded("survey")]}, loinc("72166-2")) == ASSESSMENTS


def test_the_row_stands_there():
    entry = read("Observation", status="final", code=coded("77386006", "Pregnant"))
    assert (entry.category, entry.title) == ("Pregnancy", "Pregnant")

"""What a coding without words means, and only where the list is HL7's own."""

import pytest

from viewer.fhir.concept import Coding, Concept
from viewer.present.coded_terms import TERMS, coding_words, known_words
from viewer.present.concepts import concept_words

HL7 = "http://terminology.hl7.org/CodeSystem/"


@pytest.mark.parametrize(
    ("system", "code", "words"),
    [
        (f"{HL7}condition-ver-status", "refuted", "refuted"),
        (f"{HL7}condition-ver-status", "entered-in-error", "entered in error"),
        ("http://hl7.org/fhir/allergy-verification-status", "unconfirmed", "unconfirmed"),
        (f"{HL7}v3-ObservationInterpretation", "HH", "critically high"),
        ("http://hl7.org/fhir/v3/ObservationInterpretation", "<", "off scale low"),
        ("http://hl7.org/fhir/v2/0078", "S", "susceptible"),
        (f"{HL7}v3-RoleCode", "MGRMTH", "maternal grandmother"),
        (f"{HL7}discharge-disposition", "exp", "died"),
        (f"{HL7}immunization-evaluation-dose-status", "notvalid", "not valid"),
        (f"{HL7}condition-ver-status", "sure", ""),
        ("http://example.org/condition-ver-status", "refuted", ""),
        ("", "H", ""),
    ],
)
def test_a_code_means_what_its_own_list_says(system, code, words):
    assert coding_words(Coding(system=system, code=code)) == words


def test_the_first_meaning_of_a_concept_is_taken():
    local, hl7 = Coding(system="x", code="H"), Coding(system=f"{HL7}v3-ObservationInterpretation", code="H")
    assert known_words(Concept(codings=(local, hl7))) == "high"
    assert known_words(Concept(codings=(local,))) == ""


def test_a_concept_of_codes_alone_says_meaning_and_code():
    sent = {"coding": [{"system": "http://hl7.org/fhir/v2/0078", "code": "H"}]}
    assert concept_words(sent) == "high: H (HL7 v2 interpretation code)"


@pytest.mark.parametrize("name", sorted(TERMS))
def test_every_term_is_in_words(name):
    assert all(
        code and words.strip() and "_" not in words and "|" not in words
        for code, words in TERMS[name].items()
    )

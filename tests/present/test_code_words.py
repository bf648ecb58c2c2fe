"""What a FHIR code reads like, over every code of every bound element (SAFE-13)."""

import pytest

from viewer.present.code_sets import BOUND
from viewer.present.code_words import beside, code_words, element_words, sent_code_words, spelled


@pytest.mark.parametrize("element", sorted(BOUND))
def test_every_known_code_of_every_element_is_in_words(element):
    for code in BOUND[element]:
        words, sent = code_words(element, code), sent_code_words(element, code)
        assert len(words) > 1
        assert "unrecognised" not in words + sent
        assert "_" not in words
        assert sent[0] == sent[0].upper()


@pytest.mark.parametrize("element", sorted(BOUND))
def test_two_codes_of_one_element_never_read_alike(element):
    assert len({code_words(element, code) for code in BOUND[element]}) == len(BOUND[element])


@pytest.mark.parametrize("element", sorted(BOUND))
def test_an_unknown_code_is_shown_as_it_is_and_called_unrecognised(element):
    assert code_words(element, "x-new") == "unrecognised code 'x-new'"
    assert sent_code_words(element, "x-new") == "x-new (unrecognised code)"
    assert code_words(element, "") == sent_code_words(element, "") == ""


@pytest.mark.parametrize(
    ("element", "code", "words"),
    [
        ("Condition.verificationStatus", "confirmed", "Confirmed"),
        ("Condition.verificationStatus", "refuted", "Refuted"),
        ("Flag.status", "entered-in-error", "Entered in error"),
        ("Appointment.status", "noshow", "Did not attend (noshow)"),
        ("ServiceRequest.priority", "stat", "Immediate (stat)"),
        ("MedicationStatement.taken", "n", "Not taken"),
        ("Consent.provision.type", "deny", "DENY"),
        ("ImagingStudy.availability", "NEARLINE", "Nearline"),
        ("MedicationRequest.dosageInstruction.timing.repeat.periodUnit", "wk", "Week (wk)"),
        ("MedicationRequest.dosageInstruction.timing.repeat.dayOfWeek", "mon", "Monday"),
        ("Patient.text.status", "generated", "Made by the source from its data (generated)"),
        ("Observation.status", "Final", "Final (unrecognised code)"),
    ],
)
def test_a_code_reads_in_the_detail(element, code, words):
    assert sent_code_words(element, code) == words


def test_at_an_element_of_no_list_a_code_is_spelled_and_the_detail_shows_it_as_sent():
    assert code_words("Basic.code", "on-the_way") == "on the way"
    assert sent_code_words("Basic.code", "on-the_way") == ""


def test_words_of_an_element_come_from_the_content_that_stands_there():
    assert element_words({"severity": "severe"}, "severity", "AllergyIntolerance.reaction") == "severe"
    assert element_words({}, "severity", "AllergyIntolerance.reaction") == ""


def test_a_short_abbreviation_keeps_its_capitals():
    assert (spelled("IMP"), spelled("NEARLINE"), spelled("in_use")) == ("IMP", "nearline", "in use")


def test_inside_a_line_the_code_stands_beside_words_that_do_not_hold_it():
    assert beside("telecom.system", "sms") == "text message (sms)"
    assert beside("name.use", "temp") == "temporary"

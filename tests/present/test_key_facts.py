"""Below the five lines stands what profiles call must-support and what modifies, unless it is said above."""

from viewer.present.concepts import reference_words
from viewer.present.key_facts import key_facts

_ALLERGY = {
    "resourceType": "AllergyIntolerance",
    "identifier": [{"value": "7"}],
    "code": {"text": "Penicillin"},
    "criticality": "high",
    "onsetDateTime": "2019",
    "patient": {"reference": "Patient/1"},
    "text": {"status": "generated", "div": "<div>x</div>"},
    "extension": [
        {"url": "x/Extension-UKCore-Evidence", "valueReference": {"display": "Skin test"}},
        {"url": "http://hl7.org/fhir/StructureDefinition/narrativeLink", "valueUrl": "#a"},
    ],
}


def facts(content, said=""):
    return key_facts(content, said, reference_words)


def test_what_is_not_said_above_stands_with_its_label_in_the_order_of_the_definition():
    assert facts(_ALLERGY, "Allergies: Penicillin") == (
        ("Criticality", "high"),
        ("Onset", "2019"),
        ("Identifier", "7"),
        ("Evidence", "Skin test"),
    )


def test_the_same_words_above_are_enough_whatever_stands_between_them():
    said = "Medicines: Aspirin\nOrder — DOSE ONE daily"

    assert ("Medication", "Aspirin") not in facts(
        {"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": "Aspirin"}}, said
    )


def test_a_part_of_a_word_and_a_short_word_prove_nothing():
    medicine = {
        "resourceType": "MedicationRequest",
        "status": "stop",
        "intent": "order",
        "doNotPerform": False,
    }

    said = facts(medicine, "stop; reordered by nobody")

    assert ("Status", "stop") not in said
    assert ("Status", "unrecognised code 'stop'") in said
    assert ("Intent", "order") in said
    assert ("DO NOT perform", "No") in said


def test_why_an_element_is_absent_is_a_fact():
    unknown = {
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}
        ]
    }

    assert facts({"resourceType": "Patient", "_birthDate": unknown}) == (
        ("Date of birth", "no value: not known"),
    )


def test_why_a_part_of_an_element_is_absent_is_said_once_in_its_place():
    nobody = [
        {
            "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}
            ]
        }
    ]

    assert facts({"resourceType": "Observation", "performer": nobody}) == (
        ("Performer", "no value: withheld by source"),
    )


def test_when_the_source_last_wrote_it_is_found_in_its_place():
    found = facts({"resourceType": "Condition", "meta": {"lastUpdated": "2019-03-04"}})

    assert found == (("Last updated at the source", "04-Mar-2019"),)


def test_a_type_of_no_table_has_none():
    assert facts({"resourceType": "Nonsense", "status": "x"}) == facts({}) == ()

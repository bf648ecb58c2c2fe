"""The few words of a list at a glance: never another fact, only fewer words than the detail."""

from tests.entries.builders import read
from viewer.fhir.resource import Number


def brief(**content):
    return read(content.pop("resourceType"), **content).brief


def test_an_allergy_says_its_reactions_and_a_high_criticality():
    reaction = [{"manifestation": [{"text": "Anaphylaxis"}], "severity": "severe"}]
    said = brief(
        resourceType="AllergyIntolerance",
        code={"text": "Peanut"},
        criticality="high",
        reaction=reaction,
        note=[{"text": "long story"}],
    )

    assert said == "Reactions: Anaphylaxis (severe) · HIGH criticality"
    assert "not known" in brief(resourceType="AllergyIntolerance", code={"text": "Peanut"})


def test_a_medicine_says_its_dose_as_sent_or_that_none_was():
    request = {"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": "Apixaban"}}

    assert brief(**request, dosageInstruction=[{"text": "2.5 mg twice a day"}]) == "2.5 mg twice a day"
    assert brief(**request) == "dose not stated"
    assert brief(**request, intent="plan").startswith("Plan, not an order")
    assert "not taken" in brief(resourceType="MedicationStatement", taken="n")
    assert brief(resourceType="MedicationDispense") is None


def test_a_result_says_its_value_and_the_interpretation_as_sent():
    value = {"valueQuantity": {"value": Number("6.1"), "unit": "mmol/L"}}

    said = brief(
        resourceType="Observation", code={"text": "Potassium"}, interpretation=[{"text": "High"}], **value
    )

    assert said == "6.1 mmol/L · sent as High"
    assert brief(resourceType="Observation", code={"text": "Potassium"}) is None


def test_what_is_not_understood_is_said_in_few_words_too():
    modifier = [{"url": "urn:unheard", "valueBoolean": True}]

    said = brief(resourceType="AllergyIntolerance", code={"text": "Peanut"}, modifierExtension=modifier)

    assert "not" in said.split("·")[0].lower()

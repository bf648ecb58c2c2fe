"""The amount supplied: number and text never hide each other (MED-18)."""

import pytest

from viewer.present.supplies import supply_words

URL = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationQuantityText"


def written(words):
    return {"extension": [{"url": "other"}, {"url": URL, "valueString": words}]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"quantity": {"value": 28, "unit": "tablet"}}, "28 tablet"),
        ({"quantity": written("28 tablets")}, "28 tablets"),
        ({**written("28 tablets")}, "28 tablets"),
        ({"quantity": {"value": 28, **written("capsule(s)")}}, "28 capsule(s)"),
        ({"quantity": {"value": 28, **written("56 capsules")}}, "28 no unit given (as text: 56 capsules)"),
        ({"quantity": {"value": 28, "unit": "g", **written("a tube")}}, "28 g (as text: a tube)"),
        ({"quantity": {"value": 28, **written("")}}, "28 no unit given"),
        ({}, ""),
    ],
)
def test_number_and_text_are_both_told(content, words):
    assert supply_words(content) == words

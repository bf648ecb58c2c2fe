"""Which element of FHIR a path of the detail is."""

import json

import pytest

from viewer.fhir.tokens import leaves
from viewer.present.detail import detail_of
from viewer.present.elements import Elements

HELD = {
    "resourceType": "MedicationRequest",
    "status": "active",
    "contained": [{"resourceType": "Medication", "status": "inactive", "ingredient": [{"isActive": True}]}],
}


@pytest.mark.parametrize(
    ("path", "element"),
    [
        ("status", "MedicationRequest.status"),
        (
            "dosageInstruction[0].timing.repeat.when[2]",
            "MedicationRequest.dosageInstruction.timing.repeat.when",
        ),
        ("contained[0].status", "Medication.status"),
        ("contained[0].ingredient[0].isActive", "Medication.ingredient.isActive"),
        ("contained[1].status", "MedicationRequest.contained.status"),
    ],
)
def test_an_element_counts_from_the_resource_that_it_is_in(path, element):
    elements = Elements(list(leaves(json.dumps(HELD).encode())))
    assert elements.element(path) == element


def test_without_a_type_a_path_is_itself():
    assert Elements([]).element("a[0].b") == "a.b"
    assert Elements([]).element("") == ""


def test_the_detail_words_the_codes_of_a_contained_resource_by_its_own_type():
    lines = {
        line.paths[0]: line.text for line in detail_of(json.dumps(HELD | {"intent": "order"}).encode()).lines
    }
    assert lines["MedicationRequest.status"] == "Active"
    assert lines["MedicationRequest.contained[0].status"] == "Inactive"
    assert lines["MedicationRequest.intent"] == "Order"

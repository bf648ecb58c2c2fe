"""The lists of codes that FHIR binds elements to, over all four versions."""

import pytest

from tests.definitions.tables import all_modifiers
from viewer.present.code_sets import BOUND, bound_codes

_OWN = {kind.partition(".")[0] for kind in BOUND if kind[0].isupper()}


@pytest.mark.parametrize(
    ("element", "codes"),
    [
        (
            "Condition.verificationStatus",
            "provisional differential confirmed refuted entered-in-error unknown",
        ),
        ("AllergyIntolerance.reaction.severity", "mild moderate severe"),
        (
            "Observation.status",
            "registered specimen-in-process preliminary final amended corrected appended cancelled entered-in-error unknown",
        ),
        ("Task.priority", "routine urgent asap stat normal"),
        ("Consent.except.type", "deny permit"),
        ("Patient.contact.name.use", "usual official temp nickname anonymous old maiden"),
        ("MedicationRequest.dosageInstruction.timing.repeat.periodUnit", "s min h d wk mo a"),
        ("VisionPrescription.lensSpecification.prism.base", "up down in out"),
    ],
)
def test_an_element_holds_the_codes_of_every_version(element, codes):
    assert bound_codes(element) == set(codes.split())


def test_an_element_without_a_required_binding_has_no_list():
    assert bound_codes("Observation.code") is None
    assert bound_codes("status") is None
    assert bound_codes("") is None


def test_every_line_of_the_table_is_an_element_with_codes():
    assert len(BOUND) > 180
    assert all(element.count(".") >= 1 and " " not in element and codes for element, codes in BOUND.items())


def test_every_status_that_can_be_withdrawn_says_so():
    lists = {
        name: codes for name, codes in BOUND.items() if name.count(".") == 1 and name.endswith(".status")
    }
    without = {name for name, codes in lists.items() if "entered-in-error" not in codes}
    assert without == {
        "BiologicallyDerivedProduct.status",
        "text.status",
        "Location.status",
        "MeasureReport.status",
        "ResearchSubject.status",
    }


@pytest.mark.parametrize("version", ["STU3", "R4", "R4B", "R5"])
def test_the_codes_of_every_modifier_in_the_pinned_definitions_are_known(version):
    bound = [one for one in all_modifiers() if one.version == version and one.types == "code" and one.codes]
    of_a_patient = [one for one in bound if one.path.partition(".")[0] in _OWN]
    unknown = {one.path: set(one.codes) - (bound_codes(one.path) or set()) for one in of_a_patient}

    assert len(of_a_patient) > 30
    assert {path: codes for path, codes in unknown.items() if codes} == {}

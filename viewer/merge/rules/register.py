"""Which rule each resource type has; all others are grouped by identifier or by equal content alone."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.merge.rules.events import CONTACT, DOCUMENT, VACCINATION
from viewer.merge.rules.medicines import MEDICINE
from viewer.merge.rules.problems import ALLERGY, PROBLEM, PROCEDURE
from viewer.merge.rules.results import REPORT, RESULT
from viewer.merge.rules.rule import Rule

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "Observation": RESULT,
        "DiagnosticReport": REPORT,
        "MedicationRequest": MEDICINE,
        "MedicationOrder": MEDICINE,
        "MedicationStatement": MEDICINE,
        "MedicationUsage": MEDICINE,
        "MedicationDispense": MEDICINE,
        "MedicationAdministration": MEDICINE,
        "Condition": PROBLEM,
        "AllergyIntolerance": ALLERGY,
        "Procedure": PROCEDURE,
        "Immunization": VACCINATION,
        "Encounter": CONTACT,
        "DocumentReference": DOCUMENT,
    }
)


def rule_for(resource_type: str) -> Rule | None:
    """Return the rule of a type, None where it has none."""
    return RULES.get(resource_type)

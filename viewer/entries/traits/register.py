"""Which traits each resource type has; a type without any is told apart by its wording as a whole."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from viewer.entries.traits.documents import document_traits
from viewer.entries.traits.encounters import encounter_traits
from viewer.entries.traits.immunisations import immunisation_traits
from viewer.entries.traits.medicines import medicine_traits
from viewer.entries.traits.problems import allergy_traits, problem_traits, procedure_traits
from viewer.entries.traits.results import report_traits, result_traits
from viewer.entries.traits.trait import Traits
from viewer.fhir.resource import Content

TRAITS: Mapping[str, Callable[[Content], Traits]] = MappingProxyType(
    {
        "Observation": result_traits,
        "DiagnosticReport": report_traits,
        "MedicationRequest": medicine_traits,
        "MedicationOrder": medicine_traits,
        "MedicationStatement": medicine_traits,
        "MedicationUsage": medicine_traits,
        "MedicationDispense": medicine_traits,
        "MedicationAdministration": medicine_traits,
        "Condition": problem_traits,
        "AllergyIntolerance": allergy_traits,
        "Procedure": procedure_traits,
        "Immunization": immunisation_traits,
        "Encounter": encounter_traits,
        "DocumentReference": document_traits,
    }
)


_RULED = "told apart as"


def traits_of(resource_type: str, content: Content) -> Traits:
    """Return the traits of a resource, () for a type that has none.

    A type that has a rule is told apart by it alone, also where it states no other trait.
    """
    read = TRAITS.get(resource_type)
    return (*read(content), (_RULED, resource_type)) if read else ()

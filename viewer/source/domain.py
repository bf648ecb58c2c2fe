"""The clinical domains of a record, and which domain each FHIR resource type belongs to.

A domain is what completeness is claimed for: one row per source and domain on screen, in print and in
the headless record. Types of every supported version (STU3, R4, R4B, R5) are listed; an unknown type is
``OTHER``, so that nothing falls through.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Domain(StrEnum):
    """A clinical domain; the value stands in files, ``label`` on screen."""

    DEMOGRAPHICS = "demographics"
    PLANS = "plans"
    ALLERGIES = "allergies"
    MEDICINES = "medicines"
    PROBLEMS = "problems"
    RESULTS = "results"
    IMMUNISATIONS = "immunisations"
    PROCEDURES = "procedures"
    ENCOUNTERS = "encounters"
    DOCUMENTS = "documents"
    REFERRALS = "referrals"
    FAMILY_HISTORY = "family-history"
    DEVICES = "devices"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The domain in the words of the screen."""
        return _LABELS[self]


_LABELS = {
    Domain.DEMOGRAPHICS: "Demographics",
    Domain.PLANS: "Care plans and warnings",
    Domain.ALLERGIES: "Allergies and adverse reactions",
    Domain.MEDICINES: "Medicines",
    Domain.PROBLEMS: "Problems",
    Domain.RESULTS: "Results and observations",
    Domain.IMMUNISATIONS: "Immunisations",
    Domain.PROCEDURES: "Procedures",
    Domain.ENCOUNTERS: "Encounters and appointments",
    Domain.DOCUMENTS: "Documents and letters",
    Domain.REFERRALS: "Referrals and requests",
    Domain.FAMILY_HISTORY: "Family history",
    Domain.DEVICES: "Devices",
    Domain.OTHER: "Other records",
}

_TYPES: Mapping[Domain, str] = {
    Domain.DEMOGRAPHICS: "Patient RelatedPerson Person",
    Domain.PLANS: "CarePlan Goal Flag Consent CareTeam DetectedIssue RiskAssessment",
    Domain.ALLERGIES: "AllergyIntolerance",
    Domain.MEDICINES: "MedicationRequest MedicationStatement MedicationDispense MedicationAdministration "
    "MedicationUsage Medication MedicationOrder",
    Domain.PROBLEMS: "Condition ClinicalImpression",
    Domain.RESULTS: "Observation DiagnosticReport ImagingStudy ImagingManifest Specimen MolecularSequence "
    "Sequence GenomicStudy BodySite BodyStructure ImagingSelection DiagnosticOrder",
    Domain.IMMUNISATIONS: "Immunization ImmunizationRecommendation ImmunizationEvaluation",
    Domain.PROCEDURES: "Procedure",
    Domain.ENCOUNTERS: "Encounter EpisodeOfCare Appointment AppointmentResponse Schedule Slot "
    "EncounterHistory",
    Domain.DOCUMENTS: "DocumentReference DocumentManifest Composition Media Binary Communication",
    Domain.REFERRALS: "ServiceRequest ReferralRequest ProcedureRequest CommunicationRequest "
    "RequestGroup RequestOrchestration Task DeviceRequest NutritionOrder VisionPrescription SupplyRequest",
    Domain.FAMILY_HISTORY: "FamilyMemberHistory",
    Domain.DEVICES: "Device DeviceUseStatement DeviceUsage DeviceMetric DeviceDispense DeviceAssociation",
}

DOMAIN_OF_TYPE: Mapping[str, Domain] = MappingProxyType(
    {name: domain for domain, names in _TYPES.items() for name in names.split()}
)


def domain_of(resource_type: str) -> Domain:
    """Which domain a resource type belongs to; ``OTHER`` for a type we do not know.

    >>> domain_of("AllergyIntolerance").label
    'Allergies and adverse reactions'
    >>> domain_of("InventoryReport")
    <Domain.OTHER: 'other'>
    """
    return DOMAIN_OF_TYPE.get(resource_type, Domain.OTHER)

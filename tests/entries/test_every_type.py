"""Whatever resource type a version of FHIR gives a patient: it has a reader, supports one, or reads as any (CMP-13)."""

import pytest

from tests.entries.builders import PATIENT, context, resource
from viewer.entries.entry import Standing
from viewer.entries.register import READERS, SUPPORTING, entry_from, supporting_title

_STU3 = """
Account AdverseEvent AllergyIntolerance BodySite CarePlan CareTeam ChargeItem Claim ClaimResponse
ClinicalImpression Communication CommunicationRequest Condition Consent Coverage DetectedIssue Device
DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EligibilityRequest
Encounter EnrollmentRequest EpisodeOfCare ExplanationOfBenefit FamilyMemberHistory Flag Goal
GuidanceResponse ImagingManifest ImagingStudy Immunization ImmunizationRecommendation List MeasureReport
Media MedicationAdministration MedicationDispense MedicationRequest MedicationStatement NutritionOrder
Observation Procedure ProcedureRequest ReferralRequest RelatedPerson RequestGroup ResearchSubject
RiskAssessment Sequence Specimen SupplyDelivery VisionPrescription
"""
_R4 = """
Account AdverseEvent AllergyIntolerance BodyStructure CarePlan CareTeam ChargeItem Claim ClaimResponse
ClinicalImpression Communication CommunicationRequest Condition Consent Coverage
CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceRequest
DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference Encounter EnrollmentRequest
EpisodeOfCare ExplanationOfBenefit FamilyMemberHistory Flag Goal GuidanceResponse ImagingStudy
Immunization ImmunizationEvaluation ImmunizationRecommendation Invoice List MeasureReport Media
MedicationAdministration MedicationDispense MedicationRequest MedicationStatement MolecularSequence
NutritionOrder Observation Procedure RelatedPerson RequestGroup ResearchSubject RiskAssessment
ServiceRequest Specimen SupplyDelivery VisionPrescription
"""
_R5 = """
Account AdverseEvent AllergyIntolerance Appointment AuditEvent BiologicallyDerivedProductDispense
BodyStructure CarePlan CareTeam ChargeItem Claim ClaimResponse ClinicalImpression Communication
CommunicationRequest Condition Consent Coverage CoverageEligibilityRequest CoverageEligibilityResponse
DetectedIssue DeviceAssociation DeviceDispense DeviceRequest DeviceUsage DiagnosticReport Encounter
EncounterHistory EnrollmentRequest EpisodeOfCare ExplanationOfBenefit FamilyMemberHistory Flag
GenomicStudy Goal GuidanceResponse ImagingSelection ImagingStudy Immunization ImmunizationEvaluation
ImmunizationRecommendation Invoice MeasureReport MedicationAdministration MedicationDispense
MedicationRequest MedicationStatement MolecularSequence NutritionIntake NutritionOrder Observation
Procedure Provenance RelatedPerson RequestOrchestration ResearchSubject RiskAssessment ServiceRequest
Specimen SupplyDelivery VisionPrescription
"""
"""Types with an element that refers to the patient: HL7 FHIR (CC0) 3.0.2, 4.0.1 with 4.3.0, and 5.0.0."""
_OF_ANYTHING = """
Appointment AppointmentResponse Basic Composition Contract DocumentReference EnrollmentResponse
EligibilityResponse PaymentNotice QuestionnaireResponse SupplyRequest Task Transport VerificationResult
"""
"""Types that name the patient as one of many that they may name, or through another record."""
_GENERAL = """
Account Basic ChargeItem Claim ClaimResponse Contract Coverage CoverageEligibilityRequest
CoverageEligibilityResponse EligibilityRequest EligibilityResponse EnrollmentRequest EnrollmentResponse
ExplanationOfBenefit Invoice MeasureReport PaymentNotice VerificationResult
"""
"""Cover, payment and administration: no clinician reads a line of them for care; they read as any record."""

EVERY = sorted({*_STU3.split(), *_R4.split(), *_R5.split(), *_OF_ANYTHING.split()})


def test_what_has_no_reader_of_its_own_is_known_and_no_clinical_record():
    assert {kind for kind in EVERY if kind not in READERS and kind not in SUPPORTING} == set(_GENERAL.split())


@pytest.mark.parametrize("kind", EVERY)
def test_every_type_has_a_line_or_a_name(kind):
    sent = {"resourceType": kind, "id": "1", "subject": PATIENT, "patient": PATIENT, "status": "x-new"}
    if kind in SUPPORTING:
        assert supporting_title(sent)
        return
    entry = entry_from(resource(sent), context())

    assert entry.title.strip()
    assert entry.category.strip()
    assert "not stated" in entry.status or "x-new" in entry.status or entry.status in {"", "x new"}
    assert entry.standing is not Standing.CURRENT

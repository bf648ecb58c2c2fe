"""Which codes an element may hold that FHIR binds to a fixed list, in STU3, R4, R4B and R5 together.

The lists are those of the required bindings of HL7 FHIR (CC0) 3.0.2, 4.0.1, 4.3.0 and 5.0.0, for the types
that tell of a patient. One line holds an element or several that share a list; a line that is indented goes
on. Elements of datatypes stand without their resource, by the last two names of their path.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TABLE = """
name.use: usual official temp nickname anonymous old maiden
address.use: home work temp old billing
address.type: postal physical both
telecom.system: phone fax email pager url sms other
telecom.use: home work temp old mobile
identifier.use: usual official temp secondary old
text.status: generated extensions additional empty
repeat.periodUnit, repeat.durationUnit: s min h d wk mo a
repeat.when: MORN MORN.early MORN.late NOON AFT AFT.early AFT.late EVE EVE.early EVE.late NIGHT PHS IMD HS
  WAKE C CM CD CV AC ACM ACD ACV PC PCM PCD PCV
repeat.dayOfWeek, availableTime.daysOfWeek: mon tue wed thu fri sat sun
Account.status: active inactive entered-in-error on-hold unknown
AdverseEvent.actuality: actual potential
AdverseEvent.category: AE PAE
AdverseEvent.status: in-progress completed entered-in-error unknown
AllergyIntolerance.category: food medication environment biologic
AllergyIntolerance.clinicalStatus: active inactive resolved
AllergyIntolerance.criticality: low high unable-to-assess
AllergyIntolerance.reaction.severity: mild moderate severe
AllergyIntolerance.type: allergy intolerance
AllergyIntolerance.verificationStatus: unconfirmed confirmed refuted entered-in-error
Appointment.participant.required: required optional information-only
Appointment.participant.status: accepted declined tentative needs-action
Appointment.status: proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in
  waitlist
AppointmentResponse.participantStatus: accepted declined tentative needs-action entered-in-error
  in-process completed
BiologicallyDerivedProduct.productCategory: organ tissue fluid cells biologicalAgent
BiologicallyDerivedProduct.status: available unavailable
BiologicallyDerivedProductDispense.status: preparation in-progress allocated issued unfulfilled returned
  entered-in-error unknown
Bundle.type: document message transaction transaction-response batch batch-response history searchset
  collection subscription-notification
CarePlan.activity.detail.status: not-started scheduled in-progress on-hold completed cancelled stopped
  unknown entered-in-error
CarePlan.intent: proposal plan order option directive
CarePlan.status, CommunicationRequest.status, DeviceRequest.status, RequestGroup.status: draft active
  on-hold revoked completed entered-in-error unknown suspended cancelled
CareTeam.status: proposed active suspended inactive entered-in-error
ChargeItem.status: planned billable not-billable aborted billed entered-in-error unknown
Claim.status, ClaimResponse.status, CoverageEligibilityRequest.status, CoverageEligibilityResponse.status,
  EligibilityRequest.status, EligibilityResponse.status, EnrollmentRequest.status,
  EnrollmentResponse.status, PaymentNotice.status, PaymentReconciliation.status, Coverage.status,
  ExplanationOfBenefit.status, VisionPrescription.status: active cancelled draft entered-in-error
Claim.use: claim preauthorization predetermination complete proposed exploratory other
ClaimResponse.outcome, CoverageEligibilityResponse.outcome, EnrollmentResponse.outcome,
  ExplanationOfBenefit.outcome: queued complete error partial
ClaimResponse.processNote.type, ExplanationOfBenefit.processNote.type: display print printoper
ClaimResponse.use, ExplanationOfBenefit.use: claim preauthorization predetermination
ClinicalImpression.status: preparation in-progress not-done on-hold stopped completed entered-in-error
  unknown draft
Communication.priority, CommunicationRequest.priority, DeviceRequest.priority, MedicationRequest.priority,
  NutritionOrder.priority, ProcedureRequest.priority, RequestGroup.priority, RequestGroup.action.priority,
  RequestOrchestration.priority, RequestOrchestration.action.priority, ServiceRequest.priority,
  SupplyRequest.priority, Transport.priority: routine urgent asap stat
Communication.status, Procedure.status: preparation in-progress not-done on-hold stopped completed
  entered-in-error unknown suspended aborted
CommunicationRequest.intent, DeviceRequest.intent, NutritionOrder.intent, RequestGroup.intent,
  RequestOrchestration.intent, ServiceRequest.intent: proposal plan directive order original-order
  reflex-order filler-order instance-order option
Composition.attester.mode: personal professional legal official
Composition.confidentiality: U L M N R V
Composition.relatesTo.code, DocumentReference.relatesTo.code: replaces transforms signs appends
Composition.section.mode, List.mode: working snapshot changes
Composition.status, DocumentReference.docStatus: registered partial preliminary final amended corrected
  appended cancelled entered-in-error deprecated unknown
Condition.clinicalStatus: active recurrence inactive remission resolved
Condition.verificationStatus: provisional differential confirmed refuted entered-in-error unknown
Consent.data.meaning, Consent.except.data.meaning, Consent.provision.data.meaning: instance related
  dependents authoredby
Consent.decision, Consent.except.type, Consent.provision.type: deny permit
Consent.status: draft active inactive not-done entered-in-error unknown proposed rejected
Contract.status: amended appended cancelled disputed entered-in-error executable executed negotiable
  offered policy rejected renewed revoked resolved terminated
Coverage.kind: insurance self-pay other
CoverageEligibilityRequest.purpose, CoverageEligibilityResponse.purpose: auth-requirements benefits
  discovery validation
DetectedIssue.severity: high moderate low
DetectedIssue.status: registered preliminary final amended corrected cancelled mitigated entered-in-error
  unknown
Device.deviceName.type: udi-label-name user-friendly-name patient-reported-name manufacturer-name
  model-name other
Device.name.type: registered-name user-friendly-name patient-reported-name
Device.status: active inactive entered-in-error unknown
Device.udi.entryType, Device.udiCarrier.entryType: barcode rfid manual card self-reported
  electronic-transmission unknown
DeviceComponent.measurementPrinciple: other chemical electrical impedance nuclear optical thermal
  biological mechanical acoustical manual+
DeviceDispense.status, MedicationDispense.status: preparation in-progress cancelled on-hold completed
  entered-in-error stopped declined unknown
DeviceMetric.calibration.state: not-calibrated calibration-required calibrated unspecified
DeviceMetric.calibration.type: unspecified offset gain two-point
DeviceMetric.category: measurement setting calculation unspecified
DeviceMetric.operationalStatus: on off standby entered-in-error
DeviceUsage.status: active completed not-done intended stopped on-hold entered-in-error
DeviceUseStatement.status: active completed intended stopped on-hold entered-in-error
DiagnosticReport.status: registered partial preliminary modified final amended corrected appended
  cancelled entered-in-error unknown
DocumentManifest.status, DocumentReference.status: current superseded entered-in-error
Encounter.location.status: planned active reserved completed
Encounter.status: planned in-progress on-hold discharged completed cancelled discontinued entered-in-error
  unknown arrived triaged onleave finished
Encounter.statusHistory.status: planned arrived triaged in-progress onleave finished cancelled
  entered-in-error unknown
EncounterHistory.status: planned in-progress on-hold discharged completed cancelled discontinued
  entered-in-error unknown
EpisodeOfCare.status, EpisodeOfCare.statusHistory.status: planned waitlist active onhold finished
  cancelled entered-in-error
FamilyMemberHistory.gender, Patient.gender, Patient.contact.gender, Person.gender, Practitioner.gender,
  RelatedPerson.gender: male female other unknown
FamilyMemberHistory.status: partial completed entered-in-error health-unknown
Flag.status, Medication.status, NutritionProduct.status, Substance.status: active inactive
  entered-in-error
GenomicStudy.status, ImagingStudy.status: registered available cancelled entered-in-error unknown
Goal.lifecycleStatus: proposed planned accepted active on-hold completed cancelled entered-in-error
  rejected
Goal.status: proposed accepted planned in-progress on-target ahead-of-target behind-target sustaining
  achieved on-hold cancelled entered-in-error rejected
Group.membership: definitional enumerated
Group.type: person animal practitioner device careteam healthcareservice location organization
  relatedperson specimen medication substance
GuidanceResponse.status: success data-requested data-required in-progress failure entered-in-error
HealthcareService.availableTime.daysOfWeek, Location.hoursOfOperation.daysOfWeek,
  PractitionerRole.availableTime.daysOfWeek: mon tue wed thu fri sat sun
ImagingSelection.instance.imageRegion2D.regionType: point polyline interpolated circle ellipse
ImagingSelection.instance.imageRegion3D.regionType: point multipoint polyline polygon ellipse ellipsoid
ImagingSelection.status: available entered-in-error unknown
ImagingStudy.availability, ImagingStudy.series.availability: ONLINE OFFLINE NEARLINE UNAVAILABLE
Immunization.status: completed entered-in-error not-done
ImmunizationEvaluation.status: completed entered-in-error
InventoryReport.countType: snapshot difference
InventoryReport.status: draft requested active entered-in-error
Invoice.status: draft issued balanced cancelled entered-in-error
List.status: current retired entered-in-error
Location.mode: instance kind
Location.status: active suspended inactive
MeasureReport.dataUpdateType: incremental snapshot
MeasureReport.status: complete pending error
MeasureReport.type: individual subject-list summary data-exchange data-collection patient-list
Media.status, NutritionIntake.status: preparation in-progress not-done on-hold stopped completed
  entered-in-error unknown
Media.type: photo video audio
MedicationAdministration.status: in-progress not-done on-hold completed entered-in-error stopped unknown
MedicationRequest.intent, ProcedureRequest.intent, ReferralRequest.intent: proposal plan order
  original-order reflex-order filler-order instance-order option
MedicationRequest.status: active on-hold ended stopped completed cancelled entered-in-error draft unknown
MedicationStatement.status: recorded entered-in-error draft active completed intended stopped on-hold
  unknown not-taken
MedicationStatement.taken: y n unk na
MolecularSequence.type, Sequence.type: aa dna rna
NutritionOrder.status: draft active on-hold revoked completed entered-in-error unknown proposed planned
  requested cancelled
Observation.related.type: has-member derived-from sequel-to replaces qualified-by interfered-by
Observation.status: registered specimen-in-process preliminary final amended corrected appended cancelled
  entered-in-error unknown
Observation.triggeredBy.type: reflex repeat re-run
OperationOutcome.issue.severity: fatal error warning information success
Patient.link.type: replaced-by replaces refer seealso
Person.link.assurance: level1 level2 level3 level4
ProcedureRequest.status, ReferralRequest.status, SupplyRequest.status: draft active suspended cancelled
  completed entered-in-error unknown
Provenance.entity.role: revision quotation source instantiates removal derivation
QuestionnaireResponse.status: in-progress completed amended entered-in-error stopped
RequestGroup.action.cardinalityBehavior, RequestOrchestration.action.cardinalityBehavior: single multiple
RequestGroup.action.condition.kind, RequestOrchestration.action.condition.kind: applicability start stop
RequestGroup.action.groupingBehavior, RequestOrchestration.action.groupingBehavior: visual-group
  logical-group sentence-group
RequestGroup.action.precheckBehavior, RequestOrchestration.action.precheckBehavior: yes no
RequestGroup.action.relatedAction.relationship, RequestOrchestration.action.relatedAction.endRelationship,
  RequestOrchestration.action.relatedAction.relationship: before-start before before-end
  concurrent-with-start concurrent concurrent-with-end after-start after after-end
RequestGroup.action.requiredBehavior, RequestOrchestration.action.requiredBehavior: must could
  must-unless-documented
RequestGroup.action.selectionBehavior, RequestOrchestration.action.selectionBehavior: any all all-or-none
  exactly-one at-most-one one-or-more
RequestOrchestration.action.participant.type: careteam device group healthcareservice location
  organization patient practitioner practitionerrole relatedperson
RequestOrchestration.status, ServiceRequest.status: draft active on-hold revoked completed
  entered-in-error unknown
ResearchStudy.status: active administratively-completed approved closed-to-accrual
  closed-to-accrual-and-intervention completed disapproved draft entered-in-error in-progress in-review
  retired stopped suspended temporarily-closed-to-accrual temporarily-closed-to-accrual-and-intervention
  unknown withdrawn
ResearchSubject.status: draft active retired unknown candidate eligible follow-up ineligible
  not-registered off-study on-study on-study-intervention on-study-observation pending-on-study
  potential-candidate screening withdrawn enrolled suspended completed
RiskAssessment.status: registered preliminary final amended corrected cancelled entered-in-error unknown
Slot.status: busy free busy-unavailable busy-tentative entered-in-error
Specimen.combined: grouped pooled
Specimen.status: available unavailable unsatisfactory entered-in-error
SupplyDelivery.status: in-progress completed abandoned entered-in-error
Task.intent, Transport.intent: unknown proposal plan order original-order reflex-order filler-order
  instance-order option
Task.priority: routine urgent asap stat normal
Task.status: draft requested received accepted rejected ready cancelled in-progress on-hold failed
  completed entered-in-error
Transport.status: in-progress completed abandoned cancelled planned entered-in-error
VerificationResult.status: attested validated in-process req-revalid val-fail reval-fail entered-in-error
VisionPrescription.dispense.base, VisionPrescription.lensSpecification.prism.base: up down in out
VisionPrescription.dispense.eye, VisionPrescription.lensSpecification.eye: right left
"""


def _read(table: str) -> dict[str, frozenset[str]]:
    bound: dict[str, frozenset[str]] = {}
    for line in table.replace("\n  ", " ").strip().splitlines():
        names, _, codes = line.partition(": ")
        bound.update(dict.fromkeys(names.split(", "), frozenset(codes.split())))
    return bound


BOUND: Mapping[str, frozenset[str]] = MappingProxyType(_read(_TABLE))
"""Path of an element (``AllergyIntolerance.reaction.severity``, ``name.use``) to the codes it may hold."""


def bound_codes(element: str) -> frozenset[str] | None:
    """The codes of an element by its path without indexes; None for one that is not bound.

    >>> sorted(bound_codes("Patient.name.use"))[:2], bound_codes("Observation.code")
    (['anonymous', 'maiden'], None)
    """
    return BOUND.get(element) or BOUND.get(".".join(element.rsplit(".", 2)[-2:]))

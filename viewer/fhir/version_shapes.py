"""Which elements and types of FHIR tell its versions apart: written from the resource definitions of each.

One line a type: a group of versions, then the elements that only these have. S is STU3, 4 is R4 and R4B
(whose clinical types are the same), B is R4B alone, 5 is R5. ``a.b`` goes through lists; ``=str``, ``=obj``
and ``=list`` ask for a form, ``=concept`` for a CodeableReference.
"""

TYPES = """
S BodySite DataElement DeviceComponent EligibilityRequest EligibilityResponse ExpansionProfile
S ImagingManifest ProcedureRequest ProcessRequest ProcessResponse ReferralRequest Sequence ServiceDefinition
S4 Media DocumentManifest RequestGroup DeviceUseStatement
4 MedicinalProduct MedicinalProductAuthorization MedicinalProductContraindication
4 MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction
4 MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical
4 MedicinalProductUndesirableEffect EffectEvidenceSynthesis RiskEvidenceSynthesis SubstanceSpecification
4 CatalogEntry
B5 AdministrableProductDefinition Citation ClinicalUseDefinition Ingredient ManufacturedItemDefinition
B5 MedicinalProductDefinition NutritionProduct PackagedProductDefinition RegulatedAuthorization
B5 SubscriptionStatus SubscriptionTopic SubstanceDefinition
45 ServiceRequest BodyStructure MolecularSequence BiologicallyDerivedProduct ChargeItemDefinition
45 CoverageEligibilityRequest CoverageEligibilityResponse DeviceDefinition ImmunizationEvaluation
45 InsurancePlan Invoice MedicationKnowledge OrganizationAffiliation VerificationResult
5 ActorDefinition ArtifactAssessment BiologicallyDerivedProductDispense ConditionDefinition
5 DeviceAssociation DeviceDispense DeviceUsage EncounterHistory FormularyItem GenomicStudy
5 ImagingSelection InventoryItem InventoryReport NutritionIntake Permission RequestOrchestration
5 Requirements TestPlan Transport
"""

ELEMENTS = """
AllergyIntolerance S clinicalStatus=str verificationStatus=str assertedDate
AllergyIntolerance 45 clinicalStatus=obj verificationStatus=obj recordedDate
AllergyIntolerance S4 type=str recorder asserter
AllergyIntolerance 5 type=obj participant
Appointment S incomingReferral indication serviceCategory=obj
Appointment 4 reasonCode reasonReference cancelationReason
Appointment S4 comment
Appointment 45 basedOn
Appointment 5 serviceType=concept reason=concept cancellationReason subject recurrenceTemplate note
Appointment 5 virtualService
AuditEvent S agent.userId agent.reference entity.reference entity.identifier source.identifier
AuditEvent S4 type subtype recorded outcome=str
AuditEvent 45 agent.who entity.what source.observer
AuditEvent 5 code occurredPeriod occurredDateTime outcome=obj patient
CarePlan S definition context activity.detail.definition
CarePlan S4 activity.reference activity.detail activity.outcomeCodeableConcept
CarePlan 45 encounter instantiatesCanonical
CarePlan 5 activity.plannedActivityReference activity.performedActivity addresses=concept
CareTeam S context
CareTeam S4 reasonCode encounter
CareTeam 5 reason
Claim S organization information item.careTeamLinkId item.service careTeam.careTeamLinkId payee.resourceType
Claim S employmentImpacted hospitalization
Claim 45 supportingInfo item.productOrService item.careTeamSequence
Claim 5 traceNumber
ClaimResponse 45 use type total
ExplanationOfBenefit S organization information item.careTeamLinkId item.service totalCost totalBenefit
ExplanationOfBenefit S insurance=obj outcome=obj
ExplanationOfBenefit 45 supportingInfo item.productOrService insurance=list outcome=str
ExplanationOfBenefit 5 traceNumber
ClinicalImpression S context
ClinicalImpression S4 assessor finding.itemCodeableConcept investigation
ClinicalImpression 45 encounter
ClinicalImpression 5 performer finding.item
Communication S definition context notDone
Communication S4 reasonCode payload.contentString
Communication 45 encounter instantiatesCanonical
Communication 5 reason payload.contentCodeableConcept
CommunicationRequest S requester.agent context
CommunicationRequest S4 sender reasonCode
CommunicationRequest 45 requester.reference encounter
CommunicationRequest 5 intent informationProvider reason
Composition S class attester.mode=list
Composition S4 identifier=obj confidentiality subject=obj relatesTo.code
Composition 45 category
Composition 4 attester.mode=str
Composition 5 attester.mode=obj identifier=list subject=list name version note
Condition S clinicalStatus=str verificationStatus=str assertedDate context stage=obj
Condition S4 asserter evidence.code evidence.detail
Condition 45 clinicalStatus=obj verificationStatus=obj recordedDate encounter stage=list
Condition 4 recorder
Condition 5 participant evidence.concept evidence.reference
Consent S actor consentingParty except action
Consent S4 patient dateTime policy organization
Consent 4 scope performer provision=obj
Consent 5 subject date decision provision=list grantor grantee
Coverage S grouping sequence
Coverage S4 payor
Coverage 45 class
Coverage 5 kind insurer
DetectedIssue S date category=obj reference
DetectedIssue S4 patient
DetectedIssue 45 code identifiedDateTime identifiedPeriod
DetectedIssue 5 subject category=list
Device S udi=obj model version=str
Device S4 patient type=obj
Device 4 deviceName specialization
Device 45 udiCarrier modelNumber version=list
Device 5 name displayName type=list
DeviceRequest S requester.agent definition
DeviceRequest S4 codeReference codeCodeableConcept reasonCode reasonReference priorRequest
DeviceRequest 45 requester.reference encounter
DeviceRequest 5 code reason doNotPerform
DeviceUseStatement S whenUsed indication
DeviceUseStatement 4 derivedFrom reasonCode reasonReference
DiagnosticReport S codedDiagnosis context image performer.actor category=obj
DiagnosticReport S4 imagingStudy
DiagnosticReport 45 encounter resultsInterpreter media category=list conclusionCode
DiagnosticReport 5 study supportingInfo note composition
DocumentReference S class created indexed
DocumentReference S4 authenticator content.format masterIdentifier context=obj relatesTo.code=str
DocumentReference 45 category date
DocumentReference 5 attester content.profile context=list facilityType practiceSetting period event version
DocumentReference 5 basedOn
Encounter S incomingReferral diagnosis.role
Encounter S4 period class=obj hospitalization participant.individual statusHistory classHistory
Encounter 4 reasonCode reasonReference serviceType=obj diagnosis.use=obj
Encounter 5 actualPeriod class=list admission participant.actor subjectStatus plannedStartDate
Encounter 5 serviceType=list
EpisodeOfCare S4 diagnosis.role diagnosis.rank
EpisodeOfCare 5 reason diagnosis.use
FamilyMemberHistory S definition notDone notDoneReason
FamilyMemberHistory S4 reasonCode reasonReference
FamilyMemberHistory 45 instantiatesCanonical dataAbsentReason
FamilyMemberHistory 5 reason participant procedure
Flag S category=obj
Flag 45 category=list
Goal S status target=obj
Goal S4 statusReason=str outcomeCode expressedBy
Goal 45 lifecycleStatus target=list achievementStatus
Goal 5 outcome source continuous acceptance
Group S4 actual
Group 5 membership
HealthcareService S programName eligibility=obj eligibilityNote
HealthcareService S4 availableTime notAvailable telecom
HealthcareService 45 program eligibility=list
HealthcareService 5 availability contact
ImagingStudy S patient uid accession availability modalityList reason=obj
ImagingStudy S4 interpreter procedureCode
ImagingStudy 45 subject encounter
ImagingStudy 4 reasonCode
ImagingStudy 5 procedure=concept reason=concept
Immunization S notGiven date practitioner explanation vaccinationProtocol
Immunization S4 reportOrigin reaction.detail
Immunization 45 occurrenceDateTime occurrenceString performer protocolApplied statusReason
Immunization 4 reasonCode reasonReference education
Immunization 5 informationSource reason administeredProduct reaction.manifestation
ImmunizationRecommendation S recommendation.vaccineCode=obj recommendation.date
ImmunizationRecommendation 45 recommendation.vaccineCode=list authority
List S4 subject=obj
List 5 subject=list
Location S type=obj
Location S4 physicalType telecom
Location 45 type=list
Location 5 form contact characteristic
MeasureReport S patient measure=obj
MeasureReport 45 measure=str subject
Media S subtype type=str occurrenceDateTime occurrencePeriod
Media 4 status type=obj createdDateTime createdPeriod
Medication S isBrand isOverTheCounter package image
Medication S4 form ingredient.itemCodeableConcept ingredient.itemReference
Medication 4 amount
Medication 5 doseForm totalVolume marketingAuthorizationHolder ingredient.item definition
MedicationAdministration S notGiven reasonNotGiven prescription definition performer.onBehalfOf
MedicationAdministration S4 medicationReference medicationCodeableConcept effectiveDateTime effectivePeriod
MedicationAdministration S4 reasonCode reasonReference context
MedicationAdministration 45 statusReason request
MedicationAdministration 4 instantiates
MedicationAdministration 5 medication occurenceDateTime occurencePeriod encounter reason
MedicationDispense S notDone notDoneReasonCodeableConcept performer.onBehalfOf
MedicationDispense S4 medicationReference medicationCodeableConcept context
MedicationDispense 4 statusReasonCodeableConcept statusReasonReference
MedicationDispense 5 medication notPerformedReason encounter recorded renderedDosageInstruction
MedicationRequest S context requester.agent definition substitution.allowed category=obj
MedicationRequest S dosageInstruction.doseQuantity dosageInstruction.rateQuantity
MedicationRequest S dosageInstruction.doseRange
MedicationRequest S4 medicationReference medicationCodeableConcept reasonCode reasonReference
MedicationRequest S4 dosageInstruction.asNeededBoolean dosageInstruction.asNeededCodeableConcept
MedicationRequest 45 encounter requester.reference category=list dosageInstruction.doseAndRate doNotPerform
MedicationRequest 45 substitution.allowedBoolean substitution.allowedCodeableConcept courseOfTherapyType
MedicationRequest 4 reportedBoolean reportedReference instantiatesCanonical
MedicationRequest 5 medication reason reported performer=list renderedDosageInstruction
MedicationStatement S taken reasonNotTaken dosage.doseQuantity dosage.rateQuantity
MedicationStatement S4 medicationReference medicationCodeableConcept reasonCode reasonReference context
MedicationStatement S4 informationSource=obj basedOn category=obj
MedicationStatement 45 dosage.doseAndRate
MedicationStatement 4 statusReason
MedicationStatement 5 medication reason encounter informationSource=list adherence renderedDosageInstruction
MessageHeader S event timestamp receiver
MessageHeader S4 destination.endpoint enterer
MessageHeader 45 eventCoding eventUri
MessageHeader 5 destination.endpointUrl response.identifier=obj
MolecularSequence 4 patient coordinateSystem variant
MolecularSequence 5 subject relative focus
NutritionOrder S4 patient
NutritionOrder 45 intent note
NutritionOrder 5 subject
Observation S comment context related interpretation=obj
Observation 45 encounter note hasMember derivedFrom focus partOf interpretation=list
Observation 5 triggeredBy bodyStructure instantiatesCanonical
Organization S4 telecom address contact.name=obj
Organization 5 qualification description contact.name=list
Patient S animal
Practitioner 5 communication.language deceasedBoolean
PractitionerRole S4 availableTime telecom notAvailable
PractitionerRole 5 availability contact characteristic
Procedure S context notDone notDoneReason definition performer.role
Procedure S4 performedDateTime performedPeriod performedString reasonCode reasonReference category=obj
Procedure S4 usedCode
Procedure 45 encounter performer.function statusReason instantiatesCanonical recorder
Procedure 4 asserter
Procedure 5 occurrenceDateTime occurrencePeriod reason category=list
Provenance S agent.whoReference agent.whoUri entity.whatReference period
Provenance 45 agent.who entity.what occurredDateTime occurredPeriod
Provenance 5 patient basedOn encounter why authorization
Questionnaire S item.option item.options item.enableWhen.hasAnswer item.item.option item.item.options
Questionnaire 45 item.answerOption item.answerValueSet item.enableWhen.operator item.initial
Questionnaire 45 item.item.answerOption
QuestionnaireResponse S parent context questionnaire=obj item.subject item.item.subject
QuestionnaireResponse 45 encounter partOf questionnaire=str
RelatedPerson S relationship=obj
RelatedPerson 45 relationship=list communication
RequestGroup S context
RequestGroup 4 encounter
RiskAssessment S context comment reasonCodeableConcept
RiskAssessment 4 reasonCode
RiskAssessment 45 encounter note
RiskAssessment 5 reason
Schedule S serviceCategory=obj
Schedule 45 serviceCategory=list
Schedule 5 name serviceType=concept
ServiceRequest 4 reasonCode reasonReference code.coding
ServiceRequest 5 reason code=concept bodyStructure focus
Slot S serviceCategory=obj
Slot S4 appointmentType=obj
Slot 45 serviceCategory=list
Slot 5 appointmentType=list serviceType=concept
Specimen S treatment
Specimen S4 processing.procedure container.type container.identifier collection.bodySite.coding
Specimen 45 condition
Specimen 5 container.device collection.bodySite=concept combined role feature processing.method
Substance S4 instance=list
SupplyDelivery S4 suppliedItem=obj
SupplyDelivery 5 suppliedItem=list
Task S context requester.agent reason=obj definitionUri definitionReference
Task S4 performerType statusReason.coding statusReason.text
Task 45 requester.reference encounter instantiatesCanonical location
Task 4 reasonCode reasonReference
Task 5 requestedPerformer statusReason=concept reason=list
VisionPrescription S dispensed dispense
VisionPrescription 45 created lensSpecification
"""

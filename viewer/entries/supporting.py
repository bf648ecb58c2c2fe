"""Which resource types are reached from entries instead of being one, and what such a record is called."""

from viewer.entries.phrases import line, members, type_words
from viewer.fhir.concept import concept_of, term
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import obj, text
from viewer.present.names import current_name, plain_name

_TYPES = """
Patient RelatedPerson Person Practitioner PractitionerRole Organization OrganizationAffiliation Location
HealthcareService Endpoint Group Medication MedicationKnowledge Substance Device DeviceComponent
DeviceMetric DeviceDefinition Specimen BodyStructure BodySite Provenance AuditEvent Binary Schedule Slot
StructureDefinition StructureMap ValueSet CodeSystem ConceptMap NamingSystem CapabilityStatement Conformance
TerminologyCapabilities CompartmentDefinition OperationDefinition SearchParameter GraphDefinition
ImplementationGuide MessageDefinition MessageHeader ExampleScenario TestScript TestReport TestPlan
DataElement ExpansionProfile Questionnaire PlanDefinition ActivityDefinition Library Measure EventDefinition
SpecimenDefinition ObservationDefinition ChargeItemDefinition ServiceDefinition ConditionDefinition
Requirements ActorDefinition SubscriptionTopic Subscription SubscriptionStatus MedicinalProduct
MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductDefinition
MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction
MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical
MedicinalProductUndesirableEffect PackagedProductDefinition ManufacturedItemDefinition
AdministrableProductDefinition Ingredient RegulatedAuthorization ClinicalUseDefinition SubstanceDefinition
SubstanceSpecification SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation
SubstanceSourceMaterial
"""
SUPPORTING = frozenset(_TYPES.split())
"""An entry is about the patient; these are who, where, with what, and how it is written down.

A Medication, a Specimen or a Device says what a request, a result or a procedure refers to; conformance,
terminology and product definitions are about no patient at all. Every other type is an entry (CMP-13).
"""

_MAY_BE_THEIRS = frozenset({"Device"})


def supports(resource_type: str, content: Content) -> bool:
    """Whether a resource is reached from entries and is none itself.

    A Device that names its patient is that patient's own, an implant most often: a line of the record.
    """
    if resource_type in _MAY_BE_THEIRS and text(obj(content.get("patient")).get("reference")):
        return False
    return resource_type in SUPPORTING


_TEXTS = ("title", "name", "description", "deviceName", "displayName", "filename")
_CONCEPTS = ("code", "type", "deviceName", "identifier", "event", "contentType")


def supporting_title(content: Content) -> str:
    """Words for a supporting resource: the name it gives itself, its type where nothing names it."""
    return _named(content) or type_words(text(content.get("resourceType")))


def _named(content: Content) -> str:
    kind = text(content.get("resourceType"))
    if kind == "PractitionerRole":
        return _role(content)
    person = _one_now(content) or next(filter(None, map(_person, members(content.get("name")))), "")
    if person:
        return line(person, _words(content.get("relationship")))
    texts = (text(content.get(name)) for name in _TEXTS)
    return next((words for words in texts if words.strip()), "") or _coded(content)


def _one_now(content: Content) -> str:
    """The name that leads now: an old or maiden name never stands for a person (CUI-05)."""
    return plain_name(current_name(content)) if isinstance(content.get("name"), list) else ""


def _person(value: Json) -> str:
    if not isinstance(value, dict):
        return ""
    return text(value.get("value")) or plain_name(value)  # R5 Device.name is {value, type}


def _role(content: Content) -> str:
    who = text(obj(content.get("practitioner")).get("display"))
    where = text(obj(content.get("organization")).get("display"))
    return line(who, _words(content.get("code")), where)


def _coded(content: Content) -> str:
    for name in _CONCEPTS:
        words = _words(content.get(name))
        if words:
            return words
    device = next((obj(item) for item in members(content.get("deviceName"))), {})
    return text(device.get("name"))


def _words(value: Json) -> str:
    return term(concept_of(value))

"""Which elements R4 gives a resource type, which it must have, and which codes its status may hold.

One line a type: ``name!`` must be there, ``name*`` is a list, ``name+`` a list that must be there,
``name[x]`` a choice. Written from the resource definitions of R4 (4.0.1); only what a patient summary may
carry is here.
"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from viewer.fhir.resource import Content
from viewer.fhir.typed import choices, text
from viewer.record.ips.choices import CHOICES, within

_SHAPES = """
AllergyIntolerance identifier* clinicalStatus verificationStatus type category* criticality code patient!
AllergyIntolerance encounter onset[x] recordedDate recorder asserter lastOccurrence note* reaction*
Condition identifier* clinicalStatus verificationStatus category* severity code bodySite* subject! encounter
Condition onset[x] abatement[x] recordedDate recorder asserter stage* evidence* note*
MedicationRequest identifier* status! statusReason intent! category* priority doNotPerform reported[x]
MedicationRequest medication[x]! subject! encounter supportingInformation* authoredOn requester performer
MedicationRequest performerType recorder reasonCode* reasonReference* instantiatesCanonical* instantiatesUri*
MedicationRequest basedOn* groupIdentifier courseOfTherapyType insurance* note* dosageInstruction*
MedicationRequest dispenseRequest substitution priorPrescription detectedIssue* eventHistory*
MedicationStatement identifier* basedOn* partOf* status! statusReason* category medication[x]! subject!
MedicationStatement context effective[x] dateAsserted informationSource derivedFrom* reasonCode*
MedicationStatement reasonReference* note* dosage*
MedicationAdministration identifier* instantiates* partOf* status! statusReason* category medication[x]!
MedicationAdministration subject! context supportingInformation* effective[x]! performer* reasonCode*
MedicationAdministration reasonReference* request device* note* dosage eventHistory*
MedicationDispense identifier* partOf* status! statusReason[x] category medication[x]! subject context
MedicationDispense supportingInformation* performer* location authorizingPrescription* type quantity
MedicationDispense daysSupply whenPrepared whenHandedOver destination receiver* note*
MedicationDispense dosageInstruction* substitution detectedIssue* eventHistory*
Immunization identifier* status! statusReason vaccineCode! patient! encounter occurrence[x]! recorded
Immunization primarySource reportOrigin location manufacturer lotNumber expirationDate site route doseQuantity
Immunization performer* note* reasonCode* reasonReference* isSubpotent subpotentReason* education*
Immunization programEligibility* fundingSource reaction* protocolApplied*
Procedure identifier* instantiatesCanonical* instantiatesUri* basedOn* partOf* status! statusReason category
Procedure code subject! encounter performed[x] recorder asserter performer* location reasonCode*
Procedure reasonReference* bodySite* outcome report* complication* complicationDetail* followUp* note*
Procedure focalDevice* usedReference* usedCode*
Observation identifier* basedOn* partOf* status! category* code! subject focus* encounter effective[x] issued
Observation performer* value[x] dataAbsentReason interpretation* note* bodySite method specimen device
Observation referenceRange* hasMember* derivedFrom* component*
DiagnosticReport identifier* basedOn* status! category* code! subject encounter effective[x] issued performer*
DiagnosticReport resultsInterpreter* specimen* result* imagingStudy* media* conclusion conclusionCode*
DiagnosticReport presentedForm*
Device identifier* definition udiCarrier* status statusReason* distinctIdentifier manufacturer manufactureDate
Device expirationDate lotNumber serialNumber deviceName* modelNumber partNumber type specialization* version*
Device property* patient owner contact* location url note* safety* parent
DeviceUseStatement identifier* basedOn* status! subject! derivedFrom* timing[x] recordedOn source device!
DeviceUseStatement reasonCode* reasonReference* bodySite note*
CarePlan identifier* instantiatesCanonical* instantiatesUri* basedOn* replaces* partOf* status! intent!
CarePlan category* title description subject! encounter period created author contributor* careTeam*
CarePlan addresses* supportingInfo* goal* activity* note*
Flag identifier* status! category* code! subject! period encounter author
Consent identifier* status! scope! category+ patient dateTime performer* organization* source[x] policy*
Consent policyRule verification* provision
Patient identifier* active name* telecom* gender birthDate deceased[x] address* maritalStatus multipleBirth[x]
Patient photo* contact* communication* generalPractitioner* managingOrganization link*
Practitioner identifier* active name* telecom* address* gender birthDate photo* qualification* communication*
PractitionerRole identifier* active period practitioner organization code* specialty* location*
PractitionerRole healthcareService* telecom* availableTime* notAvailable* availabilityExceptions endpoint*
Organization identifier* active type* name alias* telecom* address* partOf contact* endpoint*
Location identifier* status operationalStatus name alias* description mode type* telecom* address physicalType
Location position managingOrganization partOf hoursOfOperation* availabilityExceptions endpoint*
Medication identifier* code status manufacturer form amount ingredient* batch
Specimen identifier* accessionIdentifier status type subject receivedTime parent* request* collection
Specimen processing* container* condition* note*
"""

_EVERY = "id meta implicitRules language text contained* extension* modifierExtension* resourceType"

_MEDICINE = "active completed entered-in-error stopped on-hold unknown"
_REQUEST = "draft active on-hold revoked completed entered-in-error unknown"
_EVENT = "preparation in-progress not-done on-hold stopped completed entered-in-error unknown"
_STATUS = {
    "MedicationRequest": f"{_MEDICINE} cancelled draft",
    "MedicationStatement": f"{_MEDICINE} intended not-taken",
    "MedicationAdministration": "in-progress not-done on-hold completed entered-in-error stopped unknown",
    "MedicationDispense": f"{_EVENT} cancelled declined",
    "Immunization": "completed entered-in-error not-done",
    "Procedure": _EVENT,
    "Observation": "registered preliminary final amended corrected cancelled entered-in-error unknown",
    "DiagnosticReport": "registered partial preliminary final amended corrected appended cancelled "
    "entered-in-error unknown",
    "Device": "active inactive entered-in-error unknown",
    "DeviceUseStatement": "active completed entered-in-error intended stopped on-hold",
    "CarePlan": _REQUEST,
    "Flag": "active inactive entered-in-error",
    "Consent": "draft proposed active rejected inactive entered-in-error",
    "Location": "active suspended inactive",
    "Medication": "active inactive entered-in-error",
    "Specimen": "available unavailable unsatisfactory entered-in-error",
}


class _Element(NamedTuple):
    name: str
    needed: bool
    many: bool
    choice: bool


def _element(written: str) -> _Element:
    name = written.rstrip("!*+")
    marks = written[len(name) :]
    return _Element(name.removesuffix("[x]"), marks in {"!", "+"}, marks in {"*", "+"}, name.endswith("[x]"))


def _read() -> dict[str, tuple[_Element, ...]]:
    found: dict[str, list[_Element]] = {}
    every = [_element(one) for one in _EVERY.split()]
    for line in _SHAPES.strip().splitlines():
        kind, *elements = line.split()
        found.setdefault(kind, [*every]).extend(map(_element, elements))
    return {kind: tuple(elements) for kind, elements in found.items()}


SHAPES = MappingProxyType(_read())
"""The elements of each type that a summary may carry."""


def is_element(kind: str, key: str) -> bool:
    """Whether R4 gives a type this element; ``_birthDate`` goes with ``birthDate``."""
    name = key.removeprefix("_")
    return any(
        name == one.name
        if not one.choice
        else name.startswith(one.name) and bool(choices({name: True}, one.name))
        for one in SHAPES[kind]
    )


def why_not_r4(content: Content) -> str:
    """Return why a resource is not of R4's shape at its first level, "" where it is; never with a value."""
    kind = text(content.get("resourceType"))
    if kind not in SHAPES:
        return f"{kind} is no type that a patient summary carries"
    return next(_faults(kind, content), "")


def _faults(kind: str, content: Content) -> Iterator[str]:
    for key in content:
        if not is_element(kind, key):
            yield f"R4 has no element {key} in {kind}"
    for one in SHAPES[kind]:
        yield from _fault(one, content)
    yield from within(kind, content)
    status = content.get("status")
    if kind in _STATUS and status is not None and status not in _STATUS[kind].split():
        yield "its status is no code of R4"


def _fault(one: _Element, content: Content) -> Iterator[str]:
    if one.choice:
        found = [kind for kind, _ in choices(content, one.name)]
        given = len(found)
        if given > 1:
            yield f"{one.name} stands there more than once"
        for kind in found:
            if kind not in CHOICES[one.name]:
                yield f"R4 has no element {one.name}{kind} there"
    else:
        value = content.get(one.name)
        given = value not in (None, [], {})
        if value is not None and isinstance(value, list) is not one.many:
            yield f"{one.name} is {'a list' if one.many else 'one value'} in R4"
    if one.needed and not given:
        yield f"{one.name} is missing, which R4 requires"

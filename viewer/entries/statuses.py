"""What a status says: its words, whether we know the code (SAFE-13), and whether the fact holds now."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.phrases import members, shown, spelled
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import obj, text

NOT_STATED = "status not stated"
IN_ERROR = "entered-in-error"

_EVENT = (
    "preparation in-progress not-done on-hold suspended aborted stopped completed entered-in-error unknown"
)
_REQUEST = (
    "draft active on-hold suspended revoked cancelled completed entered-in-error unknown stopped ended "
    "proposed planned requested received accepted rejected in-progress failed"
)
_REPORT = (
    "registered partial preliminary modified final amended corrected appended cancelled entered-in-error "
    "unknown specimen-in-process"
)
_PAPER = "registered partial preliminary final amended corrected appended cancelled deprecated unknown"

_CODES: Mapping[str, str] = {
    "allergy": "active inactive resolved",
    "allergy-verification": "unconfirmed presumed confirmed refuted entered-in-error",
    "problem": "active recurrence relapse inactive remission resolved unknown",
    "problem-verification": "unconfirmed provisional differential confirmed refuted entered-in-error unknown",
    "MedicationRequest": _REQUEST,
    "MedicationOrder": _REQUEST,
    "MedicationStatement": "active completed entered-in-error intended stopped on-hold unknown not-taken "
    "recorded draft",
    "MedicationUsage": "recorded entered-in-error draft",
    "MedicationDispense": "preparation in-progress cancelled on-hold completed entered-in-error stopped "
    "declined unknown",
    "MedicationAdministration": _EVENT,
    "Observation": _REPORT,
    "DiagnosticReport": _REPORT,
    "RiskAssessment": _REPORT,
    "ImagingStudy": "registered available cancelled entered-in-error unknown inactive",
    "ImagingManifest": "",
    "GenomicStudy": "registered available cancelled entered-in-error unknown",
    "ImagingSelection": "available entered-in-error inactive unknown",
    "Immunization": "completed entered-in-error not-done",
    "Procedure": _EVENT,
    "Encounter": "planned arrived triaged in-progress onleave on-hold discharged finished completed "
    "discontinued cancelled entered-in-error unknown",
    "EncounterHistory": "planned in-progress on-hold discharged completed cancelled discontinued "
    "entered-in-error unknown",
    "Appointment": "proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in "
    "waitlist",
    "AppointmentResponse": "accepted declined tentative needs-action entered-in-error in-process completed",
    "EpisodeOfCare": "planned waitlist active onhold finished cancelled entered-in-error",
    "DocumentReference": "current superseded entered-in-error",
    "DocumentManifest": "current superseded entered-in-error",
    "docStatus": f"{_PAPER} entered-in-error",
    "Composition": f"{_PAPER} entered-in-error",
    "Communication": _EVENT,
    "Media": _EVENT,
    "QuestionnaireResponse": "in-progress completed amended entered-in-error stopped",
    "CarePlan": _REQUEST,
    "Goal": "proposed planned accepted active on-hold completed cancelled entered-in-error rejected "
    "in-progress on-target ahead-of-target behind-target sustaining achieved",
    "Flag": "active inactive entered-in-error",
    "Consent": "draft proposed active rejected inactive entered-in-error not-done unknown",
    "CareTeam": "proposed active suspended inactive entered-in-error",
    "DetectedIssue": f"{_REPORT} {_EVENT} mitigated",
    "ClinicalImpression": f"draft {_EVENT}",
    "FamilyMemberHistory": "partial completed entered-in-error health-unknown",
    "List": "current retired entered-in-error",
    "Device": "active inactive entered-in-error unknown available not-available",
    "DeviceUseStatement": "active completed entered-in-error intended stopped on-hold",
    "DeviceUsage": "active completed not-done entered-in-error intended stopped on-hold",
    "DeviceDispense": "preparation in-progress cancelled on-hold completed entered-in-error stopped declined "
    "unknown",
    "SupplyDelivery": "in-progress completed abandoned entered-in-error",
    "request": _REQUEST,
    "Task": f"{_REQUEST} ready",
    "Transport": f"{_REQUEST} abandoned",
    "AdverseEvent": "in-progress completed entered-in-error unknown",
    "NutritionIntake": _EVENT,
    "ImmunizationEvaluation": "completed entered-in-error",
    "GuidanceResponse": "success data-requested data-required in-progress failure entered-in-error",
    "ResearchSubject": "draft active retired unknown candidate eligible follow-up ineligible not-registered "
    "off-study on-study on-study-intervention on-study-observation pending-on-study potential-candidate "
    "screening withdrawn enrolled suspended completed entered-in-error",
    "BiologicallyDerivedProductDispense": "preparation in-progress allocated issued unfulfilled returned "
    "entered-in-error unknown",
}
VOCABULARY: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(codes.split()) for name, codes in _CODES.items()}
)

_STANDING = {
    Standing.CURRENT: "active on-hold onhold suspended in-progress recurrence relapse current accepted "
    "on-target ahead-of-target behind-target sustaining arrived triaged onleave received ready "
    "on-study on-study-intervention on-study-observation follow-up enrolled",
    Standing.PAST: "inactive resolved remission completed stopped ended cancelled revoked finished "
    "discharged discontinued aborted rejected retired superseded deprecated achieved failed declined "
    "not-taken not-done mitigated abandoned withdrawn off-study ineligible not-registered returned "
    "unfulfilled",
    Standing.PLANNED: "draft proposed planned intended requested preparation booked pending waitlist "
    "candidate eligible potential-candidate pending-on-study screening allocated",
}
_STANDING_OF = {code: standing for standing, codes in _STANDING.items() for code in codes.split()}
_WORDS = {
    "onhold": "on hold",
    "onleave": "on leave",
    "noshow": "did not attend",
    "unknown": "status unknown at the source",
    "health-unknown": "health unknown",
    "waitlist": "on waiting list",
    "specimen-in-process": "specimen in process",
}


@dataclass(frozen=True, slots=True)
class State:
    """``code`` as sent ("" where none), its ``words``, whether we know it, and what it means for now."""

    code: str
    words: str
    flags: frozenset[Flag]
    standing: Standing


_ABSENT = State("", NOT_STATED, frozenset(), Standing.UNKNOWN)
_UNKNOWN = frozenset({Flag.UNKNOWN_STATUS})
_ERROR = frozenset({Flag.IN_ERROR})
_NONE: frozenset[Flag] = frozenset()


def codes_of(value: Json) -> list[str]:
    """Every code of a status: a code (STU3) or a CodeableConcept (R4); its text where it has no code."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        found = [text(obj(coding).get("code")) for coding in members(value.get("coding"))]
        return [code for code in found if code] or [text(value.get("text"))]
    if isinstance(value, list):
        return [code for item in value for code in codes_of(item)]
    return [] if value is None else [shown(value)]


def state_of(content: Content, name: str, vocabulary: str) -> State:
    """Read the status element ``name`` against the codes of the required binding.

    A code that is not there is "status not stated", one that we do not know is shown raw and stands for
    UNKNOWN: neither is ever read as active or final.
    """
    value = content.get(name)
    if value is None or value == "":
        return _ABSENT
    if isinstance(value, str):
        return coded_state(value, vocabulary)
    known = VOCABULARY[vocabulary]
    codes = codes_of(value)
    return coded_state(next((code for code in codes if code in known), codes[0] if codes else ""), vocabulary)


def coded_state(code: str, vocabulary: str) -> State:
    """The state that one code means in this vocabulary."""
    if code not in VOCABULARY[vocabulary]:
        words = f"unrecognised status '{code}'" if code else "status sent in a form that cannot be read"
        return State(code, words, _UNKNOWN, Standing.UNKNOWN)
    words = _WORDS.get(code) or spelled(code)
    flags = _ERROR if code == IN_ERROR else _NONE
    return State(code, words, flags, _STANDING_OF.get(code, Standing.UNKNOWN))

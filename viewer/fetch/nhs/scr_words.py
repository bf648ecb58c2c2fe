"""What a Summary Care Record says of itself: where it is, whether it may be seen, and what is only text."""

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.errors import ResourceError
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj, objects, text
from viewer.source.domain import Domain

SUBSET = (
    "a summary is a part of the GP record: what it does not name may be known there all the same, and what "
    "it names may have changed since its date"
)
ONLY_TEXT = (
    "it stands in the text of the summary and not as entries: it is in no list here. "
    "Read the document 'General Practice Summary'"
)
_SCR_ID, _PERMISSION = "https://fhir.nhs.uk/Id/nhsSCRUUID", "https://fhir.nhs.uk/CodeSystem/SCR-ACSPermission"
_CONSENTS = {
    "Yes": "the patient has agreed that it may be viewed",
    "Ask": "the patient wants to be asked each time before it is viewed",
    "No": "the patient does not want it to be viewed",
}
_DOMAINS = {
    "AllergiesHeader": Domain.ALLERGIES,
    "AcuteMedsHeader": Domain.MEDICINES,
    "RepeatMedsHeader": Domain.MEDICINES,
    "DiscRepeatMedsHeader": Domain.MEDICINES,
    "RisksToPatientHeader": Domain.PLANS,
    "PreferencesHeader": Domain.PLANS,
    "DiagnosesHeader": Domain.PROBLEMS,
    "ProblemsHeader": Domain.PROBLEMS,
    "ObservationsHeader": Domain.RESULTS,
    "ResultsHeader": Domain.RESULTS,
    "TreatmentsHeader": Domain.PROCEDURES,
    "ProceduresHeader": Domain.PROCEDURES,
    "EventsHeader": Domain.ENCOUNTERS,
    "CorrespondenceHeader": Domain.DOCUMENTS,
}
_HEADINGS = frozenset({"Title"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a summary is: its id, and the consent in words ("" where none is stated)."""

    identity: str
    consent: str


def pointer_in(body: bytes) -> Pointer | None:
    """Return the pointer in the answer to the first step, None where there is none."""
    for document in _of_type(body, "DocumentReference"):
        master = obj(document.get("masterIdentifier"))
        identity = text(master.get("value"))
        if identity and text(master.get("system")) == _SCR_ID:
            return Pointer(identity, _consent(document))
    return None


def _consent(document: Content) -> str:
    codings = [
        coding for label in objects(document.get("securityLabel")) for coding in objects(label.get("coding"))
    ]
    codes = [text(one.get("code")) for one in codings if text(one.get("system")) == _PERMISSION]
    return "; ".join(_CONSENTS.get(code, f"consent is stated as '{code}'") for code in codes)


def holds_summary(body: bytes) -> bool:
    """Whether the answer to the second step holds a summary."""
    return any(True for _ in _of_type(body, "Composition"))


def only_text(body: bytes) -> tuple[Domain, ...]:
    """Return the domains of which a summary holds text without entries, in the order of the screen.

    A section under a heading that is not known counts as other records; the title is none.
    """
    found = {
        _DOMAINS.get(code, Domain.OTHER)
        for composition in _of_type(body, "Composition")
        for section in objects(composition.get("section"))
        for code in [_code(section)]
        if code not in _HEADINGS and section.get("text") and not section.get("entry")
    }
    return tuple(domain for domain in Domain if domain in found)


def _code(section: Content) -> str:
    codings = objects(obj(section.get("code")).get("coding"))
    return next((text(coding.get("code")) for coding in codings), "")


def about_another(body: bytes, number: str) -> bool:
    """Whether a Patient in an answer bears an NHS number other than the one asked for."""
    return any(
        one.system in NHS_NUMBER_SYSTEMS and one.value != number
        for patient in _of_type(body, "Patient")
        for one in identifiers_of(patient)
    )


def _of_type(body: bytes, resource_type: str) -> Iterator[Content]:
    try:
        bundle = read_object(body)
    except ResourceError:
        return
    resources = (obj(entry.get("resource")) for entry in objects(bundle.get("entry")))
    yield from (one for one in resources if one.get("resourceType") == resource_type)

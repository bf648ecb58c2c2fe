"""Who is asked about: the number in the question, and whether the answer is about that number alone."""

from collections.abc import Iterator

from viewer.errors import ResourceError
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM, NHS_NUMBER_SYSTEMS, nhs_number
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj, objects, text
from viewer.source.answer import Outcome
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import PatientQuery

PATIENT = "Patient"
STU3 = "3.0.1"
R4 = "4.0.1"
"""The version that a kind speaks; it has no CapabilityStatement, or is not asked for one."""
NO_NUMBER = Fault(
    outcome=Outcome.FAILED,
    why="it is asked by NHS number only, and none is known for this question",
    advice="Search for the patient by NHS number.",
)
ANOTHER = Fault(
    outcome=Outcome.FAILED,
    why="it answered about another NHS number than the one asked for, which is not used",
    advice="Tell the service's support desk that this search is not safe.",
)


def token(number: str) -> str:
    """Return an NHS number as a search wants it.

    >>> token("9990018421")
    'https://fhir.nhs.uk/Id/nhs-number|9990018421'
    """
    return f"{NHS_NUMBER_SYSTEM}|{number}"


def number_asked(desk: Desk, endpoint: Endpoint, query: PatientQuery) -> str:
    """Return the number to ask by: the query's, or the one under which this source gave the reference."""
    return query.nhs_number or number_known(desk, endpoint, query.reference)


def number_known(desk: Desk, endpoint: Endpoint, reference: str) -> str:
    """Return the number behind ``Patient/1`` as this source gave it; some use the number itself as id."""
    known = desk.session.known.number(endpoint.id, reference)
    return known or nhs_number(reference.removeprefix(f"{PATIENT}/")) or ""


def patients_in(body: bytes) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the id of each Patient in a Bundle, with the current NHS numbers that it bears."""
    return tuple(
        (text(one.get("id")), _numbers(one))
        for one in resources_in(body)
        if one.get("resourceType") == PATIENT
    )


def resources_in(body: bytes) -> Iterator[Content]:
    """Yield the resources of a Bundle; nothing where it cannot be read, which is said elsewhere."""
    try:
        bundle = read_object(body)
    except ResourceError:
        return
    yield from (obj(entry.get("resource")) for entry in objects(bundle.get("entry")))


def _numbers(patient: Content) -> frozenset[str]:
    found = [
        one.value for one in identifiers_of(patient) if one.system in NHS_NUMBER_SYSTEMS and one.is_match_key
    ]
    return frozenset(number for value in found if (number := nhs_number(value)))


def remember(desk: Desk, endpoint: Endpoint, body: bytes, number: str) -> Fault | None:
    """Note under which number this source gave its Patients; a Fault where one bears another number."""
    found = patients_in(body)
    if any(numbers and number not in numbers for _, numbers in found):
        return ANOTHER
    for name, _ in found:
        desk.session.known.note(endpoint.id, f"{PATIENT}/{name}", number)
    return None

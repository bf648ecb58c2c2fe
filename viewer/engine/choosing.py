"""Which links an opened patient has: the chosen ones, together only by IDM-02 or by the clinician's hand."""

from viewer.engine.gather import stranger_parts
from viewer.engine.gathered import Gathered
from viewer.engine.messages import OpenPatient
from viewer.engine.parts import Part, parts_of
from viewer.engine.persons import Wish, settle
from viewer.engine.search import Search
from viewer.errors import EngineError, ViewerError
from viewer.merge.by_number import links_by_number
from viewer.merge.person import Link, PatientFacts
from viewer.source.answer import Ended
from viewer.source.protocols import PatientQuery


def chosen_parts(search: Search, message: OpenPatient) -> tuple[Part, ...] | None:
    """Return what the record is read from; None where its leading Patient is not known (after a crash).

    Raises ViewerError as ``chosen_links`` does.
    """
    source, reference, _ = message.patients[0]
    if (source, reference) in search.found.strangers():
        return stranger_parts(search.found, source, reference)
    if search.patient(source, reference) is None:
        return None
    return parts_of(search.found, chosen_links(search, message))


def enough_to_open(search: Search, message: OpenPatient) -> bool:
    """Whether these open before every source has answered: rules link the others when they come.

    Who was linked by hand is waited for: no rule would link them again.
    """
    lead, *others = message.patients
    needed = [lead, *(other for other in others if other[2])]
    if any(search.patient(source, reference) is None for source, reference, _ in needed):
        return False
    try:
        return chosen_parts(search, message) is not None
    except ViewerError:  # one that bears a number out may be among those that have not answered
        return False


def not_found_again(search: Search, message: OpenPatient) -> EngineError:
    """Say why a record that was open is not opened again; a source that did not answer knows no 'no'."""
    lead, found = message.patients[0][0], search.found
    advice = "Search again; sign in first if a source asks."
    if not any(_knows(found, key) for key in found.sources):
        return EngineError("No source answered, so it is not known whose record this is", advice)
    if lead in found.sources and not _knows(found, lead):
        name = found.names()[lead]
        return EngineError(f"{name} did not answer in full, so it is not known whose record this is", advice)
    return EngineError("The patient was not found again", "Search for the patient anew.")


def _knows(found: Gathered, source: str) -> bool:
    """Whether a source answered whole, or said that it has nobody of that name."""
    gone = any(isinstance(event, Ended) and event.gone for event in found.events[source])
    return gone or found.answered(source)


def query_again(message: OpenPatient) -> PatientQuery:
    """Return what finds the chosen Patients again."""
    known = message.query != PatientQuery()
    return message.query if known else PatientQuery(reference=message.patients[0][1])


def chosen_links(search: Search, message: OpenPatient) -> tuple[Link, ...]:
    """Return the links of the chosen Patients; the first one leads.

    One of a source that does not answer (any more) is left out, and that source stands in the record as
    failed; one that its source does not have is refused.

    Raises:
        ViewerError: not all of them can be one person without the clinician's decision.
    """
    facts: list[PatientFacts] = []
    for source, reference, _ in message.patients:
        one = search.patient(source, reference)
        if one is not None and not any(one is other for other in facts):
            facts.append(one)
        elif one is None and (source not in search.found.sources or search.found.answered(source)):
            raise ViewerError("A chosen patient record was not found again", "Search for the patient anew.")
    lead = message.patients[0][:2]
    by_hand = tuple((source, reference) for source, reference, hand in message.patients if hand)
    settled = settle(facts, Wish(links=(lead, *by_hand)), search.found.traced)
    if settled is None or len(settled.links) < len(facts):
        raise ViewerError(
            "Not every chosen patient record can be linked without your decision",
            "Link each one yourself after comparing the demographics.",
        )
    chosen = {id(link.patient) for link in settled.links}
    others = [
        one
        for one in search.found.patients()
        if id(one) not in chosen and one.key.source not in message.undone
    ]
    return (*settled.links, *links_by_number(settled.links[0].patient, others, search.found.traced))

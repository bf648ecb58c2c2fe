"""Which links an opened patient has: the chosen ones, together only by IDM-02 or by the clinician's hand."""

from viewer.engine.gather import stranger_parts
from viewer.engine.messages import OpenPatient
from viewer.engine.parts import Part, parts_of
from viewer.engine.persons import Wish, settle
from viewer.engine.search import Search
from viewer.errors import ViewerError
from viewer.merge.by_number import links_by_number
from viewer.merge.person import Link, PatientFacts
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

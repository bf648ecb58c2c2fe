"""Whom a national service knows by NHS number alone: nobody to compare, and when such an answer is joined.

The record locator and the immunisation history are asked by NHS number and send no name and no date of
birth. IDM-02 compares two Patients; here is but one, and a question that was put about their number. Its
answer is joined where that number is verified and stands for a whole date of birth, and the link says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from viewer.fhir.resource import Resource, ResourceKey
from viewer.merge.patient import NAME_NOT_RECORDED, patient_facts
from viewer.merge.person import Link, PatientFacts
from viewer.merge.persons import NOT_TRACED, Traced, link_key

BY_NUMBER = "asked by the verified NHS number; this service sends no name or date of birth to compare"


def numbered(facts: PatientFacts) -> PatientFacts:
    """Mark a Patient of such a service that is a number and nothing else; any other stays as it is."""
    bare = facts.nhs_number and not (facts.family or facts.given or facts.born or facts.gender)
    return replace(facts, number_only=True) if bare else facts


def known_by_number(resource: Resource, number: str) -> PatientFacts:
    """Return the person whom a resource names by NHS number: a Patient that was never sent."""
    key = ResourceKey(source=resource.key.source, type="Patient", id=number, version="")
    nobody = replace(resource, key=key, content={"resourceType": "Patient"})
    return replace(patient_facts(nobody), name=NAME_NOT_RECORDED, nhs_number=number, number_only=True)


def described(everyone: Iterable[PatientFacts]) -> tuple[PatientFacts, ...]:
    """Return those whom a source describes; everybody where none is described."""
    given = tuple(everyone)
    return tuple(facts for facts in given if not facts.number_only) or given


def links_by_number(
    lead: PatientFacts, everyone: Sequence[PatientFacts], traced: Traced = NOT_TRACED
) -> tuple[Link, ...]:
    """Return the links to those known by the leading Patient's own verified or traced number alone."""
    key = None if lead.number_only else link_key(lead, traced)
    if key is None:
        return ()
    theirs = [facts for facts in everyone if facts.number_only and facts.nhs_number == key[0]]
    return tuple(Link(patient=facts, linked_by=BY_NUMBER) for facts in theirs)

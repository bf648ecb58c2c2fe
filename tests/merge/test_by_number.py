"""Whom a service knows by number alone is joined to a verified number, and to nobody else."""

from datetime import UTC, datetime

import pytest

from tests.load.answers import answer
from viewer.load.survey import survey
from viewer.merge.by_number import BY_NUMBER, described, links_by_number, numbered
from viewer.source.trace import Trace, TraceStatus

NUMBER, OTHER = "9990018421", "9990024103"
SYSTEM = "https://fhir.nhs.uk/Id/nhs-number"
VERIFIED = {
    "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
    "valueCodeableConcept": {"coding": [{"code": "01"}]},
}


def patient(number=NUMBER, *, verified=True, **more):
    identifier = {"system": SYSTEM, "value": number, **({"extension": [VERIFIED]} if verified else {})}
    return {"resourceType": "Patient", "id": "1", "identifier": [identifier], **more}


def pointer(number=NUMBER, name="d1"):
    subject = {"identifier": {"system": SYSTEM, "value": number}}
    return {"resourceType": "DocumentReference", "id": name, "status": "current", "subject": subject}


def surveyed(*resources, by_number=False):
    return survey("", [answer(*resources)], by_number=by_number)


def facts(*resources, by_number=False):
    return list(surveyed(*resources, by_number=by_number).patients.values())


LEAD = {"name": [{"family": "Holroyd"}], "birthDate": "1942-03-08"}


def test_a_subject_named_by_number_is_somebody_without_a_name():
    (found,) = facts(pointer(), pointer(name="d2"), by_number=True)

    assert (found.key.reference, found.nhs_number) == (f"Patient/{NUMBER}", NUMBER)
    assert (found.name, found.born, found.nhs_verified) == ("Name not recorded", None, False)
    assert found.number_only


def test_other_sources_make_nobody_of_a_subject():
    assert facts(pointer()) == []
    assert not facts(patient(verified=False))[0].number_only


def test_what_is_about_the_number_is_about_the_person():
    found = surveyed(pointer(), by_number=True)

    assert found.index.by_nhs_number == {NUMBER: f"Patient/{NUMBER}"}
    assert set(found.subjects) == {f"Patient/{NUMBER}"}


def test_a_patient_who_is_a_number_alone_is_marked_and_any_other_is_not():
    assert facts(patient(verified=False), by_number=True)[0].number_only
    (named,) = facts(patient(**LEAD), by_number=True)
    assert numbered(named) is named


def test_it_is_joined_to_the_verified_number_and_the_link_says_so():
    (lead,), theirs = facts(patient(**LEAD)), facts(pointer(), by_number=True)

    (link,) = links_by_number(lead, theirs)

    assert (link.patient, link.linked_by) == (theirs[0], BY_NUMBER)


@pytest.mark.parametrize(
    "lead",
    [
        patient(verified=False, **LEAD),
        patient(OTHER, **LEAD),
        patient(birthDate="1942"),
        patient(),
        patient(**LEAD, link=[{"type": "replaced-by", "other": {"reference": "Patient/2"}}]),
    ],
    ids=["not verified", "another number", "no whole date of birth", "no date of birth", "replaced"],
)
def test_it_is_joined_to_nobody_else(lead):
    assert links_by_number(facts(lead)[0], facts(pointer(), by_number=True)) == ()


def test_a_number_leads_nobody_and_joins_no_described_patient():
    theirs = facts(pointer(), by_number=True)

    assert links_by_number(theirs[0], theirs) == ()
    assert links_by_number(facts(patient(**LEAD))[0], facts(patient(**LEAD))) == ()


def test_only_where_nobody_is_described_a_number_stands_for_somebody():
    (lead,), theirs = facts(patient(**LEAD)), facts(pointer(), by_number=True)

    assert described([lead, *theirs]) == (lead,)
    assert described(theirs) == tuple(theirs)


def test_what_names_nobody_or_cannot_be_read_makes_nobody():
    raw = b'{"resourceType": "Bundle", "entry": [{"resource": {"a": 1, "a": 2}}]}'
    broken = survey("", [answer(raw=raw)], by_number=True)

    assert broken.patients == {}
    assert facts({"resourceType": "Organization", "id": "o"}, by_number=True) == []


def test_a_number_that_pds_calls_invalid_or_replaced_joins_nothing():
    (lead,), theirs = facts(patient(**LEAD)), facts(pointer(), by_number=True)

    for status in (TraceStatus.INVALID, TraceStatus.SUPERSEDED, TraceStatus.NOT_FOUND):
        trace = Trace(nhs_number=NUMBER, status=status, when=datetime(2026, 11, 22, tzinfo=UTC))
        assert links_by_number(lead, theirs, {NUMBER: trace}) == ()

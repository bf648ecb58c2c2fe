"""One vaccination, document or contact or two."""

import base64

import pytest

from tests.entries.builders import coded
from tests.merge.rules.pairs import is_one, merged, recorded, two_in_one_source, without
from viewer.merge.rules.events import CONTACT as CONTACT_RULE
from viewer.merge.rules.events import DOCUMENT, VACCINATION

JAB = {
    "resourceType": "Immunization",
    "status": "completed",
    "vaccineCode": coded("39114911000001105", "COVID-19 vaccine"),
    "occurrenceDateTime": "2021-02-03T09:00:00Z",
    "lotNumber": "4120Z001",
}


def test_a_vaccination_is_one_by_vaccine_day_and_batch():
    (one,) = merged(JAB, JAB | {"occurrenceDateTime": "2021-02-03", "lotNumber": "4120z001"})
    assert "vaccine and batch are the same, and the day as far as both give it" in one.rule


def test_a_vaccination_known_to_the_month_at_one_source_is_one_by_its_batch():
    assert is_one(JAB, JAB | {"occurrenceDateTime": "2021-02"})
    assert is_one(JAB | {"occurrenceDateTime": "2021-02"}, JAB)


@pytest.mark.parametrize(
    "other",
    [
        {"occurrenceDateTime": "2021-02-04"},
        {"lotNumber": "4120Z002"},
        {"lotNumber": ""},
        {"vaccineCode": coded("1")},
        {"status": "not-done"},
        {"protocolApplied": [{"doseNumberPositiveInt": 2}]},
        {"site": coded("right")},
    ],
)
def test_other_vaccinations_are_two(other):
    ours = JAB | {"protocolApplied": [{"doseNumberPositiveInt": 1}], "site": coded("left")}
    assert not is_one(ours, ours | other)


def test_one_muscle_and_two_arms_are_two_vaccinations():
    deltoid, left, right = (coded(code)["coding"][0] for code in ("16217701000119102", "left", "right"))
    ours, theirs = (JAB | {"site": {"coding": [deltoid, side]}} for side in (left, right))
    assert not is_one(ours, theirs)


def test_one_without_a_batch_names_the_other():
    one, other = merged(JAB, without(JAB, "lotNumber"))
    assert one.may_be_same == (other.id,)
    undated = without(JAB, "occurrenceDateTime")
    assert not is_one(undated, undated | {"note": [{"text": "x"}]})


LETTER = {
    "resourceType": "DocumentReference",
    "status": "current",
    "type": coded("823681000000100", "Outpatient letter"),
    "date": "2026-01-02T10:00:00Z",
    "content": [{"attachment": {"contentType": "text/plain", "data": base64.b64encode(b"Dear Dr").decode()}}],
}


def attached(**file):
    return {"content": [{"attachment": file}]}


CLINIC = {"type": coded("1", "Clinic letter")}


def test_a_letter_is_one_by_its_bytes_whatever_it_is_called():
    letter = LETTER | attached(data=base64.b64encode(b"Dear Dr, " * 40).decode())
    assert is_one(letter, letter | CLINIC)
    assert is_one(letter, letter | {"date": "2026-01-03"})
    assert is_one(letter, without(letter, "date") | CLINIC)
    assert not is_one(LETTER, LETTER | attached(data=base64.b64encode(b"Dear Dr.").decode()))
    assert not is_one(LETTER, LETTER | {"status": "superseded"})
    assert two_in_one_source(LETTER)


def test_one_placeholder_for_two_letters_of_other_kind_and_day_is_two():
    letter = LETTER | attached(data=base64.b64encode(b"Document not available. " * 40).decode())
    assert not is_one(letter, letter | CLINIC | {"date": "2021-07-04"})
    named = {"masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": "urn:oid:1.2.3"}}
    assert is_one(letter | named, letter | named | CLINIC | {"date": "2021-07-04"})


@pytest.mark.parametrize("other", [CLINIC, {"date": "2021-07-04"}, {"date": "2021"}])
@pytest.mark.parametrize("file", [{}, {"hash": "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "size": 22}])
def test_so_short_a_file_is_a_placeholder_of_another_kind_or_day(other, file):
    letter = LETTER | (attached(**file) if file else {})
    assert not is_one(letter, letter | other)
    assert is_one(letter, letter | {"description": "x"})


def test_a_letter_is_one_by_its_stated_hash_or_master_identifier():
    hashed = LETTER | attached(hash="2jmj7l5rSw0yVb/vlWAYkK/YBwk=", url="https://a.org/1")
    assert is_one(hashed, hashed | attached(hash="2jmj7l5rSw0yVb/vlWAYkK/YBwk=", url="https://b.org/2"))
    master = {"masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": "urn:oid:1.2.3"}}
    pointer = LETTER | attached(url="https://a.org/1") | master
    assert is_one(pointer, pointer | attached(url="https://b.org/2"))
    other = {"masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": "urn:oid:1.2.4"}}
    assert not is_one(LETTER | master, LETTER | other)
    assert not is_one(
        LETTER | attached(url="https://a.org/1"), LETTER | attached(url="https://a.org/1", size=5)
    )


CONTACT = {
    "resourceType": "Encounter",
    "status": "finished",
    "class": coded("IMP", "inpatient encounter", "http://terminology.hl7.org/CodeSystem/v3-ActCode")[
        "coding"
    ][0],
    "period": {"start": "2026-01-02T10:00:00Z", "end": "2026-01-05T12:00:00Z"},
    "serviceProvider": {"display": "Northmoor Acute Trust"},
}


def test_an_admission_seen_from_two_sides_is_one():
    (one,) = merged(CONTACT, CONTACT | {"reasonCode": [coded("1")]})
    assert "begin at the same minute" in one.rule
    ward = without(CONTACT, "serviceProvider") | {"location": [{"location": {"display": "Ward 4"}}]}
    (one,) = merged(ward, ward | {"reasonCode": [coded("1")]})
    assert "share provider or place" in one.rule


def test_one_end_says_nothing_of_where():
    nowhere = without(CONTACT, "serviceProvider")
    assert not is_one(nowhere, nowhere | {"reasonCode": [coded("1")]})
    assert not is_one(CONTACT, nowhere | {"reasonCode": [coded("1")]})


def test_a_call_and_a_visit_of_one_minute_are_two():
    call, visit = ({"type": [{"text": text}]} for text in ("Phone call", "Home visit"))
    assert not is_one(CONTACT | call, CONTACT | visit)
    assert is_one(CONTACT | call, CONTACT | {"type": [{"text": "phone call"}], "length": {"value": 5}})
    assert is_one(CONTACT | call, CONTACT)
    broad = coded("308335008", "Patient encounter")
    assert not is_one(
        CONTACT | {"type": [broad | call["type"][0]]}, CONTACT | {"type": [broad | visit["type"][0]]}
    )


@pytest.mark.parametrize(
    "other",
    [
        {"period": {"start": "2026-01-02T10:01:00Z", "end": "2026-01-05T12:00:00Z"}},
        {"period": {"start": "2026-01-02T10:00:00Z", "end": "2026-01-06T12:00:00Z"}},
        {"class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "EMER"}},
        {"serviceProvider": {"display": "Fellside"}},
        {"status": "cancelled"},
        {"type": [coded("2")]},
    ],
)
def test_other_contacts_are_two(other):
    assert not is_one(CONTACT | {"type": [coded("1")]}, CONTACT | {"type": [coded("1")]} | other)


def test_a_beginning_alone_is_not_enough():
    bare = without(CONTACT, "serviceProvider") | {"period": {"start": "2026-01-02T10:00:00Z"}}
    assert not is_one(bare, bare | {"reasonCode": [coded("1")]})
    day = CONTACT | {"period": {"start": "2026-01-02"}}
    assert not is_one(day, day | {"reasonCode": [coded("1")]})


def test_whatever_brought_them_together_others_are_apart():
    jab = JAB | {"vaccineCode": coded("1"), "occurrenceDateTime": "2022"}
    assert [*VACCINATION.apart(recorded("gp", JAB), recorded("trust", jab))] == ["vaccine", "date"]
    contact = CONTACT | {"period": {"start": "2026-01-03T10:00:00Z"}}
    assert [*CONTACT_RULE.apart(recorded("gp", CONTACT), recorded("trust", contact))] == ["date"]
    other = CONTACT | {"class": {"code": "EMER"}}
    assert not CONTACT_RULE.enough(recorded("gp", CONTACT), recorded("trust", other))
    letter = LETTER | attached(data="QQ==") | {"masterIdentifier": {"value": "2"}}
    ours = LETTER | {"masterIdentifier": {"value": "1"}}
    assert [*DOCUMENT.apart(recorded("gp", ours), recorded("trust", letter))] == ["content", "identifier"]
    hashed = LETTER | attached(hash="abc=")
    assert [*DOCUMENT.apart(recorded("gp", LETTER), recorded("trust", hashed))] == []

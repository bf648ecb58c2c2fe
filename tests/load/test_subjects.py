"""A subject is named the same however a source refers to its Patient, and never guessed."""

import pytest

from tests.load.answers import BASE, NHS, answer, observation, patient
from viewer.fhir.body import split
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS
from viewer.load.intake import occurrences
from viewer.load.subjects import SubjectIndex, names_no_person, nhs_numbers_of

NUMBER = {"system": NHS, "value": "999 001 8421"}


def read(*resources, raw=None):
    page = answer(*resources, raw=raw)
    return list(occurrences(page, split(page.body), 0))


def subject(reference, *patients):
    index = SubjectIndex(BASE)
    for one in read(*patients):
        index.learn(one)
    (item,) = read({**observation(subject=None), "subject": reference})
    return index.subject_of(item)


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ({"reference": "Patient/1"}, "Patient/1"),
        ({"reference": "Patient/1/_history/3"}, "Patient/1"),
        ({"reference": f"{BASE}/Patient/1"}, "Patient/1"),
        ({"identifier": NUMBER}, "Patient/1"),
        ({"identifier": {**NUMBER, "system": "http://fhir.nhs.net/Id/nhs-number"}}, "Patient/1"),
        ({"reference": "Patient/2"}, "Patient/2"),
        ({"reference": "https://elsewhere.example/Patient/1"}, "https://elsewhere.example/Patient/1"),
        ({"reference": "urn:uuid:0c3151bd"}, "urn:uuid:0c3151bd"),
        ({"reference": "Group/1"}, ""),
        ({"reference": "1", "type": "Group"}, ""),
        ({"display": "somebody"}, ""),
        ({"identifier": {"system": "urn:local", "value": "5"}}, ""),
        ({"identifier": {"system": NHS, "value": "999 001 8422"}}, ""),
        ({"identifier": {"system": NHS, "value": "9990024103"}}, "nhs:9990024103"),
    ],
)
def test_how_a_reference_is_named(reference, named):
    assert subject(reference, patient()) == named


def test_a_contained_patient_is_named_by_its_number_or_not_at_all():
    known = {"resourceType": "Patient", "id": "p", "identifier": [NUMBER]}
    about = {**observation(subject="#p"), "contained": [{"resourceType": "Device", "id": "p"}, known]}
    unknown = {**observation(subject="#p"), "contained": [{"resourceType": "Patient", "id": "p"}]}
    missing = observation(subject="#p")
    index = SubjectIndex(BASE)

    named = [index.subject_of(item) for item in read(about, unknown, missing)]

    assert named == ["nhs:9990018421", "", ""]


def test_a_full_url_leads_to_its_patient():
    raw = (
        b'{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:a","resource":{"resourceType":"Patient"}},'
        b'{"resource":{"resourceType":"Flag","subject":{"reference":"urn:uuid:a"}}}]}'
    )
    index = SubjectIndex(BASE)
    items = read(raw=raw)
    for item in items:
        index.learn(item)

    assert {index.subject_of(item) for item in items} == {"Patient at entry[0].resource"}


def test_of_several_patients_the_wanted_one_is_named():
    appointment = {
        "resourceType": "Appointment",
        "participant": [{"actor": {"reference": "Patient/2"}}, {"actor": {"reference": "Patient/1"}}],
    }
    (item,) = read(appointment)
    index = SubjectIndex(BASE)

    assert index.subject_of(item) == "Patient/2"
    assert index.subject_of(item, frozenset({"Patient/1"})) == "Patient/1"


def test_a_group_is_no_person_and_a_patient_is():
    group, one = read(observation(subject="Group/1"), observation())

    assert names_no_person(group)
    assert not names_no_person(one)


def test_old_numbers_and_wrong_ones_are_no_keys():
    old = {"identifier": [{**NUMBER, "use": "old"}, {"system": NHS, "value": "123"}]}

    assert nhs_numbers_of(old) == []
    assert nhs_numbers_of({"identifier": [NUMBER]}) == ["9990018421"]


@pytest.mark.parametrize("system", sorted(NHS_NUMBER_SYSTEMS))
def test_a_number_under_an_older_form_of_the_system_is_a_key_too(system):
    assert nhs_numbers_of({"identifier": [{**NUMBER, "system": system}]}) == ["9990018421"]


def test_whoever_bears_the_number_that_was_asked_by_is_that_person_under_every_id():
    def bearing(name, *numbers):
        identifiers = [{"system": NHS, "value": number} for number in numbers]
        return {"resourceType": "Patient", "id": name, "identifier": identifiers}

    index = SubjectIndex(BASE, asked="9990018421")
    people = read(
        bearing("a", "9990018421"), bearing("b", "9990018421"), bearing("c", "9990018421", "9990024103")
    )
    for one in people:
        index.learn(one)
    about = read(observation("1", "Patient/a"), observation("2", "Patient/b"), observation("3", "Patient/c"))

    assert [index.subject_of(one) for one in people] == ["nhs:9990018421"] * 2 + ["Patient/c"]
    assert [index.subject_of(one) for one in about] == ["nhs:9990018421"] * 2 + ["Patient/c"]

"""A subject is named the same however a source refers to its Patient, and never guessed."""

import pytest

from tests.load.answers import BASE, NHS, answer, observation, patient
from viewer.fhir.body import split
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS
from viewer.load.intake import occurrences
from viewer.load.subjects import ANOTHER, SubjectIndex, names_no_person, nhs_numbers_of

HUGE = "x" * 1_000_000
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


def test_whoever_was_never_sent_is_named_as_their_own_record_would_be_however_long_the_id():
    for length in (64, 250, 256, 257, 1_000_000):
        sent = {**patient(), "id": "x" * length}
        assert subject({"reference": f"Patient/{sent['id']}"}) == subject(
            {"reference": f"Patient/{sent['id']}"}, sent
        )
    assert len(subject({"reference": f"urn:uuid:{HUGE}"})) < 100
    assert subject({"reference": f"{HUGE}/a"}) != subject({"reference": f"{HUGE}x/a"})


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


MOTHER = {"resourceType": "Patient", "id": "m", "name": [{"family": "Mother"}], "birthDate": "1930-01-01"}
OURS = frozenset({"Patient/1"})


def known(**more):
    return {**patient(), "name": [{"family": "Holroyd", "given": ["Una"]}], "birthDate": "1980-02-03", **more}


def named(reference, *patients, contained=(), wanted=OURS):
    index = SubjectIndex(BASE)
    for one in read(*patients):
        index.learn(one)
    (item,) = read({**observation(subject=None), "subject": reference, "contained": list(contained)})
    return index.subject_of(item, wanted)


@pytest.mark.parametrize(
    ("inner", "whose"),
    [
        (MOTHER, ANOTHER),
        ({**MOTHER, "birthDate": "1980-02-03"}, ANOTHER),
        ({**MOTHER, "name": [{"family": "Holroyd"}]}, ANOTHER),
        ({**MOTHER, "name": [{"family": "Holroyd"}], "birthDate": "1980"}, ""),
        ({**MOTHER, "name": [], "birthDate": None}, ""),
        ({**MOTHER, "identifier": [NUMBER]}, "Patient/1"),
        ({**MOTHER, "identifier": [{**NUMBER, "value": "9990024103"}]}, "nhs:9990024103"),
    ],
)
def test_a_contained_patient_who_is_described_as_another_is_another(inner, whose):
    assert named({"reference": "#m"}, known(), contained=[inner]) == whose


def test_a_contained_patient_is_another_only_where_none_of_the_wanted_is_described_so():
    also = known(id="2", identifier=[], name=[{"family": "Mother"}], birthDate="1930-01-01")

    assert named({"reference": "#m"}, known(), also, contained=[MOTHER]) == ANOTHER
    wanted = OURS | {"Patient/2"}
    assert named({"reference": "#m"}, known(), also, contained=[MOTHER], wanted=wanted) == ""
    assert named({"reference": "#m"}, known(), contained=[MOTHER], wanted=frozenset()) == ""
    assert named({"reference": "#m"}, known(), known(birthDate="1930"), contained=[MOTHER]) == ANOTHER


OTHERS = {**NUMBER, "value": "9990024103"}
TWO = "two patients: Patient/1 and nhs:9990024103"


@pytest.mark.parametrize(
    ("stated", "people", "whose"),
    [
        (NUMBER, [known()], "Patient/1"),
        (OTHERS, [known()], TWO),
        (OTHERS, [known(), patient("2", "9990024103")], TWO),
        (OTHERS, [known(identifier=[]), patient("2", "9990024103")], TWO),
        (OTHERS, [known(identifier=[])], "Patient/1"),
        (OTHERS, [known(identifier=[NUMBER, {**OTHERS, "use": "old"}])], "Patient/1"),
        (NUMBER, [patient("2"), known()], "Patient/1"),
        (OTHERS, [], "Patient/1"),
        ({**OTHERS, "system": "urn:local"}, [known()], "Patient/1"),
        ({**OTHERS, "value": "9990024104"}, [known()], "Patient/1"),
    ],
)
def test_a_reference_beside_the_number_of_another_names_neither(stated, people, whose):
    assert named({"reference": "Patient/1", "identifier": stated}, *people) == whose


def test_a_contained_patient_and_the_number_beside_are_taken_together():
    bare = {"resourceType": "Patient", "id": "m"}
    numbered = {**bare, "identifier": [OTHERS]}

    assert named({"reference": "#m", "identifier": NUMBER}, known(), contained=[bare]) == "Patient/1"
    assert named({"reference": "#m", "identifier": NUMBER}, known(), contained=[MOTHER]) == ANOTHER
    both = named({"reference": "#m", "identifier": NUMBER}, known(), contained=[numbered])
    assert both == "two patients: nhs:9990024103 and nhs:9990018421"


def test_a_patient_who_reads_otherwise_the_second_time_is_described_by_both():
    married = known(name=[{"family": "Mother"}], birthDate="1930-01-01")

    assert named({"reference": "#m"}, known(), known(), married, contained=[MOTHER]) == ""

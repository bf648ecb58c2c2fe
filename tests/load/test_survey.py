"""A survey finds every Patient and every other subject, before anything is merged."""

from tests.load.answers import BASE, answer, observation, patient
from viewer.load.survey import survey


def test_patients_subjects_and_the_unnamed_are_found():
    found = survey(BASE, [answer(observation("7", "Patient/2")), answer(patient(), observation("8"))])

    assert list(found.patients) == ["Patient/1"]
    assert list(found.subjects) == ["Patient/2", "Patient/1"]
    assert not found.unnamed


def test_damage_and_what_names_nobody_are_unnamed():
    assert survey(BASE, [answer(raw=b"not json")]).unnamed
    assert survey(BASE, [answer({"resourceType": "Practitioner", "id": "p"})]).unnamed


def test_the_first_of_two_patients_of_one_identity_stands():
    found = survey(BASE, [answer(patient(gender="female"), patient(gender="male"))])

    assert [facts.gender for facts in found.patients.values()] == ["female"]


def test_an_answer_concerns_whom_it_names_and_what_names_nobody_concerns_all():
    organisation = {"resourceType": "Organization", "id": "o"}
    found = survey(
        BASE, [answer(patient(), observation()), answer(organisation), answer(patient("2", ""), organisation)]
    )

    def concerned(*subjects):
        return [found.concerns(number, frozenset(subjects)) for number in range(3)]

    assert concerned("Patient/1") == [True, True, False]
    assert concerned("Patient/2") == [False, True, True]
    assert concerned() == [False, True, True]

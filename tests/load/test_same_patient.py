"""A source that answers with another person under the linked id is said on top of everything."""

import pytest

from tests.load.answers import LONDON, answer, origin, patient, whole
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.merge.patient import patient_facts
from viewer.merge.person import Link

FOUND = patient(birthDate="1942-03-08", name=[{"family": "Holroyd"}])


def conflicts_after(read):
    facts = patient_facts(whole(FOUND).source("gp").patients[0])
    load = Load(LONDON)
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})), [Link(patient=facts, linked_by="chosen")])
    load.feed(answer(read))
    return [(conflict.tier, conflict.what) for conflict in load.record().conflicts]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ({**FOUND, "birthDate": "1942-03-09"}, "(date of birth differs)"),
        ({**FOUND, "identifier": []}, "(NHS number differs)"),
        (
            {**FOUND, "name": [{"family": "Smith"}], "birthDate": "2001"},
            "(date of birth, family name differs)",
        ),
    ],
)
def test_another_person_under_the_linked_id_is_a_conflict_of_the_first_tier(read, words):
    ((tier, what),) = conflicts_after(read)

    assert tier == 1
    assert what.startswith("GP practice: ")
    assert words in what


def test_the_same_person_with_another_address_is_none():
    assert conflicts_after({**FOUND, "name": [{"family": "HOLROYD"}], "address": [{"text": "x"}]}) == []
    assert conflicts_after({**FOUND, "id": "2", "birthDate": "1999"}) == []

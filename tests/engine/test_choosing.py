"""The chosen patients are one person by the rule or by hand, or they are not opened."""

from dataclasses import replace

import pytest

from tests.engine.files import written
from tests.engine.test_search import searched
from tests.load.answers import patient
from tests.merge.test_by_number import patient as verified
from tests.merge.test_by_number import pointer, surveyed
from viewer.engine.choosing import (
    chosen_links,
    chosen_parts,
    enough_to_open,
    not_found_again,
    query_again,
)
from viewer.engine.messages import OpenPatient
from viewer.errors import ViewerError
from viewer.merge.by_number import BY_NUMBER
from viewer.merge.persons import BY_HAND, CHOSEN
from viewer.source.protocols import PatientQuery


@pytest.fixture
def search(tmp_path):
    return searched(
        written(tmp_path, "a.json", patient("A", "")),
        written(tmp_path, "b.json", patient("B", "")),
        str(tmp_path / "none.json"),
    )


def choice(search, *chosen):
    sources = list(search.found.sources)
    return OpenPatient(patients=tuple((sources[n], name, hand) for n, name, hand in chosen))


def test_two_whom_nothing_links_need_a_hand(search):
    with pytest.raises(ViewerError, match="without your decision"):
        chosen_links(search, choice(search, (0, "Patient/A", False), (1, "Patient/B", False)))

    made = chosen_links(search, choice(search, (1, "Patient/B", False), (0, "Patient/A", True)))
    assert [(link.patient.key.reference, link.linked_by) for link in made] == [
        ("Patient/B", CHOSEN),
        ("Patient/A", BY_HAND),
    ]


def test_one_chosen_twice_is_one(search):
    twice = choice(search, (0, "Patient/A", False), (0, "Patient/A", False))

    assert len(chosen_links(search, twice)) == 1


def test_one_that_its_source_does_not_have_is_refused_and_one_of_a_silent_source_is_left_out(search):
    with pytest.raises(ViewerError, match="not found again"):
        chosen_links(search, choice(search, (0, "Patient/A", False), (1, "Patient/Z", True)))

    assert len(chosen_links(search, choice(search, (0, "Patient/A", False), (2, "Patient/C", True)))) == 1


def test_whoever_is_not_known_is_looked_for_by_what_found_them(search):
    known = choice(search, (0, "Patient/A", False))
    part = chosen_parts(search, known)[0]  # the other sources take part without a patient
    assert [link.patient.key.reference for link in part.links] == ["Patient/A"]
    unknown = choice(search, (0, "Patient/Z", False))
    assert chosen_parts(search, unknown) is None

    assert query_again(unknown) == PatientQuery(reference="Patient/Z")
    asked = PatientQuery(nhs_number="9990018421")
    assert query_again(OpenPatient(patients=unknown.patients, query=asked)) == asked


def test_whom_a_service_knows_by_number_alone_joins_again_unless_that_was_undone(search):
    service, lead, _ = search.found.sources
    known = {"name": [{"family": "Holroyd"}], "birthDate": "1942-03-08"}
    search.found.surveys[service] = surveyed(pointer(), by_number=True)
    search.found.surveys[service].patients = {
        name: replace(one, key=replace(one.key, source=service))
        for name, one in search.found.surveys[service].patients.items()
    }
    search.found.surveys[lead] = surveyed(verified(**known))
    (facts,) = search.found.surveys[lead].patients.values()
    search.found.surveys[lead].patients = {"Patient/1": replace(facts, key=replace(facts.key, source=lead))}
    message = OpenPatient(patients=((lead, "Patient/1", False),))

    assert [link.linked_by for link in chosen_links(search, message)] == [CHOSEN, BY_NUMBER]
    undone = OpenPatient(patients=message.patients, undone=(service,))
    assert [link.linked_by for link in chosen_links(search, undone)] == [CHOSEN]


def test_two_whom_nothing_links_yet_wait_for_who_bears_them_out(search):
    assert enough_to_open(search, choice(search, (0, "Patient/A", False), (2, "Patient/C", False)))
    assert not enough_to_open(search, choice(search, (0, "Patient/A", False), (2, "Patient/C", True)))
    assert not enough_to_open(search, choice(search, (0, "Patient/A", False), (1, "Patient/B", False)))


def test_why_nobody_was_found_again_says_who_did_not_answer(search):
    gone = not_found_again(search, choice(search, (0, "Patient/Z", False)))
    assert gone.what == "The patient was not found again"
    silent = not_found_again(search, choice(search, (2, "Patient/C", False)))
    assert silent.what.startswith("none.json did not answer in full")
    for events in search.found.events.values():
        events.clear()
    nobody = not_found_again(search, choice(search, (0, "Patient/A", False)))
    assert nobody.what == "No source answered, so it is not known whose record this is"
    assert "sign in" in nobody.advice

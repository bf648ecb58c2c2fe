"""What a document says of others is said at the others: entered in error with it, replaced by it, added to."""

import pytest

from tests.load.answers import BASE, allergy, observation, patient, whole
from viewer.entries.entry import Flag


def composition(*references, status="entered-in-error", nested=()):
    section = {"title": "Findings", "entry": [{"reference": one} for one in references]}
    inner = {"title": "Part", "entry": [{"reference": one} for one in nested]}
    return {
        "resourceType": "Composition",
        "id": "c",
        "status": status,
        "subject": {"reference": "Patient/1"},
        "section": [{**section, "section": [inner]}],
    }


def marked(*resources):
    entries = whole(patient(), *resources).record().entries
    return {one.members[0].key.reference for one in entries if Flag.FROM_WITHDRAWN in one.flags}


@pytest.mark.parametrize("reference", ["Observation/7", f"{BASE}/Observation/7"])
def test_what_a_withdrawn_document_holds_is_marked_whichever_came_first(reference):
    assert marked(composition(reference), observation(), allergy()) == {"Observation/7"}
    assert marked(observation(), allergy(), composition(reference)) == {"Observation/7"}


def test_sections_inside_sections_count_and_what_has_not_come_is_nothing():
    assert marked(
        observation(), allergy(), composition("Observation/9", "", nested=["AllergyIntolerance/3"])
    ) == {"AllergyIntolerance/3"}


def test_a_document_that_stands_marks_nothing():
    assert marked(observation(), composition("Observation/7", status="final")) == set()


def test_the_mark_is_in_words_and_stays_when_the_entry_is_read_again():
    who = {"resourceType": "Practitioner", "id": "2", "name": [{"text": "Dr Able"}]}
    named = observation(performer=[{"reference": "Practitioner/2"}])

    load = whole(patient(), composition("Observation/7"), named, who)
    (entry,) = (one for one in load.record().entries if one.members[0].key.type == "Observation")

    assert entry.recorder == "Dr Able"
    assert "From a document entered in error" in entry.marks


def letter(id, *relations, status="current", kind="DocumentReference"):
    about = {"subject": {"reference": "Patient/1"}, "type": {"text": "Letter"}}
    return {"resourceType": kind, "id": id, "status": status, **about, "relatesTo": list(relations)}


def marks_of(which, *resources):
    entries = whole(patient(), *resources).record().entries
    (entry,) = (one for one in entries if one.members[0].key.reference == which)
    return entry.marks


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (
            {"code": "replaces", "target": {"reference": "DocumentReference/1"}},
            "A later document replaces it",
        ),
        ({"code": "appends", "target": {"reference": "DocumentReference/1"}}, "A later document adds to it"),
        (
            {"code": {"coding": [{"code": "replaces"}]}, "target": {"reference": "DocumentReference/1"}},
            "A later document replaces it",
        ),
        (
            {"type": "replaces", "resourceReference": {"reference": "DocumentReference/1"}},
            "A later document replaces it",
        ),
    ],
)
def test_an_older_document_says_that_a_later_one_replaces_or_adds_to_it(relation, words):
    older, newer = letter("1"), letter("2", relation)

    assert words in marks_of("DocumentReference/1", older, newer)
    assert words in marks_of("DocumentReference/1", newer, older)
    assert words not in marks_of("DocumentReference/2", newer, older)


def test_another_form_a_signature_and_a_document_in_error_replace_nothing():
    target = {"reference": "DocumentReference/1"}
    silent = [
        {"code": "transforms", "target": target},
        {"code": "replaces"},
        {"target": target},
        {"code": "signs"},
    ]

    assert marks_of("DocumentReference/1", letter("1"), letter("2", *silent)) == ()
    wrong = letter("2", {"code": "replaces", "target": target}, status="entered-in-error")
    assert marks_of("DocumentReference/1", letter("1"), wrong) == ()

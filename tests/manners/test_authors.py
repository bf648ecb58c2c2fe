"""Who wrote a row, and which drug it is, is fetched where only a reference was sent (CMP-12)."""

import pytest

from tests.fetch.conftest import Site
from tests.manners import manners
from tests.manners.law import obeys, told_by
from tests.manners.place import KINDS, Place, capability, fact, patient
from viewer.source.gap import GapKind

RECORD = [
    patient(),
    fact("Condition", "c", by="p"),
    fact("MedicationRequest", "r", drug="m"),
    fact("Medication", "m"),
    fact("Practitioner", "p"),
]


@pytest.fixture
def site():
    found = Site()
    yield found
    found.close()


def rows(told):
    return {entry.members[0].key.reference: entry for entry in told.record.entries}


def test_a_practitioner_and_a_drug_that_were_only_referred_to_become_the_words_of_their_rows(site):
    place = Place(site, RECORD)

    told = told_by(place)

    obeys(told)
    assert rows(told)["Condition/c"].recorder == "Dr p"
    assert rows(told)["MedicationRequest/r"].title == "Medication m"
    assert [heard.path for heard in place.heard].count("Practitioner/_search") <= 1
    assert {row.domain.value: row.count for row in told.record.domains}["other"] == 0


def without(kind):
    def manner(turn, _place):
        if turn.kind == "metadata":
            turn.body = capability(set(KINDS) - {kind})

    return manner


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        (without("Practitioner"), "1 Practitioner not followed: not offered by the source"),
        (manners.of("Practitioner", 403), "it refuses access (status 403)"),
        (manners.of("Practitioner", 404), "it does not know this (status 404)"),
        (manners.of("Practitioner", 500), "it answered with an error (status 500)"),
    ],
)
def test_where_it_cannot_be_had_the_row_says_not_retrieved_and_the_source_says_why(site, manner, words):
    told = told_by(Place(site, RECORD, [manner]))

    obeys(told)
    assert rows(told)["Condition/c"].recorder == "Practitioner/p (not retrieved)"
    assert words in told.words


def test_a_drug_whose_name_the_source_refuses_makes_the_record_partial_and_who_wrote_does_not(site):
    bad = [manners.of("Practitioner", 403), manners.of("Medication", 403)]

    told = told_by(Place(site, RECORD, bad))

    assert {gap.kind for gap in told.partial} == {GapKind.DENIED}
    assert {gap.domain.value for gap in told.partial} == {"medicines"}


def test_a_practitioner_of_another_server_is_never_asked_for(site):
    other = Site()
    record = [one for one in RECORD if one["resourceType"] != "Practitioner"]
    record[1] = {**record[1], "recorder": {"reference": f"{other.base}/Practitioner/p"}}

    told = told_by(Place(site, record))

    assert other.heard == []
    assert "references not followed, at another server: 1" in told.words
    other.close()


def test_somebody_else_whom_a_row_refers_to_is_never_fetched(site):
    record = [*RECORD, patient("2", "9990024103")]
    record[1] = {**record[1], "asserter": {"reference": "Patient/2"}}

    place = Place(site, record)
    told = told_by(place)

    assert "Patient/2" not in {heard.path for heard in place.heard}
    assert "1 Patient not followed: about another person" in told.words
    assert [one.reference for one in told.record.supporting if one.type == "Patient"] == ["Patient/1"]

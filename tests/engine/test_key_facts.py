"""Key facts of an entry: names where the record has them, and who says what where the sources differ."""

from dataclasses import replace

from tests.load.answers import (
    LONDON,
    allergy,
    answer,
    asked,
    ended,
    observation,
    origin,
    patient,
    source_ended,
    whole,
)
from viewer.engine.details import Details
from viewer.engine.key_facts import Telling
from viewer.load.scope import Scope
from viewer.merge.patient import patient_facts
from viewer.merge.person import Link

NAMES = {"gp": "GP practice", "acute": "Hospital"}


def test_a_reference_is_told_by_the_name_of_what_it_points_to():
    who = {"resourceType": "Practitioner", "id": "2", "name": [{"text": "Dr Able"}]}
    load = whole(
        patient(),
        who,
        allergy(recorder={"reference": "Practitioner/2"}, asserter={"reference": "Practitioner/9"}),
    )
    (entry,) = load.record().entries

    facts = dict(Details(load, NAMES, LONDON).of_entry(entry).facts)

    assert facts["Asserter"] == "Practitioner/9 (not retrieved)"
    assert "Dr Able" in Details(load, NAMES, LONDON).of_entry(entry).plain[4]
    assert "Recorder" not in facts


def test_what_only_one_source_says_names_it():
    load = whole(patient(), allergy(criticality="high", category=["medication"]))
    load.add(origin("acute", "Hospital"), Scope(subjects=frozenset({"Patient/1"}), alone=False))
    for event in (
        asked(source="acute"),
        answer(patient(), allergy(id="8", criticality="low", category=["medication"]), source="acute"),
        ended(source="acute"),
        source_ended(source="acute"),
    ):
        load.feed(event)
    first, second = (one for one in load.record().entries)
    merged = replace(first, members=(*first.members, *second.members))

    facts = Telling(load, NAMES, LONDON).of(merged.members, ())

    assert ("Criticality", "high (GP practice)") in facts
    assert ("Criticality", "low (Hospital)") in facts
    assert ("Category", "medication") in facts


def test_bytes_that_cannot_be_read_and_sources_that_are_gone_tell_nothing():
    load = whole(patient(), observation())
    (entry,) = load.record().entries
    (member,) = entry.members
    gone = replace(member, key=replace(member.key, source="gone"))
    broken = replace(member, place=replace(member.place, end=member.place.end - 1))

    assert Telling(load, NAMES, LONDON).of((gone,), ()) == ()
    assert Telling(load, NAMES, LONDON).of((broken,), ()) == ()


def test_where_a_restricted_person_is_is_no_key_fact():
    load = whole(patient(address=[{"city": "Leeds"}], telecom=[{"value": "01632 960001"}], gender="female"))
    (item,) = load.record().supporting
    facts = patient_facts(load.source("gp").patients[0])
    load._links["gp"] = (Link(patient=facts, linked_by="chosen"),)

    def said():
        return str(Details(load, NAMES, LONDON).of_supporting(item.id, item).facts)

    assert "Leeds" in said()
    load.restricted = frozenset({facts.nhs_number})
    assert "Leeds" not in said()
    assert "960001" not in said()
    assert "female" in said()

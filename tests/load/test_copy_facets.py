"""What each copy says of itself, and which entries its references mean."""

from dataclasses import replace

from tests.load.answers import LONDON, answer, asked, ended, observation, origin, patient, source_ended
from viewer.load.copy_facets import authors_of_content, entries_meant, facets_of_entry
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.timeline.search.facets import Facets

VISIT = {"resourceType": "Encounter", "id": "e", "status": "finished", "subject": {"reference": "Patient/1"}}


def loaded(*resources):
    load = Load(LONDON)
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
    for event in (asked(), answer(*resources), ended(), source_ended()):
        load.feed(event)
    return load


def only(load, kind):
    return next(one for one in load.facts.entries() if one.members[0].key.type == kind)


def test_a_copy_says_who_and_during_what_and_its_references_lead_to_entries():
    performer = {"resourceType": "Practitioner", "id": "p", "name": [{"text": "Dr Able"}]}
    result = observation(encounter={"reference": "Encounter/e"}, performer=[{"reference": "Practitioner/p"}])
    load = loaded(patient(), performer, VISIT, result)
    entry = only(load, "Observation")
    (found,) = facets_of_entry(load, entry)

    assert found.authors == ("Dr Able",) == authors_of_content(load, entry.members[0], result)
    assert found.encounters == ("Encounter/e",)
    assert found.series == entry.series
    assert entries_meant(
        load, "gp", (*found.encounters, "Encounter/e", "Encounter/gone", "Practitioner/p")
    ) == (only(load, "Encounter").id,)


def test_what_is_not_there_any_more_says_nothing():
    load = loaded(patient(), observation())
    entry = only(load, "Observation")
    (member,) = entry.members
    lost = replace(entry, members=(replace(member, place=replace(member.place, page=9)),))
    assert facets_of_entry(load, lost) == (Facets(),)
    load.remove("gp")

    assert facets_of_entry(load, entry) == (Facets(),)
    assert authors_of_content(load, member, {}) == ()
    assert entries_meant(load, "gp", ("Encounter/e",)) == ()

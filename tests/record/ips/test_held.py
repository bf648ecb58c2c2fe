"""What a summary holds: names, sources, and what comes along."""

from tests.record.loaded import MEDICINE, PATIENT, Odd, damaged, loaded
from viewer.fhir.resource import Place
from viewer.record.ips.held import Held, name_of, without_places


def held(record, copies, **given):
    rows = {row.origin.id: row for row in record.sources}
    ours = frozenset(member.place for entry in record.entries for member in entry.members)
    return Held(copies=copies, rows=rows, patient="urn:uuid:p", ours=ours, **given)


def test_a_name_is_the_same_in_every_run_and_another_for_other_parts():
    assert name_of("a", "b") == name_of("a", "b") != name_of("a", "c")


def test_what_refers_in_a_circle_is_taken_in_once():
    ring = [
        {"resourceType": "Organization", "id": "a", "partOf": {"reference": "Organization/b"}},
        {"resourceType": "Organization", "id": "b", "partOf": {"reference": "Organization/a"}},
    ]
    record, copies = loaded({**MEDICINE, "informationSource": {"reference": "Organization/a"}}, *ring)
    one = held(record, copies)

    name, words = one.take("gp", record.entries[0].members[0].place)

    assert words == ""
    assert len(one.resources) == 3
    assert one.take("gp", record.entries[0].members[0].place) == (name, "")
    assert len(list(one.entries())) == 6


def test_a_chain_of_references_of_any_length_is_taken_in_whole():
    chain = [
        {"resourceType": "Organization", "id": f"o{n}", "partOf": {"reference": f"Organization/o{n + 1}"}}
        for n in range(1500)
    ]
    record, copies = loaded({**MEDICINE, "informationSource": {"reference": "Organization/o0"}}, *chain)
    one = held(record, copies)

    one.take("gp", record.entries[0].members[0].place)

    assert len(one.resources) == 1501
    assert all(made["partOf"]["reference"] in one.resources for made in list(one.resources.values())[1:-1])


def test_equal_bytes_at_two_places_are_two_resources():
    twice = {key: value for key, value in MEDICINE.items() if key != "id"}
    record, copies = loaded(twice, {**twice})
    place = record.entries[0].members[0].place
    body = copies.raw(place)
    one = held(record, Odd(copies, raw=lambda _place: body))

    names = {one.take("gp", spot)[0] for spot in (place, Place(page=place.page, start=0, end=1))}

    assert len(names) == 2


def test_bytes_that_cannot_be_opened_are_said_and_a_reference_to_them_is_loose():
    record, copies = loaded({**MEDICINE, "informationSource": {"reference": "Practitioner/d"}})
    place, lost = record.entries[0].members[0].place, Place(page=9, start=0, end=1)

    def raw(spot):
        return damaged(spot) if spot == lost else copies.raw(spot)

    odd = Odd(copies, raw=raw, found=lambda _source, _reference: lost)
    one = held(record, odd)

    assert one.take("gp", lost) == ("", "it was damaged")
    for each in (one, held(record, odd)):
        name, _ = each.take("gp", place)
        assert "identifier" in each.resources[name]["informationSource"]


def test_a_patient_that_was_not_sent_again_has_its_sources_time():
    record, copies = loaded(patient_given=PATIENT)
    one = held(record, copies)

    one.take_as("urn:uuid:p", "gp", None, {"resourceType": "Patient"})

    assert one.provenances["urn:uuid:p"]["recorded"] == record.sources[0].retrieved


def test_places_go_at_any_depth():
    assert without_places({"a": [{"address": 1, "b": {"telecom": 2, "c": [[3]]}}]}) == {
        "a": [{"b": {"c": [[3]]}}]
    }

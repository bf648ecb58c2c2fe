"""Slots become resources, damage becomes words, in the order of the bytes."""

from tests.load.answers import answer, observation
from viewer.fhir.body import split
from viewer.fhir.resource import FhirVersion, Resource
from viewer.load.intake import Unreadable, occurrences


def read(page):
    return list(occurrences(page, split(page.body, page.media_type, page.path), 4))


def test_a_resource_knows_its_identity_place_and_version():
    (found,) = read(answer(observation(meta={"versionId": "2"})))

    assert (found.key.source, found.key.reference, found.key.version) == ("gp", "Observation/7", "2")
    assert (found.place.page, found.place.slot) == (4, "entry[0].resource")
    assert found.version is FhirVersion.R4


def test_without_a_claim_the_version_is_told_by_the_shape():
    appointment = {"resourceType": "MedicationStatement", "id": "1", "taken": "y"}

    (found,) = read(answer(appointment, fhir_version=""))

    assert found.version is FhirVersion.STU3


def test_damage_and_resources_come_in_the_order_of_their_bytes():
    raw = (
        b'{"resourceType":"Bundle","entry":[{"resource":null},{"resource":{"resourceType":"Flag","id":"1"}}]}'
    )

    kinds = [type(item) for item in read(answer(raw=raw))]

    assert kinds == [Unreadable, Resource]


def test_a_resource_with_a_repeated_key_keeps_its_name_and_says_why():
    raw = b'{"resourceType":"Flag","id":"1","status":"active","status":"inactive"}'

    (found,) = read(answer(raw=raw))

    assert isinstance(found, Unreadable)
    assert (found.key.type, found.key.id) == ("Flag", "1")
    assert "status" in found.reason


def test_an_overlong_id_is_short_and_its_own():
    one, other = (read(answer(observation(id="x" * 1000 + end)))[0].key.id for end in "ab")

    assert one != other
    assert len(one) == len(other) == 97

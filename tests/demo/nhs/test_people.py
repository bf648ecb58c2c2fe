"""Who is in the simulated register: nobody who exists."""

from viewer.demo.nhs.people import CROWD, INVALIDATED, REPLACED, is_restricted, registered
from viewer.demo.sites import SiteKey
from viewer.demo.structured import good_number
from viewer.fhir.nhs_number import is_test_number


def test_every_number_is_a_valid_test_number(held):
    people = registered(held[SiteKey.GP])
    numbers = [*people, *REPLACED, *REPLACED.values(), *INVALIDATED]

    assert all(good_number(number) and is_test_number(number) for number in numbers)
    assert len(people) == len(held[SiteKey.GP].patients) + CROWD + 1


def test_of_a_restricted_person_nothing_says_where_they_are(held):
    ashworth = registered(held[SiteKey.GP])["9990057915"]

    assert is_restricted(ashworth)
    assert not {"address", "telecom", "contact", "generalPractitioner"} & set(ashworth)


def test_a_death_comes_with_its_notice(held):
    pickersgill = registered(held[SiteKey.GP])["9990049351"]

    assert pickersgill["deceasedDateTime"].startswith("2026-02-14")
    assert pickersgill["extension"][0]["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "2"

"""Which member of the record a reference means."""

import pytest

from viewer.entries.entry import Member
from viewer.fhir.resource import Place, ResourceKey
from viewer.record.pages.meant import meant

AT = Place(page=3, start=70, end=90, slot="entry[1].resource")


def member(source="gp", id="7", start=70):
    key = ResourceKey(source=source, type="Observation", id=id, version="")
    return Member(key=key, place=Place(page=3, start=start, end=start + 5))


def target(reference, *held, found=lambda _source, _reference: None):
    pairs = [(one, f"{one.key.source} {one.key.id} {one.place.start}") for one in held]
    return meant(found, [("gp", reference)], pairs).get(("gp", reference))


def test_the_place_found_decides_and_not_the_name():
    held = (member(id="9", start=10), member(id="7", start=70))

    assert target("Observation/9", *held, found=lambda *_: AT) == "gp 7 70"
    assert target("urn:uuid:anything", *held, found=lambda *_: AT) == "gp 7 70"


def test_one_that_stands_at_no_place_of_the_record_is_known_by_its_name():
    assert target("Observation/7/_history/1", member(start=10), found=lambda *_: AT) == "gp 7 10"


@pytest.mark.parametrize(
    "reference",
    ["Observation/7", "Observation/7/_history/2", "https://gp.example/fhir/Observation/7/", "urn:uuid:7"],
)
def test_without_a_place_every_form_of_a_name_is_followed(reference):
    assert target(reference, member(id="8", start=10), member()) == "gp 7 70"


def test_what_is_not_held_or_of_another_source_is_left_out():
    assert target("Observation/8", member()) is None
    assert target("Observation/7", member("trust")) is None
    assert target("Observation/7", member("trust"), found=lambda *_: AT) is None

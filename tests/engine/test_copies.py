"""Copies of a load, read beside the conversation."""

import pytest

from tests.record.loaded import ALLERGY, loaded
from viewer.errors import ResourceError


def test_bytes_are_the_very_ones_and_a_page_that_left_is_said():
    record, copies = loaded(ALLERGY)
    place = record.entries[0].members[0].place

    assert copies.raw(place) == copies.raw(place) == copies.load.raw(place)

    copies.load.remove("gp")
    fresh = type(copies)(copies.load)
    with pytest.raises(ResourceError, match="left the record"):
        fresh.raw(place)
    assert fresh.found("gp", "Patient/1") is None


def test_when_an_answer_came_is_not_known_once_it_has_left():
    record, copies = loaded(ALLERGY)
    place = record.entries[0].members[0].place
    assert copies.raw(place)

    copies.load.remove("gp")

    with pytest.raises(ResourceError, match="left the record"):
        copies.retrieved(place)

"""The law itself: it does not let pass what is missing in silence."""

import pytest

from tests.fetch.conftest import Site
from tests.manners.law import lost_nothing, obeys, told_by
from tests.manners.place import Place, fact, patient


@pytest.fixture
def told():
    site = Site()
    found = told_by(Place(site, [patient(), fact("Condition", "c-1"), fact("Observation", "o-1")]))
    site.close()
    return found


def test_a_whole_record_obeys(told):
    obeys(told)


def test_what_is_there_and_neither_came_nor_is_said_breaks_it(told):
    told.there = told.there | {("Condition", "c-2")}

    with pytest.raises(AssertionError, match="missing in silence"):
        lost_nothing(told)


def test_what_nobody_sent_breaks_it(told):
    told.there = told.there - {("Condition", "c-1")}

    with pytest.raises(AssertionError, match="invented"):
        lost_nothing(told)


def test_what_only_a_missing_resource_refers_to_is_missing_with_it_and_what_a_present_one_refers_to_is_not(
    told,
):
    told.there = told.there | {("Practitioner", "p-1")}
    told.referrers = lambda _key: frozenset({("Condition", "c-9")})
    lost_nothing(told)
    told.referrers = lambda _key: frozenset({("Condition", "c-1"), ("Condition", "c-9")})

    with pytest.raises(AssertionError, match="missing in silence"):
        lost_nothing(told)

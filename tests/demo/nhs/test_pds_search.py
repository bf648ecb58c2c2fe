"""Whom a search finds, and what it refuses."""

import pytest

from viewer.demo.nhs.pds_search import Unfit, found
from viewer.demo.nhs.people import registered
from viewer.demo.sites import SiteKey

BORN = ("birthdate", "eq1942-03-08")


@pytest.fixture(scope="module")
def look(held):
    people = list(registered(held[SiteKey.GP]).values())

    def search(*query):
        return [(score, one["id"]) for score, one in found(people, query)[0]]

    return search


@pytest.mark.parametrize(
    "query",
    [
        (("family", "HOLROYD"), BORN),
        (("family", "hol*"), ("birthdate", "ge1942-03-01"), ("birthdate", "le1942-03-31")),
        (("family", "holroyd"), ("given", "Edith"), ("gender", "female"), BORN),
        (("family", "holroyd"), BORN, ("_exact-match", "true"), ("_max-results", "5")),
    ],
)
def test_a_person_is_found(look, query):
    assert look(*query) == [(1.0, "9990018421")]


@pytest.mark.parametrize(
    "query",
    [
        (("family", "Holroid"), BORN),
        (("family", "holroyd"), ("gender", "male"), BORN),
        (("family", "holroyd"), ("birthdate", "eq1942-03-09")),
    ],
)
def test_a_person_who_does_not_fit_is_not_found(look, query):
    assert look(*query) == []


def test_a_fuzzy_search_hears_names_that_sound_alike(look):
    fuzzy = (("family", "Holroid"), ("given", "Margret"), BORN, ("_fuzzy-match", "true"))
    assert look(*fuzzy) == [(0.9, "9990018421")]
    assert look(*fuzzy, ("_exact-match", "true")) == []


def test_a_search_with_a_postcode_never_finds_a_restricted_person(look):
    ashworth = (("family", "Ashworth"), ("birthdate", "eq1991-12-05"))
    assert look(*ashworth) == [(1.0, "9990057915")]
    assert look(*ashworth, ("address-postcode", "NM*")) == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ((), "UNSUPPORTED_SERVICE"),
        ((("family", "Holroyd"),), "INVALID_SEARCH_DATA"),
        ((("family", "Holroyd"), BORN, ("_fuzzy-match", "true")), "INVALID_SEARCH_DATA"),
        ((("family", "H*"), BORN), "INVALID_SEARCH_DATA"),
        ((("family", "Holroyd"), ("birthdate", "1942-03-08")), "INVALID_VALUE"),
        ((("family", "Holroyd"), ("gender", "f"), BORN), "INVALID_VALUE"),
        ((("family", "Holroyd"), BORN, ("_history", "yes")), "INVALID_VALUE"),
        ((("family", "Holroyd"), BORN, ("_max-results", "51")), "INVALID_VALUE"),
        ((("identifier", "9990018421"),), "ADDITIONAL_PROPERTIES"),
    ],
)
def test_wrong_questions_have_their_own_codes(look, query, code):
    with pytest.raises(Unfit) as caught:
        look(*query)
    assert caught.value.code == code

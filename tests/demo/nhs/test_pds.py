"""The simulated register answers as the real one: reads, numbers that are none, searches."""

import pytest

THORNBER = (("family", "thornber"), ("birthdate", "eq2015-06-21"))


def test_a_person_is_read_by_number(pds):
    status, person = pds("Patient/9990018421")

    assert status == 200
    assert person["name"][0]["family"] == "Holroyd"
    assert person["generalPractitioner"][0]["identifier"]["value"] == "Y99001"


def test_a_replaced_number_answers_with_the_one_that_replaced_it(pds):
    assert pds("Patient/9990061114")[1]["id"] == "9990062781"


@pytest.mark.parametrize(
    ("number", "status", "expected"),
    [
        ("9990061122", 404, "INVALIDATED_RESOURCE"),
        ("9990077002", 404, "RESOURCE_NOT_FOUND"),
        ("9990018422", 400, "INVALID_RESOURCE_ID"),
    ],
)
def test_numbers_that_lead_to_nobody(pds, code, number, status, expected):
    got, said = pds(f"Patient/{number}")
    assert (got, code(said)) == (status, expected)


def test_a_search_gives_all_who_fit(pds):
    status, found = pds("Patient", *THORNBER)

    assert (status, found["total"]) == (200, 2)
    assert {entry["search"]["score"] for entry in found["entry"]} == {1.0}


def test_a_search_that_finds_nobody_is_a_bundle_without_entries(pds):
    status, found = pds("Patient", ("family", "Nobody"), ("birthdate", "eq2015-06-21"))
    assert (status, found["total"], "entry" in found) == (200, 0, False)


@pytest.mark.parametrize("query", [(("family", "fenwick-test"), ("birthdate", "eq1980-01-01"))])
def test_too_many_matches_are_an_outcome_with_status_200(pds, code, query):
    status, said = pds("Patient", *query)
    assert (status, code(said)) == (200, "TOO_MANY_MATCHES")
    status, said = pds("Patient", *THORNBER, ("_max-results", "1"))
    assert (status, code(said)) == (200, "TOO_MANY_MATCHES")


def test_a_question_that_is_none_is_refused(pds, code):
    assert code(pds("Patient", ("surname", "x"))[1]) == "ADDITIONAL_PROPERTIES"

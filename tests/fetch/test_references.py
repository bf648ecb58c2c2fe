"""What answers refer to and what came: read fast from plain pages, and from odd ones all the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fetch.references import References, Target

BASE = "https://a.org/r4"


def noted(*bodies, aliases=()):
    found = References(BASE, aliases)
    for body in bodies:
        found.note(body if isinstance(body, bytes) else json.dumps(body).encode())
    return found


def refers(*references, kind="Observation"):
    return {
        "resourceType": kind,
        "id": "7",
        "performer": [{"reference": reference} for reference in references],
    }


def searchset(*resources, **more):
    return {"resourceType": "Bundle", "entry": [{"resource": one, **more} for one in resources]}


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("Practitioner/3", Target("Practitioner", "3")),
        ("/Practitioner/3", Target("Practitioner", "3")),
        (f"{BASE}/Practitioner/3", Target("Practitioner", "3")),
        ("https://inside:8443/r4/Practitioner/3", Target("Practitioner", "3")),
        ("Practitioner/3/_history/2", Target("Practitioner", "3", "2")),
    ],
)
def test_a_reference_of_this_source_is_absent_until_it_comes(reference, target):
    aliases = ["https://inside:8443"]
    assert noted(refers(reference), aliases=aliases).absent() == (target,)

    came = {"resourceType": "Practitioner", "id": "3", "meta": {"versionId": "2"}}
    assert noted(refers(reference), searchset(came), aliases=aliases).absent() == ()


def test_another_version_than_the_one_named_is_not_it():
    came = {"resourceType": "Practitioner", "id": "3", "meta": {"versionId": "9"}}

    assert noted(refers("Practitioner/3/_history/2"), searchset(came)).absent() == (
        Target("Practitioner", "3", "2"),
    )


@pytest.mark.parametrize("reference", ["", "#gp", "#"])
def test_what_is_contained_or_says_nothing_is_no_reference_to_anywhere(reference):
    found = noted(refers(reference))

    assert found.absent() == ()
    assert not found.elsewhere


def test_other_servers_and_what_has_no_address_are_counted_and_never_targets():
    found = noted(
        refers(
            "https://evil.org/r4/Practitioner/3",
            "//evil.org/r4/Practitioner/3",
            "https://a.org/other/Practitioner/3",
            "https://a.org.evil.org/r4/Practitioner/3",
            "urn:uuid:1",
            "Practitioner?identifier=x",
            "practitioner/3",
        )
    )

    assert found.absent() == ()
    assert found.elsewhere == {"at another server": 4, "without an address": 3}


@pytest.mark.parametrize("url", ["urn:uuid:1", "https://inside.org/r4/Practitioner/3"])
def test_what_came_under_the_full_url_that_a_reference_names_is_here(url):
    came = searchset({"resourceType": "Practitioner", "id": "3"}, fullUrl=url)

    assert not noted(refers(url), came).elsewhere


def test_a_record_without_an_id_is_known_by_the_end_of_its_full_url():
    came = searchset({"resourceType": "Practitioner"}, fullUrl="https://inside.org/r4/Practitioner/3")

    assert noted(refers("Practitioner/3"), came).absent() == ()


@pytest.mark.parametrize(
    "body",
    [
        {"resourceType": "Parameters", "parameter": [{"resource": {"resourceType": "Flag", "id": "3"}}]},
        searchset({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Flag", "id": "3"}}]}),
        b'{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Flag", "id": "3"}}, {"reso',
        b'{"resourceType":"Flag","id":"3"}\n{"resourceType":"Flag","id":"4"}\n',
        {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Flag", "id": "3", "meta": 7}}]},
    ],
)
def test_bodies_that_are_no_plain_page_are_read_by_the_scanner(body):
    assert ("Flag", "3") in noted(body).came


def test_escapes_and_references_inside_references_are_read():
    r5 = {"resourceType": "MedicationRequest", "medication": {"reference": {"reference": "Medication/1"}}}
    escaped = rb'{"resourceType":"Flag","author":{"reference" : "Practitioner\/\u0033"}}'

    assert noted(r5, escaped).absent() == (Target("Medication", "1"), Target("Practitioner", "3"))


def test_json_inside_a_text_is_no_reference():
    assert noted({"resourceType": "Flag", "note": json.dumps(refers("Practitioner/3"))}).absent() == ()


NAMES = st.sampled_from("abcdef")


@given(st.lists(NAMES), st.lists(NAMES), st.randoms())
def test_what_is_absent_is_exactly_what_is_named_and_did_not_come(named, came, order):
    bodies = [refers(f"Practitioner/{name}") for name in named]
    bodies += [searchset({"resourceType": "Practitioner", "id": name}) for name in came]
    order.shuffle(bodies)

    assert {target.id for target in noted(*bodies).absent()} == set(named) - set(came)

"""Next links: the source's own, its other names at home, nothing else."""

import pytest

from viewer.fetch.faults import Fault
from viewer.fetch.links import next_address
from viewer.fetch.page import Page

BASE = "https://fhir.example.org/r4"


def following(*links, aliases=()):
    return next_address(Page(type="Bundle", next_links=links), f"{BASE}/Condition?x=1", BASE, aliases)


def test_a_page_without_a_link_is_the_last():
    assert following() is None


def test_a_link_of_the_source_is_followed_verbatim():
    assert following(f"{BASE}?_getpages=a%2Fb&x=~!") == f"{BASE}?_getpages=a%2Fb&x=~!"
    assert following("?page=2") == f"{BASE}/Condition?page=2"


def test_a_link_under_another_name_of_the_source_is_followed_at_home():
    link = "http://internal:8080/r4/Condition?ct=a%2Fb&x=~!"

    assert following(link, aliases=["http://internal:8080"]) == f"{BASE}/Condition?ct=a%2Fb&x=~!"
    assert following("http://internal:8080", aliases=["http://internal:8080/"]) == "https://fhir.example.org"


@pytest.mark.parametrize(
    "link",
    [
        "http://internal:8081/r4/Condition?page=2",
        "https://internal:8080/r4/Condition?page=2",
        "http://internal:8080.evil.org/r4",
        "http://internal:8080\\@evil.org/r4",
        "//internal:8080/r4",
    ],
)
def test_what_only_looks_like_another_name_is_refused(link):
    found = following(link, aliases=["http://internal:8080"])

    assert isinstance(found, Fault)
    assert "another address" in found.why


def test_an_alias_that_is_no_address_lets_nothing_in():
    assert isinstance(following("nonsense://x", aliases=["nonsense"]), Fault)


def test_two_links_are_not_chosen_between():
    found = following("?page=2", "?page=3")

    assert isinstance(found, Fault)
    assert "two different" in found.why

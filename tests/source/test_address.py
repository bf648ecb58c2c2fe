"""Addresses: whom a sign-in may reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.source.address import base_problem, is_loopback, origin_of, within

BASE = "https://fhir.example.org/r4"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.org",
        "https://a.org:8443/fhir/R4",
        "http://localhost:80/x",
        "http://[::1]:8080/fhir",
        "http://127.0.0.2/f",
    ],
)
def test_https_and_loopback_are_addresses_of_a_source(url):
    assert base_problem(url) == ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "whole web address"),
        ("fhir.example.org/r4", "whole web address"),
        ("ftp://a.org", "whole web address"),
        ("https://", "whole web address"),
        ("https://a.org:port/", "whole web address"),
        ("https://a.org/a b", "whole web address"),
        ("https://a.org\\@evil.org", "whole web address"),
        ("https://ä.org", "whole web address"),
        ("https://[::1", "whole web address"),
        ("https://ann:pw@a.org", "user name or password"),
        ("https://a.org/?x=1", "? or #"),
        ("https://a.org/#x", "? or #"),
        ("http://a.org", "https://"),
        ("http://127.0.0.1.evil.org", "https://"),
        ("http://localhost.evil.org", "https://"),
    ],
)
def test_anything_else_is_refused_in_words(url, words):
    assert words in base_problem(url)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://fhir.example.org/r4?_getpages=a%7Eb", "https://fhir.example.org/r4?_getpages=a%7Eb"),
        ("https://FHIR.example.org:443/r4?x", "https://FHIR.example.org:443/r4?x"),
        ("Condition?page=2", f"{BASE}/Condition?page=2"),
        ("?page=2", f"{BASE}/Condition?page=2"),
        ("/r4/Condition?page=2", f"{BASE}/Condition?page=2"),
        ("//fhir.example.org/r4?x", "https://fhir.example.org/r4?x"),
    ],
)
def test_links_within_the_source_are_followed(link, url):
    assert within(link, BASE, f"{BASE}/Condition?page=1") == url


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.org/r4",
        "http://fhir.example.org/r4",
        "https://fhir.example.org:8443/r4",
        "//evil.org/r4",
        "https://fhir.example.org@evil.org/",
        "https://a@fhir.example.org/",
        "https://fhir.example.org\\.evil.org/",
        "https://fhir.example.org.evil.org/",
        "javascript:alert(1)",
        "https://fhir.example.org/\n",
        "https://[",
    ],
)
def test_links_that_leave_the_source_are_not(link):
    assert within(link, BASE, BASE) is None


@given(st.text(max_size=40))
def test_no_text_leads_out_of_the_origin(link):
    url = within(link, BASE, f"{BASE}/Condition")

    assert url is None or origin_of(url) == ("https", "fhir.example.org", 443)


def test_what_is_no_web_address_has_no_origin():
    assert origin_of("ftp://a.org") is None
    assert origin_of("https://a.org:x") is None


@given(st.ip_addresses(v=4))
def test_loopback_is_a_network_and_no_name(address):
    assert is_loopback(str(address)) is (str(address).split(".")[0] == "127")

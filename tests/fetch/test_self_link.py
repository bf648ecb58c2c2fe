"""What a self link accuses, and what it must not accuse."""

import pytest

from viewer.fetch.self_link import ignored, proves

SENT = [("patient", "1"), ("_count", "50")]


@pytest.mark.parametrize(
    ("link", "dropped"),
    [
        ("", set()),
        ("https://a.org/Condition?patient=1&_count=50", set()),
        ("https://a.org/Condition?patient=Patient/1&_count=20", set()),
        ("https://a.org/Condition?patient=https://a.org/Patient/1&_count=20", set()),
        ("https://a.org/Condition?patient:Patient=1&_count=20", set()),
        ("https://a.org/Condition?subject=Patient%2F1&_count=20", set()),
        ("https://a.org/Condition?patient=1", {"_count"}),
        ("https://a.org/Condition?_count=50", {"patient"}),
        ("https://a.org/Condition?patient=2&_count=50", {"patient"}),
        ("https://a.org/Condition", {"patient", "_count"}),
        ("https://a.org?_getpages=abc", set()),
        ("https://a.org/Condition?ct=abc", set()),
    ],
)
def test_a_link_accuses_only_where_it_speaks_of_the_question(link, dropped):
    assert ignored(link, "Condition", SENT) == dropped


def test_an_identifier_is_compared_whole():
    sent = [("identifier", "https://fhir.nhs.uk/Id/nhs-number|9990000018")]
    link = "https://a.org/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990000018"

    assert ignored(link, "Patient", sent) == frozenset()
    assert ignored(link[:-1] + "9", "Patient", sent) == {"identifier"}


@pytest.mark.parametrize(
    ("link", "proved"),
    [
        ("https://a.org/Condition?patient=1&_count=20", True),
        ("https://a.org/Condition?subject=Patient/1&_count=20", True),
        ("https://a.org/Condition?patient=1", False),
        ("https://a.org/Condition?patient=2&_count=50", False),
        ("https://a.org/Condition/_search", False),
        ("https://a.org?_getpages=abc", False),
        ("", False),
        ("https://[bad?patient=1&_count=50", False),
    ],
)
def test_a_link_proves_only_what_it_says(link, proved):
    assert proves(link, SENT) is proved

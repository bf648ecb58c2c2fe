"""What a page says in another way than FHIR writes it is understood, or said; it is never the last page."""

import json

import pytest

from viewer.fetch.odd_page import NO_ADDRESS, hollow, odd
from viewer.source.answer import Outcome

UNUSABLE = {
    "no address": [{"relation": "next"}],
    "an empty address": [{"relation": "next", "url": ""}],
    "blanks": [{"relation": "next", "url": "  "}],
    "href": [{"relation": "next", "href": "Condition?patient=1&page=2"}],
    "null": [{"relation": "next", "url": None}],
    "a number": [{"relation": "next", "url": 7}],
    "an object": {"relation": "next"},
}
USABLE = {
    "a capital": [{"relation": "Next", "url": "Condition?patient=1&page=2"}],
    "an object": {"relation": "next", "url": "Condition?patient=1&page=2"},
    "beside an empty one": [
        {"relation": "next"},
        {"relation": "next", "url": "Condition?patient=1&page=2"},
    ],
}


def first_and_second(fetching, site, first, headers=None):
    def answer(heard):
        if heard.get("page"):
            return fetching.Said(body=fetching.bundle("2"))
        return fetching.Said(body=first, headers=headers or {})

    site.on("Condition", answer)


@pytest.mark.parametrize("links", UNUSABLE.values(), ids=UNUSABLE)
def test_a_next_page_without_an_address_is_not_the_last_page(fetching, site, links):
    first_and_second(fetching, site, fetching.bundle("1") | {"link": links})

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert NO_ADDRESS in result.why("Condition")


@pytest.mark.parametrize("links", USABLE.values(), ids=USABLE)
def test_a_next_page_that_can_be_understood_is_read(fetching, site, links):
    first_and_second(fetching, site, fetching.bundle("1") | {"link": links})

    result = fetching.read(site)

    assert result.ids("Condition") == ["1", "2"]
    assert NO_ADDRESS not in result.why("Condition")


def test_a_next_page_that_only_the_header_names_is_read(fetching, site):
    link = f'<{site.base}/metadata>; rel="self", <{site.base}/Condition?patient=1&page=2>; rel="next"'
    first_and_second(fetching, site, fetching.bundle("1"), {"Link": link})

    assert fetching.read(site).ids("Condition") == ["1", "2"]


def test_a_next_page_in_the_header_at_another_server_is_said_and_not_followed(fetching, site):
    other = fetching.site()
    link = f'<{other.base}/Condition?page=2>; rel="next"'
    first_and_second(fetching, site, fetching.bundle("1"), {"Link": link})

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "at another address" in result.why("Condition")
    assert other.heard == []


@pytest.mark.parametrize("total", ["31", " 31", 31.0])
def test_a_total_in_another_notation_counts(fetching, site, total):
    site.on("Condition", fetching.Said(body=fetching.bundle("1") | {"total": total}))

    assert "says it has 31 and sent 1" in fetching.read(site).why("Condition")


@pytest.mark.parametrize("total", ["many", 1.5, True, None, [3], "9" * 40, 1e400])
def test_a_total_that_is_no_number_says_nothing(total):
    assert odd(json.dumps({"total": total}).encode()).total is None


@pytest.mark.parametrize("entry", ["x", {"resource": {"resourceType": "Condition", "id": "1"}}])
def test_entries_that_are_no_list_are_not_the_whole(fetching, site, entry):
    site.on("Condition", fetching.Said(body=fetching.bundle() | {"entry": entry}))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "is not a list" in result.why("Condition")


@pytest.mark.parametrize("more", [{}, {"resource": None}, {"fullUrl": "urn:x", "search": {"mode": "match"}}])
@pytest.mark.parametrize("total", [None, "1"])
def test_an_entry_that_holds_nothing_is_said(fetching, site, more, total):
    page = fetching.bundle("1") | ({"total": total} if total else {})
    page["entry"].append(more)
    site.on("Condition", fetching.Said(body=page))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "1 of its entries holds no record" in result.why("Condition")


def test_what_is_odd_elsewhere_is_no_entry_that_holds_nothing():
    assert hollow([(b"", "outcome"), (b"{}", "match")]) == ""
    assert odd(b'{"entry": [3, {"resource": {}}]}').broken == ""
    assert odd(b'{"entry": null, "link": 3}').broken == ""
    assert odd(b"[") == odd(b"{}")

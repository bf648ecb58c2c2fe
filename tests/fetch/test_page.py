"""What paging reads of a page, plain or damaged: both ways must agree."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fetch.page import _is_plain, _scanned, page_of, resources_of, self_link_of
from viewer.fetch.reply import Reply

ENTRIES = [
    {
        "fullUrl": "http://x/Condition/1",
        "resource": {"resourceType": "Condition", "id": "1"},
        "search": {"mode": "match"},
    },
    {"resource": {"resourceType": "Condition", "id": "2", "x": 0.010}},
    {
        "fullUrl": "http://x/M/1",
        "resource": {"resourceType": "Medication", "id": "1"},
        "search": {"mode": "include"},
    },
    {"resource": {"resourceType": "OperationOutcome"}, "search": {"mode": "outcome"}},
    {"fullUrl": "http://x/empty"},
]
LINKS = [{"relation": "self", "url": "a"}, {"relation": "next", "url": "b"}]


def reply(content):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Reply(status=200, body=body)


@given(
    st.lists(st.sampled_from(ENTRIES), max_size=6),
    st.lists(st.sampled_from(LINKS), max_size=3),
    st.none() | st.integers(0, 99),
)
def test_the_fast_way_and_the_scanner_see_the_same_page(entries, links, total):
    bundle = {"resourceType": "Bundle", "type": "searchset", "link": links, "entry": entries}
    sent = reply(bundle if total is None else bundle | {"total": total})

    assert _is_plain(sent.body)
    assert replace(page_of(sent), broken="") == _scanned(sent)
    assert bool(page_of(sent).broken) == (ENTRIES[-1] in entries)
    assert self_link_of(sent) == page_of(sent).self_link


def test_a_page_is_read():
    page = page_of(reply({"resourceType": "Bundle", "total": 2, "link": LINKS, "entry": ENTRIES}))

    assert (page.type, page.total, page.self_link, page.next_links) == ("Bundle", 2, "a", ("b",))
    assert len(page.matches) == 2
    assert page.holds == 4
    assert not page.cut


@pytest.mark.parametrize(
    "body",
    [
        b'{"resourceType":"Bundle","link":[],"link":[{"relation":"next","url":"b"}]}',
        b'{"resourceType":"Bundle","link":[{"relation":"next","url":"b"}],"link":[]}',
        b'\xef\xbb\xbf{"resourceType":"Bundle","link":[{"relation":"next","url":"b"}]}',
        b'{"resourceType":"Bundle","link":[{"relation":"next","url":"b"}],"entry":[null,{"resource":{"resourceType":"Flag","x":NaN}}]}',
        b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"List","entry":[]}}],"link":[{"relation":"next","url":"b"}]}',
    ],
)
def test_a_damaged_or_doubtful_page_keeps_its_next_link(body):
    assert page_of(reply(body)).next_links == ("b",)
    assert self_link_of(reply(body)) == page_of(reply(body)).self_link == ""


@pytest.mark.parametrize("size", [60, 90, 100, 120])
def test_a_cut_page_is_known_as_cut(size):
    whole = json.dumps({"resourceType": "Bundle", "entry": ENTRIES}).encode()

    assert page_of(reply(whole[:size])).cut
    assert self_link_of(reply(whole[:size])) == page_of(reply(whole[:size])).self_link
    assert not page_of(reply(whole)).cut
    assert not page_of(reply(whole.replace(b"0.01", b"NaN"))).cut


def test_a_body_without_a_bundle_has_no_links():
    page = page_of(reply({"resourceType": "Patient", "id": "1", "link": [{"relation": 1}]}))

    assert (page.type, page.next_links, page.self_link, page.total) == ("Patient", (), "", None)


def test_what_is_included_is_told_apart_and_an_outcome_is_neither():
    page = page_of(reply({"resourceType": "Bundle", "entry": ENTRIES}))

    assert page.included == {"http://x/M/1"}
    assert len(page.matches) == 2


@pytest.mark.parametrize("damage", [b"", b" 0.010", b"NaN"])
def test_the_resources_of_a_page_come_as_they_are_in_it(damage):
    body = (
        json.dumps({"resourceType": "Bundle", "entry": ENTRIES}).encode().replace(b"0.01", damage or b"0.01")
    )

    found = list(resources_of(body))

    assert len(found) == 4
    assert all(one in body for one in found)
    assert json.loads(found[0])["id"] == "1"


@pytest.mark.parametrize("addresses", [("urn:uuid:1", "URN:uuid:2"), ("", "")])
def test_a_resource_whose_address_is_made_up_is_known_again_by_its_id(addresses):
    def named(address, content):
        return reply({"resourceType": "Bundle", "entry": [{"fullUrl": address, "resource": content}]})

    flag = {"resourceType": "Flag", "id": "1"}
    found = {page_of(named(one, flag)).matches for one in addresses}
    assert len(found) == 1
    assert page_of(named(addresses[0], {**flag, "id": "2"})).matches not in found
    assert len(page_of(named("", {"resourceType": "Flag"})).matches) == 1


def test_a_page_of_no_bytes_at_all_is_a_page_that_holds_nothing():
    found = page_of(Reply(status=200, body=b""))

    assert (found.next_links, found.total, found.cut) == ((), None, True)

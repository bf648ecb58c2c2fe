import json
from dataclasses import replace

import pytest

from viewer.demo.pages import PageTokens, TokenExpired, bundle, first_page
from viewer.demo.search import find
from viewer.demo.sites import SITES, SiteKey

GP, ACUTE, COMMUNITY, OOH = SITES
BASE = "http://127.0.0.1:1/fhir"


def observations(files, *more):
    return find(ACUTE, files[SiteKey.ACUTE], "Observation", (("patient", "NM700142"), *more))


def test_a_token_names_its_page_and_may_be_used_again(files):
    tokens = PageTokens(0)
    page = first_page(ACUTE, observations(files))
    token = tokens.name(page)

    assert tokens.page(token) is page
    assert tokens.page(token) is page


def test_an_unknown_token_has_expired():
    with pytest.raises(TokenExpired):
        PageTokens(0).page("nothing")


def test_a_token_ends_with_its_life(files, monkeypatch):
    tokens = PageTokens(60)
    token = tokens.name(first_page(ACUTE, observations(files)))
    now = __import__("time").monotonic()
    monkeypatch.setattr("viewer.demo.pages.time.monotonic", lambda: now + 61)

    with pytest.raises(TokenExpired):
        tokens.page(token)


def test_the_oldest_tokens_go_first(files, monkeypatch):
    monkeypatch.setattr("viewer.demo.pages._KEPT", 2)
    tokens = PageTokens(0)
    page = first_page(ACUTE, observations(files))
    first, *rest = [tokens.name(page) for _ in range(3)]

    assert all(tokens.page(token) for token in rest)
    with pytest.raises(TokenExpired):
        tokens.page(first)


@pytest.mark.parametrize(("asked", "given"), [("7", 7), ("0", 20), ("many", 20), ("9999", 20), ("", 20)])
def test_the_page_size_is_what_was_asked_within_limits(files, asked, given):
    assert first_page(ACUTE, observations(files, ("_count", asked))).size == given


def test_a_large_result_has_larger_pages(files):
    found = observations(files, ("_count", "250"))
    large = replace(found, matches=found.matches * 300)

    assert first_page(ACUTE, large).size == 250


def test_a_total_is_stated_always_never_or_when_asked(files):
    def stated(site, *more):
        found = find(site, files[site.key], "Condition", (("patient", "x"), *more))
        return "total" in json.loads(bundle(site, BASE, first_page(site, found), PageTokens(0)))

    assert stated(GP)
    assert stated(ACUTE)
    assert not stated(COMMUNITY, ("_total", "accurate"))
    assert not stated(OOH)
    assert stated(OOH, ("_total", "accurate"))


def test_nothing_found_is_a_bundle_without_an_entry_array(files):
    found = find(GP, files[SiteKey.GP], "Condition", (("patient", "x"),))

    assert "entry" not in json.loads(bundle(GP, BASE, first_page(GP, found), PageTokens(0)))


def test_the_bytes_of_a_resource_stand_in_the_page_as_in_the_file(files):
    found = observations(files, ("_id", "NM700142-tsh"))
    (stored,) = found.matches
    body = bundle(ACUTE, BASE, first_page(ACUTE, found), PageTokens(0))

    assert stored.body in body
    assert b'"value":0.010,' in body


def test_includes_and_warnings_say_what_they_are(files):
    query = (("patient", "FS88142"),)
    found = find(COMMUNITY, files[SiteKey.COMMUNITY], "DocumentReference", query)
    said = json.loads(bundle(COMMUNITY, BASE, first_page(COMMUNITY, found), PageTokens(0)))

    assert [entry["search"]["mode"] for entry in said["entry"]] == ["match"] * 3 + ["outcome"]
    assert "fullUrl" not in said["entry"][-1]


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.key.value)
@pytest.mark.parametrize("count", ["1", "7", "1000"])
def test_paging_over_http_yields_every_resource_exactly_once(base, files, pages, site, count):
    shelf = files[site.key]
    for patient in shelf.patients:
        for kind in set(shelf.types()) - {"Patient"}:
            url = f"{base[site.key.value]}/{kind}?patient={patient.id}&_count={count}"
            found = [
                entry["resource"]["id"]
                for page in pages(url)
                for entry in page.get("entry", [])
                if entry["search"]["mode"] == "match"
            ]

            assert found == [stored.id for stored in shelf.of_patient(kind, patient.id)]

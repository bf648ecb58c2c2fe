"""Saved pages are whole only when every next page is there and the total is reached."""

import json

import pytest

from tests.load.answers import answer, observation
from viewer.fhir.body import split
from viewer.load.chains import Chains


def page(name, *resources, next="", self="", total=None, modes=()):
    links = [{"relation": rel, "url": url} for rel, url in (("self", self), ("next", next)) if url]
    entries = [{"resource": one} for one in resources]
    for entry, mode in zip(entries, modes, strict=False):
        entry["search"] = {"mode": mode}
    bundle = {"resourceType": "Bundle", "type": "searchset", "link": links, "entry": entries}
    if total is not None:
        bundle["total"] = total
    return answer(raw=json.dumps(bundle).encode(), place=name)


def said(*pages):
    chains = Chains()
    for one in pages:
        chains.note(one, split(one.body))
    return [f"{gap.what}: {gap.why}" for gap in chains.gaps("f")]


def test_a_next_page_that_is_not_here_is_said():
    assert "one page of several" in said(page("a", observation(), next="u2", total=9))[0]


def test_pages_that_follow_one_another_are_whole():
    first = page("a", observation("1"), self="u1", next="u2", total=2)
    last = page("b", observation("2"), self="u2", total=2)

    assert said(first, last) == []
    assert said(last, first) == []


@pytest.mark.parametrize(("total", "gaps"), [(None, 0), (1, 0), (2, 1), (0, 0)])
def test_a_total_that_is_not_reached_is_said_with_its_numbers(total, gaps):
    found = said(page("a", observation(), total=total))

    assert len(found) == gaps
    assert all("holds 1 of 2" in words for words in found)


def test_included_resources_are_no_matches_and_damaged_ones_may_be():
    included = page("a", observation("1"), observation("2"), total=2, modes=("match", "include"))
    damaged = page("a", observation("1"), None, total=2)

    assert len(said(included)) == 1
    assert said(damaged) == []


def test_pages_that_name_each_other_in_a_circle_end():
    first = page("a", observation("1"), self="u1", next="u2", total=2)
    second = page("b", observation("2"), self="u2", next="u1", total=2)
    head = page("c", observation("3"), self="u0", next="u1", total=9)

    assert said(first, second) == []
    assert said(head, first, second) == [
        "c holds 3 of 9: the source counted more than it gave, and names no next page"
    ]


def test_what_is_no_bundle_has_no_pages():
    assert said(answer(raw=json.dumps(observation()).encode())) == []


def test_only_files_are_judged_by_their_links():
    from tests.load.answers import LONDON, origin, source_ended
    from viewer.load.flow import Load
    from viewer.load.scope import Scope
    from viewer.source.origin import SourceKind

    states = {}
    for kind in SourceKind:
        load = Load(LONDON)
        load.add(origin(kind=kind), Scope(subjects=frozenset({"Patient/1"})))
        load.feed(page("a", observation(), next="u2"))
        load.feed(source_ended())
        states[kind] = load.sources()[0].state.value

    assert states == {SourceKind.FILE: "partial", SourceKind.ENDPOINT: "complete"}

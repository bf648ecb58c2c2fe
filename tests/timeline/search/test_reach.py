"""Every letter that was not searched is counted once, with its reason; silence means that all were searched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.search.reach import Paper, added, reach_words, source_reach, unsearched

PAPERS = st.dictionaries(st.sampled_from(list(Paper)), st.integers(0, 2000))


def test_the_reasons_of_one_source_stand_side_by_side():
    assert reach_words({"Riverside": {Paper.AT_SOURCE: 9, Paper.SCAN: 5, Paper.SEARCHED: 3}}) == (
        "14 letters not searched: 9 not downloaded, 5 are scanned images",
    )


def test_sources_that_differ_each_say_their_own():
    assert reach_words(
        {"Riverside": {Paper.AT_SOURCE: 1}, "Northmoor": {Paper.SCAN: 1, Paper.LOCKED: 2}}
    ) == (
        (
            "4 letters not searched. Riverside: 1 not downloaded. "
            "Northmoor: 1 is a scanned image, 2 locked with a password"
        ),
    )


def test_what_was_searched_in_part_is_said_apart():
    assert reach_words({"Riverside": {Paper.IN_PART: 1}}) == (
        "1 letter searched only in part: the rest is too long, or pictures",
    )
    both = {"Riverside": {Paper.IN_PART: 1}, "Northmoor": {Paper.IN_PART: 1}}
    assert reach_words(both)[0].endswith("or pictures (Riverside, Northmoor)")


@pytest.mark.parametrize(
    ("papers", "words", "whole"),
    [
        ({}, "No letters came with it", True),
        ({Paper.SEARCHED: 1}, "Its letter was searched", True),
        ({Paper.SEARCHED: 1_200}, "All 1,200 letters searched", True),
        ({Paper.SCAN: 2}, "2 letters not searched: scanned images", False),
        ({Paper.SEARCHED: 5, Paper.PENDING: 1}, "1 of 6 letters not searched: still being read", False),
        (
            {Paper.IN_PART: 2, Paper.SCAN: 1},
            (
                "1 of 3 letters not searched: a scanned image; "
                "2 letters searched only in part: the rest is too long, or pictures"
            ),
            False,
        ),
    ],
)
def test_one_source_says_how_far_its_letters_were_searched(papers, words, whole):
    assert source_reach(papers) == (words, whole)


@given(st.dictionaries(st.sampled_from("abcd"), PAPERS))
def test_the_numbers_add_up_and_nothing_is_silent(sources):
    said = reach_words(sources)
    total = added(sources)
    left = sum(unsearched(total).values())
    whole = all(source_reach(papers)[1] for papers in sources.values())

    assert (not said) == whole == (not left and not total.get(Paper.IN_PART))
    assert sum(total.values()) == sum(sum(papers.values()) for papers in sources.values())
    if left:
        first, *counts = [
            int(one.replace(",", "")) for one in re.findall(r"\b\d[\d,]*\b", said[0].replace(", ", "; "))
        ]
        assert first == left
        assert not counts or sum(counts) == left

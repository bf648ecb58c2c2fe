"""The comparisons that all rules are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import SNOMED, day, entry
from viewer.entries.entry import Flag
from viewer.merge.rules import rule

DATES = st.sampled_from(
    [
        "2019",
        "2020",
        "2019-03",
        "2019-04",
        "2019-03-04",
        "2019-03-05",
        "2019-03-04T10:00:00Z",
        "2019-03-04T10:00:00+01:00",
    ]
).map(lambda text: day(text, "onset"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2019", "2019-03-04", True),
        ("2019-03", "2019-03-04T23:59:59Z", True),
        ("2019-03-04", "2019-03-05", False),
        ("2019-03-04", "2019-03-04T00:30:00+01:00", True),
        ("2019-03-04T10:00:00Z", "2019-03-04T11:00:00+01:00", True),
        ("2019-03-04T10:00:00Z", "2019-03-04T10:00:01Z", False),
    ],
)
def test_dates_agree_as_far_as_the_less_precise_goes(one, other, same):
    assert rule.same_at_coarser(day(one, "onset"), day(other, "onset")) is same


@given(DATES, DATES)
def test_which_date_comes_first_does_not_matter(one, other):
    assert rule.same_at_coarser(one, other) == rule.same_at_coarser(other, one)
    assert rule.same_at_coarser(one, one)


def test_dates_of_two_kinds_or_none_agree_in_nothing():
    assert not rule.same_at_coarser(day("2019", "onset"), day("2019", "recordedDate"))
    assert not rule.same_at_coarser(None, day("2019", "onset"))
    assert not rule.same_at_coarser(day("2019", "onset"), None)


def test_sets_of_codes_differ_where_they_share_none():
    ours, theirs = entry(traits=(("site", "a\x1fb"),)), entry("trust", traits=(("site", "b\x1fc"),))
    assert rule.differ(ours, theirs, ["site"]) == []
    assert rule.whole_differ(ours, theirs, ["site"]) == ["site"]
    assert rule.differ(ours, entry("trust", traits=(("site", "c"),)), ["site"]) == ["site"]


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("s|femur\x1fs|left", "s|femur\x1fs|right", True),
        ("s|femur", "s|femur\x1fs|left", True),
        ("s|left\x1fs|right", "s|left", True),
        ("words|left knee", "words|right knee", True),
        ("s|femur\x1fs|left", "s|femur\x1fs|left", False),
        ("l|7\x1fs|left", "s|left", False),
        ("", "s|left", False),
    ],
)
def test_sites_differ_where_a_common_system_gives_not_the_same_codes(ours, theirs, apart):
    one, other = entry(traits=(("site", ours),)), entry("trust", traits=(("site", theirs),))
    assert rule.places_differ(one, other) == rule.places_differ(other, one) == ["site"] * apart


def test_what_only_one_states_is_a_difference_where_that_is_asked_for():
    ours, theirs = entry(traits=(("site", "a"),)), entry("trust")
    for loose, strict in ((rule.differ, rule.unlike), (rule.whole_differ, rule.whole_unlike)):
        assert loose(ours, theirs, ["site"]) == []
        assert strict(ours, theirs, ["site"]) == ["site"]


def test_several_performers_are_the_same_in_any_order():
    ours = entry(recorder="Dr A Example, Northmoor laboratory")
    assert not rule.performers_differ(ours, entry("trust", recorder="Northmoor Laboratory, Dr A Example"))
    assert rule.performers_differ(ours, entry("trust", recorder="Northmoor laboratory, Dr B Example"))
    assert rule.performers_differ(ours, entry("trust", recorder="Northmoor laboratory"))


def test_nobody_is_not_the_same_performer_as_nobody():
    assert not rule.same_performer(entry(recorder=""), entry("trust", recorder=""))
    assert rule.same_performer(entry(recorder="Dr A"), entry("trust", recorder="DR A"))


def test_a_performer_who_was_not_retrieved_is_not_known():
    assert rule.performer(entry(recorder="Practitioner/7 (not retrieved)")) == ""
    assert not rule.performers_differ(entry(recorder="Dr A"), entry(recorder=""))
    assert rule.performers_differ(entry(recorder="Dr A"), entry(recorder="Dr B"))


def test_a_code_needs_a_system():
    assert not rule.coded("test", entry(code=""))
    assert rule.coded("test", entry(), "7") == [("test", "Observation", SNOMED, "271649006", "7")]


def test_where_a_system_lost_the_code_the_words_decide():
    lost = entry(flags=[Flag.DEGRADED], title="Rash")
    assert rule.codes_contradict(lost, entry("trust", title="Fever"))
    assert not rule.codes_contradict(lost, entry("trust", title=" RASH"))


def test_two_that_are_alike_but_name_no_code_are_told_apart_by_their_words():
    assert rule.codes_contradict(entry(code="", title="Rash"), entry("trust", code="", title="Fever"))
    assert not rule.codes_contradict(entry(code="", title="Rash"), entry("trust", code="", title="rash"))

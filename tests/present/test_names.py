"""Names in the banner: which one leads, and how it reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.concepts import ABSENT_URL
from viewer.present.names import (
    banner_name,
    current_name,
    gender_words,
    in_period,
    name_words,
    plain_name,
    preferred_name,
)

TODAY = date(2026, 11, 22)


def named(family="Smith", given=("Jane",), **more):
    return {"family": family, "given": list(given), **more}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (named(prefix=["Mrs."]), "SMITH, Jane (Mrs)"),
        (named(given=("Jane", "Ann")), "SMITH, Jane Ann"),
        (named(family="O'Brien-Łuk", prefix=["Dr", "Prof."]), "O'BRIEN-ŁUK, Jane (Dr Prof)"),
        (named(suffix=["Jr"]), "SMITH, Jane Jr"),
        (named(family=["van", "Dyk"]), "VAN DYK, Jane"),
        ({"text": "Jane Smith"}, "Jane Smith"),
        ({"text": "Jane Smith", "family": "Smith"}, "Jane Smith"),
        ({"family": "Smith"}, "SMITH (given name not recorded)"),
        ({"given": ["Jane"]}, "Jane (family name not recorded)"),
        ({"given": ["Jane", None]}, "Jane (family name not recorded)"),
        ({}, "Name not recorded"),
        (
            {"given": ["Jane"], "_family": {"extension": [{"url": ABSENT_URL, "valueCode": "masked"}]}},
            "Jane (family name withheld by source)",
        ),
    ],
)
def test_a_name_reads_as_the_banner_rules_say(name, words):
    assert name_words(name) == words
    assert banner_name(name) == words or not name


def test_the_usual_name_leads_then_the_official_one():
    official, usual = named("Official", use="official"), named("Usual", use="usual")
    plain, maiden = named("Plain"), named("Maiden", use="maiden")

    assert banner_name({"name": [maiden, plain, official, usual]}, TODAY) == "USUAL, Jane"
    assert banner_name({"name": [maiden, plain, official]}, TODAY) == "OFFICIAL, Jane"
    assert banner_name({"name": [maiden, plain]}, TODAY) == "PLAIN, Jane"


def test_a_name_of_another_time_does_not_lead_and_says_so_where_it_is_the_only_one():
    ended = named("Ended", use="usual", period={"end": "2020-01-01"})
    later = named("Later", use="usual", period={"start": "2027"})
    current = named("Current", use="official", period={"start": "2020-01-01"})

    assert banner_name({"name": [ended, later, current]}, TODAY) == "CURRENT, Jane"
    assert banner_name({"name": [ended]}, TODAY) == "ENDED, Jane (name of another time)"
    assert banner_name({"name": [ended]}) == "ENDED, Jane"
    assert banner_name({"name": [named("Old", use="old")]}, TODAY) == "OLD, Jane (old name)"


def test_of_two_usual_names_the_one_that_began_last_leads():
    first, second = (
        named("First", use="usual", period={"start": "2001"}),
        named("Second", use="usual", period={"start": "2011"}),
    )

    assert current_name({"name": [first, second]}, TODAY) == second


@pytest.mark.parametrize("sent", [{"name": []}, {"name": None}, {"name": [None]}, {"name": [{}]}, {}])
def test_a_missing_name_is_never_blank(sent):
    assert banner_name(sent, TODAY) == "Name not recorded"


@pytest.mark.parametrize(
    ("period", "inside"),
    [
        (None, True),
        ({"start": "2026-11-22", "end": "2026-11-22"}, True),
        ({"end": "2026-11-21"}, False),
        ({"end": "2026-11"}, True),
        ({"end": "2025"}, False),
        ({"start": "2026-11-23T00:00:00Z"}, False),
        ({"start": "soon", "end": "later"}, True),
    ],
)
def test_a_period_includes_both_ends_at_their_precision(period, inside):
    assert in_period(period, TODAY) is inside


def test_the_preferred_name_is_the_current_nickname():
    nick = {"use": "nickname", "text": "Janie"}

    assert preferred_name({"name": [named(), nick]}, TODAY) == "Janie"
    assert preferred_name({"name": [{**nick, "period": {"end": "2001"}}]}, TODAY) == ""
    assert preferred_name({}, TODAY) == ""


def test_a_name_in_running_text():
    assert plain_name(named(prefix=["Mrs"], suffix=["MBE"])) == "Mrs Jane Smith MBE"
    assert plain_name({"family": "Smith", "text": "J. Smith"}) == "J. Smith"
    assert plain_name({"family": "Smith"}) == "Smith"
    assert plain_name({}) == ""


def test_gender_is_said_in_full():
    assert [gender_words(code) for code in ("male", "female", "other", "unknown", "")] == [
        "Male", "Female", "Other", "Unknown", "Not recorded",
    ]  # fmt: skip
    assert gender_words("M") == "unrecognised gender 'M'"


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "family", "given", "text", "use", "period", "start", "end", "prefix"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(junk)
def test_no_shape_of_name_breaks_and_the_banner_is_never_blank(sent):
    assert banner_name({"name": sent}, TODAY).strip()
    assert preferred_name({"name": sent}, TODAY) is not None


def test_a_name_that_has_an_end_does_not_lead_before_one_that_has_none():
    before = {"use": "usual", "family": "Fairhurst", "given": ["C"], "period": {"end": "2009-06-01"}}
    after = {"use": "official", "family": "Dunne", "given": ["C"], "period": {"start": "2009-06-01"}}

    assert banner_name({"name": [before, after]}) == "DUNNE, C"
    assert banner_name({"name": [before]}) == "FAIRHURST, C"

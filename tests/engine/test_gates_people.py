"""Two names are one person's only where every word of the shorter stands in the longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.engine.gates_people import different, may_be_one, not_compared
from viewer.source.signed_in import SignedIn

NAMES = st.lists(st.sampled_from(["Ada", "Ben", "Okafor", "Jones", "A.", "Dr"]), min_size=1, max_size=4)


def user(name):
    return SignedIn(user=name, person="1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Okafor", "Okafor, Ada", True),
        ("Dr Ada Okafor (demo)", "Ada Okafor", True),
        ("A Okafor", "Ada Ngozi Okafor", True),
        ("Dr Zoë Müller", "MULLER, Zoe", True),
        ("Zo\u0065\u0308 Mu\u0308ller", "Zoë Müller", True),
        ("Søren Łukasz Þór", "SOREN LUKASZ THOR", True),
        ("Anne-Marie O’Neill", "ONeill, Anne Marie", True),
        ("Anne-Marie O'Neill", "AnneMarie O Neill", True),
        ("A. De\u02bcAth", "Ada De Ath", True),
        ("Ada De`Ath", "Ada Death", True),
        ("Ada Smith\u2011Jones", "SMITHJONES Ada", True),
        ("Ada Smith-Jones", "Ada Jones", True),
        ("Ada Smith-Jones", "Ada Smith-Brown", False),
        ("Ada O'Neill", "Ada Okafor", False),
        ("Ada O'Neill", "Ada O'Brien", False),
        ("Zara Jones", "Sara Jones", False),
        ("カト ハナ", "ガト ハナ", False),
        ("D-r", "Ada Okafor", False),
        ("Ada Okafor", "Ben Okafor", False),
        ("Ada Okafor", "Ada Jones", False),
        ("Ada Okafor", "Practitioner/9", None),
        ("Ada Okafor", "", None),
        ("Dr", "Ada Okafor", None),
    ],
)
def test_names_are_compared_by_their_words(one, other, same):
    assert may_be_one(one, other) is same


@given(NAMES, NAMES)
def test_it_makes_no_difference_who_is_named_first(one, other):
    one, other = " ".join(one), " ".join(other)

    assert may_be_one(one, other) is may_be_one(other, one)


LETTERS = "abcdefgh"
WORDS = st.text(LETTERS, min_size=4, max_size=6)
ACCENTED = {"a": "á", "c": "ç", "e": "ë", "g": "ğ", "d": "d\u0301"}


@st.composite
def spelt(draw, word):
    """A word as some source may spell it: with accents, in capitals, an apostrophe or a hyphen inside."""
    accented = "".join(ACCENTED.get(letter, letter) if draw(st.booleans()) else letter for letter in word)
    inside = draw(st.sampled_from(["", "'", "’", "-", "\u2010"]))
    accented = f"{accented[:2]}{inside}{accented[2:]}" if accented[2] in LETTERS else accented
    return accented.upper() if draw(st.booleans()) else accented


@given(WORDS.flatmap(lambda word: st.tuples(st.just(word), spelt(word))))
def test_no_accent_hyphen_or_apostrophe_makes_two_of_one_clinician(spelling):
    plain, otherwise = spelling

    assert may_be_one(f"Ivy {plain}", f"{otherwise}, IVY")


@given(
    st.tuples(WORDS, WORDS)
    .filter(lambda two: two[0] != two[1] and len(two[0]) == len(two[1]))
    .flatmap(lambda two: st.tuples(st.just(two[0]), spelt(two[1])))
)
def test_other_letters_are_another_clinician_however_they_are_spelt(names):
    one, other = names

    assert may_be_one(f"Ivy {one}", f"{other}, IVY") is False


def test_the_two_sources_that_differ_are_named():
    signed_in = {"C": user("Ada Okafor"), "A": user("Dr A Okafor"), "B": user("Ben Jones")}

    assert different(signed_in) == ("A", "B")
    assert different({"A": user("Ada Okafor")}) is None


def test_who_cannot_be_compared_is_said_only_where_there_are_two():
    assert not_compared({"A": user("Person/9")}) == ()
    assert not_compared({"A": user("Person/9"), "B": user("Ada Okafor")}) == ("A",)

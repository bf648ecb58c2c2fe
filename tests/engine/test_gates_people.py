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


def test_the_two_sources_that_differ_are_named():
    signed_in = {"C": user("Ada Okafor"), "A": user("Dr A Okafor"), "B": user("Ben Jones")}

    assert different(signed_in) == ("A", "B")
    assert different({"A": user("Ada Okafor")}) is None


def test_who_cannot_be_compared_is_said_only_where_there_are_two():
    assert not_compared({"A": user("Person/9")}) == ()
    assert not_compared({"A": user("Person/9"), "B": user("Ada Okafor")}) == ("A",)

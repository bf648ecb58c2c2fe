"""A slip of the fingers is forgiven, a number never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.search.spelling import distance, slips_allowed, spelt_alike
from viewer.timeline.search.vocabulary import Vocabulary


def of(*words):
    made = Vocabulary()
    made.of(" ".join(words))
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("asprin", ("aspirin",)),
        ("apsirin", ("aspirin",)),
        ("warfrin", ("warfarin",)),
        ("amoxicilin", ("amoxicillin",)),
        ("amoxcilin", ("amoxicillin",)),
        ("ramiprol", ("ramipril",)),
        ("asp", ()),
        ("500mf", ()),
        ("zzzzzz", ()),
        ("asbirim", ()),
    ],
)
def test_words_spelt_alike_are_found(typed, found):
    words = of("Aspirin,", "(warfarin)", "amoxicillin", "Ramipril", "500mg", "aspirin75", "ward")

    assert spelt_alike(typed, words) == found


def test_only_the_nearest_and_not_too_many_are_sought():
    words = of("paracetamol", "paracetamon", *(f"cold{letter}" for letter in "abcdefgh"))

    assert spelt_alike("paracetamal", words) == ("paracetamol",)
    assert len(spelt_alike("colds", words)) == 6
    assert spelt_alike("aspirin", Vocabulary()) == ()


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_one(one, other):
    far = distance(one, other)

    assert far == distance(other, one)
    assert (far == 0) == (one == other)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))


@given(st.text("abcdefghé", min_size=4, max_size=12), st.data())
def test_one_slip_in_a_word_is_always_found(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    sign = data.draw(st.sampled_from("xyz"))
    made = data.draw(
        st.sampled_from(
            [word[:at] + sign + word[at:], word[:at] + sign + word[at + 1 :], word[:at] + word[at + 1 :]]
        )
    )
    words = of(word)
    folded = next(iter(words))
    if slips_allowed(made) and made not in folded and folded.isalpha():
        assert spelt_alike(made, words) in {(folded,), ()} if distance(made, folded) > 1 else True
        if distance(made, folded) <= slips_allowed(made):
            assert spelt_alike(made, words) == (folded,)

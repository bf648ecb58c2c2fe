"""A slip of the fingers brings an offer, a number and the opposite never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.search.spelling import distance, is_other, slips_allowed, spelt_alike
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


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("hypokalemia", "hyperkalemia"),
        ("hyperkalemia", "hypokalemia"),
        ("hypotension", "hypertension"),
        ("preoperative", "postoperative"),
        ("intravascular", "extravascular"),
        ("interventricular", "intraventricular"),
        ("antepartum", "antipartum"),
        ("symptomatic", "asymptomatic"),
        ("analgesic", "algesic"),
        ("intolerance", "tolerance"),
        ("unilateral", "bilateral"),
        ("increased", "decreased"),
        ("microcytosis", "macrocytosis"),
        ("abduction", "adduction"),
        ("lactase", "lactose"),
        ("elastin", "elastase"),
    ],
)
def test_a_word_that_may_mean_the_opposite_is_never_near(typed, held):
    assert spelt_alike(typed, of(held)) == ()
    assert spelt_alike(held, of(typed)) == ()


@pytest.mark.parametrize(
    ("typed", "slips"), [("asp", 0), ("form", 1), ("refused", 1), ("bisprolol"[:8], 1), ("paracetml", 2)]
)
def test_a_long_word_alone_may_have_two_slips(typed, slips):
    assert slips_allowed(typed) == slips


def test_an_opposite_leaves_room_for_what_is_meant():
    assert spelt_alike("hypokalaema", of("hyperkalaemia", "hypokalaemia")) == ("hypokalemia",)


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
        if distance(made, folded) <= slips_allowed(made) and not is_other(made, folded):
            assert spelt_alike(made, words) == (folded,)

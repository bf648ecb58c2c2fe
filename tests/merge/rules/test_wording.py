"""A side, a doubt or a number in words keeps two records of one code apart; words never join any."""

import pytest

from tests.merge.builders import problem
from viewer.merge.rules.wording import sayings, words_tell_apart


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Left fracture of femur", "Right fracture of femur"),
        ("Fracture of femur", "Fracture of femur, left"),
        ("R cataract", "L cataract"),
        ("Breast cancer", "FH: breast cancer"),
        ("Stroke", "?Stroke"),
        ("Stroke", "Suspected stroke"),
        ("Asthma", "No asthma"),
        ("Kidney disease stage 3", "Kidney disease stage 4"),
        ("Myocardial infarction", "Second myocardial infarction"),
    ],
)
def test_words_that_say_something_else_tell_apart(ours, theirs):
    assert words_tell_apart(problem(title=ours), problem("trust", title=theirs))
    assert words_tell_apart(problem("trust", title=theirs), problem(title=ours))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Asthma", "ASTHMA"),
        ("Asthma", "Asthma (disorder)"),
        ("Left hip fracture", "Fracture of hip, left"),
        ("Diabetes type 2", "Diabetes"),
        ("1 left", "1  LEFT"),
    ],
)
def test_other_words_for_the_same_do_not(ours, theirs):
    assert not words_tell_apart(problem(title=ours), problem("trust", title=theirs))


def test_a_letter_within_a_word_is_no_side():
    assert sayings("Lobar pneumonia, chronic renal") == frozenset()

"""A side, a doubt or a number in words keeps two records of one code apart; words never join any."""

import pytest

from tests.merge.builders import problem
from viewer.fhir.concept import Coding
from viewer.merge.rules.wording import sayings, words_contradict, words_tell_apart

EACH_SAYS_MORE = [
    ("Allergy to penicillin", "Allergy to codeine"),
    ("Peanut", "Egg"),
    ("Amoxicillin allergy", "Flucloxacillin allergy"),
    ("CKD stage 3a", "CKD stage 3b"),
    ("Sprain grade II", "Sprain grade III"),
    ("Anterior MI", "Inferior MI"),
    ("Fracture of index finger", "Fracture of ring finger"),
    ("Melanoma of upper arm", "Melanoma of lower leg"),
    ("Excision of lesion of nose", "Excision of lesion of ear"),
    ("Sodium", "Chloride"),
    ("Blood group A+", "Blood group A-"),
    ("Platelets < 50", "Platelets > 50"),
]


def named(source, title, term):
    """A problem with a title beside the term of its code."""
    return problem(source, title=title, codings=(Coding(system="s", code="1", display=term),))


@pytest.mark.parametrize(("ours", "theirs"), EACH_SAYS_MORE)
@pytest.mark.parametrize("term", ["", "A broad term", "own"])
def test_two_that_each_say_something_of_their_own_under_one_code_contradict(ours, theirs, term):
    one, other = (
        named(source, title, title if term == "own" else term)
        for source, title in (("gp", ours), ("trust", theirs))
    )
    assert words_tell_apart(one, other)
    assert words_contradict(one, other)


def test_a_shorter_title_contradicts_nothing_and_is_not_taken_for_the_longer():
    one, other = problem(title="Fracture of finger"), problem("trust", title="Fracture of ring finger")
    assert words_tell_apart(one, other)
    assert not words_contradict(one, other)


def test_what_the_term_of_the_code_says_in_both_is_said_by_both():
    term = "Potassium [Moles/volume] in Serum or Plasma"
    shorter, whole = named("gp", "Serum potassium", term), named("trust", term, term)
    assert not words_tell_apart(shorter, whole)
    assert not words_contradict(shorter, whole)
    assert words_tell_apart(named("gp", "Serum potassium, venous", term), whole)
    assert words_tell_apart(named("gp", "Serum potassium", "Potassium"), whole)


def test_a_term_that_names_two_things_is_said_by_neither_alone():
    term = "Fracture of index or ring finger"
    one, other = (
        named(source, f"Fracture of {which} finger", term)
        for source, which in (("gp", "index"), ("trust", "ring"))
    )
    assert words_tell_apart(one, other)


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
        ("Fracture of finger", "Fracture of ring finger"),
        ("Diabetes type 2", "Diabetes"),
        ("MS and AS", "MS"),
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
        ("Allergy to penicillin", "Penicillin allergy"),
        ("Crohn's disease", "Crohns disease NOS"),
        ("1 left", "1  LEFT"),
    ],
)
def test_other_words_for_the_same_do_not(ours, theirs):
    assert not words_tell_apart(problem(title=ours), problem("trust", title=theirs))
    assert not words_contradict(problem(title=ours), problem("trust", title=theirs))


def test_a_letter_within_a_word_is_no_side():
    assert sayings("Lobar pneumonia, chronic renal") == frozenset()

from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.wording import bare, folded


@given(st.text())
def test_what_was_folded_is_not_changed_by_folding_it_again(words):
    once = folded(words)
    assert folded(once).split() == folded(folded(once)).split()
    assert once == once.strip()


def test_case_space_and_punctuation_do_not_count_and_anything_else_does():
    for one, other in (
        ("O'Brien", "obrien"),
        ("Take ONE tablet, twice a day.", "take one tablet twice a day"),
        ("Modified-release 5 mg", "modified release 5mg"),
        ("(As needed)", "as needed"),
    ):
        assert bare(one) == bare(other)
    for one, other in (
        ("1.5 mg", "15 mg"),
        ("5/10", "510"),
        ("1-2 tablets", "12 tablets"),
        ("1 2", "12"),
        ("A-", "A+"),
        ("<5", "5"),
        ("Smith", "Smyth"),
    ):
        assert bare(one) != bare(other)


@given(st.text())
def test_bare_words_are_the_same_in_any_case_of_their_letters(words):
    assert bare(words) == bare(folded(words))

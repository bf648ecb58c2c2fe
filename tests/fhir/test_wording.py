from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.wording import folded


@given(st.text())
def test_what_was_folded_is_not_changed_by_folding_it_again(words):
    once = folded(words)
    assert folded(once).split() == folded(folded(once)).split()
    assert once == once.strip()

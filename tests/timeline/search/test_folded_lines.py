"""Lines that are looked through at once are found as each would be on its own."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.folding import fold, holds, wanted_words
from viewer.timeline.search.folded_lines import FoldedLines

WORDS = st.text(st.sampled_from("aephosz\u00e6\u00df\u0301\ud83d \nA1.*"), max_size=12)
TYPED = st.one_of(WORDS, st.sampled_from(["paracet", "p", "ph", "sulph", "glyceryl tri"]))


@given(st.lists(st.one_of(WORDS, st.just("Paracetamol 500 mg")), max_size=20), TYPED)
def test_the_same_lines_are_found_as_by_looking_at_each(lines, typed):
    wanted = wanted_words(typed)
    found = FoldedLines(lines, len(lines)).holding(wanted)
    assert found.tolist() == [holds(fold(line.replace("\n", " ")), wanted) for line in lines]


def test_it_can_be_made_ready_in_pieces_and_be_asked_in_the_middle():
    lines = [f"Result {number}" for number in range(1200)]
    folded = FoldedLines(lines, len(lines))
    pieces = folded.pieces()
    next(pieces)
    assert folded.holding(wanted_words("result 1199")).nonzero()[0].tolist() == [1199]
    assert list(pieces) == []
    assert folded.holding(()).all()

"""Which texts hold a word, whatever was joined on the way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.search import postings
from viewer.timeline.search.postings import Postings

WORDS = 6


@given(
    st.lists(st.sets(st.integers(0, WORDS - 1)), max_size=20),
    st.sets(st.integers(0, WORDS - 1)),
    st.integers(1, 9),
    st.integers(1, 40),
    st.data(),
)
def test_every_pair_is_found_again_and_what_stays_is_numbered_without_a_hole(
    texts, sought, piece, whole, data
):
    held = Postings()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_PIECE", piece)
        patch.setattr(postings, "_WHOLE", whole)
        for number, words in enumerate(texts):
            held.add(number, words)
    marks = np.isin(np.arange(WORDS), list(sought))

    assert set(held.texts(marks).tolist()) == {n for n, words in enumerate(texts) if words & sought}
    assert len(held) == sum(map(len, texts))
    assert held.size >= 4 * len(held)

    stay = np.array([data.draw(st.booleans()) for _ in texts], np.bool_)
    used = held.keep(stay, WORDS)
    left = [words for words, stays in zip(texts, stay, strict=True) if stays]
    assert set(np.flatnonzero(used).tolist()) == set().union(*left)
    found = held.texts(marks[used])
    assert set(found.tolist()) == {number for number, words in enumerate(left) if words & sought}

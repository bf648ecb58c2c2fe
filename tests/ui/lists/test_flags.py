"""Masks come as bits and go as flags; a number beyond their end is never flagged."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.lists.flags import flagged, flags_for, flags_of, numbers_of, places_of, same

NUMBERS = st.sets(st.integers(0, 60))


@given(NUMBERS, st.lists(st.integers(-1, 90)))
def test_exactly_the_numbers_of_the_mask_are_flagged(hits, asked):
    bits = np.zeros(max(hits, default=-1) + 1, np.bool_)
    bits[list(hits)] = True
    flags = flags_of(np.packbits(bits).tobytes())

    assert flags.dtype == np.bool_
    found = flagged(flags, numbers_of(asked, len(asked)))
    assert found.tolist() == [number in hits for number in asked]
    assert (
        flagged(flags_for(numbers_of(hits, len(hits))), numbers_of(asked, len(asked))).tolist()
        == found.tolist()
    )


def test_places_of_two_masks_are_those_of_both():
    one, other = np.array([True, True, False]), np.array([False, True, True])

    assert places_of(one).tolist() == [0, 1]
    assert places_of(one, other).tolist() == [1]
    assert same(places_of(one), places_of(one))
    assert not same(places_of(one), places_of(other))

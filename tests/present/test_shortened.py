"""A line is never without measure, and says so."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.present.shortened import LONGEST, in_short


@given(st.text(max_size=50), st.integers(0, 60))
def test_what_is_short_enough_stays_and_what_is_longer_says_how_long_it_is(words, longest):
    shown = in_short(words, longest)

    assert shown == words if len(words) <= longest else shown.startswith(words[:longest])
    assert (f"{len(words):,} letters" in shown) == (len(words) > longest)


def test_a_line_of_a_record_has_room_for_a_page_and_not_for_a_book():
    assert len(in_short("x" * 8_000_000)) < LONGEST + 100

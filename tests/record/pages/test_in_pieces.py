"""What is made in pieces is what is made in one go, and its shares only grow to the whole."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.record.pages.in_pieces import cut, in_one_go, within


def doubled(items, size):
    made = []
    for done, some in cut(items, size):
        made += [2 * one for one in some]
        yield done
    return made


@given(st.lists(st.integers(), max_size=50), st.integers(1, 9))
def test_every_item_is_taken_once_and_shares_grow(items, size):
    assert in_one_go(doubled(items, size)) == [2 * one for one in items]
    shares = list(within(doubled(items, size), 0.5, 1.0))
    assert shares == sorted(shares)
    assert all(0.5 < share <= 1 for share in shares)
    assert shares[-1:] == ([1.0] if items else [])

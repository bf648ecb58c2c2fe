"""Numbers of lines: from 0 on, without a hole, kept."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.engine.row_numbers import RowNumbers


@given(st.lists(st.text(max_size=3)))
def test_each_id_has_its_own_number_and_none_is_left_out(keys):
    numbers = RowNumbers()
    first = [numbers.of(key) for key in keys]

    assert [numbers.of(key) for key in keys] == first
    assert sorted(set(first)) == list(range(len(set(keys)))) == list(range(len(numbers)))
    assert [numbers.of(key) for key in numbers] == list(range(len(numbers)))

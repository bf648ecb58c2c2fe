"""A line of the screen is read back as it was written, and what is empty is not written at all."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.source.shown import Shown, ShownSource
from viewer.store.audit_chain import sealed
from viewer.store.audit_lines import line_of, told_of

words, counts = st.text(max_size=5), st.integers(0, 9)
sources = st.builds(ShownSource, id=words, state=words, pages=counts, answers=words, versions=words)
states = st.builds(
    Shown, at=words, page=words, filters=st.lists(words, max_size=2).map(tuple), settled=st.booleans(),
    sources=st.lists(sources, max_size=2).map(tuple), rows=counts, ended=st.booleans(), passed=counts,
)  # fmt: skip


@given(states.filter(lambda one: one.at and all(source.id and source.state for source in one.sources)))
def test_every_state_comes_back(shown):
    assert line_of(sealed({"shown": told_of(shown)}, b"k")).shown == shown


def test_what_is_empty_takes_no_room_and_what_is_no_state_is_none():
    assert told_of(Shown(at="t", ended=True)) == {"at": "t", "ended": True}
    assert told_of(None) == {}
    for wrong in ({}, {"at": 1}, [], "x", None):
        assert line_of(sealed({"shown": wrong}, b"k")).shown is None

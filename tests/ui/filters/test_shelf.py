"""What is asked and what is kept of it: no person, no entry, no moment; trouble is words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.store.saved_filters import SavedFilter
from viewer.timeline.search.picks import Picks
from viewer.ui.filters.shelf import NOT_KEPT, Shelf, asked_by, left_out, saved_as

NAMES = st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple)


@given(st.builds(Picks, domains=NAMES, categories=NAMES, sources=NAMES, statuses=NAMES,
                 words=st.sampled_from(["", "asthma"]), since=st.sampled_from(["", "2026-01-01"])))  # fmt: skip
def test_what_is_kept_asks_the_same_again(picks):
    assert asked_by(saved_as("n", picks, ""), ("", "")) == picks
    assert not left_out(picks)


@pytest.mark.parametrize("picks", [
    Picks(authors=("Dr X",)), Picks(encounter="e"), Picks(problem="e"), Picks(near="e"), Picks(series="e"),
    Picks(known_by="2026-01-01T00:00:00+00:00"),
])  # fmt: skip
def test_what_names_a_person_an_entry_or_a_moment_is_left_out_and_that_is_known(picks):
    assert left_out(picks)
    assert saved_as("n", picks, "") == SavedFilter(name="n")


def test_a_stretch_of_time_is_kept_by_its_name_and_begins_anew():
    saved = saved_as("n", Picks(since="2026-10-24"), "30d")

    assert (saved.since, saved.span) == ("", "30d")
    assert asked_by(saved, ("2027-01-01", "")).since == "2027-01-01"


def test_without_a_file_nothing_is_kept_and_that_is_said():
    shelf = Shelf()

    assert not shelf.usable
    assert not shelf.save(SavedFilter(name="a"))
    assert shelf.trouble == NOT_KEPT


def test_trouble_is_words_and_what_was_kept_stays(tmp_path):
    shelf = Shelf()
    shelf.use(tmp_path / "filters.json")
    assert shelf.save(SavedFilter(name="a"))
    assert not shelf.rename("gone", "b")
    assert "not there any more" in shelf.trouble
    assert [one.name for one in shelf.filters] == ["a"]
    assert shelf.delete("a")
    assert (shelf.filters, shelf.trouble) == ((), "")
    (tmp_path / "filters.json").write_text("{")
    shelf.read()
    assert "damaged" in shelf.trouble

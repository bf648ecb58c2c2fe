"""A tick adds or takes away; of one entry there is only one."""

import pytest

from viewer.timeline.search.picks import Picks
from viewer.ui.filters.picking import TITLES, picked, ticked


@pytest.mark.parametrize("kind", TITLES)
def test_what_is_ticked_is_picked_and_what_is_unticked_is_not(kind):
    picks = ticked(Picks(words="a"), kind, "x", True)
    assert picked(picks, kind) == ("x",)
    assert ticked(picks, kind, "x", True) == picks
    assert ticked(picks, kind, "x", False) == Picks(words="a")


def test_of_entries_one_takes_the_place_of_another():
    assert ticked(Picks(encounter="e1"), "encounter", "e2", True).encounter == "e2"
    assert ticked(Picks(sources=("a",)), "sources", "b", True).sources == ("a", "b")

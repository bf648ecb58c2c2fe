"""Each kind of pick is said with its own word, and names in the place of ids."""

from viewer.record.pick_words import phrases
from viewer.timeline.search.picks import NOTHING, Picks


def test_names_stand_in_the_place_of_ids():
    names = {("sources", "gp"): "Millbrook Surgery", ("encounter", "e1"): "Ward 4"}
    picks = Picks(sources=("gp",), encounter="e1")

    assert phrases(picks, lambda kind, value: names[kind, value]) == (
        "from Millbrook Surgery", 'of the encounter "Ward 4"',
    )  # fmt: skip


def test_nothing_asked_is_nothing_said():
    assert phrases(NOTHING) == phrases(Picks(words="  ")) == ()


def test_several_of_a_kind_are_a_choice_between_them():
    assert phrases(Picks(categories=("Letters", "Notes", "Forms"))) == ("category Letters, Notes or Forms",)

from tests.merge.builders import entry
from viewer.entries.entry import Flag
from viewer.timeline.places import foot, places_of


def test_an_entry_is_counted_in_every_place_that_it_could_be_overlooked_in():
    one = entry(when=None, flags=[Flag.UNCODED, Flag.IN_ERROR])

    assert places_of(one) == ("undated", "uncoded", "in-error")


def test_an_ordinary_entry_has_no_place_and_an_unreadable_one_only_that():
    assert places_of(entry()) == ()
    assert places_of(entry(when=None, flags=[Flag.UNREADABLE, Flag.UNCODED])) == ("unreadable",)


def test_the_foot_counts_all_four_places_even_when_nothing_is_there():
    assert foot([]) == (
        ("Undated", 0, "undated"),
        ("Uncoded", 0, "uncoded"),
        ("Unreadable", 0, "unreadable"),
        ("In error", 0, "in-error"),
    )
    counted = foot(
        [entry(when=None), entry(when=None, flags=[Flag.IN_ERROR]), entry(flags=[Flag.UNREADABLE])]
    )
    assert [number for _, number, _ in counted] == [2, 0, 1, 1]

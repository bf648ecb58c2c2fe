from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

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


@given(
    st.lists(
        st.tuples(
            st.frozensets(st.sampled_from([Flag.UNREADABLE, Flag.UNCODED, Flag.IN_ERROR, Flag.DEGRADED])),
            st.booleans(),
        )
    )
)
def test_the_foot_counts_each_entry_once_in_each_of_its_places(kinds):
    entries = [replace(entry(when=None) if undated else entry(), flags=flags) for flags, undated in kinds]
    counted = {place: number for _, number, place in foot(entries)}

    places = [place for one in entries for place in places_of(one)]
    assert counted == {place: places.count(place) for place in counted}

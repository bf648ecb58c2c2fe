"""What came of a search is counted by what it is, not by how often it was sent."""

from viewer.fetch.page import Page
from viewer.fetch.tally import Tally


def page(*matches, digest=b"1", total=None):
    return Page(type="Bundle", matches=frozenset(matches), holds=len(matches), digest=digest, total=total)


def test_a_row_sent_twice_is_one():
    tally = Tally()
    tally.add(page("a", "b"))
    tally.add(page("b", "c", digest=b"2"))

    assert tally.came == 3
    assert tally.place == tally.words == "page 2"


def test_rows_that_stood_on_an_earlier_page_of_the_same_reading_are_counted():
    tally = Tally()
    for one in (page("a", "b"), page("b", "c", digest=b"2")):
        tally.add(one)
    assert tally.again == 1

    tally.restart()
    tally.add(page("a", "b"))
    assert tally.again == 0
    tally.add(page("a", digest=b"2"))
    tally.next_chain()
    tally.add(page("a", digest=b"3"))
    assert tally.again == 0


def test_the_last_total_that_was_said_counts():
    tally = Tally()
    for total in (5, None, 4):
        tally.add(page(total=total))

    assert tally.total == 4


def test_equal_pages_are_repeats_unless_they_are_empty():
    tally = Tally()
    for one in (page(), page()):
        tally.add(one)
    assert not tally.repeated
    tally.add(page("a", digest=b"3"))
    tally.add(page("a", digest=b"3"))
    assert tally.repeated


def test_a_second_reading_counts_on_and_is_named():
    tally = Tally()
    assert tally.words == "no page"
    tally.add(page("a"))
    assert tally.is_new_link("x")
    assert not tally.is_new_link("x")
    tally.restart()
    assert tally.is_new_link("x")
    tally.add(page("a"))

    assert tally.came == 1
    assert tally.bodies == 2
    assert tally.place == "page 1 of the second reading"
    assert not tally.repeated


def test_a_chain_that_adds_forgets_the_total_of_the_one_before():
    tally = Tally()
    tally.add(page("a", total=1))
    tally.next_chain()

    assert tally.total is None
    assert tally.expected is None
    assert (tally.came, tally.here) == (0, 0)
    assert (tally.pages, tally.bodies) == (1, 1)

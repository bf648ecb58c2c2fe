"""A page that is made in pieces is the page that is made in one go."""

from tests.engine.talk import NOW
from tests.record.builders import LONDON, record
from viewer.engine.page_work import PageWork
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.register import IN_PIECES, PAGES

ASKED = PageAsked(record=record(), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"")


def test_each_piece_brings_it_on_until_it_is_made():
    for page in IN_PIECES:
        work = PageWork(page, ASKED, settled=True)
        made, pieces = work.go_on(0.0), 0
        while made is None:
            made, pieces = work.go_on(0.0), pieces + 1
        assert made == PAGES[page](ASKED)


def test_how_far_it_is_is_not_told_every_moment():
    work = PageWork("compare", ASKED, settled=True)
    assert work.share().problem.startswith("Comparing ... 0 %")
    assert work.share() is None


def test_it_is_the_same_page_with_the_same_switches():
    work = PageWork("compare", ASKED, settled=True)
    assert work.makes("compare", {})
    assert not work.makes("compare", {"by": "dates"})
    assert not work.makes("patient", {})

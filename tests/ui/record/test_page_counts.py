"""Counts beside the pages."""

from tests.ui.sample_messages import row
from viewer.engine.messages import GridCell
from viewer.ui.lists.pages import PAGES, place_of
from viewer.ui.record.page_counts import PageCount, page_counts


def cell(domain, source, state):
    return GridCell(domain=domain, source=source, state=state, words="")


def test_every_row_is_counted_on_exactly_one_page_of_a_domain():
    rows = [
        row(number, domain=domain) for number, domain in enumerate(["problems", "results", "results", ""])
    ]
    counts = page_counts(rows, ())

    assert counts[place_of("results")].number == 2
    assert counts[place_of("other")].number == 1
    assert sum(count.number or 0 for count in counts) == len(rows)
    uncounted = [page[0] for count, page in zip(counts, PAGES, strict=True) if count.number is None]
    assert uncounted == ["glance", "summary", "news", "timeline", "patient", "compare"]


def test_a_source_that_did_not_give_all_is_counted_where_it_matters():
    grid = [
        cell("problems", "gp", "failed"),
        cell("problems", "trust", "withheld"),
        cell("results", "gp", "data"),
    ]
    counts = page_counts((), grid)

    assert counts[place_of("problems")].lacking == 2
    assert counts[place_of("results")].lacking == 0
    assert counts[place_of("glance")].lacking == 2


def test_the_words_say_both():
    assert PageCount(1, 0).words("Devices") == "Devices, 1 row"
    assert PageCount(None, 2).words("Timeline") == "Timeline, not complete from 2 sources"


def test_a_source_that_found_nobody_lacks_on_every_page_it_has_a_cell_for():
    grid = [cell("problems", "ooh", "not-asked"), cell("results", "gp", "data")]
    counts = page_counts((), grid, {"ooh"})

    assert counts[place_of("problems")].lacking == 1
    assert counts[place_of("results")].lacking == 0

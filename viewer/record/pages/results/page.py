"""The page of results: the grid, and beside it the trend or the report that was asked for."""

from viewer.record.completeness import completeness_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.body import ResultsPage
from viewer.record.pages.results.grid import Grid, grid_of
from viewer.record.pages.results.options import Wanted, wanted
from viewer.record.pages.results.report import report_of
from viewer.record.pages.results.trend import trend_of
from viewer.record.sources import settled
from viewer.source.domain import Domain

_GONE = "What was open here is no longer in the record."


def results_page(asked: PageAsked) -> ResultsPage:
    """Return the page as its options ask for it."""
    want = wanted(asked.options)
    grid = grid_of(asked, want)
    trend = trend_of(asked, want, grid.all.rows)
    report = report_of(asked, want.report) if want.report else None
    lost = bool(want.tests and trend is None) or bool(want.report and report is None)
    return ResultsPage(
        heading=_heading(asked, grid),
        completeness=completeness_words(asked.record, {Domain.RESULTS}, asked.zone),
        placed=_placed(grid, want),
        columns=grid.columns,
        groups=grid.groups,
        apart=grid.apart,
        earlier=grid.earlier,
        earlier_words=_earlier(grid),
        newest_left=want.newest_left,
        sought=want.find,
        titles=tuple(title for title, _ in grid.all.groups),
        group=grid.group,
        trend=trend,
        report=report,
        problem=_GONE if lost else "",
    )


def _heading(asked: PageAsked, grid: Grid) -> str:
    so_far = "" if settled(asked.record) else " so far"
    return f"Results and observations{so_far} ({grid.all.total:,})"


def _earlier(grid: Grid) -> str:
    """Nothing is hidden silently: how many results are older than the columns, and where they are."""
    if not grid.earlier:
        return ""
    return f"{grid.earlier:,} earlier: the newest of each test stands under Before"


def _placed(grid: Grid, want: Wanted) -> str:
    """The places where a result could be overlooked, counted; and what a search or a group leaves out."""
    parts = [*grid.all.counts]
    if grid.hidden[0]:
        tests, results = grid.hidden
        why = " and ".join(filter(None, (f"the search “{want.find}”" if want.find else "", grid.group)))
        parts.append(f"Not shown: {tests:,} other tests with {results:,} results (shown is {why})")
    return " · ".join(parts)

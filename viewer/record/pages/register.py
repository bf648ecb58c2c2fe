"""Which pages are made by the engine, and what makes each of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from viewer.record.pages.asked import PageAsked
from viewer.record.pages.compare.body import ComparePage
from viewer.record.pages.compare.page import compare_in_pieces, compare_page, comparing
from viewer.record.pages.compare.rows import lines_in_pieces
from viewer.record.pages.in_pieces import Pieces
from viewer.record.pages.lanes import LanesPage, lanes_page
from viewer.record.pages.medicines.aligned import aligned
from viewer.record.pages.medicines.board import medicines_page
from viewer.record.pages.medicines.body import MedicinesPage
from viewer.record.pages.news.body import NewsPage
from viewer.record.pages.news.by_date import copies_in_pieces
from viewer.record.pages.news.page import news_page
from viewer.record.pages.patient import PatientPage, patient_page
from viewer.record.pages.results.arranging import arranged, in_order
from viewer.record.pages.results.body import ResultsPage
from viewer.record.pages.results.page import results_page
from viewer.record.pages.summary import SummaryTop, summary_top

PageBody = ComparePage | LanesPage | MedicinesPage | NewsPage | PatientPage | ResultsPage | SummaryTop
"""What a page is, as one of these; the union grows with the pages."""

NEWS = "news"
"""The page that is told anew once what is new has been worked out."""
PAGES: Mapping[str, Callable[[PageAsked], PageBody]] = {
    "compare": compare_page,
    "medicines": medicines_page,
    NEWS: news_page,
    "patient": patient_page,
    "results": results_page,
    "summary": summary_top,
    "timeline": lanes_page,
}
"""A page's key, as the window asks for it, to what makes it. Lists of rows need no page of their own."""

AHEAD: Sequence[Callable[[PageAsked], object]] = (aligned, in_order, arranged)
"""What pages work out of a record whatever is asked of them, and keep: each a step of less than 100 ms."""

AHEAD_IN_PIECES: Sequence[Callable[[PageAsked], Pieces[object]]] = (lines_in_pieces, copies_in_pieces)
"""The same of what takes longer, in pieces of a few milliseconds."""


class Gradual(NamedTuple):
    """``made`` makes a page in pieces; ``waiting`` is what stands in its place, by the share that is done."""

    made: Callable[[PageAsked], Pieces[PageBody]]
    waiting: Callable[[PageAsked, float], PageBody]


IN_PIECES: Mapping[str, Gradual] = {"compare": Gradual(compare_in_pieces, comparing)}
"""Pages that take too long for one go, by their key."""

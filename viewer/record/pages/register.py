"""Which pages are made by the engine, and what makes each of them."""

from collections.abc import Callable, Mapping, Sequence

from viewer.record.pages.asked import PageAsked
from viewer.record.pages.compare.body import ComparePage
from viewer.record.pages.compare.page import compare_page
from viewer.record.pages.lanes import LanesPage, lanes_page
from viewer.record.pages.medicines.aligned import aligned
from viewer.record.pages.medicines.board import medicines_page
from viewer.record.pages.medicines.body import MedicinesPage
from viewer.record.pages.news.body import NewsPage
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

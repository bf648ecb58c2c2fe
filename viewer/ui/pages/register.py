"""Which pages have a view of their own; each is made when it is first opened, never at start."""

from collections.abc import Callable, Mapping

from viewer.ui.look.theme import Theme
from viewer.ui.pages.page_view import PageView


def _compare(theme: Theme) -> PageView:
    from viewer.ui.pages.compare.compare_view import CompareView

    return CompareView(theme)


def _medicines(theme: Theme) -> PageView:
    from viewer.ui.pages.medicines.board_view import MedicinesView

    return MedicinesView(theme)


def _news(theme: Theme) -> PageView:
    from viewer.ui.pages.news.news_view import NewsView

    return NewsView(theme)


def _patient(theme: Theme) -> PageView:
    from viewer.ui.pages.patient_view import PatientView

    return PatientView(theme)


def _results(theme: Theme) -> PageView:
    from viewer.ui.pages.results.results_view import ResultsView

    return ResultsView(theme)


def _summary(theme: Theme) -> PageView:
    from viewer.ui.pages.summary_view import SummaryView

    return SummaryView(theme)


def _timeline(theme: Theme) -> PageView:
    from viewer.ui.pages.lanes.timeline_page import TimelinePage

    return TimelinePage(theme)


PAGE_VIEWS: Mapping[str, Callable[[Theme], PageView]] = {
    "compare": _compare,
    "medicines": _medicines,
    "news": _news,
    "patient": _patient,
    "results": _results,
    "summary": _summary,
    "timeline": _timeline,
}
"""A page's key to what makes its view; every other page is a list of rows."""

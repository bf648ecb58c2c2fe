"""The pages that have a view of their own: made when wanted or at rest, told what they hold, one shown."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from viewer.engine.messages import Glance, PageGiven
from viewer.ui.lists.row_filter import RowFilter
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.look.theme import Theme
from viewer.ui.pages.page_view import PageView

_REST_MS = 150
_ASIDE = "This page shows everything received: of the filters only what was typed is used here."


class PageStack(QStackedWidget):
    """Signals: ``entry_chosen(str)``; ``page_wanted(str, dict)``: a page and its switches; ``said(str)``;
    ``copied(str)``; ``filter_dropped()``.
    """  # noqa: D205  # one list of signals

    entry_chosen = Signal(str)
    page_wanted = Signal(str, dict)
    said = Signal(str)
    copied = Signal(str)
    filter_dropped = Signal()

    def __init__(
        self,
        theme: Theme,
        makers: Mapping[str, Callable[[Theme], PageView]],
        twin: TimelinePanel | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName("Page")
        self._theme, self._makers = theme, makers
        self._views: dict[str, PageView] = {}
        self._ahead: dict[str, PageView] = {}
        self._options: dict[str, dict[str, str]] = {}
        self._glance: Glance | None = None
        self._asked = RowFilter()
        self._told: dict[str, str] = {}
        self._twin = twin
        self.key = ""
        self._rest = QTimer(self)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._make_ahead)

    def has(self, key: str) -> bool:
        """Whether a page has a view of its own."""
        return key in self._makers

    def turn_to(self, key: str) -> None:
        """Put a page on screen and ask for what stands on it; any other key leaves none on screen."""
        self.key = key if self.has(key) else ""
        if self.key:
            self.setCurrentWidget(self._view(key))
            self._tell_view()
        self.page_wanted.emit(self.key, self._options.get(self.key, {}))

    def view(self) -> PageView | None:
        """The page on screen, None where it is one of rows alone."""
        return self._views.get(self.key)

    def show_page(self, given: PageGiven) -> None:
        """Hand a page its value."""
        if given.page in self._views:
            self._views[given.page].show_page(given)

    def show_glance(self, glance: Glance) -> None:
        """Hand every page what the first screen says."""
        self._glance = glance
        if glance.settled:
            self._rest.start()
        for view in self._views.values():
            view.show_glance(glance)

    def follow(self, asked: RowFilter) -> None:
        """Hand the page on screen what was typed in the window's filter field, once: it shows itself anew."""
        self._asked = asked
        self._tell_view()

    def _tell_view(self) -> None:
        view, asked = self.view(), self._asked
        if view is None:
            return
        words = f"{asked.not_as_at}. {_ASIDE}" if asked.not_as_at else _ASIDE
        view.show_aside(words if asked.asks_more_than_words and not view.follows_rows else "")
        if self._told.get(self.key, "") != asked.words:
            self._told[self.key] = asked.words
            view.set_words(asked.words)

    def step_find(self, by: int = 1) -> None:
        """Go on to the next place of the page on screen that holds the words."""
        if view := self.view():
            view.step_find(by)

    def clear(self) -> None:
        """Another record begins."""
        self.key, self._glance = "", None
        self._options.clear()
        self._asked = RowFilter()
        for key, view in self._views.items():
            if self._told.get(key):
                view.set_words("")  # no word of a search outlasts its record
            view.clear()
        self._told.clear()

    def grey(self) -> None:
        """The engine is gone."""
        for view in self._views.values():
            view.grey()

    def panes(self) -> list[QWidget]:
        """What F6 goes through on the page on screen."""
        view = self.view()
        return view.panes() if view is not None else []

    def _make_ahead(self) -> None:
        """Make one view that nobody has turned to yet: to open it then takes half the time."""
        for key in self._makers:
            if key not in self._views and key not in self._ahead:
                made = self._ahead[key] = self._makers[key](self._theme)
                made.setParent(self)
                made.hide()
                return
        self._rest.stop()

    def _view(self, key: str) -> PageView:
        if key not in self._views:
            ready = key in self._ahead
            made = self._ahead.pop(key) if ready else self._makers[key](self._theme)
            self._views[key] = made
            if self._twin is not None:
                made.pair(self._twin)
            made.entry_chosen.connect(self.entry_chosen)
            made.said.connect(self.said)
            made.copied.connect(self.copied)
            made.filter_dropped.connect(self.filter_dropped)
            made.options_changed.connect(lambda options, page=key: self._switch(page, options))
            self.addWidget(made)
            self.setCurrentWidget(made)
            if inner := made.layout():
                inner.activate()
            if self._glance is not None:
                made.show_glance(self._glance)
        return self._views[key]

    def _switch(self, page: str, options: dict[str, str]) -> None:
        self._options[page] = options
        if page == self.key:
            self.page_wanted.emit(page, options)

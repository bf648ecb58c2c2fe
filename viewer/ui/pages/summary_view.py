"""The whole person on one page: what sources disagree on, what is missing, then every list with its dates."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import Glance, PageGiven
from viewer.record.pages.summary import SummaryTop
from viewer.timeline.folding import fold, holds, wanted_words
from viewer.ui.lists.record_list import RecordList
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label, scrolled, tip
from viewer.ui.look.theme import Theme
from viewer.ui.pages.page_find import PageFind, Place
from viewer.ui.pages.page_view import PageView

_TITLES = {
    "problems": "Active problems",
    "medicines": "Current medicines",
    "allergies": "Allergies and adverse reactions",
    "results": "Latest results",
    "encounters": "Coming and recent encounters",
    "plans": "Care plans and warnings",
    "documents": "Recent documents",
    "immunisations": "Immunisations",
}
_COLUMN_PX = 370  # at the designed size of text: narrower lists would cut or crowd
_HEIGHT_PX = 250
_TOP_PX = 92
_SIXTHS = 6  # of the width: two halves on top, one to three lists below
_ENTRY = Qt.ItemDataRole.UserRole


class SummaryView(PageView):
    """Two lists of sentences on top, then the lists of the record side by side as far as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Summary")
        self.conflicts, self.conflicts_heading = self._sentences("Sources disagree")
        self.gaps, self.gaps_heading = self._sentences("What is missing, and why")
        self.lists = {key: RecordList(title, theme) for key, title in _TITLES.items()}
        for part in self.lists.values():
            part.entry_chosen.connect(self.entry_chosen)
        self.conflicts.itemActivated.connect(self._open)
        self._body = QWidget()
        self._body.setObjectName("page")
        self._body.setAccessibleName("Summary")
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(4, 2, 4, 4)
        self._grid.setSpacing(6)
        self._arranged = (0, 0.0)
        self.area = scrolled(self._body, "Summary")
        tops = (self.conflicts, self.conflicts_heading, self.gaps, self.gaps_heading)
        for inner in (*tops, *self.lists.values()):
            inner.setParent(self._body)  # a page made ahead and never shown would leave them behind
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.finder = PageFind()
        self.finder.dropped.connect(self.filter_dropped)
        self._words = ""
        column.addWidget(self.finder)
        column.addWidget(self.area)
        theme.changed.connect(self._arrange)
        self.clear()

    def _sentences(self, name: str) -> tuple[QListWidget, QLabel]:
        made = QListWidget()
        made.setObjectName("sentences")
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setProperty("ring", FocusRing(made))
        return made, label(name, "heading")

    # ---- what is shown -----------------------------------------------------------------------

    @override
    def clear(self) -> None:
        for part in self.lists.values():
            part.clear()
        for sentences in (self.conflicts, self.gaps):
            sentences.clear()
            sentences.hide()
        self._say(self.conflicts_heading, "Sources disagree: not known yet")
        self._say(self.gaps_heading, "What is missing: not known yet")

    @override
    def grey(self) -> None:
        for part in self.lists.values():
            part.grey()

    @override
    def show_glance(self, glance: Glance) -> None:
        for panel in glance.lists:
            if panel.key in self.lists:
                self.lists[panel.key].show_panel(panel, whole=glance.settled)
        self._seek()

    @override
    def show_page(self, given: PageGiven) -> None:
        if not isinstance(given.body, SummaryTop):
            return
        so_far = "" if given.settled else " so far"
        found = given.body
        self._fill(self.conflicts, [(one.words, one.entry) for one in found.conflicts])
        self._fill(self.gaps, [(words, "") for words in found.gaps])
        self._say(self.conflicts_heading, f"Sources disagree{so_far} ({len(found.conflicts)})")
        self._say(self.gaps_heading, f"What is missing, and why{so_far} ({len(found.gaps)})")
        self._seek()

    @staticmethod
    def _say(heading: QLabel, words: str) -> None:
        heading.setText(words)
        heading.setAccessibleName(words)

    @staticmethod
    def _fill(sentences: QListWidget, lines: list[tuple[str, str]]) -> None:
        sentences.setVisible(bool(lines))
        if [sentences.item(at).text() for at in range(sentences.count())] == [words for words, _ in lines]:
            return
        sentences.clear()
        for words, entry in lines:
            item = QListWidgetItem(words)
            item.setToolTip(tip(words))
            item.setData(_ENTRY, entry)
            sentences.addItem(item)
        sentences.setCurrentRow(0)

    def _open(self, item: QListWidgetItem) -> None:
        if entry := str(item.data(_ENTRY)):
            self.entry_chosen.emit(entry)

    # ---- find --------------------------------------------------------------------------------

    @override
    def set_words(self, words: str) -> None:
        self._words = words
        self._seek()

    @override
    def step_find(self, by: int) -> None:
        self.finder.step(by)

    def _seek(self) -> None:
        wanted = wanted_words(self._words)
        places: list[Place] = []
        for sentences in (self.conflicts, self.gaps) if wanted else ():
            texts = [fold(sentences.item(at).text()) for at in range(sentences.count())]
            found = [at for at, text in enumerate(texts) if holds(text, wanted)]
            places += [(sentences.accessibleName(), partial(self._mark, sentences, at)) for at in found]
        for part in self.lists.values() if wanted else ():
            places += [
                (part.accessibleName(), partial(self._choose, part, row)) for row in part.holding(wanted)
            ]
        self.finder.seek(self._words, places)

    def _mark(self, sentences: QListWidget, at: int) -> None:
        sentences.setCurrentRow(at)
        self.area.ensureWidgetVisible(sentences)

    def _choose(self, part: RecordList, entry: str) -> None:
        part.view.select_entry(entry)
        self.area.ensureWidgetVisible(part)

    # ---- arrangement -------------------------------------------------------------------------

    def _arrange(self) -> None:
        """As many columns as have room; sentences that there are none of take no room."""
        columns = max(1, min(3, self.width() // self.theme.px(_COLUMN_PX)))
        if (columns, self.theme.scale) == self._arranged:
            return
        self._arranged = (columns, self.theme.scale)
        while self._grid.count():
            self._grid.takeAt(0)
        self._arrange_tops(beside=columns > 1)
        spans = _SIXTHS // columns
        for place, part in enumerate(self.lists.values()):
            self._grid.addWidget(part, 4 + place // columns, place % columns * spans, 1, spans)
            part.setMinimumHeight(self.theme.px(_HEIGHT_PX))
        for at in range(_SIXTHS):
            self._grid.setColumnStretch(at, 1)

    def _arrange_tops(self, *, beside: bool) -> None:
        tops = ((self.conflicts_heading, self.conflicts), (self.gaps_heading, self.gaps))
        for at, (heading, sentences) in enumerate(tops):
            row, column, span = (0, at * 3, 3) if beside else (2 * at, 0, _SIXTHS)
            self._grid.addWidget(heading, row, column, 1, span)
            self._grid.addWidget(sentences, row + 1, column, 1, span)
            sentences.setFixedHeight(self.theme.px(_TOP_PX))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._keep_bar()

    def _keep_bar(self) -> None:
        """A page that is higher than the screen has its bar at once: rows are measured for one width."""
        higher = self._grid.minimumSize().height() > self.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if higher else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.area.setVerticalScrollBarPolicy(policy)

    @override
    def panes(self) -> list[QWidget]:
        return [self.conflicts, self.gaps, *(part.view for part in self.lists.values())]

"""What every page of its own has in common: it paints a value, opens entries, can be emptied and greyed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QWidget
from typing_extensions import override

from viewer.engine.messages import Glance, PageGiven
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.look.labels import label
from viewer.ui.look.theme import Theme


class PageView(QFrame):
    """One page. A page paints what it is given and decides nothing clinical.

    Signals: ``entry_chosen(str)`` opens an entry's detail; ``options_changed(dict)`` asks for the page with
    other switches (words to words); ``said(str)`` puts words in the status line; ``copied(str)`` puts words
    on the clipboard; ``filter_dropped()`` clears the window's filter field.
    """

    entry_chosen = Signal(str)
    options_changed = Signal(dict)
    said = Signal(str)
    copied = Signal(str)
    filter_dropped = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self._aside: QLabel | None = None
        self.setObjectName("panel")
        self.setAccessibleName(name)

    def pair(self, twin: TimelinePanel) -> None:
        """Take the list of rows that may stand beside this page; most have no use for it."""

    def show_page(self, given: PageGiven) -> None:
        """Paint what stands on the page now; what is selected or first visible keeps its place."""
        raise NotImplementedError

    def show_glance(self, glance: Glance) -> None:
        """Take what every page may use of the first screen: lists, grid, completeness."""

    follows_rows = False
    """Whether the page shows what the list shows, filters and all."""

    def show_aside(self, words: str) -> None:
        """Say above the page what of the filter it does not follow; "" for nothing (CMP-09)."""
        column = self.layout()
        if self._aside is None and words and isinstance(column, QBoxLayout):
            self._aside = label("", "notice")
            column.insertWidget(0, self._aside)
        if self._aside is not None:
            self._aside.setText(words)
            self._aside.setAccessibleName(words or "The whole filter is followed")
            self._aside.setVisible(bool(words))

    def set_words(self, words: str) -> None:
        """Show only what holds these words, or where they stand; typed in the window's filter field.

        A page that does neither says so, rather than look as if it held nothing else.
        """
        if words.strip():
            self.said.emit(f"{self.accessibleName()}: words are not sought on this page")

    def step_find(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) place that holds the words, where a page finds."""

    def clear(self) -> None:
        """Another record begins: nothing of the last one stays; say that nothing is read yet."""
        raise NotImplementedError

    def grey(self) -> None:
        """The engine is gone: what stands here may be out of date."""
        self.setEnabled(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F3:
            self.step_find(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page; the first takes the keyboard when the page opens."""
        return []

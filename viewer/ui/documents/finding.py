"""Finding in whichever view is on screen: in pages the engine looks, in laid out text the view itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from viewer.engine.document_messages import FoundInDocument, Spot
from viewer.ui.documents.find_bar import FindBar, counted
from viewer.ui.documents.paper import Paper
from viewer.ui.documents.plain import PlainWords
from viewer.ui.documents.sheets import Sheets
from viewer.ui.documents.word_finds import WordFinds

_MORE = "There may be more."


class Finding(QObject):
    """Signals: ``find_wanted(words)``: the engine is to look for them."""

    find_wanted = Signal(str)

    def __init__(self, bar: FindBar, view: Callable[[], QWidget | None], parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._view = bar, view
        self._finds: tuple[tuple[int, tuple[Spot, ...]], ...] = ()
        self._more = ""
        self._words = WordFinds()
        self._here = -1
        bar.sought.connect(self.seek)
        bar.stepped.connect(self.step)

    def again(self) -> None:
        """Another view is on screen: look for the same words there."""
        self.seek(self._bar.words)

    def seek(self, words: str) -> None:
        """Look for words from the beginning; "" takes all marks away."""
        view = self._view()
        self._here, self._finds, self._more = -1, (), ""
        if isinstance(view, Sheets):
            view.show_finds((), -1)
            self._bar.say("Looking ..." if words else "", finds=0)
            if words:
                self.find_wanted.emit(words)
        elif isinstance(view, Paper | PlainWords):
            self._words.seek(view, words)
            self._bar.say("", finds=0)
            self._more = _MORE if self._words.full else ""
            self.step(1)

    def show_finds(self, found: FoundInDocument) -> None:
        """The engine has looked; what is not sought any more is dropped."""
        view = self._view()
        if found.sought == self._bar.words and isinstance(view, Sheets):
            self._finds, self._more, self._here = found.finds, found.words, -1
            self.step(1)

    def step(self, by: int) -> None:
        """Go on to the next find, or back; after the last comes the first."""
        view, count = self._view(), 0
        if isinstance(view, Sheets):
            count = len(self._finds)
        elif isinstance(view, Paper | PlainWords):
            count = len(self._words)
        start = max(self._here, 0) if by < 0 else self._here
        self._here = (start + by) % count if count else -1
        if isinstance(view, Sheets):
            view.show_finds(self._finds, self._here)
        elif isinstance(view, Paper | PlainWords):
            self._words.show(view, self._here)
        if self._bar.words:
            self._bar.say(counted(self._here, count, self._more), finds=count)

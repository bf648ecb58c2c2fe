"""Words spelt like one that nothing holds, each a question on a button: none is searched of itself."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import button


class WordOffers(QWidget):
    """Hidden while there is nothing to offer. Signal: ``taken(str)``: these words are to be asked."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Words spelt alike")
        self._offers: tuple[tuple[str, str], ...] = ()
        self._line = FlowLayout(self, 4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: list[QPushButton] = []
        self.hide()

    @property
    def questions(self) -> tuple[str, ...]:
        """What is offered, as the buttons ask it."""
        return tuple(f"Search '{word}'?" for word, _ in self._offers)

    def offer(self, offers: tuple[tuple[str, str], ...]) -> None:
        """Put a button for each (word, words that are then asked)."""
        if offers == self._offers:
            return
        self._offers = offers
        self._take_away()
        self.buttons = [button(question) for question in self.questions]
        for made, (_, words) in zip(self.buttons, offers, strict=True):
            made.clicked.connect(partial(self._take, words))
            self._line.addWidget(made)
        self.setVisible(bool(offers))

    def _take_away(self) -> None:
        for old in self.buttons:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _take(self, words: str) -> None:
        self.taken.emit(words)

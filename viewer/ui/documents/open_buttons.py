"""What of the entry in the detail can be opened, each with a button that says what it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.engine.document_messages import DocumentOffer
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import button, tip

_MOST = 12


class OpenButtons(QWidget):
    """Signals: ``open_wanted(entry, part)``."""

    open_wanted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Documents of this entry")
        self._line = FlowLayout(self, spacing=6)
        self.buttons: list[QPushButton] = []
        self._offered: tuple[str, tuple[DocumentOffer, ...]] = ("", ())
        self.hide()

    def show_offers(self, entry: str, offers: tuple[DocumentOffer, ...]) -> None:
        """Offer what can be opened; sources are named where there are several.

        What is offered already stays as it is: a button may have the keyboard.
        """
        if self._offered == (entry, offers):
            return
        self._offered = (entry, offers)
        for old in self.buttons:
            self._line.removeWidget(old)
            old.deleteLater()
        several = len({one.source_name for one in offers}) > 1
        self.buttons = [self._made(entry, one, several=several) for one in offers[:_MOST]]
        self.setVisible(bool(self.buttons))

    def _made(self, entry: str, offer: DocumentOffer, *, several: bool) -> QPushButton:
        words = _words(offer) + (f" ({offer.source_name})" if several else "")
        made = button(words.replace("&", "&&"), "plain" if offer.narrative else "main", name=words)
        made.setToolTip(tip(offer.title if offer.narrative else offer.words))
        made.clicked.connect(lambda: self.open_wanted.emit(entry, offer.part))
        self._line.addWidget(made)
        return made

    def first_document(self) -> QPushButton | None:
        """The button of a document that is more than the source's own text of the entry, None without."""
        return next((one for one in self.buttons if one.property("role") == "main"), None)


def _words(offer: DocumentOffer) -> str:
    if offer.narrative:
        return "Read the source's own text"
    form = offer.words.partition(" · ")[0]
    return f"Open the document: {form}" if form and "content" not in form else "Open the document"

"""Sanitised HTML on white paper: nothing is loaded from anywhere, no link is followed (NAR-02, NAR-03)."""

from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextBrowser
from typing_extensions import override

from viewer.ui.documents.picture import decoded_image
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.theme import Theme

_IMAGE = "data:image/"
_STYLE = (
    "QTextBrowser {{ background: #ffffff; color: #000000; border: none; font-family: {}; font-size: {}pt; }}"
)


class Paper(QTextBrowser):
    """The one place of the window that lays out a document's own looks; what it is given is sanitised.

    Signals: ``copied(str)`` when words are to be copied.
    """

    copied = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Document")
        self.setAccessibleDescription("Arrow and page keys move, Ctrl+C copies what is selected.")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(18)
        self._ring = FocusRing(self, outset=0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_html(self, html: str) -> None:
        """Put sanitised HTML."""
        self.setHtml(html)

    def _restyle(self) -> None:
        font = self._theme.font()
        families = ", ".join(f'"{name}"' for name in font.families())
        self.setStyleSheet(_STYLE.format(families, f"{font.pointSizeF():.1f}"))
        self.document().setDefaultFont(font)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give nothing but pictures that stand in the document itself, whatever asks for it."""
        address = name if isinstance(name, str) else name.toString()
        if not address.startswith(_IMAGE) or ";base64," not in address:
            return QByteArray()
        packed = address.partition(";base64,")[2].encode("ascii", "replace")
        found = decoded_image(bytes(QByteArray.fromBase64(QByteArray(packed)).data()))
        return found if isinstance(found, QImage) else QByteArray()

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        made = QMimeData()  # words alone: no looks, no pictures
        made.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return made

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            words = self.textCursor().selectedText().replace("\u2029", "\n")
            if words:
                self.copied.emit(words)
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

"""Sanitised HTML on white paper: nothing is loaded from anywhere, no link is followed (NAR-02, NAR-03)."""

from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QTextBrowser
from typing_extensions import override

from viewer.ui.documents.picture import MOST_PIXELS, decoded_image
from viewer.ui.documents.wrapping import wrapping_of_html
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.no_drag import NoDrag
from viewer.ui.look.theme import Theme

_IMAGE = "data:image/"
_STYLE = (
    "QTextBrowser {{ background: #ffffff; color: #000000; border: none; font-family: {}; font-size: {}pt; }}"
)


def _blank() -> QImage:
    """Return an empty frame: given no picture, Qt would open the file, or share, of that name itself."""
    made = QImage(16, 16, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.lightGray)
    return made


class Paper(QTextBrowser):
    """The one place of the window that lays out a document's own looks; what it is given is sanitised.

    Signals: ``copied(str)`` when words are to be copied; ``left_out_changed()``: a picture is not drawn.
    """

    copied = Signal(str)
    left_out_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pictures: dict[str, QImage | str] = {}
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
        NoDrag(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_html(self, html: str) -> None:
        """Put sanitised HTML."""
        self._pictures.clear()
        self.setWordWrapMode(wrapping_of_html(html))
        self.setHtml(html)

    @property
    def left_out(self) -> str:
        """Words on pictures that are not drawn, "" where all are."""
        reasons = [one for one in self._pictures.values() if isinstance(one, str)]
        count = "1 picture in it is" if len(reasons) == 1 else f"{len(reasons)} pictures in it are"
        return f"{count} not shown: {'; '.join(dict.fromkeys(reasons))}." if reasons else ""

    @override
    def clear(self) -> None:
        self._pictures.clear()
        super().clear()

    def _restyle(self) -> None:
        font = self._theme.font()
        families = ", ".join(f'"{name}"' for name in font.families())
        self.setStyleSheet(_STYLE.format(families, f"{font.pointSizeF():.1f}"))
        self.document().setDefaultFont(font)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give nothing but pictures that stand in the document itself, whatever asks for it."""
        address = name if isinstance(name, str) else name.toString()
        nothing = _blank() if kind == QTextDocument.ResourceType.ImageResource.value else QByteArray()
        if not address.startswith(_IMAGE) or ";base64," not in address:
            return nothing
        if address not in self._pictures:  # Qt asks again for one that it did not get
            self._decode(address)
        found = self._pictures[address]
        return found if isinstance(found, QImage) else nothing

    def _decode(self, address: str) -> None:
        """Unpack one picture, within what is left of the room that one picture alone may take."""
        packed = address.partition(";base64,")[2].encode("ascii", "replace")
        drawn = (one for one in self._pictures.values() if isinstance(one, QImage))
        room = MOST_PIXELS - sum(one.width() * one.height() for one in drawn)
        found = decoded_image(bytes(QByteArray.fromBase64(QByteArray(packed)).data()), room)
        self._pictures[address] = found
        if isinstance(found, str):
            self.left_out_changed.emit()

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

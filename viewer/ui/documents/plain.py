"""Words of a document without looks, in the theme's own colours: plain text, RTF, the words of a PDF."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from viewer.ui.documents.wrapping import wrapping
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.long_lines import selected_words, set_in_parts, words_on_parts
from viewer.ui.look.no_drag import NoDrag
from viewer.ui.look.theme import Theme


class PlainWords(QPlainTextEdit):
    """Signals: ``copied(str)`` when words are to be copied. ``in_parts``: words on lines shown in parts."""

    copied = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("letter")
        self.in_parts = ""
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("Document")
        self.setAccessibleDescription("Arrow and page keys move, Ctrl+C copies what is selected.")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(theme.px(12))
        self._theme = theme
        NoDrag(self)
        self._ring = FocusRing(self, outset=0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        """As large as all other words; of one width, since letters set their columns with blanks."""
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {self._theme.font().pointSizeF():.1f}pt; }}")

    @override
    def setPlainText(self, text: str) -> None:
        self.setWordWrapMode(wrapping(text))
        self.in_parts = words_on_parts(set_in_parts(self, text))

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        made = QMimeData()
        made.setText(self._selected())
        return made

    def _selected(self) -> str:
        return selected_words(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            if self._selected():
                self.copied.emit(self._selected())
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

"""Where the keyboard is: a yellow ring with a black edge on fields and lists (A11Y-05)."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

YELLOW = "#ffeb3b"
BLACK = "#212b32"
_FOLLOWED = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.FocusIn, QEvent.Type.Show}


class FocusRing(QWidget):
    """Shows when one widget has the keyboard, over it or ``outset`` pixels around it; takes no mouse."""

    def __init__(self, over: QWidget, *, outset: int = 0) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Keyboard focus")
        self.hide()
        self._over = over
        self._outset = outset
        over.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.surround()
        elif kind in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.hide()
        elif kind in _FOLLOWED and not self.isHidden():  # shown, though its window may not be yet
            self._surround()
        return False

    def follows(self, part: QWidget) -> bool:
        """Whether this is the ring of a widget."""
        return self._over is part

    def surround(self) -> None:
        """Show it around its widget."""
        self._surround()
        self.show()
        self.raise_()

    def _surround(self) -> None:
        beside = self._over.parentWidget()
        if not self._outset or beside is None or isinstance(beside, QSplitter):  # there it would be a pane
            self.setGeometry(self._over.rect())
            return
        if self.parentWidget() is not beside:
            self.setParent(beside)
        far = self._outset
        self.setGeometry(self._over.geometry().adjusted(-far, -far, far, far))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for inset, width, shade in ((1.5, 3.0, YELLOW), (3.75, 1.5, BLACK)):
            painter.setPen(QPen(QColor(shade), width))
            painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        painter.end()

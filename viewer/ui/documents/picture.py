"""Pictures: decoded by the form that their bytes have, never beyond what memory allows, fitted or zoomed."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea
from typing_extensions import override

from viewer.present.letters.form import Form, form_of
from viewer.ui.look.focus_ring import FocusRing

MOST_PIXELS = 40_000_000
_MOST_PASSES = 64
_PASS = b"\xff\xda"
_MOST_MB = 256
_FORMATS = {
    Form.PNG: b"png",
    Form.JPEG: b"jpeg",
    Form.GIF: b"gif",
    Form.BMP: b"bmp",
    Form.TIFF: b"tiff",
    Form.WEBP: b"webp",
}
_DAMAGED = "This picture is damaged and cannot be shown whole"
_PASSES = "This picture is made of more passes than any camera or scanner makes, and is not drawn"
_NO_ROOM = "The pictures of this document are too large together to be shown"
_HUGE = "This picture is too large to be shown: {} by {} pixels"
_MORE = "Only the first of {} pictures in it is shown; save it to see all."
ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)


def decoded_image(data: bytes, room: int = MOST_PIXELS) -> QImage | str:
    """Return a picture, or in words why not; a picture that would unpack beyond the limit is not unpacked.

    ``room``: how many pixels are left for it. Each pass of a JPEG is drawn over the whole picture.
    """
    form = form_of(data)
    named = _FORMATS.get(form)
    if named is None:
        return _DAMAGED
    if form is Form.JPEG and data.count(_PASS) > _MOST_PASSES:
        return _PASSES
    with _reading(data, named) as reader:
        size = reader.size()
        refused = _refused(size, room)
        if refused:
            return refused
        found = reader.read()
    return _DAMAGED if found.isNull() else found


def _refused(size: QSize, room: int) -> str:
    """Words on a picture that is too large, "" for one that may be unpacked."""
    pixels = size.width() * size.height() if size.isValid() else 0
    if pixels > MOST_PIXELS:
        return _HUGE.format(f"{size.width():,}", f"{size.height():,}")
    return _NO_ROOM if pixels > room else ""


def further_pictures(data: bytes) -> str:
    """Words on pages of a TIFF that are not shown, "" where there is one alone."""
    named = _FORMATS.get(form_of(data))
    if named is None:
        return ""
    with _reading(data, named) as reader:
        count = reader.imageCount()
    return _MORE.format(count) if count > 1 else ""


@contextmanager
def _reading(data: bytes, named: bytes) -> Iterator[QImageReader]:
    """Open a reader; it lets go of the bytes before they are, whatever Python frees first."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(named))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_MOST_MB)
    try:
        yield reader
    finally:
        reader.setDevice(None)  # type: ignore[arg-type]  # Qt takes none


class Picture(QScrollArea):
    """One picture, fitted to the width until it is zoomed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Picture")
        self.setAccessibleDescription("Plus and minus zoom, 0 fits the width, arrow keys move.")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._image = QImage()
        self._zoom = 0.0  # 0: fitted
        self._label = QLabel()
        self._label.setAccessibleName("Picture: it cannot be read aloud")
        self.setWidget(self._label)
        self._ring = FocusRing(self, outset=0)

    def show_image(self, image: QImage, words: str) -> None:
        """Put a picture; ``words`` say what it is."""
        self._image, self._zoom = image, 0.0
        self._label.setAccessibleName(f"{words}: a picture, which cannot be read aloud")
        self._draw()

    def clear(self) -> None:
        """Nothing of the last one stays."""
        self._image = QImage()
        self._label.clear()

    def zoom(self, step: int) -> None:
        """Larger (1), smaller (-1) or fitted (0)."""
        if step:
            now = self._zoom or self._fitted()
            others = [one for one in ZOOMS if (one > now * 1.01 if step > 0 else one < now * 0.99)]
            self._zoom = (others[0] if step > 0 else others[-1]) if others else now
        else:
            self._zoom = 0.0
        self._draw()

    def _fitted(self) -> float:
        room = max(self.viewport().width() - 4, 50)
        return min(1.0, room / max(self._image.width(), 1))

    def _draw(self) -> None:
        if self._image.isNull():
            return
        scale = self._zoom or self._fitted()
        size = QSize(max(1, round(self._image.width() * scale)), max(1, round(self._image.height() * scale)))
        if size.width() * size.height() > MOST_PIXELS:
            return
        smooth = Qt.TransformationMode.SmoothTransformation
        self._label.setPixmap(
            QPixmap.fromImage(self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        )
        self._label.resize(size)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._zoom:
            self._draw()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        if event.key() in steps and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

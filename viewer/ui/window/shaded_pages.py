"""The pages of the window, and what may stand before them: then nothing behind it comes to the front."""

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override


class ShadedPages(QStackedWidget):
    """``content`` is the page in use, whether something stands before it or not.

    Whoever turns to another page turns behind the shades: only who put one there takes it away (PRIV-02).
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pages")
        self._content: QWidget | None = None
        self._shades: list[QWidget] = []

    @property
    def content(self) -> QWidget | None:
        """The page in use."""
        return self._content if self._shades else self.currentWidget()

    @property
    def shade(self) -> QWidget | None:
        """What stands before everything else, None where nothing does."""
        return self._shades[-1] if self._shades else None

    def stands(self, shade: QWidget) -> bool:
        """Whether this stands before the page in use, even if something else stands before it."""
        return shade in self._shades

    def put_before(self, shade: QWidget) -> None:
        """Put a page of this stack before everything."""
        self._content = self.content
        self._shades.append(shade)
        super().setCurrentWidget(shade)

    def unshade(self, *shades: QWidget) -> None:
        """Take these away, or all where none is named."""
        if not self._shades:
            return
        self._shades = [one for one in self._shades if shades and one not in shades]
        shown = self.shade or self._content
        if shown is not None:
            super().setCurrentWidget(shown)

    @override
    def setCurrentWidget(self, widget: QWidget) -> None:
        """Turn to a page: at once, or behind what stands before it."""
        if self._shades:
            self._content = widget
        else:
            super().setCurrentWidget(widget)

"""F6: the keyboard goes from part to part of the window, in the order of the screen and round again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_pane(window: QWidget, panes: Sequence[QWidget], step: int) -> None:
    """Give the focus to the next part (``step`` 1) or the one before (-1); to an end from outside of them."""
    if panes:
        focused = window.focusWidget()
        here = next((place for place, pane in enumerate(panes) if pane is focused), -1 if step > 0 else 0)
        panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

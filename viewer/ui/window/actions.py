"""Every action of the window with its key, and a key for each of the first pages."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from viewer.ui.lists.pages import PAGES
from viewer.ui.window.shortcuts import KEYS

NUMBERED = 9


def make_actions(window: QWidget, does: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Give the window one action for each line of ``KEYS``; ``does`` says what each name does."""
    made = {}
    for name, keys, words in KEYS:
        made[name] = _action(window, words, keys, does[name])
        made[name].setObjectName(name)
    return made


def make_page_actions(window: QWidget, turn_to: Callable[[int], object]) -> list[QAction]:
    """Give the window one action for each page, the first nine with Ctrl and a number."""
    return [
        _action(
            window,
            f"Page: {text}",
            f"Ctrl+{place + 1}" if place < NUMBERED else "",
            partial(turn_to, place),
        )
        for place, (_, text, _domains) in enumerate(PAGES)
    ]


def _action(window: QWidget, words: str, keys: str, do: Callable[[], object]) -> QAction:
    action = QAction(words, window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _on=False: do())
    window.addAction(action)
    return action

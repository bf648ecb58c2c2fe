"""A window is kept out of captures where the system can, and nowhere else is it said that it is."""

import sys

import pytest
from PySide6.QtWidgets import QWidget

from viewer.ui.window.capture import leave_out, user_library


class Library:
    """As Windows' own."""

    def __init__(self):
        self.asked = []

    def SetWindowDisplayAffinity(self, handle, how):  # noqa: N802 - its name there
        self.asked.append((handle, how))
        return 1


def test_windows_is_asked_for_this_window(qtbot):
    window, library = QWidget(), Library()
    qtbot.addWidget(window)
    assert leave_out(window, library, hidden=True)
    assert leave_out(window, library, hidden=False)
    assert library.asked == [(int(window.winId()), 0x11), (int(window.winId()), 0x00)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can")
def test_other_systems_have_no_way(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    assert not leave_out(window, user_library(), hidden=True)

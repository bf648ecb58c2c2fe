"""A panel in the middle; nothing of it is lost where there is no room."""

import pytest
from PySide6.QtWidgets import QScrollArea

from viewer.ui.look.labels import button, label
from viewer.ui.window.middle_panel import MiddlePanel


@pytest.mark.parametrize("size", [(1366, 690), (320, 200)])
def test_parts_stand_in_a_panel_that_scrolls(qtbot, size):
    panel = MiddlePanel("Locked")
    qtbot.addWidget(panel)
    words, press = label("Locked " * 40), button("Unlock")
    panel.put(words)
    panel.put_line(press)
    panel.resize(*size)
    panel.show()
    assert press.isVisible()
    assert panel.findChild(QScrollArea).widgetResizable()
    assert words.parentWidget().width() <= 900

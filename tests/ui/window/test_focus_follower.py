"""What has the keyboard is on screen and ringed."""

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label, scrolled
from viewer.ui.window.focus_follower import FocusFollower, bring


@pytest.fixture
def long_page(qtbot):
    """A page of which the screen shows less than half: a button on top, a field at the end."""
    inner, window = QWidget(), QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(inner)
    window.first, window.last, window.high = QPushButton("first"), QLineEdit(), QComboBox()
    column.addWidget(window.first)
    for _ in range(60):
        column.addWidget(label("one line"))
    column.addWidget(window.last)
    window.area = scrolled(inner, "Page")
    QVBoxLayout(window).addWidget(window.area)
    window.resize(300, 300)
    window.show()
    window.follower = FocusFollower(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_a_field_beyond_the_screen_is_scrolled_to_and_gets_a_ring(qtbot, long_page):
    long_page.first.setFocus()
    assert long_page.first.findChildren(FocusRing) == []  # its style says it
    long_page.last.setFocus()
    qtbot.waitUntil(lambda: long_page.area.verticalScrollBar().value() > 0)

    assert not long_page.last.visibleRegion().isEmpty()
    assert [ring.isVisible() for ring in long_page.last.findChildren(FocusRing)] == [True]
    long_page.first.setFocus()
    long_page.last.setFocus()
    assert len(long_page.last.findChildren(FocusRing)) == 1


def test_a_list_whose_row_in_use_is_scrolled_out_of_it_is_scrolled_to_all_the_same(qtbot, long_page):
    rows = QListWidget()
    rows.addItems([f"row {number}" for number in range(200)])
    rows.setFixedHeight(100)
    long_page.area.widget().layout().addWidget(rows)
    qtbot.waitUntil(rows.isVisible)
    rows.setCurrentRow(0)
    rows.scrollToBottom()
    rows.setFocus()
    qtbot.waitUntil(lambda: long_page.area.verticalScrollBar().value() > 0)

    assert rows.visibleRegion().boundingRect().height() == rows.height()


def test_what_is_seen_already_does_not_move(long_page):
    bring(long_page.first)

    assert long_page.area.verticalScrollBar().value() == 0

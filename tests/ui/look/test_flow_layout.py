"""Chips go on in the next line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import OneLine


def test_widgets_wrap_and_none_is_lost(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    made = [QPushButton(f"Button number {number}") for number in range(6)]
    for one in made:
        flow.addWidget(one)
    holder.resize(300, flow.heightForWidth(300))
    holder.show()
    qtbot.waitExposed(holder)

    assert flow.hasHeightForWidth()
    assert len({one.y() for one in made}) > 1
    assert all(one.geometry().right() <= 300 for one in made)
    assert flow.heightForWidth(5000) < flow.heightForWidth(300)
    assert flow.sizeHint().width() > 300
    assert flow.expandingDirections() == Qt.Orientation(0)
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    assert flow.takeAt(0).widget() is made[0]
    assert flow.count() == 5


def test_what_is_wider_than_the_line_wraps_if_it_can(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    flow.addWidget(OneLine("word " * 30, "strong"))

    assert flow.heightForWidth(2000) < 30
    assert flow.heightForWidth(200) > 60

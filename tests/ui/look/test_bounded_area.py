"""Words that are too many for the window scroll; the rest of it keeps its room."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.look.bounded_area import BoundedArea
from viewer.ui.look.labels import label


def test_it_is_as_high_as_its_words_until_its_share_of_the_window_is_used(qtbot):
    window, inner = QWidget(), QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(inner)
    area = BoundedArea(inner, "Statements", 0.4)
    assert area.heightForWidth(300) == column.totalSizeHint().height()
    outer = QVBoxLayout(window)
    outer.addWidget(area)
    outer.addStretch(1)
    window.resize(400, 500)
    window.show()
    column.addWidget(label("one line"))
    qtbot.waitUntil(lambda: 0 < area.heightForWidth(300) < 100)
    for _ in range(80):
        column.addWidget(label("one line"))
    qtbot.waitUntil(lambda: area.heightForWidth(300) == 200)

    assert window.height() == 500
    assert area.accessibleName() == "Statements"


def test_an_area_of_nothing_is_not_high(qtbot):
    area = BoundedArea(QWidget(), "Nothing", 0.4)
    qtbot.addWidget(area)

    assert area.heightForWidth(300) == 0

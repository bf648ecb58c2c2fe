"""Every dialog ends with what it does, what leaves it, and the words of assurance."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.ui.look.dialog_foot import add_foot
from viewer.ui.look.labels import NOT_ASSURED, button


def test_what_it_does_stands_left_what_leaves_right_and_the_assurance_below(qtbot, theme):
    dialog = QWidget()
    qtbot.addWidget(dialog)
    dialog.resize(600, 200)
    does, leaves = button("Do"), button("Close")
    add_foot(QVBoxLayout(dialog), leaves, does)
    dialog.show()

    assurance = dialog.findChild(QLabel, "assurance")
    assert assurance.text() == NOT_ASSURED
    assert does.geometry().right() < leaves.x() - 100
    assert leaves.y() < assurance.y()

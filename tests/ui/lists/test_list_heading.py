"""Heading, completeness and a place that does not change its height."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from viewer.ui.lists.list_heading import ListHeading


def test_both_are_said_to_eye_and_ear(qtbot):
    made = ListHeading("Problems")
    qtbot.addWidget(made)
    made.say("Problems 6", "So far")
    made.say_beside("2 more below")

    assert made.accessibleName() == "Problems 6. So far"
    assert made.completeness.whole == "So far"
    made.say("Problems 6", "")
    assert made.completeness.isHidden()


def test_a_notice_that_comes_and_goes_moves_nothing(qtbot):
    made = ListHeading("Timeline")
    qtbot.addWidget(made)
    notice = QPushButton("x")
    made.put_notices(notice)
    made.say("Timeline", "")
    made.resize(400, made.sizeHint().height())
    made.show()
    before = made.sizeHint().height()
    notice.hide()

    assert made.sizeHint().height() == before


def test_long_words_on_completeness_are_one_line_and_whole_to_pointer_ear_and_click(qtbot):
    made = ListHeading("Problems")
    qtbot.addWidget(made)
    made.resize(400, 60)
    made.show()
    whole = "3 of 6 in full. Riverside Surgery: withheld, 9 received. " * 4
    made.say("Problems 6", whole, "3 of 6 in full; 3 withheld")

    assert made.completeness.whole == "3 of 6 in full; 3 withheld"
    assert made.completeness.toolTip() == made.completeness.accessibleName() == whole
    assert made.accessibleName() == f"Problems 6. {whole}"
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert made.completeness.whole == whole
    assert not made.completeness.is_cut
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert made.completeness.whole == "3 of 6 in full; 3 withheld"

"""Heading, completeness and a place that does not change its height."""

from PySide6.QtWidgets import QPushButton

from viewer.ui.list_heading import ListHeading


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

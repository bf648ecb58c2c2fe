"""The moments of the session can be gone through by keyboard, and each says all that is known of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from viewer.engine.shown_messages import ShownMoment, ShownMoments
from viewer.ui.shown.shown_dialog import NOTHING, ShownDialog

MOMENTS = tuple(
    ShownMoment(line=f"22-Nov-2026 02:1{at}:00   Results: answers", words=(f"Page {at}.", "GP: complete"))
    for at in range(3)
)


@pytest.fixture
def show(qtbot, theme):
    def made(*moments):
        dialog = ShownDialog(ShownMoments(moments=moments, limits="It proves little."), theme)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def test_the_newest_moment_stands_first_with_its_words_and_the_limits_above(show):
    dialog = show(*MOMENTS)

    assert dialog.list.currentRow() == 0
    assert dialog.text.toPlainText() == "Page 0.\n\nGP: complete"
    assert any(part.text() == "It proves little." for part in dialog.findChildren(QLabel))
    assert dialog.text.isReadOnly()


def test_the_keyboard_goes_from_moment_to_moment(qtbot, show):
    dialog = show(*MOMENTS)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)

    assert dialog.text.toPlainText().startswith("Page 1.")
    assert dialog.focusWidget() is dialog.list


def test_where_nothing_is_noted_yet_that_is_said_and_nothing_can_be_saved(show):
    dialog = show()

    assert dialog.text.toPlainText() == NOTHING
    assert not dialog.export.isEnabled()


def test_every_part_has_a_name_and_saving_is_asked_for_outside(qtbot, show):
    dialog = show(*MOMENTS)
    assert [part.accessibleName() for part in (dialog, dialog.list, dialog.text)] == [
        "What was on the screen",
        "Moments, the newest first",
        "What was on the screen at this moment",
    ]
    with qtbot.waitSignal(dialog.export_wanted):
        dialog.export.click()

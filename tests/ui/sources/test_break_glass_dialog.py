"""Emergency access needs a ground and a typed reason, says what will happen, and Escape leaves all as it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from viewer.source.glass import Ground
from viewer.ui.sources.break_glass_dialog import BreakGlassDialog


@pytest.fixture
def dialog(qtbot, theme):
    made = BreakGlassDialog("Acute trust", theme)
    qtbot.addWidget(made)
    made.show()
    return made


def words(dialog):
    return " ".join(part.text() for part in dialog.findChildren(QLabel))


def test_it_says_what_will_happen_before_anything_does(dialog):
    said = words(dialog)

    for phrase in ("Acute trust is told", "lasts 30 minutes", "marked as emergency access", "audit trail"):
        assert phrase in said
    assert "not written to the audit trail and not sent" in said


def test_nothing_is_taken_without_a_ground_and_ten_letters(dialog):
    assert not any(choice.isChecked() for choice in dialog.choices.values())
    assert dialog.lacking.text() == "Still needed: a ground and 10 more letters of a reason."
    dialog.reason.setText("   urgent   ")
    dialog.choices[Ground.LIFE].setChecked(True)
    assert not dialog.take.isEnabled()
    assert dialog.lacking.text() == "Still needed: 4 more letters of a reason."
    dialog.reason.setText("found collapsed")
    assert dialog.take.isEnabled()
    assert dialog.lacking.text() == ""


def test_ground_and_reason_are_told(qtbot, dialog):
    dialog.choices[Ground.INCAPABLE].setChecked(True)
    dialog.reason.setText(" found collapsed ")
    with qtbot.waitSignal(dialog.taken) as told:
        dialog.take.click()

    assert told.args == [Ground.INCAPABLE, "found collapsed"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_neither_escape_nor_enter_in_the_reason_takes_it(qtbot, dialog, key):
    told = []
    dialog.taken.connect(lambda *one: told.append(one))
    dialog.choices[Ground.SAFETY].setChecked(True)
    dialog.reason.setText("found collapsed")
    qtbot.keyClick(dialog.reason, key)

    assert told == []


def test_enter_in_the_reason_leads_to_the_button_that_asks_and_loses_nothing(qtbot, dialog):
    dialog.activateWindow()
    dialog.reason.setFocus()
    qtbot.waitUntil(dialog.reason.hasFocus)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.reason.hasFocus()  # a ground is still needed
    dialog.choices[Ground.SAFETY].setChecked(True)
    dialog.reason.setText("found collapsed")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert dialog.take.hasFocus()
    assert dialog.take.text() == "Ask for emergency access (audited)"
    assert "or the window locks" in words(dialog)

"""On what grounds a record is viewed: nothing is chosen for the person, and a reason is needed."""

import pytest
from PySide6.QtWidgets import QLabel

from viewer.source.permission import ALERT_WARNING, PermissionKind
from viewer.ui.sources.permission_dialog import NOT_WITHOUT, PermissionDialog


@pytest.fixture
def dialog(qtbot, theme):
    made = PermissionDialog("SCR", theme, emergency=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_recorded_before_grounds_and_reason_are_given(dialog):
    assert not any(choice.isChecked() for choice in dialog.choices.values())
    assert not dialog.record.isEnabled()
    dialog.reason.setText("   ")
    dialog.choices[PermissionKind.PERMISSION].setChecked(True)
    assert not dialog.record.isEnabled()
    dialog.reason.setText("In clinic")
    assert dialog.record.isEnabled()


def test_what_was_chosen_is_told(qtbot, dialog):
    dialog.choices[PermissionKind.EMERGENCY].setChecked(True)
    dialog.reason.setText(" unconscious ")
    with qtbot.waitSignal(dialog.recorded) as told:
        dialog.record.click()

    assert told.args == [PermissionKind.EMERGENCY, "unconscious"]
    assert dialog.result() == dialog.DialogCode.Accepted


def test_every_ground_can_be_chosen_and_the_alert_is_said(dialog):
    assert set(dialog.choices) == set(PermissionKind)
    assert ALERT_WARNING in [part.text() for part in dialog.findChildren(QLabel)]


def test_it_is_said_that_the_relationship_is_claimed_by_oneself(dialog):
    words = " ".join(part.text() for part in dialog.findChildren(QLabel))

    assert "Neither your sign-in nor another program states that you have a legitimate relationship" in words
    assert "counts as claimed by you" in words


def test_at_its_own_size_every_line_of_the_warning_is_on_screen(qtbot, dialog, theme):
    dialog.setStyleSheet(theme.stylesheet())
    warning = next(part for part in dialog.findChildren(QLabel) if part.text() == ALERT_WARNING)

    qtbot.waitUntil(lambda: warning.height() >= warning.heightForWidth(warning.width()))


def test_what_policy_would_refuse_is_not_offered_and_it_is_said_why(qtbot, theme):
    dialog = PermissionDialog("SCR", theme, emergency=False)
    qtbot.addWidget(dialog)
    dialog.setStyleSheet(theme.stylesheet())
    dialog.show()

    assert set(dialog.choices) == {PermissionKind.PERMISSION}
    assert not any(choice.isChecked() for choice in dialog.choices.values())
    said = next(part for part in dialog.findChildren(QLabel) if part.text() == NOT_WITHOUT)
    qtbot.waitUntil(lambda: said.isVisible() and said.height() >= said.heightForWidth(said.width()))


def test_where_it_is_offered_nothing_is_said_against_it(dialog):
    assert NOT_WITHOUT not in [part.text() for part in dialog.findChildren(QLabel)]

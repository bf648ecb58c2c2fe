"""Help lists every key."""

from PySide6.QtWidgets import QLabel

from viewer.present.abbreviations import EXPANSIONS
from viewer.ui.window.help_dialog import HelpDialog
from viewer.ui.window.shortcuts import KEYS, WITHIN


def test_every_key_and_every_abbreviation_is_in_the_list(qtbot, theme):
    dialog = HelpDialog("0.1.0", theme)
    qtbot.addWidget(dialog)
    listed = {dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())}

    assert listed == {keys for _, keys, _ in KEYS} | {keys for keys, _ in WITHIN} | EXPANSIONS.keys()
    assert dialog.windowTitle() == "Tributary"


def test_it_is_said_that_restricted_people_vanish_from_some_searches(qtbot, theme):
    dialog = HelpDialog("0.1.0", theme)
    qtbot.addWidget(dialog)
    words = " ".join(part.text() for part in dialog.findChildren(QLabel))

    assert "patients with a restricted record vanish from such searches" in words


def test_it_is_said_where_screen_captures_cannot_be_kept_out(qtbot, theme):
    dialog = HelpDialog("0.1.0", theme)
    qtbot.addWidget(dialog)
    words = " ".join(part.text() for part in dialog.findChildren(QLabel))

    assert "Linux and macOS have no such way" in words

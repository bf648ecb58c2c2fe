"""Actions are switched off while something stands before the pages, and those alone are switched on again."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from viewer.ui.window.action_gate import ALWAYS, ActionGate
from viewer.ui.window.shortcuts import KEYS


def test_only_what_it_switched_off_is_switched_on(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = {name: QAction(name, window, objectName=name) for name in ("lock", "print", "reload")}
    window.addActions(list(made.values()))
    made["print"].setEnabled(False)
    gate = ActionGate(window)
    gate.shut(ALWAYS)
    assert [one.isEnabled() for one in made.values()] == [True, False, False]
    gate.shut()
    assert not made["lock"].isEnabled()
    gate.open()
    assert [one.isEnabled() for one in made.values()] == [True, False, True]


def test_what_always_works_are_keys_of_the_window():
    assert {name for name, _, _ in KEYS} >= ALWAYS

"""Setting a PIN: typed twice, sent once, gone from the fields; what is wrong is said."""

import pytest
from PySide6.QtWidgets import QLineEdit

from viewer.engine.pin_messages import LockTerms, PinAnswered, SetPin
from viewer.ui.window.pin_dialog import PinDialog


@pytest.fixture
def make(qtbot, window, theme):
    def do(terms=None):
        window.session.pins.terms = terms
        made = PinDialog(window.session.pins, theme, window.say, window, why="")
        window.dialogs.show(made)
        return made

    return do


def fill(dialog, new, again, old=""):
    for field, text in ((dialog.old, old), (dialog.new, new), (dialog.twice, again)):
        field.setText(text)
    dialog.set_button.click()


def answer(qtbot, window, engine, **what):
    with qtbot.waitSignal(window.session.pins.answered):
        engine.say(PinAnswered(**{"ok": True, "unlocks": False, **what}))


def test_a_new_pin_is_sent_once_and_leaves_the_fields(qtbot, window, engine, make):
    dialog = make()
    fill(dialog, "4071-ward", "4071-ward")
    assert engine.heard(SetPin) == [SetPin(pin="4071-ward", old="")]
    for field in (dialog.old, dialog.new, dialog.twice):
        field.undo()
        assert field.text() == ""
        assert field.echoMode() == QLineEdit.EchoMode.Password
    answer(qtbot, window, engine)
    assert not dialog.isVisible()
    assert window.status.message.text() == "The PIN is set."


def test_two_that_differ_or_none_are_not_sent(window, engine, make):
    dialog = make()
    fill(dialog, "", "")
    assert "twice" in dialog.words.text()
    fill(dialog, "4071-ward", "4071-work")
    assert "not the same" in dialog.words.text()
    assert engine.heard(SetPin) == []


def test_what_the_engine_refuses_is_said(qtbot, window, engine, make):
    dialog = make()
    fill(dialog, "111111", "111111")
    answer(qtbot, window, engine, ok=False, words="This PIN is too easy to guess.")
    assert dialog.isVisible()
    assert dialog.words.text() == "This PIN is too easy to guess."
    assert dialog.set_button.isEnabled()


def test_changing_and_taking_away_ask_for_the_one_in_force(qtbot, window, engine, make):
    dialog = make(LockTerms(pin="set"))
    fill(dialog, "860213", "860213")
    dialog.remove.click()
    assert engine.heard(SetPin) == []
    dialog.old.setText("4071-ward")
    dialog.remove.click()
    assert engine.heard(SetPin) == [SetPin(pin="", old="4071-ward")]
    answer(qtbot, window, engine, unlocks=True)
    assert dialog.isVisible()
    answer(qtbot, window, engine)
    assert window.status.message.text() == "The PIN is taken away."


def test_where_policy_asks_for_a_pin_it_cannot_be_taken_away(make):
    assert make(LockTerms(pin="set", pin_only=True)).remove.isHidden()


def test_a_change_without_the_pin_in_force_asks_for_that_one(window, engine, make):
    dialog = make(LockTerms(pin="set"))
    fill(dialog, "860213", "860213")
    assert dialog.words.text() == "Type the PIN that you have now."
    assert engine.heard(SetPin) == []


def test_an_engine_that_stops_leaves_nobody_waiting(qtbot, window, engine):
    window.session.pins.terms = LockTerms(pin="none")
    dialog = window.pins.show_dialog()
    fill(dialog, "4071-ward", "4071-ward")
    with qtbot.waitSignal(window.session.stopped):
        engine.handles[-1].crash()

    assert "whether the PIN was changed is not known" in dialog.words.text()

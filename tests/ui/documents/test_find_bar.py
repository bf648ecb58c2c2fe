"""Words are sought after a pause or at once by Enter; the count is said."""

import pytest
from PySide6.QtCore import Qt

from viewer.ui.documents.find_bar import FindBar


@pytest.fixture
def bar(qtbot, theme):
    made = FindBar(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_seeks_at_once_and_then_steps(qtbot, bar):
    with qtbot.waitSignal(bar.sought) as sought:
        qtbot.keyClicks(bar.field, "aspirin ")
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert sought.args == ["aspirin"]

    for modifier, step in ((Qt.KeyboardModifier.NoModifier, 1), (Qt.KeyboardModifier.ShiftModifier, -1)):
        with qtbot.waitSignal(bar.stepped) as stepped:
            qtbot.keyClick(bar.field, Qt.Key.Key_Return, modifier)
        assert stepped.args == [step]


def test_a_pause_in_typing_seeks_too_and_the_same_words_only_once(qtbot, bar):
    with qtbot.waitSignal(bar.sought):
        qtbot.keyClicks(bar.field, "as")
    with qtbot.assertNotEmitted(bar.sought, wait=400):
        qtbot.keyClicks(bar.field, " ")


def test_escape_leaves_to_the_document(qtbot, bar):
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)


def test_buttons_step_only_where_something_was_found(qtbot, bar):
    bar.say("Not found", finds=0)
    assert not bar.next.isEnabled()

    bar.say("1 of 2", finds=2)
    for button, step in ((bar.next, 1), (bar.previous, -1)):
        with qtbot.waitSignal(bar.stepped) as stepped:
            button.click()
        assert stepped.args == [step]
    assert bar.count.accessibleName() == "1 of 2"


def test_another_document_is_not_searched_for_the_old_words(qtbot, bar):
    qtbot.keyClicks(bar.field, "x")
    with qtbot.assertNotEmitted(bar.sought, wait=400):
        bar.clear()
    assert bar.words == ""


def test_it_takes_the_keyboard_with_its_words_selected(qtbot, bar):
    bar.field.setText("old")
    bar.begin()
    assert bar.field.selectedText() == "old"
    qtbot.keyClick(bar.field, Qt.Key.Key_Tab)

"""Commands by a few letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from tests.ui.test_main_window import press
from viewer.ui.lists.pages import place_of
from viewer.ui.window.command_palette import CommandPalette, matching


@pytest.fixture
def done():
    return []


@pytest.fixture
def palette(qtbot, theme, done):
    actions = []
    for words in ("Page: Results", "Page: Medicines", "Lock at once"):
        action = QAction(words)
        action.triggered.connect(lambda _on=False, said=words: done.append(said))
        actions.append(action)
    made = CommandPalette(actions, theme)
    qtbot.addWidget(made)
    made.show()
    made.kept = actions
    return made


def test_all_that_was_typed_has_to_be_there_in_any_order(palette):
    texts = lambda typed: [one.text() for one in matching(palette.kept, typed)]  # noqa: E731

    assert texts("") == ["Page: Results", "Page: Medicines", "Lock at once"]
    assert texts("MED page") == ["Page: Medicines"]
    assert texts("xyz") == []


def test_letters_and_enter_do_it(palette, done):
    QTest.keyClicks(palette.field, "lock")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)

    assert done == ["Lock at once"]
    assert not palette.isVisible()


def test_the_arrows_move_in_the_list_while_the_field_has_the_keyboard(palette, done):
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)

    assert done == ["Page: Medicines"]


def test_nothing_found_says_so_and_enter_does_nothing(palette, done):
    QTest.keyClicks(palette.field, "xyz")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)

    assert palette.none.isVisible()
    assert done == []


def test_in_the_window_it_turns_pages_and_on_the_search_page_it_has_none(qtbot, opened):
    press(opened, "commands")
    palette = opened.dialogs._open[-1]
    QTest.keyClicks(palette.field, "page results")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert opened.record.tabs.currentIndex() == place_of("results")
    press(opened, "search")
    press(opened, "commands")
    assert matching(opened.dialogs._open[-1]._actions, "page: results") == []

"""Actions and their keys."""

from PySide6.QtWidgets import QWidget

from viewer.ui.lists.pages import PAGES
from viewer.ui.window.actions import NUMBERED, make_actions, make_page_actions
from viewer.ui.window.shortcuts import KEYS


def test_each_line_of_the_keys_is_an_action_that_does_its_own(qtbot):
    window, done = QWidget(), []
    qtbot.addWidget(window)
    made = make_actions(window, {name: lambda name=name: done.append(name) for name, _, _ in KEYS})
    for action in made.values():
        action.trigger()

    assert done == [name for name, _, _ in KEYS]
    assert len({action.shortcut().toString() for action in made.values()}) == len(KEYS)


def test_the_first_pages_have_a_number_and_all_can_be_turned_to(qtbot):
    window, turned = QWidget(), []
    qtbot.addWidget(window)
    made = make_page_actions(window, turned.append)
    for action in made:
        action.trigger()

    assert turned == list(range(len(PAGES)))
    assert [action.shortcut().toString() for action in made[:NUMBERED]] == [
        f"Ctrl+{n + 1}" for n in range(NUMBERED)
    ]
    assert all(action.shortcut().isEmpty() for action in made[NUMBERED:])

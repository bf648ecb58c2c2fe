from viewer.ui.window.shortcuts import KEYS


def test_every_key_stands_in_the_menu_that_one_key_opens(window):
    texts = [action.text() for action in window.menu.actions()]
    assert texts == [words for _, _, words in KEYS]
    assert any(action.shortcut().toString() == "F10" for action in window.actions())

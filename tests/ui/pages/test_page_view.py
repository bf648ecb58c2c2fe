"""What every page has in common."""

import pytest
from PySide6.QtCore import Qt

from viewer.ui.pages.page_view import PageView


def test_a_page_has_a_name_and_has_to_say_how_it_is_painted(qtbot, theme):
    view = PageView(theme, "Medicines")
    qtbot.addWidget(view)

    assert view.accessibleName() == "Medicines"
    assert view.panes() == []
    told = []
    view.said.connect(told.append)
    view.set_words(" ")
    view.set_words("apixaban")
    assert told == ["Medicines: words are not sought on this page"]
    view.step_find(1)
    with pytest.raises(NotImplementedError):
        view.show_page(None)
    with pytest.raises(NotImplementedError):
        view.clear()


def test_f3_steps_through_what_a_page_finds(qtbot, theme):
    steps = []

    class Finding(PageView):
        def step_find(self, by):
            steps.append(by)

    view = Finding(theme, "Summary")
    qtbot.addWidget(view)
    qtbot.keyClick(view, Qt.Key.Key_F3)
    qtbot.keyClick(view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_A)

    assert steps == [1, -1]

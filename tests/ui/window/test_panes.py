"""F6 goes round the parts of the window."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.window.panes import go_pane


@pytest.fixture
def parts(qtbot):
    window = QWidget()
    made = [QLineEdit(window) for _ in range(3)]
    outside = QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    outside.setFocus()
    return window, made


@pytest.mark.parametrize(("step", "order"), [(1, [0, 1, 2, 0]), (-1, [2, 1, 0, 2])])
def test_it_goes_round_in_both_directions(parts, step, order):
    window, made = parts
    for place in order:
        go_pane(window, made, step)
        assert window.focusWidget() is made[place]


def test_without_parts_the_focus_stays(parts):
    window, _ = parts
    before = window.focusWidget()

    go_pane(window, [], 1)

    assert window.focusWidget() is before

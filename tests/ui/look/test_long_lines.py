"""A line without end is shown in parts and copied as it was given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QPlainTextEdit

from viewer.ui.look.long_lines import LONGEST, parts_of_line, selected_words, set_in_parts, words_on_parts


@given(st.text("ab ", max_size=30).map(lambda text: text * 3_000))
def test_parts_of_a_line_are_the_line_and_none_is_long(line):
    parts = parts_of_line(line)

    assert "".join(parts) == line
    assert max(map(len, parts)) <= LONGEST


@pytest.mark.parametrize(
    "text", ["", "one\ntwo\n", "x" * 50_000, "5 mg " * 10_000 + "\n\nend\n", "a\n" + "b" * 20_001 + "\nc"]
)
def test_all_that_is_selected_is_what_was_given(qtbot, text):
    view = QPlainTextEdit()
    qtbot.addWidget(view)
    lines = set_in_parts(view, text)
    view.selectAll()

    assert selected_words(view) == text
    assert lines == sum(len(line) > LONGEST for line in text.split("\n"))
    assert max(len(line) for line in view.toPlainText().split("\n")) <= LONGEST


def test_a_selection_across_two_parts_is_copied_without_a_break(qtbot):
    view = QPlainTextEdit()
    qtbot.addWidget(view)
    set_in_parts(view, "first\n" + "x" * LONGEST + "yz\nlast")
    cursor = view.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(6 + LONGEST + 3, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    assert selected_words(view) == "st\n" + "x" * LONGEST + "yz"
    cursor.clearSelection()
    view.setTextCursor(cursor)
    assert selected_words(view) == ""


def test_it_is_said_how_many_lines_are_in_parts():
    assert words_on_parts(0) == ""
    assert (
        words_on_parts(1)
        == "One very long line is shown in parts of 20,000 letters; copying joins them again."
    )
    assert words_on_parts(1200).startswith("1,200 very long lines are shown")

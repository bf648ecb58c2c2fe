"""Searching and copying the raw bytes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from viewer.ui.detail.raw_view import RawView


@pytest.fixture
def view(qtbot):
    made = RawView()
    qtbot.addWidget(made)
    made.show()
    made.text.setPlainText('{"value":5.9,\n"Value":6.1}')
    return made


def test_places_are_counted_and_gone_through_from_the_end_to_the_first_again(view):
    QTest.keyClicks(view.field, "value")
    assert view.found.text() == "2 places"
    places = []
    for _ in range(3):
        QTest.keyClick(view.field, Qt.Key.Key_Return)
        places.append(view.text.textCursor().selectionStart())

    assert places[0] == places[2] != places[1]


def test_what_is_not_there_is_said(view):
    QTest.keyClicks(view.field, "xyz")
    view.next_button.click()

    assert view.found.text() == "Not found here"
    assert not view.text.textCursor().hasSelection()


def test_one_place_is_one_and_nothing_looked_for_says_nothing(view):
    view.field.setText("6.1")
    assert view.found.text() == "1 place"
    view.field.clear()
    assert view.found.text() == ""


def test_a_copy_goes_the_audited_way_with_its_lines(view):
    heard = []
    view.copied.connect(heard.append)
    view.text.selectAll()
    QTest.keyClick(view.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.text, Qt.Key.Key_Home)

    assert heard == ['{"value":5.9,\n"Value":6.1}']


def test_nothing_of_the_last_patient_stays(view):
    view.field.setText("value")
    view.clear()

    assert (view.text.toPlainText(), view.field.text(), view.found.text()) == ("", "", "")


def test_bytes_of_one_endless_line_are_shown_in_parts_and_copied_as_they_are(view):
    heard = []
    view.copied.connect(heard.append)
    sent = "SHA-256\n" + '{"data":"' + "A" * 50_000 + '"}'
    view.show_text(sent)
    view.text.selectAll()
    QTest.keyClick(view.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert heard == [sent]
    assert view.parts.text().startswith("One very long line is shown in parts")
    assert view.parts.isVisible()
    view.clear()
    assert (view.parts.text(), view.parts.isVisible()) == ("", False)


def test_what_is_told_again_stays_where_it_was_read(view):
    view.show_text("\n".join(map(str, range(500))))
    view.text.verticalScrollBar().setValue(200)
    view.text.selectAll()
    view.show_text("\n".join(map(str, range(500))), again=True)
    assert view.text.textCursor().hasSelection()  # nothing new: nothing is touched
    view.text.moveCursor(QTextCursor.MoveOperation.Start)
    view.text.verticalScrollBar().setValue(200)
    view.show_text("\n".join(map(str, range(1, 500))), again=True)
    assert view.text.verticalScrollBar().value() == 200

    view.show_text("another")
    assert view.text.verticalScrollBar().value() == 0

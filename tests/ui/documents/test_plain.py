"""Words of a document are read-only, copied by the audited way, and as large as all others."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption

from viewer.ui.documents.plain import PlainWords


@pytest.fixture
def plain(qtbot, theme):
    made = PlainWords(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_words_are_copied_by_the_audited_way(qtbot, plain):
    plain.setPlainText("One\nTwo")
    plain.selectAll()
    with qtbot.waitSignal(plain.copied) as copied:
        qtbot.keyClick(plain, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == ["One\nTwo"]
    assert plain.createMimeDataFromSelection().text() == "One\nTwo"
    plain.moveCursor(plain.textCursor().MoveOperation.Start)
    with qtbot.assertNotEmitted(plain.copied):
        qtbot.keyClick(plain, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_nothing_can_be_typed(qtbot, plain):
    plain.setPlainText("One")
    qtbot.keyClicks(plain, "x")

    assert plain.toPlainText() == "One"


def test_one_long_word_breaks_anywhere_and_the_next_document_between_words(plain):
    plain.setPlainText("x" * 5_000)
    assert plain.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere

    plain.setPlainText("one two")
    assert plain.wordWrapMode() == QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_it_grows_with_the_text(plain, theme):
    before = plain.fontMetrics().height()
    theme.choose("light", 200)

    assert plain.fontMetrics().height() > 1.5 * before

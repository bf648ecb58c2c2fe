"""Every place of words in a text is marked, one of them apart, and there is an end."""

import pytest

from viewer.ui.documents import word_finds
from viewer.ui.documents.plain import PlainWords
from viewer.ui.documents.word_finds import WordFinds


@pytest.fixture
def plain(qtbot, theme):
    made = PlainWords(theme)
    qtbot.addWidget(made)
    made.setPlainText("aspirin\nApixaban\nASPIRIN")
    return made


def test_all_places_are_found_whatever_their_case(plain):
    finds = WordFinds()
    finds.seek(plain, "aspirin")
    finds.show(plain, 1)

    marked = plain.extraSelections()
    assert [one.cursor.selectedText() for one in marked] == ["aspirin", "ASPIRIN"]
    assert [one.format.fontUnderline() for one in marked] == [False, True]  # never by colour alone
    assert plain.textCursor().blockNumber() == 2


def test_nothing_sought_is_nothing_marked(plain):
    finds = WordFinds()
    finds.seek(plain, "aspirin")
    finds.seek(plain, "")

    assert len(finds) == 0
    assert plain.extraSelections() == []


def test_there_is_an_end_to_counting(plain, monkeypatch):
    monkeypatch.setattr(word_finds, "MOST", 1)
    finds = WordFinds()
    finds.seek(plain, "aspirin")

    assert finds.full

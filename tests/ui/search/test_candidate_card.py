"""One found Patient in words and shapes."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.sample_messages import found
from viewer.ui.look.labels import OneLine
from viewer.ui.search.candidate_card import CandidateCard, who


@pytest.fixture
def card(qtbot, theme):
    made = CandidateCard(4, found(groups=3).candidates[3], theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_agreeing_and_differing_fields_are_words_and_shapes(card):
    words = [part.text() for part in card.findChildren(QLabel)]
    shapes = [part.accessibleName() for part in card.findChildren(QLabel) if not part.pixmap().isNull()]

    assert "Family name differs: ATTWOOD" in words
    assert "Given name agrees" in words
    assert "NHS number not stated: none here, 999 000 0018 at Riverside" in words
    assert "Local patient number not comparable: 77 here, A12 at Riverside" in words
    assert set(shapes) == {"agrees", "differs", "not stated", "not comparable"}
    assert any("link it only if you are sure" in text for text in words)


def test_keys_link_choose_and_move(qtbot, card):
    with qtbot.waitSignal(card.link_toggled):
        QTest.keyClick(card, Qt.Key.Key_L)
    with qtbot.waitSignal(card.chosen):
        QTest.keyClick(card, Qt.Key.Key_Enter)
    for key, step in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
        with qtbot.waitSignal(card.moved) as moved:
            QTest.keyClick(card, key)
        assert moved.args == [step]
    QTest.keyClick(card, Qt.Key.Key_X)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)


def test_a_screen_reader_hears_who_where_and_whether_linked(card):
    card.say_state("Not linked: will not be in this record", linkable=True, linked=False)

    for part in ("4: Riverside 111", "ATTWOOD, Margaret (Mrs)", "Family name differs", "Not linked"):
        assert part in card.accessibleName()
    card.say_state("Linked by you", linkable=True, linked=True)
    assert card.link_button.text() == "Undo link (L or 4)"


def test_no_number_is_split_and_no_label_leaves_its_value_where_the_line_wraps():
    parts = who(found().candidates[0]).split("   ")

    assert len(parts) == 3
    assert all(" " not in part for part in parts)
    assert parts[2].replace("\u00a0", " ").startswith("NHS No. 999 ")


def test_what_differs_is_read_first_and_a_long_address_of_a_system_wraps(qtbot, theme):
    row = replace(
        found(groups=3).candidates[3],
        compared=(
            ("Gender", "", "agrees"),
            ("Identifier, https://a-long-name-of-a-trust.example/identifiers/mrn", "7 here", "not stated"),
            ("Address", "a here, b at GP", "differs"),
        ),
    )
    card = CandidateCard(1, row, theme)
    qtbot.addWidget(card)
    told = [part.text() for part in card.findChildren(OneLine)]

    assert [words.partition(" ")[0] for words in told] == ["Address", "Gender", "Identifier,"]
    assert "\u200b" in told[2]

"""Who is one person, who is not, who was linked by hand."""

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.sample_messages import found
from viewer.ui.search.candidates_view import CandidatesView

LED = (
    ("gp", "Patient/gp-1", False),
    ("trust", "Patient/trust-1", False),
    ("community", "Patient/community-1", False),
)
BY_HAND = ("ooh", "Patient/77", True)


@pytest.fixture
def view(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = CandidatesView(theme)
    QVBoxLayout(holder).addWidget(made)
    made.holder = holder  # lives as long as the view
    holder.resize(900, 600)
    with qtbot.waitActive(holder):
        holder.show()
    made.show_found(found(groups=3))
    qtbot.waitUntil(made.cards[-1].isVisible)
    return made


def test_a_row_per_source_and_groups_as_persons(view):
    assert view.groups == 3
    assert [card.number for card in view.cards] == [1, 2, 3, 4, 5]
    assert view.person() == LED
    assert "from 3 records" in view.open_button.text()


def test_one_key_links_and_the_same_key_undoes_it(view):
    view.cards[3].setFocus()
    QTest.keyClick(view.cards[3], Qt.Key.Key_L)
    assert view.person() == (*LED, BY_HAND)
    assert view.cards[3].state.text().startswith("Linked by you")
    QTest.keyClick(view.cards[0], Qt.Key.Key_4)
    assert view.person() == LED
    QTest.keyClick(view.cards[0], Qt.Key.Key_1)
    assert view.person() == LED
    QTest.keyClick(view.cards[0], Qt.Key.Key_9)
    assert view.person() == LED


def kept(view, place):
    given = found(groups=3)
    rows = list(given.candidates)
    rows[place] = replace(rows[place], kept="Linked by you on 03-Mar-2026, kept by policy")
    view.show_found(replace(given, candidates=tuple(rows)))


def test_who_was_linked_in_an_earlier_session_is_linked_says_since_when_and_is_undone_by_the_key(qtbot, view):
    kept(view, 3)
    assert view.person() == (*LED, BY_HAND)
    state = view.cards[3].state.text()
    assert state == "Linked by you on 03-Mar-2026, kept by policy: will be opened with this person"
    assert state in view.cards[3].accessibleName()
    with qtbot.assertNotEmitted(view.left_out):
        view.open_button.click()

    QTest.keyClick(view.cards[3], Qt.Key.Key_L)
    assert view.person() == LED
    assert view.cards[3].state.text() == "Not linked: will not be in this record"
    with qtbot.waitSignals([view.person_chosen, view.left_out], order="strict"):
        view.open_button.click()
    QTest.keyClick(view.cards[3], Qt.Key.Key_L)
    assert view.person() == (*LED, BY_HAND)
    view.clear()
    kept(view, 3)
    assert view.person() == (*LED, BY_HAND)


def test_a_link_of_an_earlier_session_is_to_that_person_and_to_nobody_else(qtbot, view):
    kept(view, 3)
    with qtbot.waitSignal(view.person_chosen) as chosen:
        QTest.keyClick(view.cards[4], Qt.Key.Key_Return)
    assert chosen.args[0] == (("community", "Patient/78", False),)


def test_of_a_source_that_is_opened_all_the_same_nothing_is_undone_unasked(qtbot, view):
    kept(view, 4)
    QTest.keyClick(view.cards[4], Qt.Key.Key_L)
    with qtbot.assertNotEmitted(view.left_out):
        view.open_button.click()


def test_enter_opens_the_person_of_the_row(qtbot, view):
    with qtbot.waitSignal(view.person_chosen) as chosen:
        QTest.keyClick(view.cards[4], Qt.Key.Key_Return)
    assert chosen.args[0] == (("community", "Patient/78", False),)


def test_enter_on_a_linked_row_opens_the_person_it_was_linked_to(qtbot, view):
    QTest.keyClick(view.cards[3], Qt.Key.Key_L)
    with qtbot.waitSignal(view.person_chosen) as chosen:
        QTest.keyClick(view.cards[3], Qt.Key.Key_Return)

    assert chosen.args[0] == (*LED, BY_HAND)


def test_down_moves_to_the_next_row(qtbot, view):
    view.focus_first()
    qtbot.waitUntil(view.cards[0].hasFocus)
    QTest.keyClick(view.cards[0], Qt.Key.Key_Down)
    assert view.cards[1].hasFocus()
    QTest.keyClick(view.cards[1], Qt.Key.Key_Up)
    QTest.keyClick(view.cards[0], Qt.Key.Key_Up)
    assert view.cards[0].hasFocus()


def test_a_growing_answer_keeps_the_link_and_the_keyboard(qtbot, view):
    view.cards[3].setFocus()
    qtbot.waitUntil(view.cards[3].hasFocus)
    QTest.keyClick(view.cards[3], Qt.Key.Key_L)
    more = found(groups=3)
    grown = msgspec.structs.replace(more, candidates=(more.candidates[4], *more.candidates[:4]))
    view.show_found(grown)
    view.show_found(grown)

    assert BY_HAND in view.person()
    assert view.person()[0] == LED[0]
    qtbot.waitUntil(view.cards[4].hasFocus)


def test_a_leader_that_is_gone_gives_way(view):
    view.show_found(msgspec.structs.replace(found(), candidates=found(groups=2).candidates[3:]))

    assert view.person() == (("ooh", "Patient/77", False),)


def test_nothing_found_opens_nobody(qtbot, view):
    view.clear()
    view.focus_first()
    with qtbot.assertNotEmitted(view.person_chosen):
        view.open_button.click()


def test_no_part_is_ever_a_window_of_its_own(qapp, qtbot, view):
    view.show_found(found(groups=2))
    view.clear()
    view.show_found(found(groups=3))

    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == [view.holder]


def test_from_a_replaced_record_one_goes_to_the_one_that_took_its_place_or_has_it_looked_for(qtbot, view):
    last = view.cards[-1].row
    rows = [replace(row, survivor="") for row in found(groups=3).candidates]
    rows[0] = replace(rows[0], source=last.source, survivor=last.reference)
    view.show_found(replace(found(groups=3), candidates=tuple(rows)))
    first = view.cards[0]
    assert first.survivor.text() == "Go to the record that replaced it"
    assert not view.cards[1].survivor.isVisible()
    with qtbot.assertNotEmitted(view.survivor_wanted):
        first.survivor.click()
    assert view.cards[-1].hasFocus()

    rows[0] = replace(rows[0], survivor="Patient/elsewhere")
    view.show_found(replace(found(groups=3), candidates=tuple(rows)))
    with qtbot.waitSignal(view.survivor_wanted) as wanted:
        view.cards[0].survivor.click()
    assert wanted.args == [last.source, "Patient/elsewhere"]

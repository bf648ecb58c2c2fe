"""Each source's own sentence with its state in words; a failed one can be read again from here."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.engine.seek_messages import SourceSays, WhyNot
from viewer.ui.filters.why_not_view import STATES, WhyNotView

SAYS = tuple(
    SourceSays(source=state, name=f"Source {state}", state=state, words=f"It is {state}.") for state in STATES
)


@pytest.fixture
def view(qtbot, theme):
    made = WhyNotView()
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_source_is_said_with_its_state_in_words(view):
    view.await_answer('Filter "penicillin"')
    assert view.heading.text() == 'Why not? Filter "penicillin"'
    assert "Asking" in view.beside.text()
    view.show_why(WhyNot(number=1, says=SAYS, beside=("14 letters not searched.", "Hidden by the page.")))
    assert view.beside.text() == "14 letters not searched.\nHidden by the page."
    said = [
        view.list.item(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(view.list.count())
    ]
    assert said == [f"{one.name}: {STATES[one.state]}. {one.words}" for one in SAYS]


def test_only_what_was_not_read_can_be_read_again(view, qtbot):
    view.show_why(WhyNot(number=1, says=SAYS))
    can = []
    for place, one in enumerate(SAYS):
        view.list.setCurrentRow(place)
        if view.again.isEnabled():
            can.append(one.state)
    assert can == ["partly", "failed", "not asked"]
    view.list.setCurrentRow(3)
    with qtbot.waitSignal(view.retried) as retried:
        view.again.click()
    assert retried.args == ["failed"]


def test_a_state_that_is_not_known_is_said_as_it_came(view):
    view.show_why(
        WhyNot(number=1, says=(SourceSays(source="x", name="X", state="lost", words="It is lost."),))
    )
    assert view.list.item(0).text() == "X: lost\nIt is lost."
    assert view.beside.isHidden()


def test_its_ways_out(view, qtbot):
    with qtbot.waitSignal(view.filter_dropped):
        view.clear_filter.click()
    with qtbot.waitSignal(view.closed):
        QTest.keyClick(view.list, Qt.Key.Key_Escape)
    view.show_why(WhyNot(number=1, says=SAYS))
    view.forget()
    assert view.list.count() == 0
    assert view._source() == ""
    assert not view.again.isEnabled()


def test_what_is_found_at_a_source_that_failed_is_both_said_and_it_can_be_read_again(view, qtbot):
    found = SourceSays(
        source="gp", name="GP", state="found", words="5 of its rows are shown; it failed.", lacks=True
    )
    view.show_why(WhyNot(number=1, says=(found,)))

    assert view.list.item(0).text().startswith("GP: Found, but it may hold more\n5 of its rows")
    assert view.again.isEnabled()
    with qtbot.waitSignal(view.retried, check_params_cb=lambda source: source == "gp"):
        view.again.click()

"""A row that keeps still while others are hidden; where it is hidden itself, its neighbour does."""

import pytest

from tests.ui import sample_messages as sample
from tests.ui.answering import answers
from viewer.engine.messages import Rows
from viewer.ui.lists.timeline_view import TimelinePanel


@pytest.fixture
def panel(qtbot, theme):
    made = TimelinePanel(theme)
    answers(made)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(526, 500)
    made.show()
    qtbot.waitExposed(made)
    rows = tuple(
        sample.row(number, "Weight" if number % 3 else "Pulse", detail="", status="") for number in range(300)
    )
    with qtbot.waitSignal(made.settled):
        made.take(Rows(upserts=rows, removes=(), total=300))
    return made


def top(panel):
    return panel.model.row_at(panel.view.first_visible())


def test_the_first_row_on_screen_stays_there_where_the_filter_lets_it_through(panel):
    panel.view.verticalScrollBar().setValue(panel.view.verticalHeader().sectionPosition(150))
    while top(panel).title != "Pulse":
        panel.view.verticalScrollBar().setValue(panel.view.verticalScrollBar().value() + 5)
    first, anchor = top(panel), panel.view.anchor()
    panel.set_words("pulse")

    assert anchor.entry == first.id
    assert panel.view.rowViewportPosition(panel.model.position(first.id)) == pytest.approx(anchor.y, abs=1)


def test_where_it_is_hidden_its_neighbour_stands_there(panel):
    panel.view.verticalScrollBar().setValue(panel.view.verticalHeader().sectionPosition(150))
    while top(panel).title != "Weight":
        panel.view.verticalScrollBar().setValue(panel.view.verticalScrollBar().value() + 5)
    first = top(panel)
    panel.set_words("pulse")

    assert abs(top(panel).number - first.number) <= 3


def test_the_chosen_row_is_chosen_again_once_no_filter_hides_it(panel):
    panel.view.select_entry("e00100")
    panel.set_words("pulse")
    assert panel.view.selected() == -1
    panel.set_words("")
    assert panel.view.selected_entry() == "e00100"


def test_a_list_that_was_at_its_top_shows_the_top_of_what_is_found_and_of_all_again(panel):
    panel.view.scrollToTop()
    panel.set_words("pulse")
    assert panel.view.first_visible() == 0
    panel.set_words("pulse x")
    panel.set_words("")
    assert panel.view.first_visible() == 0

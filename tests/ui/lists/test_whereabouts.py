"""Rows on screen are asked about once, when typing rests; what stands beyond their line gets a line of its own."""

import pytest

from tests.ui import sample_messages as sample
from tests.ui.answering import answers
from viewer.engine.seek_messages import Sought, Where
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.lists.whereabouts import UNSURE


@pytest.fixture
def panel(qtbot, theme):
    made = TimelinePanel(theme)
    answers(made)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(526, 600)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(made.settled):
        made.take(sample.rows())
    return made


def test_rows_on_screen_are_asked_about_and_each_once(panel, qtbot):
    asked = []
    panel.whereabouts.wanted.connect(asked.append)
    with qtbot.waitSignal(panel.whereabouts.wanted):
        panel.set_words("potassium")
    assert asked == [("r002", "r003", "r007")]
    panel.view.settle()
    with qtbot.waitSignal(panel.whereabouts.wanted):
        panel.set_words("creatinine")
    assert asked[1:] == [("r004",)]
    panel.clear_filter()
    assert panel.whereabouts._words == ""


def test_a_row_that_holds_it_beyond_its_line_says_where(panel, qtbot):
    panel.set_words("potassium")
    before = panel.view.rowHeight(0)
    panel.whereabouts.take(
        Where(number=1, found=(("r002", "Letter text", "... raised potassium of 6.1 ..."),))
    )
    assert panel.view.rowHeight(0) > before
    panel.set_words("creatinine")
    panel.set_words("potassium")
    assert panel.view.rowHeight(0) == before


def test_an_answer_that_comes_after_the_filter_was_cleared_shows_nothing(panel):
    panel.whereabouts.take(Where(number=1, found=(("r002", "Letter text", "words"),)))

    assert panel.view.delegate._where == {}


def test_rows_without_a_recorded_date_are_marked_while_the_list_is_as_at_a_moment(panel, qtbot):
    rows = {row.id: row.number for row in panel.model.all_rows()}
    bits = bytearray(1 + max(rows.values()) // 8)
    bits[rows["r002"] // 8] |= 128 >> rows["r002"] % 8
    before = panel.view.rowHeight(panel.model.position("r002"))
    picks = Picks(known_by="2026-11-22T02:10:00+00:00")
    panel.asking.picks_wanted.disconnect()
    panel.set_picks(picks)
    panel.show_sought(Sought(number=1, picks=picks, hits=b"\xff" * 9, shown=9, unsure=bytes(bits)))
    qtbot.waitUntil(lambda: panel.view.delegate.says_where("r002") == UNSURE)
    assert panel.view.delegate.says_where("r003") == ""
    assert panel.view.rowHeight(panel.model.position("r002")) > before

    panel.clear_filter()
    assert panel.view.delegate.says_where("r002") == ""


def test_a_row_without_a_recorded_date_says_that_and_where_its_words_are(panel):
    picks = Picks(words="potassium", known_by="2026-11-22T02:10:00+00:00")
    panel.asking.picks_wanted.disconnect()
    panel.set_picks(picks)
    panel.show_sought(Sought(number=1, picks=picks, hits=b"\xff" * 9, shown=9, unsure=b"\xff" * 9))
    panel.whereabouts._ask()
    panel.whereabouts.take(Where(number=1, found=(("r002", "Note", "potassium"),)))
    assert panel.view.delegate.says_where("r002") == f"{UNSURE}; in Note: potassium"

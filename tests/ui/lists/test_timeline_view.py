"""The timeline as a panel: counts, notices, foot."""

import pytest
from PySide6.QtCore import Qt

from tests.ui import sample_messages as sample
from tests.ui.answering import answers
from viewer.engine.messages import Rows
from viewer.ui.lists.pages import place_of
from viewer.ui.lists.timeline_view import TimelinePanel


@pytest.fixture
def panel(qtbot, theme):
    made = TimelinePanel(theme)
    answers(made)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(526, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def come(qtbot, panel, message):
    with qtbot.waitSignal(panel.settled):
        panel.take(message)


def page(first, last):
    return Rows(upserts=tuple(sample.row(number) for number in range(first, last)), removes=(), total=0)


def test_it_counts_and_says_so_far_until_every_source_has_answered(qtbot, panel):
    come(qtbot, panel, sample.rows())
    assert panel.heading.heading.whole == "Timeline: 17 entries so far"
    assert "nothing here is complete" in panel.heading.completeness.whole
    panel.show_glance(sample.glance())
    assert panel.heading.heading.whole == "Timeline: 17 entries"


def test_the_foot_names_and_shows_what_has_no_ordinary_place(qtbot, panel):
    come(qtbot, panel, sample.rows())
    panel.show_glance(sample.glance())
    texts = [foot.text() for foot in panel._feet.values()]
    assert texts == ["Undated 2", "Uncoded 4", "Unreadable 1", "In error 1"]
    panel._feet["undated"].click()
    assert panel.model.shown == 2
    assert panel.notice.said.words == 'Only "Undated": 2 of 17 shown'
    assert panel.heading.heading.whole == "Timeline: 2 of 17 entries"
    panel._feet["in-error"].click()
    assert panel.model.shown == 1
    assert not panel._feet["undated"].isChecked()
    panel._feet["in-error"].click()
    assert panel.model.shown == 17
    assert panel.notice.isHidden()


def test_a_count_of_nothing_stands_there_too(panel):
    panel.clear()

    assert [foot.text() for foot in panel._feet.values()] == [
        "Undated 0",
        "Uncoded 0",
        "Unreadable 0",
        "In error 0",
    ]
    assert not any(foot.isEnabled() for foot in panel._feet.values())


def test_the_filter_keeps_its_notice_until_it_is_cleared(qtbot, panel):
    come(qtbot, panel, sample.rows())
    panel.set_words("potassium")
    assert panel.notice.said.words == 'Filter "potassium": 3 of 17 shown'
    panel.set_page("medicines")
    assert (panel.model.shown, panel.model.total) == (1, 17)
    panel.notice.clear.click()
    assert panel.model.shown == 2
    assert panel.heading.heading.whole.startswith("Medicines, all dates: 2 entries")


def test_a_list_that_a_filter_empties_does_not_say_that_it_shows_everything(qtbot, panel):
    come(qtbot, panel, sample.rows())
    panel.show_glance(sample.glance())
    assert panel.heading.completeness.whole == "Everything received, newest first; lists last"
    panel.set_words("nothing of this record")
    assert panel.heading.heading.whole == "Timeline: 0 of 17 entries"
    assert panel.heading.completeness.whole == "Only what matches, newest first; lists last"


def test_newer_rows_above_are_counted_and_home_shows_them(qtbot, panel):
    come(qtbot, panel, page(0, 100))
    come(qtbot, panel, page(100, 140))
    assert panel.model.row_at(panel.view.first_visible()).id == "e00099"
    assert panel.above.text() == "40 newer above (Home)"
    panel.above.click()
    assert panel.view.first_visible() == 0
    assert panel.above.isHidden()


def test_beside_a_notice_the_count_of_a_filter_is_not_cut_in_the_narrowest_column(qtbot, panel):
    panel.resize(438, 400)  # the third column at 1366 pixels
    come(qtbot, panel, page(0, 100))
    come(qtbot, panel, page(100, 263))
    panel.heading.say("Timeline: 111 of 263 entries", "")
    assert panel.above.isVisible()
    qtbot.waitUntil(lambda: not panel.heading.heading.is_cut)


def test_a_list_that_nobody_used_shows_its_newest_rows_once_all_is_in(qtbot, panel):
    come(qtbot, panel, page(0, 100))
    come(qtbot, panel, page(100, 140))
    panel.show_glance(sample.glance())

    assert panel.view.first_visible() == 0


def test_a_list_that_somebody_used_stays_where_it_is(qtbot, panel):
    come(qtbot, panel, page(0, 100))
    panel.view.touched.emit()
    come(qtbot, panel, page(100, 140))
    panel.show_glance(sample.glance())

    assert panel.model.row_at(panel.view.first_visible()).id == "e00099"


def test_rows_that_wait_between_are_said_and_shown_on_request(qtbot, panel):
    come(
        qtbot,
        panel,
        Rows(upserts=tuple(sample.row(10 * number) for number in range(30)), removes=(), total=0),
    )
    panel.view.select_entry("e00250")
    come(qtbot, panel, Rows(upserts=(sample.row(275),), removes=(), total=0))
    assert panel.between.text() == "1 new between these. Show"
    assert panel.heading.heading.whole == "Timeline: 31 entries so far"
    panel.between.click()
    assert panel.between.isHidden()
    assert panel.model.total == 31


def test_a_notice_never_moves_the_rows(qtbot, panel):
    come(qtbot, panel, page(0, 100))
    top = panel.view.mapTo(panel, panel.view.rect().topLeft()).y()
    come(qtbot, panel, page(100, 140))
    assert panel.above.isVisible()
    assert panel.view.mapTo(panel, panel.view.rect().topLeft()).y() == top


def test_a_selected_row_survives_a_filter(qtbot, panel):
    come(qtbot, panel, sample.rows())
    panel.view.select_entry("r003")
    panel.set_words("potassium")

    assert panel.model.row_at(panel.view.selected()).id == "r003"


def test_another_record_leaves_nothing(qtbot, panel):
    come(qtbot, panel, sample.rows())
    panel.set_words("potassium")
    panel.grey()
    panel.clear()

    assert panel.model.total == 0
    assert not panel.view.delegate.stale
    assert panel.notice.isHidden()
    assert panel.view.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_the_foot_counts_the_rows_of_the_page_and_an_empty_page_says_why(opened):
    timeline = opened.record.body.timeline
    whole = {place: timeline._feet[place].text() for place in timeline._feet}
    opened.record.tabs.setCurrentIndex(place_of("devices"))

    assert all(timeline._feet[place].text().endswith(" 0") for place in whole)
    assert timeline.model.shown == 0
    assert timeline.view.empty
    opened.record.tabs.setCurrentIndex(place_of("timeline"))
    assert {place: timeline._feet[place].text() for place in timeline._feet} == whole


def test_a_find_is_opened_at_the_longest_word_that_it_was_found_by(qtbot, panel):
    come(qtbot, panel, sample.rows())
    assert panel.word_found_in("r002") == ""
    panel.set_words("of potassium")
    panel.set_words("raised potassium")
    assert panel.word_found_in("r007") == "potassium"
    assert panel.word_found_in("r000") == ""

"""What of a filter is said above a record."""

import pytest

from tests.ui import sample_messages as sample
from tests.ui.answering import answers
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.row_filter import RowFilter
from viewer.ui.record.glance_page import GlancePage
from viewer.ui.record.notice_above import NoticeAbove


@pytest.fixture
def above(qtbot, theme):
    body = GlancePage(theme)
    answers(body.timeline)
    made = NoticeAbove(body)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(1366, 530)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(body.timeline.settled):
        body.timeline.take(sample.rows())
    body.show_glance(sample.glance())
    made.body = body
    return made


def test_beside_the_columns_the_list_itself_announces_the_filter(above):
    above.body.timeline.set_words("potassium")
    assert above.body.timeline.notice.isVisible()
    assert above.notice.isHidden()


def test_in_one_column_the_filter_is_announced_above_it_and_does_not_scroll_away(qtbot, above):
    above.resize(900, 530)
    qtbot.waitUntil(lambda: above.body.one_column)
    assert above.notice.isHidden()
    above.body.timeline.set_words("potassium")
    assert above.notice.isVisible()
    assert above.notice.said.words == 'Filter "potassium": 3 of 17 shown'
    qtbot.waitUntil(lambda: above.body.verticalScrollBar().maximum() > 0)
    above.body.verticalScrollBar().setValue(above.body.verticalScrollBar().maximum())
    assert above.notice.mapTo(above, above.notice.rect().topLeft()).y() == 0
    above.resize(1366, 530)
    qtbot.waitUntil(above.notice.isHidden)


def test_on_a_page_of_one_list_that_list_announces_it(qtbot, above):
    above.resize(900, 530)
    above.body.set_page("problems")
    above.body.timeline.set_words("a")
    assert above.body.timeline.notice.isVisible()
    assert above.notice.isHidden()


def test_its_ways_out_are_those_of_the_list(qtbot, above):
    above.resize(900, 530)
    above.body.timeline.set_words("potassium")
    with qtbot.waitSignal(above.body.timeline.notice.why_wanted):
        above.notice.why.click()
    with qtbot.waitSignal(above.body.timeline.notice.words_wanted) as offered:
        above.notice.offers.taken.emit("hyperkalaemia")
    assert offered.args == ["hyperkalaemia"]
    above.notice.clear.click()
    assert above.body.timeline.filter == RowFilter()
    assert above.notice.isHidden()


def test_lists_that_are_not_as_at_a_moment_say_so_while_it_is_asked_for(above):
    lists = [part for key, part in above.body.lists.items() if key != "plans"]
    assert not any(part.aside.isVisible() for part in lists)
    above.body.timeline.set_picks(Picks(known_by="2026-11-15T21:45:00+00:00"))
    assert {part.aside.text() for part in lists} == {"Shows now, not as at 15-Nov-2026 21:45"}
    assert all(part.aside.isVisible() for part in lists)
    above.body.timeline.clear_filter()
    assert not any(part.aside.isVisible() for part in lists)

"""One patient's record on one page: pages, filter, detail, Escape."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui import sample_messages as sample
from tests.ui.answering import answers
from viewer.engine.messages import AskDetail
from viewer.ui.lists.pages import place_of


def test_the_heights_of_the_first_screen(qtbot, opened):
    page = opened.record
    reason = page.banner.allergies.reason
    qtbot.waitUntil(lambda: reason.height() >= 2 * reason.fontMetrics().height())  # all of it is laid out

    assert page.banner.height() == 60
    assert page.safety.height() <= 3 * 20
    assert page.strip.height() <= 56
    assert opened.status.height() <= 26
    assert page.body.height() >= 440
    assert (opened.width(), opened.height()) == (1366, 698)


def numbers_beside_pages(page):
    rows = [page.tabs.list.item(place_of(key)).text() for key in ("allergies", "problems", "results")]
    return [words.partition("  ")[2] for words in rows]


def test_no_page_says_a_number_before_its_rows_are_in_and_then_the_right_one(qtbot, window):
    page = window.record
    page.take_rows(sample.rows())
    page.show_glance(sample.glance())
    assert numbers_beside_pages(page) == ["", "", ""]
    qtbot.waitUntil(lambda: not page.body.timeline.arrivals.waiting)

    held = [row.domain for row in sample.rows().upserts]
    assert numbers_beside_pages(page) == [
        str(held.count(key)) for key in ("allergies", "problems", "results")
    ]
    assert "0" not in numbers_beside_pages(page)


def test_escape_goes_back_to_the_same_row(qtbot, opened, engine):
    view = opened.record.body.timeline.view
    view.setFocus()
    view.select_entry("r002")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert engine.heard(AskDetail)[-1].entry == "r002"
    engine.say(sample.detail())
    qtbot.waitUntil(lambda: opened.record.body.detail.plain[0].text() == "Potassium 5.9 mmol/L, High")
    qtbot.waitUntil(opened.record.body.detail.table.hasFocus)
    QTest.keyClick(opened.record.body.detail.table, Qt.Key.Key_Escape)

    assert not opened.record.body.detail.isVisible()
    qtbot.waitUntil(view.hasFocus)
    assert view.model().row_at(view.selected()).id == "r002"


def test_a_row_of_a_list_opens_too(opened, engine):
    view = opened.record.body.lists["allergies"].view
    view.setFocus()
    view.select_entry("a1")
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert engine.heard(AskDetail)[-1].entry == "a1"


def test_pages_filter_the_same_rows_honestly(opened):
    opened.record.tabs.setCurrentIndex(place_of("allergies"))
    timeline = opened.record.body.timeline
    shown = sum(row.domain == "allergies" for row in timeline.model.all_rows())
    assert timeline.heading.heading.whole.startswith(
        f"Allergies and adverse reactions, all dates: {shown} entr"
    )
    assert not opened.record.body.lists["allergies"].isVisible()
    opened.record.tabs.setCurrentIndex(0)
    assert opened.record.body.lists["allergies"].isVisible()


def test_typing_filters_and_escape_clears(qtbot, opened):
    answers(opened.record.body.timeline)
    opened.record.filter.setFocus()
    QTest.keyClicks(opened.record.filter, "potassium")
    assert opened.record.body.timeline.notice.said.words == 'Filter "potassium": 3 of 17 shown'
    QTest.keyClick(opened.record.filter, Qt.Key.Key_Escape)

    assert opened.record.filter.text() == ""
    assert opened.record.body.timeline.model.shown == 17
    QTest.keyClick(opened.record, Qt.Key.Key_F2)


def test_escape_closes_the_grid_before_anything_else(qtbot, opened):
    opened.record.body.timeline.view.setFocus()
    opened.record.strip.grid_wanted.emit("trust")
    assert opened.record.body.grid.table.currentColumn() == 1
    QTest.keyClick(opened.record.body.grid.table, Qt.Key.Key_Escape)
    assert not opened.record.body.grid.isVisible()
    opened.record.close_detail()


def test_escape_on_the_page_closes_a_detail(opened):
    opened.record._open_detail("r002")
    QTest.keyClick(opened.record, Qt.Key.Key_Escape)

    assert not opened.record.body.detail.isVisible()


def test_a_stopped_engine_leaves_rows_greyed_with_words(qtbot, opened, engine):
    with qtbot.waitSignal(opened.session.stopped):
        engine.handle.crash()
    timeline = opened.record.body.timeline

    assert opened.record.stopped.text().startswith("The engine stopped at ")
    assert opened.record.stopped.isVisible()
    assert timeline.model.total == 17
    assert timeline.view.delegate.stale
    engine.say(sample.rows())
    qtbot.waitUntil(lambda: not timeline.view.delegate.stale and timeline.model.total == 17)


def test_rows_lost_on_the_way_are_said_until_the_counts_agree(opened):
    opened.record.show_miscount("This screen holds 16 entries, but the engine has 17")
    assert opened.record.stopped.isVisible()
    opened.record.show_miscount("")
    assert not opened.record.stopped.isVisible()
    opened.record.show_stop("The engine stopped")
    opened.record.show_miscount("")
    assert opened.record.stopped.text() == "The engine stopped"


def test_at_twice_the_text_banner_safety_and_sources_stay(qtbot, opened, theme, big_text):
    theme.refresh()
    page = opened.record
    qtbot.waitUntil(lambda: page.body.verticalScrollBar().maximum() > 0)
    parts = (page.banner, page.safety, page.strip)

    assert all(part.isVisible() and part.height() > 20 for part in parts)
    assert opened.width() == 1366
    assert all(
        part.mapTo(opened, part.rect().bottomRight()).x() <= 1366
        for part in (*parts, page.filter, page.menu_button)
    )


def test_at_twice_the_text_a_filter_is_announced_above_and_cuts_nothing(qtbot, opened, theme, big_text):
    theme.refresh()
    page = opened.record
    answers(page.body.timeline)
    page.filter.setText("potassium")
    qtbot.waitUntil(page.above.notice.isVisible)
    assert page.above.notice.said.words == 'Filter "potassium": 3 of 17 shown'
    tools = (
        page.filter,
        page.menu_button,
        page.side.filters,
        page.above.notice.clear,
        page.above.notice.words,
    )
    assert all(tool.height() >= tool.fontMetrics().height() + 4 for tool in tools)
    assert page.side.height() >= page.side.sizeHint().height()


def test_plans_open_from_the_safety_line_by_key_and_escape_goes_back(qtbot, opened, engine):
    page = opened.record
    plans = page.body.lists["plans"]
    page.tabs.setCurrentIndex(2)
    page.safety.more.setFocus()
    QTest.keyClick(page.safety.more, Qt.Key.Key_Space)
    assert page.tabs.currentIndex() == 0
    assert plans.isVisible()
    qtbot.waitUntil(plans.view.hasFocus)
    assert plans.view in page.panes()
    plans.view.setCurrentIndex(plans.view.model().index(0, 0))
    QTest.keyClick(plans.view, Qt.Key.Key_Return)
    assert engine.heard(AskDetail)
    page.close_detail()
    QTest.keyClick(plans.view, Qt.Key.Key_Escape)

    assert not plans.isVisible()
    assert page.safety.more.text() == "Show all"
    qtbot.waitUntil(page.safety.more.hasFocus)


def test_a_link_of_the_detail_leads_on_and_escape_still_returns_to_the_row(qtbot, opened, engine):
    view = opened.record.body.timeline.view
    view.setFocus()
    view.select_entry("r002")
    QTest.keyClick(view, Qt.Key.Key_Return)
    engine.say(sample.detail())
    detail = opened.record.body.detail
    qtbot.waitUntil(detail.table.hasFocus)
    detail.table.entry_wanted.emit("r003")
    assert engine.heard(AskDetail)[-1].entry == "r003"
    QTest.keyClick(detail.table, Qt.Key.Key_Escape)

    qtbot.waitUntil(view.hasFocus)
    assert view.model().row_at(view.selected()).id == "r002"


def test_the_keyboard_follows_to_the_page_that_is_turned_to(qtbot, opened):
    body = opened.record.body
    body.lists["problems"].view.setFocus()
    opened.record.tabs.setCurrentIndex(place_of("patient"))
    assert opened.focusWidget() is body.stack.view().table
    opened.record.tabs.setCurrentIndex(0)
    assert opened.focusWidget() is body.timeline.view
    opened.record.tabs.list.setFocus()
    opened.record.tabs.setCurrentIndex(place_of("patient"))
    assert opened.focusWidget() is opened.record.tabs.list  # arrows go on through the pages


def test_ctrl_f_goes_to_the_filter(opened):
    opened.record.begin_filter()

    assert opened.focusWidget() is opened.record.filter


def test_on_a_page_of_its_own_typed_words_are_found_enter_goes_on_and_escape_ends_it(qtbot, opened):
    page = opened.record
    page.tabs.setCurrentIndex(place_of("summary"))
    page.begin_filter()
    QTest.keyClicks(page.filter, "potassium")
    finder = page.body.stack.view().finder
    first = finder.notice.text()
    assert "1 of" in first
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)

    assert page.filter.text() == ""
    assert finder.isHidden()


def test_at_twice_the_size_of_text_a_record_opens_at_its_top(qtbot, opened, theme, big_text):
    theme.refresh()
    opened.open_patient((("gp", "Patient/gp-2", False),))
    qtbot.wait(50)

    assert opened.focusWidget() is opened.record.tabs.box
    assert opened.record.body.verticalScrollBar().value() == 0

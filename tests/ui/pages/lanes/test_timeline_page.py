"""The timeline page: counts add up, lanes and list are one selection, time is got about by keys and hand."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from tests.merge.builders import entry
from tests.ui.pages.lanes import samples
from viewer.engine.messages import PageGiven
from viewer.fhir.dates import period_date
from viewer.record.pages.patient import PatientPage
from viewer.ui.lists.timeline_model import HEADING_ROLE

TOTAL = len(samples.ENTRIES)
DAY = 86_400.0


def counted(page):
    """Every entry that the lanes draw, fold, hide or count."""
    lanes = [(stripe.held, stripe.laid) for stripe in page.view.stripes]
    apart = len(page.model.page.undated) // 16
    return apart + sum(
        laid.shown + laid.folded + laid.before + laid.after + held.hidden for held, laid in lanes
    )


def entry_titled(title):
    return next(one.id for one in samples.ENTRIES if one.title == title)


def test_it_says_how_many_and_offers_the_undated(page, qtbot):
    assert page.heading.text() == f"Lanes: {TOTAL} entries"
    assert page.undated.text() == "Undated 1: not on the axis. Show in the list"
    page.undated.click()
    assert page._twin.filter.place == "undated"
    assert page.view.stripes[0].counts[-1] == "1 filtered out"
    assert counted(page) == TOTAL


def test_so_far_is_said_until_all_is_in_and_other_records_are_counted_apart(page, twin):
    page.show_page(samples.given(settled=False))
    assert page.heading.text() == f"Lanes: {TOTAL} entries so far"
    page.show_page(samples.given(samples.ENTRIES[:-2]))
    assert page.heading.text() == f"Lanes: {TOTAL - 2} entries; 2 other records in the list alone"
    page.show_page(PageGiven(page="timeline", body=PatientPage(sources=(), fields=()), settled=True))
    assert page.model.page.total == TOTAL - 2


def test_what_is_chosen_in_one_is_chosen_in_the_other(page, twin, qtbot):
    pulse = entry_titled("Pulse 4")
    page.view.setCurrentIndex(page.model.index(page.model.position(pulse), 0))
    assert twin.view.selected_entry() == pulse

    twin.view.select_entry(entry_titled("Eczema"))
    assert page.model.entry(page.view.currentIndex().row()) == entry_titled("Eczema")
    twin.view.select_entry(entry_titled("Height"))  # it has no date, and no place in a lane
    assert page.model.entry(page.view.currentIndex().row()) == entry_titled("Eczema")


def test_words_in_the_filter_leave_the_others_counted(page, twin):
    twin.set_words("pulse")
    held = {one.held.sent.key: one for one in page.view.stripes}
    assert (len(held["results"].held), held["results"].held.hidden) == (9, 1)
    assert len(held["problems"].held) == 0
    assert held["problems"].counts == ("0 in view", "2 filtered out")
    assert counted(page) == TOTAL
    twin.clear_filter()
    assert len(page.model.lanes[1]) == 2


def test_ways_to_get_about(page, qtbot):
    ways = {button.accessibleName(): button for button in page.ways.findChildren(type(page.undated))}
    now, whole = page.model.page.now, page.view.window_in_view.whole

    ways["Go to the last week"].click()
    assert page.view.window_in_view.first > now - 10 * DAY
    ways["Go to the last admission"].click()
    window = page.view.window_in_view
    assert window.length < 20 * DAY
    assert window.first < samples.STAY.earliest < window.last
    ways["Go to birth"].click()
    assert page.view.window_in_view.first < page.model.page.born < page.view.window_in_view.last
    ways["Show the whole life (0)"].click()
    assert page.view.window_in_view == whole
    ways["Zoom in (+)"].click()
    assert page.view.window_in_view.length < whole.length
    ways["Zoom out (-)"].click()
    assert page.view.window_in_view.length == pytest.approx(whole.length)


def test_where_there_is_no_stay_and_no_birth_it_is_said(qtbot, theme, page):
    page.model.page = None
    page.ways.to_now()
    for way, words in ((page.ways.to_stay, "No admission"), (page.ways.to_birth, "No date of birth")):
        with qtbot.waitSignal(page.said) as said:
            way()
        assert said.args[0].startswith(words)


def test_lanes_by_source_are_asked_of_the_engine(page, qtbot):
    with qtbot.waitSignal(page.options_changed) as asked:
        page.by.setCurrentIndex(1)
    page.show_page(samples.given(**asked.args[0]))
    assert [one.held.sent.title for one in page.view.stripes] == [
        "GP practice",
        "Acute trust",
        "Without a code",
    ]
    assert counted(page) == TOTAL


def test_what_comes_anew_keeps_the_cursor_and_the_stretch_in_view(page):
    page.ways.to_stay()
    before = page.view.window_in_view
    pulse = entry_titled("Pulse 4")
    page.view.setCurrentIndex(page.model.index(page.model.position(pulse), 0))
    page.show_page(samples.given((*samples.ENTRIES[3:], *samples.ENTRIES[:3])))

    assert page.view.window_in_view.length == pytest.approx(before.length)
    assert page.model.entry(page.view.currentIndex().row()) == pulse


def test_another_record_leaves_nothing_of_the_last_one(page):
    page.grey()
    assert not page.isEnabled()
    page.clear()
    assert page.isEnabled()
    assert page.model.rowCount() == 0
    assert page.view.stripes == ()
    assert page.heading.text() == "Lanes: nothing is read yet"
    assert page.panes() == [page.view, page.overview]


STEPS = st.lists(
    st.sampled_from(
        [
            Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
            Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
            Qt.Key.Key_Space, Qt.Key.Key_Return,
        ]
    ),
    max_size=14,
)  # fmt: skip


def test_whatever_keys_are_pressed_the_counts_add_up(page, qtbot):
    @settings(max_examples=25, deadline=None)
    @given(STEPS)
    def press(keys):
        for key in keys:
            qtbot.keyClick(page.view, key)
            assert counted(page) == TOTAL
        page.view.repaint()

    press()


def test_the_pointer_chooses_opens_folds_and_drags(page, qtbot):
    page.ways.to_stay()
    view = page.view
    place = view.visualRect(
        view.model().index(page.model.position(entry_titled("Admitted to Ward 4")), 0)
    ).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.currentIndex().row() == page.model.position(entry_titled("Admitted to Ward 4"))
    with qtbot.waitSignal(page.entry_chosen) as opened:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [entry_titled("Admitted to Ward 4")]

    title = QPoint(30, view.sizes().axis + 10)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert view.stripes[0].held.folded
    assert view.stripes[0].counts[0] == "1 folded"

    before, empty = view.window_in_view, QPoint(600, view.sizes().axis + 15)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    qtbot.mouseMove(view.viewport(), empty + QPoint(120, 0))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=empty + QPoint(120, 0))
    assert view.window_in_view.first < before.first
    assert view.window_in_view.length == pytest.approx(before.length)


def test_whoever_looks_at_another_time_is_not_taken_back_to_the_cursor(page, twin):
    eczema = next(at for at in range(page.model.rowCount()) if page.model.row(at).title == "Eczema")
    page.view.setCurrentIndex(page.model.index(eczema, 0))
    page.ways.to_now()
    seen = page.view.window_in_view

    page.show_page(samples.given())
    page.view.fold(page.view.stripes[-1])
    assert page.view.window_in_view == seen
    assert page.model.row(page.view.currentIndex().row()).title == "Eczema"


def test_a_stay_that_still_lasts_is_gone_to_up_to_now(page):
    body = samples.given().body
    stay = replace(body, stays=((body.now - 3 * 86_400, inf),))
    page.show_page(replace(samples.given(), body=stay))
    page.ways.to_stay()

    view = page.view.window_in_view
    assert view.first < body.now - 3 * 86_400 < body.now < view.last < body.now + 86_400


def test_an_open_beginning_or_an_absurd_date_takes_nothing_out_of_reach(page):
    entries = (
        *samples.ENTRIES,
        entry("gp", "Condition/9", when=period_date({"end": "2001"}), title="Long ago"),
        entry("gp", "Condition/10", when="9999-12-31", title="Never"),
        entry("gp", "Appointment/1", when="2027-03-01", title="Next year"),
    )
    told = samples.given(entries)
    page.clear()
    page.show_page(replace(told, body=replace(told.body, born=None)))

    whole = page.view.window_in_view.whole
    reached = [one.laid.before for one in page.view.stripes], [one.laid.after for one in page.view.stripes]
    assert whole.begin < told.body.now - 20 * 365 * 86_400
    assert whole.end > told.body.now + 90 * 86_400
    assert sum(reached[0]) == 0
    assert sum(reached[1]) == 1  # the year 9999


def test_the_choice_of_lanes_begins_anew_with_another_record(page):
    page.by.setCurrentIndex(1)
    page.clear()

    assert page.by.currentData() == "category"


def test_the_order_of_lanes_is_kept_for_the_next_record_without_a_word_of_this_one(page, theme):
    page.by.setCurrentIndex(1)
    page.show_page(samples.given(by="source"))
    page.view.shift(page.view.stripes[0], 1)
    assert theme.lane_order == ("uncoded",)

    page.show_page(samples.given())
    page.view.shift(page.view.stripes[0], 2)
    order = [one.held.sent.key for one in page.view.stripes]
    page.clear()
    page.show_page(samples.given())
    assert [one.held.sent.key for one in page.view.stripes] == order
    assert "gp" not in theme.lane_order


def test_the_list_is_grouped_by_the_box_and_its_choice_stays_on_its_row(page, twin):
    twin.view.select_entry(samples.ENTRIES[3].id)
    page.groups.setCurrentIndex(2)
    said = [twin.model.index(at, 0).data(HEADING_ROLE) for at in range(twin.model.rowCount())]
    assert "Oct-2026: 10 entries" in said
    assert twin.view.selected_entry() == samples.ENTRIES[3].id
    page.clear()
    assert page.groups.currentIndex() == 0
    assert "Oct-2026: 10 entries" not in [
        twin.model.index(at, 0).data(HEADING_ROLE) for at in range(twin.model.rowCount())
    ]


def test_the_filter_is_announced_above_the_lanes_where_the_list_is_not_beside_them(page, twin, qtbot):
    both = QWidget()
    qtbot.addWidget(both)
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
    row.addWidget(page)
    row.addWidget(twin)
    both.resize(1400, 600)
    both.show()
    twin.set_words("pulse")
    assert page.notice.isHidden()
    row.setDirection(QBoxLayout.Direction.TopToBottom)
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    twin.clear_filter()
    assert page.notice.isHidden()
    for part in (page, twin):
        part.setParent(None)


def test_the_heading_says_how_many_the_filter_leaves(page, twin):
    twin.set_words("pulse")
    assert page.heading.text() == f"Lanes: 9 of {TOTAL} entries"
    twin.set_words("height")  # undated: counted, though in no lane
    assert page.heading.text() == f"Lanes: 1 of {TOTAL} entries"
    page.show_page(samples.given(samples.ENTRIES[:-1]))
    assert page.heading.text() == f"Lanes: 0 of {TOTAL - 1} entries; 1 other record in the list alone"
    page.show_page(samples.given())
    twin.clear_filter()
    assert page.heading.text() == f"Lanes: {TOTAL} entries"


def test_zoom_from_the_whole_life_leads_to_the_chosen_entry_else_to_now(page, qtbot):
    view, now = page.view, page.model.page.now
    view.clearSelection()
    view.setCurrentIndex(page.model.index(-1, 0))
    plus = next(one for one in page.ways.findChildren(type(page.undated)) if one.text() == "+")
    for _ in range(6):
        plus.click()
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.window_in_view.first < now < view.window_in_view.last
    assert view.window_in_view.length < 200 * DAY

    qtbot.keyClick(view, Qt.Key.Key_0)
    eczema = page.model.position(entry_titled("Eczema"))
    view.setCurrentIndex(page.model.index(eczema, 0))
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    held = page.model.lanes[page.model.lane_of(eczema)]
    assert view.window_in_view.sees(float(held.first[1]), float(held.last[1]))
    assert view.visualRect(view.currentIndex()).isValid()


def test_zoom_where_neither_is_in_view_stays_in_the_middle(page, qtbot):
    view = page.view
    view.setCurrentIndex(page.model.index(-1, 0))
    page.ways.to_birth()
    before = view.window_in_view
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    after = view.window_in_view
    assert (after.first + after.last) / 2 == pytest.approx((before.first + before.last) / 2)

"""From the detail the timeline shows what stands around its entry; the detail stays, and there is a way out."""

from viewer.engine.around_lines import Around, AroundStep, AroundWay
from viewer.engine.seek_messages import Seek
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.pages import PAGES
from viewer.ui.window.around_parts import BEHIND, show_around

from tests.ui import sample_messages as sample  # isort: skip


def open_detail(qtbot, opened, engine, around):
    entry = sample.detail().entry
    opened.record._open_detail(entry)
    engine.say(sample.detail(generation=opened.session.generation, around=around))
    pane = opened.record.body.detail
    qtbot.waitUntil(lambda: pane.around.around == around)
    return pane


def page(opened):
    return PAGES[opened.record.tabs.currentIndex()][0]


def test_same_week_is_shown_on_the_timeline_and_the_detail_stays(qtbot, opened, engine):
    way = AroundWay(kind="near", label="Within 7 days (31)", targets=(("r003", ""),))
    pane = open_detail(qtbot, opened, engine, Around(ways=(way,)))
    opened.record.body.timeline.show_place("undated")
    pane.around.buttons[0].click()
    assert page(opened) == "timeline"
    assert pane.isVisible()
    assert opened.record.body.timeline.filter.picks == Picks(near="r003")
    assert opened.record.body.timeline.filter.place == ""
    qtbot.waitUntil(lambda: "within 7 days" in opened.record.body.timeline.notice.said.words)
    assert Picks(near="r003") in [one.picks for one in engine.heard(Seek)]


def test_as_at_stays_in_force_and_where_the_detail_covers_all_that_is_said(opened):
    said = []
    opened.record.body.timeline.set_picks(Picks(words="x", known_by="2026-11-22T02:10:00+00:00"))
    show_around(opened.record, said.append, "encounter", "r003")
    assert opened.record.body.timeline.filter.picks == Picks(
        encounter="r003", known_by="2026-11-22T02:10:00+00:00"
    )
    opened.record.body.stack.hide()
    show_around(opened.record, said.append, "encounter", "r003")
    assert said == [BEHIND]


def test_the_result_before_is_one_key_away_and_none_after_is_said(qtbot, opened, engine):
    steps = (
        AroundStep(later=False, words="7.2, 2024", entry="r004"),
        AroundStep(later=True, words="No later one"),
    )
    pane = open_detail(qtbot, opened, engine, Around(steps=steps))
    pane.table.setFocus()
    qtbot.keyClicks(pane.table, "n")
    assert "No later one" in opened.status.message.text()
    qtbot.keyClicks(pane.table, "p")
    assert pane.entry == "r004"
    assert not pane.around.isVisible()

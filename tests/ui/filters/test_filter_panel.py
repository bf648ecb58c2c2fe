"""The panel: what is ticked or chosen is asked at once, and what is asked is shown, whoever asked it."""

from argparse import Namespace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer import app
from viewer.engine.seek_messages import Choice, Choices
from viewer.store.saved_filters import SavedFilter
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.filters.date_spans import STAY
from viewer.ui.filters.filter_panel import FilterPanel
from viewer.ui.window.remembered import Kept

CHOICES = Choices(choices=(
    Choice(kind="sources", value="gp", label="Millbrook Surgery", count=3),
    Choice(kind="categories", value="Letters", label="Letters", count=2),
    Choice(kind="since", value="2026-11-14", label="This admission", count=0),
))  # fmt: skip


@pytest.fixture
def panel(qtbot, theme, tmp_path):
    made = FilterPanel(lambda: date(2026, 11, 23))
    made.picks_wanted.connect(made.show_picks)
    made.shelf.use(tmp_path / "filters.json")
    made.saved.show_filters()
    qtbot.addWidget(made)
    made.show()
    made.show_choices(CHOICES)
    return made


def test_picks_add_up_and_clear_all_takes_every_one_away(panel, qtbot):
    panel.show_picks(Picks(words="asthma"))
    for place in range(2):
        with qtbot.waitSignal(panel.picks_wanted):
            panel.tree.items()[place].setCheckState(0, Qt.CheckState.Checked)
    panel.dates.changed.emit("2026-10-24", "")
    assert panel._picks == Picks(
        words="asthma", sources=("gp",), categories=("Letters",), since="2026-10-24"
    )  # fmt: skip
    assert panel.dates.since.text() == "24-Oct-2026"
    panel.clear_all.click()
    assert panel._picks == NOTHING
    assert not panel.clear_all.isEnabled()
    assert panel.dates.spans.currentText() == "Any date"
    assert all(item.checkState(0) == Qt.CheckState.Unchecked for item in panel.tree.items())


def test_a_saved_filter_asks_from_today_what_was_chosen_by_a_stretch_of_time(panel):
    panel.show_picks(Picks(categories=("Letters",), authors=("Dr X",)))
    panel.dates.spans.setCurrentIndex(panel.dates.spans.findData("30d"))
    panel.dates.spans.activated.emit(0)
    panel.saved.save.click()
    panel.saved.name.setText("Post")
    panel.saved.done.click()
    (kept,) = panel.shelf.filters
    assert (kept.span, kept.since, kept.categories) == ("30d", "", ("Letters",))

    panel.clear_all.click()
    panel.saved.apply.click()
    assert panel._picks == Picks(categories=("Letters",), since="2026-10-24")
    assert panel.dates.span == "30d"
    panel._apply("gone")
    assert panel._picks.categories == ("Letters",)


def test_escape_closes_and_the_count_is_said(panel, qtbot):
    panel.say("Filter: 3 of 17 shown")
    assert panel.count.accessibleName() == "Filter: 3 of 17 shown"
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.tree, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()


def test_another_record_leaves_no_choice_and_no_pick(panel):
    panel.show_picks(Picks(words="secret", authors=("Dr Secret",)))
    panel.finder.setText("secret")
    panel.forget()

    assert panel._picks == NOTHING
    assert panel.tree.items() == []
    assert panel.finder.text() == ""
    assert "Secret" not in panel.count.text()


def test_the_program_keeps_filters_beside_the_settings_and_the_demo_keeps_none(qtbot, session, tmp_path):
    for kept, usable in ((Kept(file=tmp_path / "settings.json"), True), (Kept(), False)):
        window, _theme = app._window(session, kept, Namespace(size="1366x698", tell=False))
        qtbot.addWidget(window)
        shelf = window.record.body.aside.filters.shelf
        assert shelf.usable is usable
        assert shelf.save(SavedFilter(name="Chest")) is usable
    assert [path.name for path in tmp_path.glob("*.json")] == ["filters.json"]


@pytest.mark.parametrize(("stay", "since", "words"), [
    (CHOICES, "2026-11-14", ""),
    (Choices(choices=()), "", "Its stretch of time is not known in this record: every date is shown."),
])  # fmt: skip
def test_a_saved_stretch_of_time_that_this_record_has_not_is_said_to_be_left_out(panel, stay, since, words):
    panel.shelf.save(SavedFilter(name="Stay", categories=("Letters",), span=STAY))
    panel.show_choices(stay)
    panel._apply("Stay")

    assert panel._picks == Picks(categories=("Letters",), since=since)
    assert panel.saved.told.text() == words

"""Grouping by what only the engine knows: asked, waited for, shown, and asked anew where it was lost."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from tests.ui import sample_messages as sample
from tests.ui.lists.groups import groups_of
from viewer.ui.lists.group_asking import GroupAsking
from viewer.ui.lists.timeline_model import HEADING_ROLE
from viewer.ui.lists.timeline_view import TimelinePanel

ROWS = sample.rows().upserts
WAITING = "By date until it is known which problem each entry belongs to"


@pytest.fixture
def panel(qtbot, theme):
    made = TimelinePanel(theme)
    qtbot.addWidget(made)
    made.resize(520, 400)
    with qtbot.waitSignal(made.settled):
        made.take(sample.rows())
    made.wanted = []
    made.groups.wanted.connect(made.wanted.append)
    return made


def headings(panel):
    found = (panel.model.index(at, 0).data(HEADING_ROLE) for at in range(panel.model.rowCount()))
    return [words for words in found if words]


def said(by="problem", **changes):
    return groups_of(
        ROWS, ("Problem: Asthma", "No problem stated"), lambda one: one.number % 2, by=by, **changes
    )


def test_it_stands_by_date_until_the_answer_is_there_and_says_so(panel):
    before = [one.id for one in panel.model.shown_rows()]
    panel.groups.choose("problem")
    assert panel.wanted == ["problem"]
    assert headings(panel)[0] == WAITING
    assert [one.id for one in panel.model.shown_rows()] == before
    panel.groups.take(said())
    assert headings(panel) == ["Problem: Asthma: 8 entries", "No problem stated: 9 entries"] or (
        headings(panel) == ["Problem: Asthma: 9 entries", "No problem stated: 8 entries"]
    )
    assert (panel.groups.order, panel.groups.before) == ("newest problem first", "more")
    assert panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == headings(panel)[0]
    panel.groups.choose("month")
    assert panel.wanted == ["problem", ""]
    assert [one.id for one in panel.model.shown_rows()] == before
    panel.groups.choose("")
    assert panel.wanted == ["problem", ""]


def test_the_selected_row_stays_selected(panel):
    panel.view.select_entry(ROWS[4].id)
    panel.groups.choose("problem")
    panel.groups.take(said())
    assert panel.view.selected_entry() == ROWS[4].id


def test_who_reads_further_down_keeps_the_row(panel, qtbot):
    panel.show()
    qtbot.waitExposed(panel)
    panel.groups.choose("problem")
    panel.view.scrollToBottom()
    panel.groups.take(said())
    assert not panel.view.at_top


def test_an_answer_to_what_is_not_asked_any_more_is_not_shown(panel):
    panel.groups.choose("problem")
    panel.groups.take(said(by="encounter"))
    assert headings(panel)[0] == WAITING


def test_where_it_could_not_be_worked_out_the_list_stands_by_date_and_says_why(panel):
    panel.groups.choose("problem")
    panel.groups.take(replace(said(), titles=(), notes=("Grouping broke off",)))
    assert headings(panel)[0] == "Grouping broke off"
    assert panel.groups.order == "newest first; lists last"


def test_rows_of_a_record_read_anew_have_other_numbers_and_it_is_asked_again(panel, qtbot):
    panel.groups.choose("problem")
    panel.groups.take(said())
    panel.clear()
    assert panel.groups.order == "newest first; lists last"
    with qtbot.waitSignal(panel.settled):
        panel.take(sample.rows())
    assert panel.wanted == ["problem", "problem"]
    assert headings(panel)[0] == WAITING
    assert isinstance(panel.groups, GroupAsking)

"""A screen reader hears the lane with its counts, the crowd that an entry stands in, and what a chart leaves out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.ui.pages.lanes import samples
from tests.ui.pages.lanes.test_chart import stripe
from viewer.ui.pages.lanes.described import described


def heard(page):
    return QAccessible.queryAccessibleInterface(page.view).text(QAccessible.Text.Description)


def test_without_an_entry_the_keys_are_said(page):
    assert "plus and minus zoom" in described(None, -1)


def test_the_lane_of_the_entry_is_heard_with_its_counts_and_its_crowd(page, qtbot):
    results = next(one for one in page.view.stripes if one.held.sent.key == "results")
    page.view.setCurrentIndex(page.model.index(results.held.offset + 4, 0))
    assert heard(page).startswith("Lane Results and observations: 10 in view, 1 undated.")
    assert "others in one place: Enter zooms in." in heard(page)
    held = page.model.lanes[page.model.lane_of(page.view.currentIndex().row())]
    page.view.set_window(page.view.window_in_view.over(held.first[4] - 900, held.first[4] + 900))
    assert "others" not in heard(page)
    assert "earlier" in heard(page)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert "Folded: Space unfolds it." in heard(page)


def test_every_point_of_a_chart_is_heard_with_value_unit_date_and_source_and_what_is_not_drawn(
    charted, qtbot
):
    held = stripe(charted).held
    charted.view.setCurrentIndex(charted.model.index(held.offset, 0))
    said = heard(charted)
    assert said.startswith("Chart Pulse: <40 to >180 /min")
    assert all(words in said for words in ("12 of 13 drawn", "1 not: no number"))
    table = QAccessible.queryAccessibleInterface(charted.view)
    points = [
        table.child(at).text(QAccessible.Text.Name) for at in range(table.childCount()) if table.child(at)
    ]
    points = [words for words in points if words.startswith("Chart of Pulse: ")]
    assert len(points) == 12
    assert all("Acute trust" in words for words in points)


def test_a_chart_is_gone_through_by_keys_alone(charted, qtbot):
    held = stripe(charted).held
    charted.view.setCurrentIndex(charted.model.index(held.offset, 0))
    entries = [charted.model.entry(charted.view.currentIndex().row())]
    for _ in range(len(held) - 1):
        qtbot.keyClick(charted.view, Qt.Key.Key_Right)
        entries.append(charted.model.entry(charted.view.currentIndex().row()))
    assert entries == [one.decode() for one in held.ids.tolist()]


def test_what_began_before_the_edge_is_heard_to_have_begun_there(page):
    stay, day = samples.STAY, 86_400
    page.view.setCurrentIndex(page.model.index(0, 0))
    assert "before what is in view" not in heard(page)
    page.view.set_window(page.view.window_in_view.over(stay.earliest + 2 * day, stay.latest - day))
    assert heard(page).startswith("Lane Encounters and appointments: 1 in view (1 from earlier).")
    assert "It began before what is in view." in heard(page)

    eczema = next(at for at in range(page.model.rowCount()) if page.model.row(at).title == "Eczema")
    page.view.setCurrentIndex(page.model.index(eczema, 0))
    first = float(page.model.lanes[1].first[1])
    page.view.set_window(page.view.window_in_view.over(first + 9 * day, first + 11 * day))
    assert "It may have begun before what is in view." in heard(page)

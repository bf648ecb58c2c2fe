import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.results.samples import key, page
from viewer.ui.look.palettes import DARK
from viewer.ui.pages.results.trend_pane import TrendPane


@pytest.fixture
def pane(theme, qtbot):
    made = TrendPane(theme)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_trend(page(trend=f"{key()}\n{key('Blood pressure')}").trend)
    made.show()
    made.setFocus()
    return made


def press(pane, qtbot, *keys):
    for one in keys:
        qtbot.keyClick(pane, one)
    return pane.readout.text()


def test_it_begins_on_the_newest_and_arrows_go_through_the_points(pane, qtbot):
    assert pane.readout.text().startswith("Potassium")
    first = press(pane, qtbot, Qt.Key.Key_Home)

    assert press(pane, qtbot, Qt.Key.Key_Left) == first
    assert press(pane, qtbot, Qt.Key.Key_Down) != first
    assert press(pane, qtbot, *[Qt.Key.Key_Down] * 9).startswith("Blood pressure, Diastolic: 80 mmHg")
    assert press(pane, qtbot, *[Qt.Key.Key_Up] * 9).startswith("Potassium")
    assert press(pane, qtbot, Qt.Key.Key_End) == press(pane, qtbot, Qt.Key.Key_Right)


def test_the_line_says_value_date_source_and_status(pane, qtbot):
    said = {press(pane, qtbot, Qt.Key.Key_Home)}
    for _ in range(5):
        said.add(press(pane, qtbot, Qt.Key.Key_Right))
    for _ in range(5):
        said.add(press(pane, qtbot, Qt.Key.Key_Down))

    assert "Potassium: 3.95 mmol/L. 04-Mar-2026 09:15. Acute trust" in said or any(
        "Amended" in one for one in said
    )
    assert pane.readout.accessibleName() == pane.readout.text()


def test_enter_opens_the_result_and_escape_closes(pane, qtbot):
    with qtbot.waitSignal(pane.point_chosen) as found:
        qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert found.args == [pane.point().entry]
    with qtbot.waitSignal(pane.closed):
        qtbot.keyClick(pane, Qt.Key.Key_Escape)
    qtbot.keyClick(pane, Qt.Key.Key_Q)


def test_what_is_drawn_and_what_is_not_is_said(pane):
    assert "Not drawn: 1 entered in error." in pane.left_out.text()
    assert "Chart in mmol/L." in pane.accessibleDescription()
    assert pane.title.text() == "Trend: Potassium, Blood pressure"


def test_a_conversion_is_offered_only_where_it_can_be(pane, theme, qtbot):
    assert not pane.convert.isVisibleTo(pane)
    both = f"{key()}\n{key('Potassium, other unit')}"
    pane.show_trend(page(trend=both).trend)
    assert pane.convert.isVisibleTo(pane)
    assert not pane.convert.isChecked()
    with qtbot.waitSignal(pane.conversion_wanted) as found:
        pane.convert.click()
    assert found.args == [True]
    pane.show_trend(page(trend=both, converted="yes").trend)
    assert "converted from 4100 umol/L" in " ".join(
        line.latest + line.previous + "".join(p.text for p in line.points) for _, line in pane._lines()
    )


def test_a_shorter_time_may_be_asked_for(pane, qtbot):
    with qtbot.waitSignal(pane.days_wanted) as found:
        pane.span.activated.emit(4)

    assert found.args == [31]


def test_nothing_to_draw_is_said_and_nothing_of_the_last_one_stays(pane, qtbot):
    pane.show_trend(page(trend=key("ECG")).trend)
    assert pane.readout.text() == "Nothing to draw."
    assert press(pane, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Return) == "Nothing to draw."
    pane.show_trend(None)
    pane.show_trend(None)
    assert (pane.title.text(), pane.point()) == ("", None)


def test_a_change_of_colours_draws_it_again(pane, theme):
    theme.force(DARK)

    assert pane.readout.text().startswith("Potassium")

"""How lanes look: they are painted in every look, at every zoom; labels are whole or not there."""

import pytest
from PySide6.QtGui import QFontMetrics

from tests.ui.pages.lanes import samples
from viewer.ui.look.palettes import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT
from viewer.ui.look.theme import Role
from viewer.ui.pages.lanes.label_widths import label_of
from viewer.ui.pages.lanes.lane_paint import LanePaint

ROW = samples.rows().upserts[1]
DAY = 86_400.0


def colours(widget):
    picture = widget.grab().toImage()
    return {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK])
@pytest.mark.parametrize("days", [0.01, 1, 30, 800, 40_000])
def test_it_is_painted_in_every_look_at_every_zoom(page, theme, palette, days):
    theme.force(palette)
    window = page.view.window_in_view
    stay = samples.STAY.earliest
    page.view.set_window(window.over(stay, stay + days * DAY))
    assert {palette.panel, palette.accent} <= colours(page.view.viewport())


def test_now_and_what_is_to_come_are_told_apart(page, theme):
    theme.force(LIGHT)
    now = page.model.page.now
    page.view.set_window(page.view.window_in_view.over(now - 20 * DAY, now + 20 * DAY))
    assert {LIGHT.page, LIGHT.accent} <= colours(page.view.viewport())


def test_the_whole_label_is_measured_as_it_is_painted(theme):
    paint = LanePaint(theme)
    assert label_of(ROW).startswith("Asthma")
    assert paint.width(label_of(ROW)) == QFontMetrics(theme.font(Role.SMALL)).horizontalAdvance(label_of(ROW))


def test_a_cursor_in_a_bar_and_a_struck_entry_are_painted(page, theme):
    page.view.setCurrentIndex(page.model.index(5, 0))
    assert page.view.stripes[2].laid.bars
    assert LIGHT.select in colours(page.view.viewport())


def test_no_kind_of_entry_has_a_colour_of_its_own(page, theme):
    """TML-10: neither red nor green, nor any other that means something elsewhere, tells kinds apart."""
    theme.force(LIGHT)
    page.ways.to_stay()
    shown = colours(page.view.viewport())
    assert LIGHT.accent in shown
    assert not shown & {LIGHT.good, LIGHT.bad, LIGHT.warn, LIGHT.go}

"""How lanes look: they are painted in every look, at every zoom; labels are whole or not there."""

from dataclasses import replace

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


def test_no_start_is_drawn_at_the_edge_for_what_began_before_it(page, theme):
    """TML-05: at the left edge an arrow with no right half, where something begins the whole symbol."""
    theme.force(LIGHT)
    view, stay = page.view, samples.STAY

    def right_half():  # how light it is: the symbol is dark, what is behind it is not
        stripe = view.stripes[0]
        (mark,) = stripe.laid.marks
        box = stripe.mark_rect(mark).translated(0, view.top())
        picture = view.viewport().grab().toImage()
        return picture.pixelColor(box.right() - 1, box.center().y()).lightness()

    whole = view.window_in_view
    view.set_window(replace(whole, first=stay.earliest, last=stay.latest + DAY))
    assert right_half() < 150
    view.set_window(replace(whole, first=stay.earliest + DAY, last=stay.latest + DAY))
    assert right_half() > 200


def test_a_bar_with_some_that_began_before_the_edge_points_there(page, theme):
    theme.force(LIGHT)
    view = page.view
    stripe = view.stripes[2]
    bar = stripe.laid.bars[-1]
    box = stripe.bar_rect(bar).translated(-2, view.top())

    def beside():
        return view.viewport().grab().toImage().pixelColor(box.left(), box.center().y()).name()

    assert beside() != LIGHT.accent
    laid = replace(stripe.laid, begins=int(bar.items[0]) + 1)
    view.stripes = (*view.stripes[:2], replace(stripe, laid=laid), *view.stripes[3:])
    assert beside() == LIGHT.accent

"""How a chart looks: whole numbers where they have room, arrows, hollow points, lines, never one over another."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics

from tests.ui.pages.lanes.test_chart import stripe
from viewer.ui.look.palettes import DARK, HIGH_DARK, LIGHT
from viewer.ui.look.theme import Role
from viewer.ui.pages.lanes.chart_paint import labels_of


@pytest.mark.parametrize("hours", [10, 24 * 8, 24 * 4000])
def test_numbers_beside_points_are_whole_and_lie_over_nothing(charted, theme, hours):
    now = stripe(charted).held.first[4]
    charted.view.set_window(charted.view.window_in_view.over(now - hours * 1800, now + hours * 1800))
    shown = stripe(charted)
    found, metrics = list(shown.spots()), QFontMetrics(theme.font(Role.SMALL))
    said = list(labels_of(shown, shown.held.chart, found, (metrics, charted.view.viewport().width())))
    for place, words in said:
        assert place.width() >= metrics.horizontalAdvance(words)
        assert not any(place.intersects(rect) for _, rect in found)
        assert place.right() <= charted.view.viewport().width()
    assert all(one.right() < other.left() for (one, _), (other, _) in pairwise(said))
    assert {words for _, words in said} <= set(shown.held.chart.texts)


@pytest.mark.parametrize("colours", [LIGHT, DARK, HIGH_DARK])
def test_charts_are_painted_in_every_look(charted, theme, colours, qtbot):
    theme.force(colours)
    key = stripe(charted).held.sent.key
    charted.view.lane_shown(key)
    held = stripe(charted).held
    charted.view.set_window(charted.view.window_in_view.over(held.first[0], held.first[-1]))
    charted.view.setCurrentIndex(charted.model.index(held.offset + 1, 0))
    with_chart = charted.view.grab().toImage()
    charted.view.fold(stripe(charted))
    charted.view.lane_shown(key)
    assert charted.view.grab().toImage() != with_chart


def test_neighbours_of_a_day_are_joined_and_a_comparator_is_not(charted):
    shown = stripe(charted)
    first = shown.held.first
    charted.view.set_window(charted.view.window_in_view.over(first[1], first[9]))
    shown = stripe(charted)
    assert len(shown.plotted.joins) == 8
    charted.view.grab()

"""Contrast of both palettes (A11Y-05), sizes that follow the workstation, shapes."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from viewer.ui.look.palettes import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT
from viewer.ui.look.theme import Role, Theme, workstation_is_dark


def test_every_word_of_the_style_sheet_is_filled_in(theme):
    assert not re.search(r"@\w+@", theme.stylesheet())


def test_it_follows_the_colour_scheme_of_the_workstation(qtbot, qapp, assets):
    dark = [False]
    theme = Theme(assets, is_dark=lambda: dark[0])
    assert theme.colours == LIGHT
    dark[0] = True
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colours == DARK
    assert not workstation_is_dark()


def test_sizes_follow_the_workstation_and_are_never_too_small(qapp, theme, big_text):
    theme.refresh()

    assert theme.scale == 2.0
    assert theme.px(28) == 56
    assert theme.font(Role.TITLE, bold=True).pointSizeF() == 30.0


def test_at_the_designed_size_nothing_is_scaled(theme):
    assert theme.scale == 1.0
    assert theme.font().pointSizeF() == 10.0


def test_shapes_are_drawn_in_the_palette_and_kept(theme):
    first = theme.shape("failed", "bad", 16)

    assert first is theme.shape("failed", "bad", 16)
    assert first.toImage() != theme.shape("failed", "good", 16).toImage()
    assert theme.colour("bad").name() == LIGHT.bad


def test_the_ways_to_look_go_round_and_follow_the_workstation_first(theme, assets):
    made = Theme(assets, is_dark=lambda: False)
    seen = [made.colours]
    for _ in range(4):
        made.next_look()
        seen.append(made.colours)

    assert seen == [LIGHT, LIGHT, DARK, HIGH_LIGHT, LIGHT]
    dark = Theme(assets, is_dark=lambda: True)
    dark.choose("high contrast", 100)
    assert dark.colours == HIGH_DARK


def test_text_grows_to_twice_its_size_and_no_further(theme):
    start = theme.scale
    for _ in range(9):
        theme.zoom(1)
    assert theme.scale == 2 * start
    for _ in range(9):
        theme.zoom(-1)
    assert theme.scale == start
    theme.zoom(1)
    theme.zoom(0)
    assert theme.scale == start

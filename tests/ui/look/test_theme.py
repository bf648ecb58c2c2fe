"""Contrast of both palettes (A11Y-05), sizes that follow the workstation, shapes."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from viewer.ui.look.theme import DARK, LIGHT, Role, Theme, workstation_is_dark


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    (name, ground)
    for ground in ("page", "panel", "select", "hover")
    for name in ("text", "second", "accent", "good", "bad", "warn")
] + [
    ("onbanner", "banner"), ("bannerlabel", "banner"), ("onbanner", "dead"), ("bannerlabel", "dead"),
    ("onbanner", "deadline"), ("ongo", "go"), ("onaccent", "accent"), ("safetytext", "safetyback"), ("noticetext", "noticeback"),
]  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("name", "ground"), TEXT)
def test_text_has_the_contrast_that_it_needs(palette, name, ground):
    colours = asdict(palette)

    assert contrast(colours[name], colours[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_fields_have_the_contrast_that_they_need(palette):
    assert contrast(palette.edge, palette.panel) >= 3
    assert contrast(palette.edge, palette.page) >= 3
    assert contrast("#ffeb3b", "#212b32") >= 3


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

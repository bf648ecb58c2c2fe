"""Contrast of every palette (WCAG 2.2 AA; high contrast AAA), computed."""

from dataclasses import asdict

import pytest

from viewer.ui.look.palettes import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT

GROUNDS = [(LIGHT, 4.5), (DARK, 4.5), (HIGH_LIGHT, 7), (HIGH_DARK, 7)]
NAMES = ["light", "dark", "high contrast", "high contrast, dark"]


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


@pytest.mark.parametrize(("palette", "least"), GROUNDS, ids=NAMES)
@pytest.mark.parametrize(("name", "ground"), TEXT)
def test_text_has_the_contrast_that_it_needs(palette, least, name, ground):
    colours = asdict(palette)

    assert contrast(colours[name], colours[ground]) >= least


@pytest.mark.parametrize("palette", [palette for palette, _ in GROUNDS], ids=NAMES)
def test_edges_of_fields_have_the_contrast_that_they_need(palette):
    assert contrast(palette.edge, palette.panel) >= 3
    assert contrast(palette.edge, palette.page) >= 3
    assert contrast("#ffeb3b", "#212b32") >= 3

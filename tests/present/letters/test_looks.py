"""Looks that are kept cannot hide a word: every letter can be read on white and on every ground (WCAG 4.5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.letters.looks import safe_style

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@given(COLOURS, COLOURS)
def test_whatever_colours_are_sent_the_words_can_be_read(letter, ground):
    kept = dict(one.split(":") for one in safe_style(f"color:{letter};background-color:{ground}").split(";"))

    lighter, darker = luminance(kept["background-color"]), luminance(kept["color"])
    assert (lighter + 0.05) / (darker + 0.05) >= 4.4  # a byte's rounding


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("font-weight: bold; font-style: italic", "font-weight:bold;font-style:italic"),
        ("text-decoration: underline line-through", "text-decoration:underline line-through"),
        ("TEXT-ALIGN: Center !important", "text-align:center"),
        ("list-style-type: lower-roman", "list-style-type:lower-roman"),
        ("color: rgb(255, 0, 0)", safe_style("color:red")),
        ("color: #000", "color:#000000"),
        ("display:none; visibility:hidden; font-size:0; position:absolute; left:-9999px; opacity:0", ""),
        ("background-image: url(https://spy.example)", ""),
        ("background: url(x) red", ""),
        ("color: expression(1)", ""),
        ("color", ""),
        ("", ""),
    ],
)
def test_what_is_known_is_kept_and_nothing_else(style, kept):
    assert safe_style(style) == kept

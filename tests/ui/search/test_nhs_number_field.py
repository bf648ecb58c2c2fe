"""An NHS number as people type and paste it."""

import pytest

from viewer.ui.search.nhs_number_field import digits_of, verdict


@pytest.mark.parametrize(
    "text",
    ["9990000018", "999 000 0018", " 999-000-0018 ", "999\u00a0000\u00a00018", "999\u2013000\u20130018"],
)
def test_any_spacing_is_read(text):
    good, words = verdict(text)

    assert good
    assert "Test number" in words
    assert digits_of(text) == "9990000018"


@pytest.mark.parametrize(("text", "part"), [
    ("", ""), ("99900", "5 of 10 digits"), ("9990000019", "check digit"), ("99900000181", "11 digits"),
    ("999 000 00l8", "nothing else"), ("٩٩٩٠٠٠٠٠١٨", "nothing else"),
])  # fmt: skip
def test_anything_else_is_refused_in_words(text, part):
    good, words = verdict(text)

    assert not good
    assert part in words

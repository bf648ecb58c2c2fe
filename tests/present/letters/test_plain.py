"""Letters are read in the encoding that is stated, and a guess is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.letters.plain import decoded, shown

DOSE = "5 µg – £3 é"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (DOSE.encode("utf-8"), ""),
        (DOSE.encode("utf-8-sig"), ""),
        (DOSE.encode("utf-16"), "text/plain; charset=utf-8"),
        (DOSE.encode("cp1252"), "text/plain; charset=windows-1252"),
        (DOSE.encode("cp1252"), 'text/plain; charset="ISO-8859-1"'),
        (b'<?xml version="1.0" encoding="windows-1252"?>' + DOSE.encode("cp1252"), ""),
        (b'<html><meta charset="windows-1252">' + DOSE.encode("cp1252"), "text/html"),
    ],
)
def test_what_is_stated_is_obeyed_and_nothing_is_warned_of(data, media_type):
    found = decoded(data, media_type)

    assert found.text.endswith(DOSE)
    assert found.warning == ""


@pytest.mark.parametrize("media_type", ["text/plain", "text/plain; charset=utf-8", "text/plain; charset=zip"])
def test_what_is_no_utf_8_is_read_as_windows_letters_and_said(media_type):
    found = decoded(DOSE.encode("cp1252"), media_type)

    assert found.text == DOSE
    assert "£" in found.warning


def test_bytes_that_are_no_letters_in_the_stated_encoding_are_marked_and_said():
    found = decoded(b"a\x82", "text/plain; charset=shift_jis")

    assert found.text == "a�"
    assert found.warning.startswith("Some of its bytes")


def test_the_codec_of_a_packed_file_is_no_encoding():
    assert decoded(b"abc", "text/plain; charset=hex").text == "abc"


@given(st.binary(max_size=200), st.sampled_from(["", "text/plain; charset=utf-8", "text/html; charset=big5"]))
def test_any_bytes_become_text(data, media_type):
    assert isinstance(shown(decoded(data, media_type).text), str)


def test_half_a_character_is_shown_as_none():
    assert shown("a\udd97b\ud83d") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    assert shown("\N{GRINNING FACE}") == "\N{GRINNING FACE}"


def test_no_sign_that_turns_or_hides_words_is_left():
    assert shown("10\u202e05\u2066\x07mg\r\nx\fy") == "10�05��mg\nx\ny"


@pytest.mark.parametrize("codec", ["idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape"])
def test_a_trick_of_python_is_no_encoding_of_a_letter(codec):
    assert decoded(b"5 mg \xff-\\q", f"text/plain; charset={codec}").text == "5 mg ÿ-\\q"
    assert decoded(f'<meta charset="{codec}">-a'.encode(), "").text.endswith("-a")

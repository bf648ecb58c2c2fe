"""RTF letters: every word in its code page, what is struck out or hidden said, nothing lost in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.letters.rtf import rtf_text

FONTS = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Times;}{\f2\fcharset128 Gothic;}}"


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi Hello\par World}", "Hello\nWorld"),
        (rb"{\rtf1\ansi\ansicpg1252 5 \'b5g, \'a33, \'93no\'94}", "5 µg, £3, “no”"),
        (rb"{\rtf1\ansi\ansicpg1250 \'9aimek}", "šimek"),
        (rb"{\rtf1\mac na\'95ve}", "naïve"),
        (rb"{\rtf1" + FONTS + rb"\f1 \'cf\'f0\f0  \'e9 \f2 \'93\'fa}", "Пр é 日"),
        (rb"{\rtf1 \u8364?5 \uc2\u956\'b5\'b5g \u-10179?\u-9093?}", "€5 μg 👻"),
        (rb"{\rtf1 a\~b\_c\-d \\ \{ \} 2\emdash 3}", "a\u00a0b\u2011cd \\ { } 2—3"),
        (rb"{\rtf1{\info{\title secret}}{\colortbl;\red0;}{\*\generator W;}x}", "x"),
        (rb"{\rtf1 take {\strike 5 mg }10 mg}", "take [struck out: 5 mg] 10 mg"),
        (rb"{\rtf1 a {\v no }b {\deleted c}{\strike0 d}}", "a [hidden: no] b [deleted by its author: c]d"),
        (rb"{\rtf1\trowd Drug\cell Dose\cell\row A\cell 5\cell\row}", "Drug | Dose\nA | 5"),
        (rb"{\rtf1{\pict\pngblip 89504e47}after}", "[picture left out]after"),
        (rb"{\rtf1{\*\shppict{\pict\bin3 }}}}}after}", "[picture left out]after"),
        (rb"{\rtf1{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt boxed}}{\shprslt twice}}}", "boxed"),
        (rb"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt words}}}", "words"),
        (rb"{\rtf1{\footer confidential}body}", "[footer] confidentialbody"),
        (rb"{\rtf1{\object{\*\objdata 0102}{\result shown}}}", "[embedded object] shown"),
    ],
)
def test_words_are_read_and_what_is_no_word_is_named(rtf, text):
    assert rtf_text(rtf) == text


def test_a_letter_that_ends_too_early_says_so():
    assert rtf_text(rb"{\rtf1 take 10").startswith("take 10\n[it ends before it is complete")


def test_nesting_has_an_end_and_it_is_said():
    assert rtf_text(b"{\\rtf1 x" + b"{" * 100_000).endswith("nested too deeply]")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(data):
    assert isinstance(rtf_text(b"{\\rtf1 " + data), str)


@given(st.text(st.characters(codec="cp1252", exclude_characters="\\{}\r\n\x00"), max_size=60))
def test_plain_words_come_through(words):
    assert rtf_text(b"{\\rtf1\\ansi\\ansicpg1252 |" + words.encode("cp1252") + b"|\\par .}").endswith(".")
    assert words.strip() in rtf_text(b"{\\rtf1\\ansi\\ansicpg1252 (" + words.strip().encode("cp1252") + b")}")


@pytest.mark.parametrize("space", [b" ", b"\\tab ", b"\\par "])
def test_a_letter_of_a_million_spaces_is_read_in_one_go(space):
    """Looked through from every space anew it takes the better part of an hour, with the window waiting."""
    words = rtf_text(b"{\\rtf1 a" + space * 1_000_000 + b"b}")

    assert (words[0], words[-1]) == ("a", "b")

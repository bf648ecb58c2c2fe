"""Lines break between words, and anywhere where a word is longer than any word is."""

import pytest
from PySide6.QtGui import QTextOption

from viewer.ui.documents.wrapping import wrapping, wrapping_of_html

USUAL, ANYWHERE = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, QTextOption.WrapMode.WrapAnywhere


@pytest.mark.parametrize(
    ("words", "mode"),
    [("word " * 2_000, USUAL), ("x" * 4_999, USUAL), ("x" * 5_000, ANYWHERE), ("x\u00a0" * 2_500, ANYWHERE)],
)
def test_a_word_longer_than_any_word_breaks_anywhere(words, mode):
    assert wrapping(words) == mode


@pytest.mark.parametrize(
    ("html", "mode"),
    [
        ("<p>one</p>" * 1_000, USUAL),
        ('<img src="data:image/png;base64,' + "A" * 6_000 + '">', USUAL),
        ("<b>one</b>" * 2_000, ANYWHERE),
        ("<p>" + "x" * 5_000, ANYWHERE),
    ],
)
def test_blocks_end_words_and_looks_do_not(html, mode):
    assert wrapping_of_html(html) == mode

"""Where lines may break: anywhere, once a word is so long that Qt would look for its end again and again."""

import re

from PySide6.QtGui import QTextOption

_LONG_WORD = re.compile(r"[^ \t\r\n]{5000}")
_TAG = re.compile(r"</?(\w+)[^>]*>")
_WITHIN_LISTED = "b big code em font i q s small span strike strong sub sup tt u"
_WITHIN_WORDS = frozenset(_WITHIN_LISTED.split())


def wrapping(words: str) -> QTextOption.WrapMode:
    """Return how the lines of a text wrap."""
    mode = QTextOption.WrapMode
    return mode.WrapAnywhere if _LONG_WORD.search(words) else mode.WrapAtWordBoundaryOrAnywhere


def wrapping_of_html(html: str) -> QTextOption.WrapMode:
    """Return it for sanitised HTML; a tag of a block ends a word, the bytes of a picture are none."""
    return wrapping(_TAG.sub(lambda tag: "" if tag[1] in _WITHIN_WORDS else " ", html))

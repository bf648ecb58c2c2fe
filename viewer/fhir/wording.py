"""When two wordings are the same words: in anything but case, spacing and Unicode form they are not."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['\u2018\u2019`]")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-\u2010-\u2015](?=[^\W\d_])")
_STOPS = re.compile(r"[.,;:!?\"\u201c\u201d()\[\]](?!\d)")
_SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")


def folded(words: str) -> str:
    """Return the form in which words are compared, never shown.

    >>> folded(" SMITH  john ") == folded("Smith John"), folded("O'Brien") == folded("OBrien")
    (True, False)
    """
    plain = words if words.isascii() else unicodedata.normalize("NFKC", words)
    return " ".join(plain.casefold().split())


def bare(words: str) -> str:
    """Return a wording without case, spaces and punctuation: what still differs is more than that.

    Nothing that belongs to a number or a sign goes: 1.5 is not 15, 5/10 is not 510, A- is not A+.

    >>> bare("Modified-release, 5 mg.") == bare("modified release 5MG")
    True
    >>> bare("1.5 mg") == bare("15 mg"), bare("A-") == bare("A+"), bare("1 2") == bare("12")
    (False, False, False)
    """
    kept = _STOPS.sub(" ", _BETWEEN_LETTERS.sub(" ", _APOSTROPHES.sub("", folded(words))))
    return _SPACES.sub("", kept.strip())

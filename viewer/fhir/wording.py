"""When two wordings are the same words: in anything but case, spacing and Unicode form they are not."""

import unicodedata


def folded(words: str) -> str:
    """Return the form in which words are compared, never shown.

    >>> folded(" SMITH  john ") == folded("Smith John"), folded("O'Brien") == folded("OBrien")
    (True, False)
    """
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())

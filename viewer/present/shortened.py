"""How a text without measure stands on a line: its beginning, and where all of it is."""

LONGEST = 2_000
"""Letters of a line of a list, a heading or a cell: no name, dose or finding is so long."""


ITS_DETAIL = "its detail"


def in_short(words: str, longest: int = LONGEST, where: str = ITS_DETAIL) -> str:
    """Return the words, or their beginning with how many there are, and where all of them stand.

    >>> in_short("5 mg")
    '5 mg'
    >>> in_short("x" * 3_000)[1_990:]
    'xxxxxxxxxx ... (3,000 letters: all of them stand in its detail)'
    """
    if len(words) <= longest:
        return words
    return f"{words[:longest]} ... ({len(words):,} letters: all of them stand in {where})"

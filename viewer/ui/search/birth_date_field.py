"""A date of birth as people type it, as the ISO date that sources are asked for; an unsure one is refused."""

import re
from datetime import date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_NAMED = re.compile(r"(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def birth_date(text: str) -> str | None:
    """ISO date, or None where the text is no calendar date. Day comes before month (British order).

    >>> birth_date("04-Mar-1938"), birth_date("4/3/1938"), birth_date("1938-03-04"), birth_date("31/02/1938")
    ('1938-03-04', '1938-03-04', '1938-03-04', None)
    """
    words = text.strip().casefold()
    parts: tuple[str, str, str] | None = None
    if found := _ISO.fullmatch(words):
        parts = (found[1], found[2], found[3])
    elif found := _NUMBERS.fullmatch(words):
        parts = (found[3], found[2], found[1])
    elif (found := _NAMED.fullmatch(words)) and found[2] in _MONTHS:
        parts = (found[3], str(_MONTHS[found[2]]), found[1])
    if parts is None:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
    except ValueError:
        return None
